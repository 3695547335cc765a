import { terminal } from '../../adapters/terminal/index.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { createDeliverer } from '../../src/notify/deliver.ts';
import { sink } from '../adapters/terminal/sink.ts';
import { wording } from './events.ts';

/** A process that drains the ledger at `argv[2]` and, where `argv[3]` names a step, dies there without a word. */
const [, , path, dieAt] = process.argv;
if (path === undefined) throw new Error('Name the ledger.');

const ledger = await openLedger(path);
const log = { info() {}, warn() {}, error: console.error };
const installations = {
  get: async () => undefined,
  set: async () => {},
  remove: async () => {},
  spaces: async () => [],
};
const destination = terminal.create({}, { stdout: sink(), stderr: sink(), log, now: () => new Date(), installations });
const deliverer = createDeliverer({
  ledger,
  destinations: new Map([[destination.name, destination]]),
  wording,
  now: () => new Date(),
  sleep: async () => {},
  random: () => 0,
  worker: `child ${process.pid}`,
  log,
  // The claim of the process that died has to end before the next may look.
  leaseMs: 400,
  observe(step) {
    if (step === dieAt) process.kill(process.pid, 'SIGKILL');
  },
});
const deadline = Date.now() + 10_000;
for (;;) {
  await deliverer.drain(new AbortController().signal);
  const { pending, sending } = await ledger.deliveries.counts();
  if (pending + sending === 0) break;
  if (Date.now() > deadline) throw new Error(`still ${pending} pending and ${sending} sending`);
  await new Promise((resolve) => setTimeout(resolve, 50));
}
await ledger.close();
