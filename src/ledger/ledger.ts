import type { FetchedDocument, GoneDocument, Report } from '../domain/documents.ts';
import type { Figure, Finding, Sum } from '../domain/findings.ts';
import type { Incident } from '../domain/incidents.ts';
import type { Reading, ReadResult } from '../domain/readings.ts';
import type { Instant } from '../domain/time.ts';
import type { InstallationStore } from './installations.ts';
import type { LineStore, LookupStore } from './lookup-store.ts';
import type { DeliveryStore } from './outbox/delivery-store.ts';
import type { EditStore } from './outbox/edit-store.ts';
import type { PollStore, SourceState, Validators } from './poll-store.ts';
import type { SubscriptionStore } from './subscriptions.ts';

export type { InstallationStore } from './installations.ts';
export type * from './lookup-store.ts';
export type * from './outbox/delivery-store.ts';
export type * from './outbox/edit-store.ts';
export type * from './poll-store.ts';
export type { Subscription, SubscriptionStore } from './subscriptions.ts';

/**
 * The store, as the rest of the program sees it. Two implementations (SQLite, Postgres) pass one contract suite.
 * History is append-only: snapshots, readings, incidents and findings are never changed or removed.
 * Every instant is passed in; the ledger has no clock.
 */
export interface Ledger {
  /**
   * One writer at a time, all or nothing. What `work` reads it reads inside the same transaction.
   * `work` must not call the ledger itself (it would wait for itself) and may run only once.
   */
  transaction<T>(work: (transaction: LedgerTransaction) => Promise<T>): Promise<T>;
  readonly polling: PollStore;
  readonly deliveries: DeliveryStore;
  readonly edits: EditStore;
  readonly subscriptions: SubscriptionStore;
  readonly installations: InstallationStore;
  readonly lines: LineStore;
  readonly lookups: LookupStore;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export interface LedgerTransaction {
  readonly subscriptions: SubscriptionStore;
  /** The document's current report, or undefined at first sight. */
  report(publisher: string, identity: string): Promise<Report | undefined>;
  /** The source that first brought the document and asks for it again, and when it was last looked at; undefined at first sight. */
  broughtBy(
    publisher: string,
    identity: string,
  ): Promise<{ readonly source: string; readonly checkedAt: Instant } | undefined>;
  /** What a document said at its last snapshot that was there; undefined where it never was. */
  lastPresent(publisher: string, identity: string): Promise<Report | undefined>;
  /** The stored text of a snapshot. */
  text(snapshotId: string): Promise<string>;
  /** What the publisher's present documents say, one report for each document and period it told of, with at least one reading; oldest period first. Incidents are left out (empty). */
  reports(publisher: string): Promise<readonly Report[]>;
  /** The entries already held of this publisher that share a report number, an NGO code, a grid reference, or date and place with one of these. */
  knownIncidents(publisher: string, like: readonly Incident[]): Promise<readonly (Incident & { documentId: string })[]>;
  /** Latest figures asserted by speakers of other publishers for the same war, for a comparison: newest first. */
  claims(): Promise<readonly Figure[]>;
  /** Stores bytes, text, readings, incidents. Returns the report as now current. Makes the document at first sight. */
  addSnapshot(source: string, publisher: string, document: FetchedDocument, read: ReadResult): Promise<Report>;
  /** The document is gone: a snapshot without bytes. */
  addGone(source: string, publisher: string, document: GoneDocument): Promise<Report>;
  /** A later reader's run over a stored snapshot; becomes the current one. */
  addReaderRun(snapshotId: string, read: ReadResult, at: Instant): Promise<Report>;
  /** Idempotent by id: a finding already held is left as it is. Gives those that were new. `sums` (all that were tried, those that add up included) are kept with the event of the first finding. */
  addFindings(findings: readonly Finding[], sums?: readonly Sum[]): Promise<readonly Finding[]>;
  /**
   * Figures of the same measure by the speakers of these readings, whoever published them: the current ones, and those
   * ever given whose value is near one of these.
   */
  heldFigures(readings: readonly Reading[]): Promise<readonly Figure[]>;
  readonly addDelivery: DeliveryStore['add'];
  /** Unchanged since it was last read: moves the time it was last checked. */
  markChecked(publisher: string, identity: string, at: Instant, validators: Validators): Promise<void>;
  source(source: string): Promise<SourceState | undefined>;
  setSource(source: string, state: SourceState): Promise<void>;
}
