import { loadConfig } from '../../../config/load.ts';
import { openApplication } from '../../../src/app/application.ts';
import { run } from '../../../src/app/worker.ts';
import { surroundings } from '../surroundings.ts';

/** The worker with the configuration `argv[2]`, whose platform takes `argv[3]` ms for each post. */
const [, , file = '', slowMs = '0'] = process.argv;
const stopping = new AbortController();
process.on('SIGTERM', () => stopping.abort());

const application = await openApplication(
  loadConfig(file),
  surroundings({
    observe(step) {
      process.stdout.write(`${step}\n`);
      if (step === 'sending') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(slowMs));
    },
  }),
);
await run(application, stopping.signal);
await application.close();
