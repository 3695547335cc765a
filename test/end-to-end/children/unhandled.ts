import { exitOnUnhandledError } from '../../../src/app/unhandled-errors.ts';
import { openLedger } from '../../../src/ledger/open.ts';

/** A process with a ledger open, at `argv[2]`, in which something fails unhandled; `argv[3]` says how. */
const [, , path = ':memory:', how] = process.argv;
const ledger = await openLedger(path);
const log = {
  info() {},
  warn() {},
  error: (fields: object, message: string) => process.stderr.write(`${JSON.stringify(fields)} ${message}\n`),
};
exitOnUnhandledError(process, log, async () => {
  await ledger.close();
  process.stderr.write('closed\n');
  if (how === 'hanging') await new Promise(() => {});
});
setInterval(() => {}, 1000);
const failure = new TypeError('xoxb-secret');
if (how === 'thrown')
  setTimeout(() => {
    throw failure;
  });
else void Promise.reject(failure);
