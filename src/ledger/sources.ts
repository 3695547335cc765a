import { sql } from 'kysely';
import type { Instant } from '../domain/time.ts';
import { ledgerError } from './database/errors.ts';
import type { Database, Writing } from './database/schema.ts';
import { unpackText } from './history/content.ts';
import { documentIdOf } from './history/hashes.ts';
import { toSourceFailure } from './history/rows.ts';
import type { KnownDocument, LookupStore, PollStore, SourceRow, SourceState, Validators } from './ledger.ts';

function parseState(body: string): SourceState {
  // Written from a SourceState by `setSource` alone; early versions stored the error as one line.
  const state = JSON.parse(body) as SourceState | (SourceState & { readonly lastError: string });
  return { ...state, lastError: toSourceFailure(state.lastError) };
}

/** `PollStore.source`. */
export async function source(db: Database, id: string): Promise<SourceState | undefined> {
  const row = await db.selectFrom('sources').select('state').where('source', '=', id).executeTakeFirst();
  return row === undefined ? undefined : parseState(row.state);
}

/** `PollStore.setSource`. */
export async function setSource(db: Writing, id: string, state: SourceState): Promise<void> {
  const body = JSON.stringify(state);
  await db
    .insertInto('sources')
    .values({ source: id, state: body })
    .onConflict((conflict) => conflict.column('source').doUpdateSet({ state: body }))
    .execute();
}

/** `PollStore.knownDocuments`. A document belongs to the source that found it first. */
export async function knownDocuments(
  db: Database,
  id: string,
  limit: number,
  state: 'present' | 'gone' = 'present',
): Promise<readonly KnownDocument[]> {
  const rows = await db
    .selectFrom('documents')
    .selectAll()
    .where('source', '=', id)
    .where('state', '=', state)
    .orderBy('checked_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    documentId: row.id,
    identity: row.identity,
    url: row.url,
    title: row.title,
    published: row.published,
    textLength: row.text_length,
    lastCheckedAt: row.checked_at,
    etag: state === 'gone' ? null : row.etag,
    lastModified: state === 'gone' ? null : row.last_modified,
  }));
}

/** `LedgerTransaction.broughtBy`. */
export async function broughtBy(
  db: Database,
  publisher: string,
  identity: string,
): Promise<{ readonly source: string; readonly checkedAt: Instant } | undefined> {
  const held = await db
    .selectFrom('documents')
    .select(['source', 'checked_at as checkedAt'])
    .where('id', '=', documentIdOf(publisher, identity))
    .executeTakeFirst();
  return held;
}

/** `LedgerTransaction.markChecked`. Throws `LedgerError` (`missing`). */
export async function markChecked(
  db: Writing,
  publisher: string,
  identity: string,
  at: Instant,
  validators: Validators,
): Promise<void> {
  const changed = await db
    .updateTable('documents')
    .set({ checked_at: at, etag: validators.etag, last_modified: validators.lastModified })
    .where('id', '=', documentIdOf(publisher, identity))
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw ledgerError('missing', `The ledger holds no ${identity} of ${publisher}`);
}

/** `LedgerTransaction.text`. Throws `LedgerError` (`missing`) also for a document that is gone. */
export async function text(db: Database, snapshotId: string): Promise<string> {
  const row = await db.selectFrom('snapshots').select('text').where('id', '=', snapshotId).executeTakeFirst();
  if (row === undefined || row.text === null) throw ledgerError('missing', `The ledger holds no text of ${snapshotId}`);
  return unpackText(row.text);
}

/** `PollStore.outdatedSnapshots`: oldest fetched first; a reader not named in `versions` counts as none. */
export async function outdatedSnapshots(
  db: Database,
  versions: Readonly<Record<string, number>>,
  after: string | null,
  limit: number,
): ReturnType<PollStore['outdatedSnapshots']> {
  let select = db
    .selectFrom('snapshots')
    .innerJoin('documents', 'documents.id', 'snapshots.document_id')
    .innerJoin('reader_runs', 'reader_runs.snapshot_id', 'snapshots.id')
    .select(['snapshots.id', 'documents.publisher', 'snapshots.url', 'snapshots.title', 'snapshots.published'])
    .select('snapshots.text')
    .where('snapshots.state', '=', 'present')
    .where(
      sql<boolean>`not exists (select 1 from reader_runs as later
        where later.snapshot_id = reader_runs.snapshot_id and later.n > reader_runs.n)`,
    )
    .where((build) =>
      build.not(
        build.or([
          sql<boolean>`1 = 0`,
          ...Object.entries(versions).map(([reader, version]) =>
            build.and([build('reader_runs.reader', '=', reader), build('reader_runs.reader_version', '>=', version)]),
          ),
        ]),
      ),
    )
    .orderBy('snapshots.fetched_at')
    .orderBy('snapshots.id')
    .limit(limit);
  if (after !== null) {
    select = select.where(
      sql<boolean>`(snapshots.fetched_at, snapshots.id) > (select fetched_at, id from snapshots where id = ${after})`,
    );
  }
  const rows = await select.execute();
  return Promise.all(
    rows.map(async (row) => ({
      snapshotId: row.id,
      publisher: row.publisher,
      url: row.url,
      title: row.title,
      published: row.published,
      text: row.text === null ? '' : await unpackText(row.text),
    })),
  );
}

/** `LookupStore.sources`. */
export async function sources(db: Database): Promise<readonly SourceRow[]> {
  const states = await db.selectFrom('sources').selectAll().orderBy('source').execute();
  const counted = await db
    .selectFrom('documents')
    .select(['source', (build) => build.fn.countAll<number>().as('count')])
    .groupBy('source')
    .execute();
  const documents = new Map(counted.map((row) => [row.source, row.count]));
  return states.map((row) => ({
    ...parseState(row.state),
    source: row.source,
    documents: documents.get(row.source) ?? 0,
  }));
}

/** `LookupStore.summary`: a report is a document whose current snapshot gave at least one reading. */
export async function summary(db: Database): ReturnType<LookupStore['summary']> {
  const documents = await db
    .selectFrom('documents')
    .select((build) => build.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const reports = await db
    .selectFrom('documents')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('readings', '>', 0)
    .executeTakeFirstOrThrow();
  const incidents = await db
    .selectFrom('listed_incidents')
    .select((build) => build.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const findings = await db
    .selectFrom('findings')
    .select(['kind', (build) => build.fn.countAll<number>().as('count')])
    .groupBy('kind')
    .execute();
  return {
    documents: documents.count,
    reports: reports.count,
    incidents: incidents.count,
    findings: Object.fromEntries(findings.map((row) => [row.kind, row.count])),
  };
}
