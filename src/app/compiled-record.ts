import { loadRecord } from '../../config/record/load.ts';
import type { Config } from '../../config/schema.ts';
import type { OpenedLedger } from '../ledger/open.ts';

/**
 * Stores the bundled record in a ledger that has none or an earlier version, and takes it out where the configuration
 * switches it off. Announces nothing. Returns whether the ledger was changed. Idempotent.
 */
export function syncRecord(
  ledger: Pick<OpenedLedger, 'compiled'>,
  { record }: Pick<Config, 'record'>,
  now: Date,
): Promise<boolean> {
  return ledger.compiled.sync(record === 'off' ? null : loadRecord(), now.toISOString());
}
