import { sql } from 'kysely';
import type { EventRecord } from '../../domain/event-record.ts';
import type { Figure, Finding, Sum } from '../../domain/findings.ts';
import { ledgerError } from '../database/errors.ts';
import { type Database, insert, type Writing } from '../database/schema.ts';
import type { LookupStore } from '../ledger.ts';
import { decodeMark, pageSize, toPage } from '../marks.ts';
import { claims } from './figures.ts';
import { latestRun, reportOf } from './reports.ts';
import { parseFinding, parseSums } from './rows.ts';

/** The snapshots a discrepancy involves; none for other findings. */
function involved(finding: Finding): readonly string[] {
  if (finding.kind !== 'does-not-add-up') return [];
  const figures = [finding.sum.stated, ...finding.sum.terms.map((term) => term.figure)];
  return [...new Set(figures.map((figure) => figure.snapshotId))];
}

export async function linkFinding(db: Writing, finding: Finding): Promise<void> {
  const links = involved(finding).map((snapshotId) => ({ snapshot_id: snapshotId, finding_id: finding.id }));
  await insert(db, 'finding_snapshots', links);
}

/** `LedgerTransaction.addFindings`. */
export async function addFindings(
  db: Writing,
  findings: readonly Finding[],
  sums: readonly Sum[] = [],
): Promise<readonly Finding[]> {
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
}

/** `DeliveryStore.event` with its findings by id. Throws `LedgerError` (`missing`). */
export async function eventRecord(db: Database, event: string): Promise<EventRecord> {
  const held = await db.selectFrom('events').selectAll().where('event', '=', event).executeTakeFirst();
  if (held === undefined) throw ledgerError('missing', `The ledger holds no event ${event}`);
  const rows = await db.selectFrom('findings').select('body').where('event', '=', event).orderBy('id').execute();
  const findings = rows.map((row) => parseFinding(row.body));
  const report = held.snapshot_id === null ? null : await reportOf(db, held.snapshot_id, held.run_id);
  return {
    event,
    findings,
    report,
    sums: parseSums(held.sums),
    comparison: (await claims(db)).filter((figure) => figure.documentId !== report?.documentId),
  };
}

/** `LookupStore.findings`: newest first. Each kind is walked by itself, so that a rare one costs no more than a common one. */
export async function findings(
  db: Database,
  query: Parameters<LookupStore['findings']>[0],
): ReturnType<LookupStore['findings']> {
  const limit = pageSize(query.limit);
  const mark = query.after === undefined ? undefined : decodeMark(query.after, 2);
  const walk = (kind: Finding['kind'] | undefined) => {
    let select = db
      .selectFrom('findings')
      .select(['found_at', 'id', 'body'])
      .orderBy('found_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (kind !== undefined) select = select.where('kind', '=', kind);
    if (query.publisher !== undefined) select = select.where('publisher', '=', query.publisher);
    if (mark !== undefined) select = select.where(sql<boolean>`(found_at, id) < (${mark[0]}, ${mark[1]})`);
    return select.execute();
  };
  const wanted = query.kinds === undefined ? [undefined] : new Set(query.kinds);
  const found = (await Promise.all([...wanted].map(walk))).flat();
  const order = (row: { found_at: string; id: string }): string => `${row.found_at} ${row.id}`;
  found.sort((a, b) => (order(a) < order(b) ? 1 : -1));
  return toPage(
    found.slice(0, limit + 1),
    limit,
    (row) => [row.found_at, row.id],
    (row) => parseFinding(row.body),
  );
}

/** `LookupStore.finding`. */
export async function finding(
  db: Database,
  id: string,
  wanted?: readonly Finding['kind'][],
): Promise<Finding | undefined> {
  if (wanted?.length === 0) return undefined;
  const held = db
    .selectFrom('findings')
    .select('body')
    .$if(wanted !== undefined, (query) => query.where('kind', 'in', wanted ?? []));
  const exact = await held.where('id', '=', id).executeTakeFirst();
  if (exact !== undefined) return parseFinding(exact.body);
  const prefix = id.toLowerCase();
  if (!/^[0-9a-f]{6,64}$/u.test(prefix)) return undefined;
  const rows = await held.where('id', '>=', prefix).where('id', '<', `${prefix}g`).limit(2).execute();
  const [only, another] = rows;
  return only === undefined || another !== undefined ? undefined : parseFinding(only.body);
}

/**
 * `LookupStore.disputes`: oldest first. An edit that leaves a sum as wrong as it was announces it no second time: what
 * was found with an earlier snapshot stands while the sums tried with this one still say it.
 */
export async function disputes(db: Database, figure: Figure): Promise<readonly Finding[]> {
  const rows = await db
    .selectFrom('finding_snapshots')
    .innerJoin('findings', 'findings.id', 'finding_snapshots.finding_id')
    .innerJoin('snapshots', 'snapshots.id', 'finding_snapshots.snapshot_id')
    .select(['findings.body', 'finding_snapshots.snapshot_id'])
    .where('snapshots.document_id', '=', figure.documentId)
    .orderBy('findings.found_at')
    .orderBy('findings.id')
    .execute();
  const event = await db.selectFrom('events').select('sums').where('event', '=', figure.snapshotId).executeTakeFirst();
  const failed = event === undefined ? [] : parseSums(event.sums).filter((sum) => sum.verdict === 'does-not-add-up');
  const said = new Set(failed.map(sumKey));
  const standing = new Map<string, Finding>();
  for (const row of rows) {
    const held = parseFinding(row.body);
    if (held.kind !== 'does-not-add-up') continue;
    const key = sumKey(held.sum);
    if (row.snapshot_id === figure.snapshotId || said.has(key)) standing.set(key, held);
  }
  return [...standing.values()];
}

function sumKey({ rule, stated, expected }: Sum): string {
  return JSON.stringify([rule, stated.measure, stated.period, stated.value, expected]);
}
