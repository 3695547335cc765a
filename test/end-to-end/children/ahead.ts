import { loadConfig } from '../../../config/load.ts';
import { openApplication } from '../../../src/app/application.ts';
import { run } from '../../../src/app/worker.ts';
import { surroundings } from '../surroundings.ts';

/** The worker with the configuration `argv[2]`, its clock `argv[3]` ms ahead, with this process's environment. */
const [, , file = '', aheadMs = '0'] = process.argv;
const stopping = new AbortController();
process.on('SIGTERM', () => stopping.abort());

const log = (fields: object, message: string) =>
  void process.stderr.write(`${JSON.stringify({ ...fields, msg: message })}\n`);
const application = await openApplication(loadConfig(file), {
  ...surroundings({ aheadMs: Number(aheadMs) }),
  env: process.env,
  log: { info: log, warn: log, error: log },
});
await run(application, stopping.signal);
await application.close();
