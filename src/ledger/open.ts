import { parseAddress } from './database/address.ts';
import { groupCommit } from './database/group-commit.ts';
import { migrationsOf } from './database/migrate.ts';
import { type Store, type Writing, within } from './database/schema.ts';
import { openSqlite } from './database/sqlite.ts';
import { exportLedger } from './export.ts';
import * as figures from './history/figures.ts';
import * as findings from './history/findings.ts';
import { documentIdOf } from './history/hashes.ts';
import * as incidents from './history/incidents.ts';
import { places } from './history/places.ts';
import { areProjectionsOutdated, refreshProjections } from './history/rebuild.ts';
import * as record from './history/record.ts';
import * as reports from './history/reports.ts';
import { createInstallationStore } from './installations.ts';
import type { Ledger, LedgerTransaction, LineStore, LookupStore, PollStore } from './ledger.ts';
import * as lines from './lines.ts';
import { createEditStore } from './outbox/edits.ts';
import { createLookups } from './outbox/lookups.ts';
import { createQueue } from './outbox/queue.ts';
import { restoreLedger } from './restore.ts';
import * as sources from './sources.ts';
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
  return {
    subscriptions: createSubscriptionStore(within(db)),
    addDelivery: createQueue(within(db)).add,
    async report(publisher, identity) {
      const document = await record.documentOf(db, publisher, identity);
      return document && reports.reportOf(db, document.current_snapshot_id, document.current_run_id);
    },
    lastPresent: (publisher, identity) => reports.lastPresent(db, documentIdOf(publisher, identity)),
    text: (snapshotId) => sources.text(db, snapshotId),
    reports: (publisher) => reports.currentReports(db, publisher),
    knownIncidents: (publisher, like) => incidents.knownIncidents(db, publisher, like),
    claims: () => figures.claims(db),
    addSnapshot: (source, publisher, document, read) => record.addSnapshot(db, source, publisher, document, read),
    addGone: (source, publisher, document) => record.addGone(db, source, publisher, document),
    addReaderRun: (snapshotId, read, at) => record.addReaderRun(db, snapshotId, read, at),
    addFindings: (found, sums) => findings.addFindings(db, found, sums),
    heldFigures: (readings) => figures.heldFigures(db, readings),
    broughtBy: (publisher, identity) => sources.broughtBy(db, publisher, identity),
    markChecked: (publisher, identity, at, validators) => sources.markChecked(db, publisher, identity, at, validators),
    source: (source) => sources.source(db, source),
    setSource: (source, state) => sources.setSource(db, source, state),
  };
}

function pollStore({ read, write }: Store): PollStore {
  return {
    source: (source) => read((db) => sources.source(db, source)),
    setSource: (source, state) => write((db) => sources.setSource(db, source, state)),
    knownDocuments: (source, limit, state) => read((db) => sources.knownDocuments(db, source, limit, state)),
    outdatedSnapshots: (versions, after, limit) => read((db) => sources.outdatedSnapshots(db, versions, after, limit)),
  };
}

function lineStore({ read, write: transaction }: Store): LineStore {
  const write = groupCommit(transaction);
  return {
    keep: async (line, at) =>
      (await read((db) => lines.keptToday(db, line, at))) ?? (await write((db) => lines.keep(db, line, at))),
    line: (id) => read((db) => lines.lineOf(db, id)),
  };
}

function lookupStore({ read }: Store): LookupStore {
  return {
    totals: (filter) => read((db) => figures.totals(db, filter)),
    history: (query) => read((db) => figures.history(db, query)),
    incidents: (query) => read((db) => incidents.incidents(db, query)),
    places: (prefix, limit) => read((db) => places(db, prefix, limit)),
    findings: (query) => read((db) => findings.findings(db, query)),
    finding: (id, kinds) => read((db) => findings.finding(db, id, kinds)),
    disputes: (figure) => read((db) => findings.disputes(db, figure)),
    sources: () => read(sources.sources),
    summary: () => read(sources.summary),
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
    polling: pollStore(store),
    deliveries: { ...createQueue(grouped), ...createLookups(store) },
    edits: createEditStore(grouped),
    subscriptions: createSubscriptionStore(store),
    installations: createInstallationStore(store),
    lines: lineStore(store),
    lookups: lookupStore(store),
    export: (format) => exportLedger(store, format),
    restore: (pieces) => restoreLedger(store, pieces),
    close: () => store.close(),
  };
}
