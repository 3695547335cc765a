import { openLedger } from '../../../src/ledger/open.ts';

/** Opens the ledger at the given address, twice over, and says so. */
const address = process.argv[2] ?? '';
const ledger = await openLedger(address);
await ledger.lookups.summary();
await ledger.close();
process.stdout.write('opened\n');
