import { settledFinding, toldFlips } from '../detect/arrivals/flapping.ts';
import type { Report } from '../domain/documents.ts';
import type { Finding } from '../domain/findings.ts';
import type { Instant } from '../domain/time.ts';
import type { LedgerTransaction } from '../ledger/ledger.ts';
import { enqueue } from '../outbox/enqueue.ts';

/** So many snapshots are the first version, the changes that are told, and one that is not. */
const fewest = toldFlips + 2;

/**
 * Announces that a page that changed back and forth has settled. Called with its current report when it was asked for, also
 * where its words had changed. Returns the findings that are news: one for each time that it settles.
 */
export async function announceSettled(
  transaction: LedgerTransaction,
  report: Report | undefined,
  at: Instant,
): Promise<readonly Finding[]> {
  // The number of a snapshot is in its id, so that nothing is read for the many pages that were never edited.
  if (report?.state !== 'present' || !(Number(report.snapshotId.split('.').at(-1)) >= fewest)) return [];
  const versions = await transaction.versions(report.documentId, toldFlips);
  const settled = settledFinding(versions, at);
  return settled === undefined ? [] : enqueue(transaction, { findings: [settled], at });
}
