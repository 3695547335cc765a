import { StatementSync } from 'node:sqlite';
import { loadConfig } from '../../../config/load.ts';
import { openApplication } from '../../../src/app/application.ts';
import { prepareRun, runOnce } from '../../../src/app/worker.ts';
import { surroundings } from '../surroundings.ts';

/**
 * One round with each of the configurations `argv[5…]`. Dies without a word at the step `argv[2]` counted from 1, or
 * before the statement `argv[3]` of the database; 0 is never. Its clock is `argv[4]` ms ahead. Writes each step that it
 * came past.
 */
const [, , dieAtStep = '0', dieAtStatement = '0', aheadMs = '0', ...files] = process.argv;
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
function observe(step: string): void {
  steps += 1;
  process.stdout.write(`${step}\n`);
  if (steps === Number(dieAtStep)) die();
}

const { signal } = new AbortController();
for (const file of files) {
  const application = await openApplication(loadConfig(file), surroundings({ aheadMs: Number(aheadMs), observe }));
  await prepareRun(application, signal);
  await runOnce(application, signal);
  await application.close();
}
process.stdout.write(`${statements} statements\n`);
