import { openLedger } from '../../src/ledger/open.ts';
import { createDeliverer } from '../../src/outbox/deliverer.ts';
import { wording } from '../compose/events.ts';
import { fileChat } from './file-chat.ts';

/**
 * A process that drains the ledger at `argv[2]` to chats in the files `argv[3]`, which can be looked through, and
 * `argv[4]`, which cannot. Where `argv[5]` names a step, it dies there without a word.
 */
const [, , path, slack, mail, dieAt] = process.argv;
if (path === undefined || slack === undefined || mail === undefined) throw new Error('Name the ledger and the chats.');

const ledger = await openLedger(path);
const deliverer = createDeliverer({
  ledger,
  destinations: new Map([fileChat('slack', slack, true), fileChat('mail', mail, false)].map((one) => [one.name, one])),
  wording,
  now: () => new Date(),
  sleep: async () => {},
  random: () => 0,
  worker: `child ${process.pid}`,
  log: { info() {}, warn() {}, error() {} },
  // The claim of the process that died has to end before the next may look.
  leaseMs: 400,
  observe(step) {
    if (step === dieAt) process.kill(process.pid, 'SIGKILL');
  },
});
const deadline = Date.now() + 10_000;
for (;;) {
  const { nextDue } = await deliverer.drain(new AbortController().signal);
  const { pending, sending } = await ledger.deliveries.counts();
  if (pending + sending === 0 && nextDue === null) break;
  if (Date.now() > deadline) throw new Error(`still ${pending} pending and ${sending} sending, due ${nextDue}`);
  await new Promise((resolve) => setTimeout(resolve, 50));
}
await ledger.close();
