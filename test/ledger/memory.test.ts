import { describe } from 'vitest';
import { ledgerContract } from '../contracts/ledger.contract.ts';

describe('the ledger in memory', () => {
  ledgerContract({ address: async () => ':memory:', shared: false });
});
