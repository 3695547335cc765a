import { openLedger } from '../../../src/ledger/open.ts';
import { noon } from '../fixtures.ts';

/** Claims until nothing is left and prints the id of each delivery it may send. */
const [, , address = '', worker = ''] = process.argv;
const ledger = await openLedger(address);
process.stdout.write('ready\n');
process.stdin.once('data', async () => {
  for (;;) {
    const claimed = await ledger.deliveries.claim(worker, noon('2019-06-01'), noon('2019-06-02'), 3);
    if (claimed.length === 0) break;
    for (const { id } of claimed) {
      if (await ledger.deliveries.markSending(id, worker, noon('2019-06-01'), noon('2019-06-02')))
        process.stdout.write(`${id}\n`);
    }
  }
  await ledger.close();
  process.exit(0);
});
