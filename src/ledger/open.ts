import { createCompiledReportStore, createCompiledStore } from './compiled/store.ts';
import { parseAddress } from './database/address.ts';
import { groupCommit } from './database/group-commit.ts';
import { migrationsOf } from './database/migrate.ts';
import { type Writing, within } from './database/schema.ts';
import { openSqlite } from './database/sqlite.ts';
import { exportLedger } from './export.ts';
import { createFindingStore } from './history/findings.ts';
import { createIdentityStore } from './history/identities.ts';
import { accountsOfEvents } from './history/incident-events.ts';
import { createJoinDecisionStore } from './history/join-decisions.ts';
import { areProjectionsOutdated, refreshProjections } from './history/rebuild.ts';
import { createRelatedStore } from './history/related.ts';
import { createRelationStore } from './history/relations.ts';
import { createReportStore } from './history/reports.ts';
import { createSnapshotStore } from './history/snapshots.ts';
import { createInstallationStore } from './installations.ts';
import type { Ledger, LedgerTransaction } from './ledger.ts';
import { createLineStore } from './lines.ts';
import { createEventLookups } from './lookups/events.ts';
import { createFigureLookups } from './lookups/figures.ts';
import { createFindingLookups } from './lookups/findings.ts';
import { createIncidentLookups } from './lookups/incidents.ts';
import { createPlaceLookups } from './lookups/places.ts';
import { createPositionLookups } from './lookups/positions.ts';
import { createSourceLookups } from './lookups/sources.ts';
import { createEditStore, requestEditsAbout } from './outbox/edits.ts';
import { createLookups } from './outbox/lookups.ts';
import { createQueue } from './outbox/queue.ts';
import { createPollStore } from './polling.ts';
import { restoreLedger } from './restore.ts';
import { createSubscriptionStore } from './subscriptions.ts';

/** A ledger that can also be copied out and in. */
export interface OpenedLedger extends Ledger {
  /** The address without password, for messages. */
  readonly shown: string;
  /**
   * Piece by piece; one moment of the ledger, whatever is written meanwhile. On SQLite lookups of this same ledger wait
   * until it ends. See `export.ts` for the formats.
   */
  export(format: 'json' | 'csv'): AsyncIterable<string>;
  /** Fills this empty ledger from a JSON export, all or nothing. Throws `LedgerError` (`conflict`, `invalid`, `corrupt`). */
  restore(pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>): Promise<void>;
}

function transactionOn(db: Writing): LedgerTransaction {
  const access = within(db);
  return {
    ...createReportStore(db),
    ...createSnapshotStore(db),
    ...createRelatedStore(db),
    ...createRelationStore(db),
    ...createIdentityStore(db),
    ...createFindingStore(db),
    ...createJoinDecisionStore(db),
    ...createCompiledReportStore(db),
    polling: createPollStore(access),
    subscriptions: createSubscriptionStore(access),
    addDelivery: createQueue(access).add,
    accountsOfEvents: (keys) => accountsOfEvents(db, keys),
    requestEdits: (documentIds, at) => requestEditsAbout(db, documentIds, at),
  };
}

/**
 * Opens the ledger at a file path, `sqlite:PATH`, `:memory:` or `postgres://…`, makes it where there is none and brings
 * its schema up to date. May be called in several processes at once. Throws `LedgerError`.
 */
export async function openLedger(address: string): Promise<OpenedLedger> {
  const parsed = parseAddress(address);
  const migrations = await migrationsOf(parsed.dialect);
  const store =
    parsed.dialect === 'sqlite'
      ? await openSqlite(parsed.path, migrations)
      : await (await import('./database/postgres.ts')).openPostgres(parsed.url, parsed.shown, migrations);
  if (await store.read(areProjectionsOutdated)) await store.write(refreshProjections);
  // Many posts are under way at once: their small writes share commits.
  const grouped = { ...store, write: groupCommit(store.write) };
  return {
    shown: store.shown,
    transaction: (work) => store.write((db) => work(transactionOn(db))),
    compiled: createCompiledStore(store),
    polling: createPollStore(store),
    deliveries: { ...createQueue(grouped), ...createLookups(store) },
    edits: createEditStore(grouped),
    subscriptions: createSubscriptionStore(store),
    installations: createInstallationStore(store),
    lines: createLineStore(grouped),
    lookups: {
      ...createFigureLookups(store),
      ...createIncidentLookups(store),
      ...createEventLookups(store),
      ...createPlaceLookups(store),
      ...createPositionLookups(store),
      ...createFindingLookups(store),
      ...createSourceLookups(store),
    },
    export: (format) => exportLedger(store, format),
    restore: (pieces) => restoreLedger(store, pieces),
    close: () => store.close(),
  };
}
