import { StatementSync } from 'node:sqlite';
import { loadConfig } from '../../../config/load.ts';
import { openApplication } from '../../../src/application.ts';
import { prepare, round } from '../../../src/worker.ts';
import { surroundings } from '../surroundings.ts';

/**
 * One round with the configuration `argv[2]`. Dies without a word at the step `argv[3]` counted from 1, or before the
 * statement `argv[4]` of the database; 0 is never. Writes each step it came past.
 */
const [, , file = '', dieAtStep = '0', dieAtStatement = '0'] = process.argv;
const die = () => process.kill(process.pid, 'SIGKILL');

let statements = 0;
for (const name of ['run', 'all', 'iterate'] as const) {
  const original: (...given: never[]) => unknown = StatementSync.prototype[name];
  Object.defineProperty(StatementSync.prototype, name, {
    value(this: StatementSync, ...given: never[]) {
      statements += 1;
      if (statements === Number(dieAtStatement)) die();
      return original.apply(this, given);
    },
  });
}

let steps = 0;
const signal = new AbortController().signal;
const application = await openApplication(
  loadConfig(file),
  surroundings({
    observe(step) {
      steps += 1;
      process.stdout.write(`${step}\n`);
      if (steps === Number(dieAtStep)) die();
    },
  }),
);
await prepare(application, signal);
await round(application, signal);
await application.close();
process.stdout.write(`${statements} statements\n`);
