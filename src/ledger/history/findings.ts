import type { EventRecord } from '../../domain/event-record.ts';
import type { Finding, FindingKind, Sum } from '../../domain/findings.ts';
import { unrelated } from '../../domain/relations/related.ts';
import { ledgerError } from '../database/errors.ts';
import { type Database, insert, type Writing } from '../database/schema.ts';
import { currentTolls } from './figures.ts';
import { latestRun, reportOf } from './reports.ts';
import { parseFinding, parseSums } from './rows.ts';
import { relatedOf } from './threads.ts';

/** Returns the snapshots that a failed sum involves; none for other findings. */
function involved(finding: Finding): readonly string[] {
  if (finding.kind !== 'does-not-add-up') return [];
  const figures = [finding.sum.stated, ...finding.sum.terms.map((term) => term.figure)];
  return [...new Set(figures.map((figure) => figure.snapshotId))];
}

/** Lists a failed sum under the snapshots that it involves. */
export async function linkFinding(db: Writing, finding: Finding): Promise<void> {
  const links = involved(finding).map((snapshotId) => ({ snapshot_id: snapshotId, finding_id: finding.id }));
  await insert(db, 'finding_snapshots', links);
}

/** Returns everything that is said about an event, its findings by id. Throws `LedgerError` (`missing`). */
export async function eventRecord(db: Database, event: string): Promise<EventRecord> {
  const stored = await db.selectFrom('events').selectAll().where('event', '=', event).executeTakeFirst();
  if (stored === undefined) throw ledgerError('missing', `The ledger holds no event ${event}`);
  const rows = await db.selectFrom('findings').select('body').where('event', '=', event).orderBy('id').execute();
  const findings = rows.map((row) => parseFinding(row.body));
  const report = stored.snapshot_id === null ? null : await reportOf(db, stored.snapshot_id, stored.run_id);
  return {
    event,
    findings,
    report,
    sums: parseSums(stored.sums),
    related: report === null ? unrelated : await relatedOf(db, report.documentId),
    comparison: (await currentTolls(db)).filter((figure) => figure.documentId !== report?.documentId),
  };
}

export type FindingStore = ReturnType<typeof createFindingStore>;

export function createFindingStore(db: Writing) {
  return {
    /** Returns those of the documents of which a finding of these kinds is stored. */
    async documentsWith(kinds: readonly FindingKind[], documentIds: readonly string[]): Promise<readonly string[]> {
      if (documentIds.length === 0) return [];
      const rows = await db
        .selectFrom('findings')
        .innerJoin('events', 'events.event', 'findings.event')
        .innerJoin('snapshots', 'snapshots.id', 'events.snapshot_id')
        .select('snapshots.document_id')
        .distinct()
        .where('findings.kind', 'in', [...kinds])
        .where('snapshots.document_id', 'in', [...documentIds])
        .execute();
      return rows.map(({ document_id }) => document_id);
    },

    /**
     * Stores findings and returns those that were new; a stored one stays as it is. `sums`, all that were tried, are
     * stored with the event of the first finding. Idempotent by id.
     */
    async addFindings(findings: readonly Finding[], sums: readonly Sum[] = []): Promise<readonly Finding[]> {
      const first = findings[0];
      const added: Finding[] = [];
      for (const finding of findings) {
        const { id, event, kind, publisher, snapshotId } = finding;
        const inserted = await db
          .insertInto('findings')
          .values({ id, event, kind, publisher, found_at: finding.foundAt, body: JSON.stringify(finding) })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (inserted === undefined) continue;
        added.push(finding);
        await linkFinding(db, finding);
        const run = snapshotId === null ? undefined : await latestRun(db, snapshotId);
        const tried = event === first?.event ? sums : [];
        await db
          .insertInto('events')
          .values({ event, snapshot_id: snapshotId, run_id: run?.id ?? null, sums: JSON.stringify(tried) })
          .onConflict((conflict) => conflict.column('event').doNothing())
          .execute();
      }
      return added;
    },
  };
}
