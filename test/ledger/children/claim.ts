import { openLedger } from '../../../src/ledger/open.ts';
import { minutes } from '../fixtures.ts';
import { begin, claim } from '../outbox.ts';

/** Claims until nothing is left and prints the id of each delivery it may send. */
const [, , address = '', worker = ''] = process.argv;
const ledger = await openLedger(address);
process.stdout.write('ready\n');
process.stdin.once('data', async () => {
  for (;;) {
    const claimed = await claim(ledger, worker, minutes(0), minutes(2), 3);
    if (claimed.length === 0) break;
    for (const { id } of claimed) {
      if (await begin(ledger, id, worker, minutes(0), minutes(2))) process.stdout.write(`${id}\n`);
    }
  }
  await ledger.close();
  process.exit(0);
});
