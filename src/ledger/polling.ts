import { sql } from 'kysely';
import { z } from 'zod';
import { sourceErrorKinds } from '../domain/failures.ts';
import { type SourceState, unpolled } from '../domain/source-state.ts';
import type { Instant } from '../domain/time.ts';
import { ledgerError } from './database/errors.ts';
import type { Access } from './database/schema.ts';
import { unpackText } from './history/content.ts';
import { documentIdOf } from './history/hashes.ts';
import { upcastSourceState } from './history/upcast.ts';

interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

interface KnownDocument extends Validators {
  readonly documentId: string;
  readonly identity: string;
  readonly url: string;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly textLength: number;
  readonly lastCheckedAt: Instant;
}

interface OutdatedSnapshot {
  readonly snapshotId: string;
  readonly publisher: string;
  readonly url: string;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly text: string;
}

const instant = z.string().nullable();
const cursor = z.record(z.string(), z.unknown()).nullable();
const firstContact = z.discriminatedUnion('isOver', [
  z.object({
    isOver: z.literal(false),
    partialPolls: z.number(),
    since: instant.default(null),
    remaining: z.number().nullable().default(null),
  }),
  z.object({ isOver: z.literal(true) }),
]);
const storedState = z.object({
  cursor,
  firstContact,
  answered: z.boolean(),
  nextPollAt: instant,
  lastAttemptAt: instant,
  lastSuccessAt: instant,
  failures: z.number(),
  failingSince: instant,
  lastError: z.object({ kind: z.enum(sourceErrorKinds), message: z.string() }).nullable(),
  reportedBroken: z.boolean(),
  overdueSince: instant,
  answeredBy: instant,
  fallbacks: z.record(z.string(), z.object({ cursor, firstContact })),
}) satisfies z.ZodType<SourceState>;

/** Throws `LedgerError` (`corrupt`). */
export function parseState(body: string): SourceState {
  const { success, data } = storedState.safeParse({ ...unpolled, ...upcastSourceState(JSON.parse(body)) });
  if (!success) throw ledgerError('corrupt', `The ledger holds an unreadable state of a source: ${body}`);
  return data;
}

export type PollStore = ReturnType<typeof createPollStore>;

/** What the polling of sources needs between polls: their states, and which documents to ask for again. */
export function createPollStore({ read, write }: Access) {
  return {
    /** Returns the state of a source, or undefined before its first poll. */
    source: (id: string): Promise<SourceState | undefined> =>
      read(async (db) => {
        const row = await db.selectFrom('sources').select('state').where('source', '=', id).executeTakeFirst();
        return row && parseState(row.state);
      }),

    /** Stores the state of a source in place of the one it had. */
    setSource: (id: string, state: SourceState): Promise<void> =>
      write(async (db) => {
        const body = JSON.stringify(state);
        await db
          .insertInto('sources')
          .values({ source: id, state: body })
          .onConflict((conflict) => conflict.column('source').doUpdateSet({ state: body }))
          .execute();
      }),

    /**
     * Returns documents that this source found first, `present` ones by default, least recently checked first. A gone
     * document has no validators: it has to be fetched in full.
     */
    knownDocuments: (query: {
      readonly source: string;
      readonly limit: number;
      readonly state?: 'present' | 'gone';
    }): Promise<readonly KnownDocument[]> =>
      read(async (db) => {
        const { source, limit, state = 'present' } = query;
        const rows = await db
          .selectFrom('documents')
          .selectAll()
          .where('source', '=', source)
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
      }),

    /** Returns the source that found a document first and when the document was last checked; undefined at first sight. */
    finderOf: (
      publisher: string,
      identity: string,
    ): Promise<{ readonly source: string; readonly checkedAt: Instant } | undefined> =>
      read((db) =>
        db
          .selectFrom('documents')
          .select(['source', 'checked_at as checkedAt'])
          .where('id', '=', documentIdOf(publisher, identity))
          .executeTakeFirst(),
      ),

    /**
     * Records that a document was asked for: it was there, unchanged, or its address did not answer, which says nothing of
     * whether it is there. Throws `LedgerError` (`missing`).
     */
    markChecked: (check: {
      readonly publisher: string;
      readonly identity: string;
      readonly at: Instant;
      readonly validators: Validators;
      readonly answer: 'unchanged' | 'none';
    }): Promise<void> =>
      write(async (db) => {
        const { publisher, identity, at, validators, answer } = check;
        const there = answer === 'unchanged' ? { missing_since: null } : {};
        const changed = await db
          .updateTable('documents')
          .set({ checked_at: at, etag: validators.etag, last_modified: validators.lastModified, ...there })
          .where('id', '=', documentIdOf(publisher, identity))
          .executeTakeFirst();
        if (changed.numUpdatedRows === 0n)
          throw ledgerError('missing', `The ledger holds no ${identity} of ${publisher}`);
      }),

    /**
     * Records that a stored document was not at its address. Returns since when it has not been there: `at` for the first
     * time since it was last there. Throws `LedgerError` (`missing`).
     */
    markMissing: (check: {
      readonly publisher: string;
      readonly identity: string;
      readonly at: Instant;
    }): Promise<Instant> =>
      write(async (db) => {
        const { publisher, identity, at } = check;
        const changed = await db
          .updateTable('documents')
          .set({ checked_at: at, missing_since: sql<string>`coalesce(missing_since, ${at})` })
          .where('id', '=', documentIdOf(publisher, identity))
          .returning('missing_since')
          .executeTakeFirst();
        if (changed === undefined) throw ledgerError('missing', `The ledger holds no ${identity} of ${publisher}`);
        return changed.missing_since ?? at;
      }),

    /**
     * Returns the snapshots whose latest reader run is of an older version than in `versions`, or of a reader that is not
     * named there. Oldest fetched first, those that follow the snapshot `after`.
     */
    outdatedSnapshots: (query: {
      readonly versions: Readonly<Record<string, number>>;
      readonly after: string | null;
      readonly limit: number;
    }): Promise<readonly OutdatedSnapshot[]> =>
      read(async (db) => {
        const { versions, after, limit } = query;
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
                  build.and([
                    build('reader_runs.reader', '=', reader),
                    build('reader_runs.reader_version', '>=', version),
                  ]),
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
      }),
  };
}
