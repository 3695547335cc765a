import { openLedger } from '../../../src/ledger/open.ts';
import { admitted, fetched, incident, read, sourceState } from '../fixtures.ts';

/** Stops between two writes of a transaction, and waits to be killed. */
const ledger = await openLedger(process.argv[2] ?? '');
await ledger.transaction(async (open) => {
  const report = await open.addSnapshot({
    source: 'feed',
    publisher: 'cjtf-oir',
    document: fetched('half'),
    read: read({ incidents: [incident()] }),
  });
  await open.addFindings([admitted(report)]);
  process.stdout.write('written\n');
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  await open.polling.setSource('feed', sourceState());
});
