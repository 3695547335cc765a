import { accountsOf, type MadeAccount, withEarlierKeys } from '../../detect/events/accounts.ts';
import { blockKeysOf } from '../../detect/events/codes.ts';
import type { AccountFacts } from '../../domain/events.ts';
import { type Database, insert, type Schema, type Writing } from '../database/schema.ts';
import { toIncident, toReading } from './rows.ts';

/** The accounts of documents, as each snapshot gives them and as they are now. Which events they are of: `incident-events.ts`. */

export function parseFacts(facts: string): AccountFacts {
  return JSON.parse(facts) as AccountFacts; // written from this type, here alone
}

/** The latest run over a snapshot. */
interface Run {
  readonly id: string;
  readonly reader: string;
  readonly recordedAt: string;
}

interface Owner {
  readonly id: string;
  readonly publisher: string;
}

/** Returns the latest run over each snapshot of a document from the nth on, in the order of the snapshots. */
async function runsOf(db: Database, documentId: string, fromN: number): Promise<readonly Run[]> {
  const rows = await db
    .selectFrom('snapshots')
    .innerJoin('reader_runs', 'reader_runs.snapshot_id', 'snapshots.id')
    .select(['reader_runs.id', 'reader_runs.reader', 'reader_runs.snapshot_id', 'snapshots.fetched_at as recordedAt'])
    .where('snapshots.document_id', '=', documentId)
    .where('snapshots.n', '>=', fromN)
    .orderBy('snapshots.n')
    .orderBy('reader_runs.n')
    .execute();
  return [...new Map(rows.map((row) => [row.snapshot_id, row])).values()];
}

async function accountsOfRun(db: Database, document: Owner, run: Run): Promise<readonly MadeAccount[]> {
  const incidents = await db.selectFrom('incidents').selectAll().where('run_id', '=', run.id).orderBy('id').execute();
  const readings = await db.selectFrom('readings').selectAll().where('run_id', '=', run.id).orderBy('id').execute();
  return accountsOf({
    ...{ documentId: document.id, publisher: document.publisher, reader: run.reader },
    incidents: incidents.map((row) => ({ ...toIncident(row), id: row.id })),
    readings: readings.map((row) => ({ ...toReading(row), id: row.id })),
  });
}

/** Returns the accounts that the latest snapshot with any before the nth gave. */
async function factsBefore(db: Database, documentId: string, n: number): Promise<readonly AccountFacts[]> {
  const rows = await db
    .selectFrom('account_versions')
    .innerJoin('reader_runs', 'reader_runs.id', 'account_versions.run_id')
    .innerJoin('snapshots', 'snapshots.id', 'reader_runs.snapshot_id')
    .select(['account_versions.facts', 'snapshots.n'])
    .where('account_versions.document_id', '=', documentId)
    .where('snapshots.n', '<', n)
    .execute();
  const latest = Math.max(...rows.map((row) => row.n));
  return rows.filter((row) => row.n === latest).map(({ facts }) => parseFacts(facts));
}

/**
 * Draws the accounts of the nth snapshot of a document and of those after it: an account has the key that it had in the snapshot
 * before. Those that an earlier run over a snapshot found, and the latest does not, never were.
 */
export async function drawAccounts(db: Writing, document: Owner, fromN: number): Promise<void> {
  const outdated = db
    .selectFrom('reader_runs')
    .innerJoin('snapshots', 'snapshots.id', 'reader_runs.snapshot_id')
    .select('reader_runs.id')
    .where('snapshots.document_id', '=', document.id)
    .where('snapshots.n', '>=', fromN);
  await db.deleteFrom('account_versions').where('run_id', 'in', outdated).execute();
  let before = await factsBefore(db, document.id, fromN);
  for (const run of await runsOf(db, document.id, fromN)) {
    const made = withEarlierKeys(await accountsOfRun(db, document, run), before);
    if (made.length > 0) before = made.map(({ facts }) => facts);
    const versions = made.map(({ facts, incidentId, readingIds }): Schema['account_versions'] => ({
      ...{ key: facts.key, run_id: run.id, document_id: document.id, facts: JSON.stringify(facts) },
      ...{ incident_id: incidentId, reading_ids: JSON.stringify(readingIds), recorded_at: run.recordedAt },
    }));
    await insert(db, 'account_versions', versions);
  }
}

/** The accounts of a document before and after a change. A join has to compare both. */
export interface AccountChange {
  readonly changed: readonly AccountFacts[];
  /** Events that lost an account or whose account changed. */
  readonly eventIds: readonly string[];
}

/**
 * Makes the accounts of the last snapshot that was not gone those of its document. Where the document is withdrawn they were
 * given all the same, and are marked as no longer current.
 */
export async function makeAccountsCurrent(db: Writing, documentId: string): Promise<AccountChange> {
  const document = await db
    .selectFrom('documents')
    .select('state')
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  const run = (await runsOf(db, documentId, 0)).at(-1);
  const before = await db
    .selectFrom('accounts')
    .select(['key', 'event_id', 'facts'])
    .where('document_id', '=', documentId)
    .execute();
  const known = new Map(before.map((row) => [row.key, row]));
  const versions = await db
    .selectFrom('account_versions')
    .selectAll()
    .where('run_id', '=', run?.id ?? '')
    .execute();
  const keys = new Set(versions.map(({ key }) => key));
  const changed = versions.filter(({ key, facts }) => known.get(key)?.facts !== facts);
  const outdated = [...before.map(({ key }) => key).filter((key) => !keys.has(key)), ...changed.map(({ key }) => key)];
  for (const key of outdated) await db.deleteFrom('account_blocks').where('key', '=', key).execute();
  await db.deleteFrom('accounts').where('document_id', '=', documentId).execute();
  await insert(
    db,
    'accounts',
    versions.map(({ key, facts, run_id }) => ({
      ...{ key, facts, run_id, document_id: documentId, form: parseFacts(facts).form },
      event_id: known.get(key)?.event_id ?? key,
      is_current: document.state === 'present' ? 1 : 0,
    })),
  );
  const facts = changed.map((version) => parseFacts(version.facts));
  await insert(
    db,
    'account_blocks',
    facts.flatMap((account) => blockKeysOf(account).map((block) => ({ block, key: account.key }))),
  );
  return { changed: facts, eventIds: outdated.flatMap((key) => known.get(key)?.event_id ?? []) };
}
