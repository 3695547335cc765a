import type { Instant } from '../domain/time.ts';
import type { CompiledReportStore, CompiledStore } from './compiled/store.ts';
import type { FindingStore } from './history/findings.ts';
import type { IdentityStore } from './history/identities.ts';
import type { JoinDecisionStore } from './history/join-decisions.ts';
import type { RelatedStore } from './history/related.ts';
import type { RelationStore } from './history/relations.ts';
import type { ReportStore } from './history/reports.ts';
import type { SnapshotStore } from './history/snapshots.ts';
import type { InstallationStore } from './installations.ts';
import type { LineStore } from './lines.ts';
import type { EventLookups } from './lookups/events.ts';
import type { FigureLookups } from './lookups/figures.ts';
import type { FindingLookups } from './lookups/findings.ts';
import type { IncidentLookups } from './lookups/incidents.ts';
import type { PlaceLookups } from './lookups/places.ts';
import type { PositionLookups } from './lookups/positions.ts';
import type { SourceLookups } from './lookups/sources.ts';
import type { DeliveryStore } from './outbox/delivery-store.ts';
import type { EditStore } from './outbox/edit-store.ts';
import type { PollStore } from './polling.ts';
import type { SubscriptionStore } from './subscriptions.ts';

export type { StoredIdentity } from './history/identities.ts';
export type { InstallationStore } from './installations.ts';
export type { Account, StoredDecision, StoredEvent } from './lookups/events.ts';
export type { IncidentQuery, IncidentRow } from './lookups/incidents.ts';
export type { DemandingStatement, PositionsOf } from './lookups/positions.ts';
export type { SourceRow } from './lookups/sources.ts';
export type * from './outbox/delivery-store.ts';
export type * from './outbox/edit-store.ts';
export type { Page } from './pages.ts';
export type { Subscription } from './subscription-rows.ts';
export type { SubscriptionStore } from './subscriptions.ts';

/** What people and posts look up. It sees only what is committed. */
export interface LookupStore
  extends FigureLookups,
    IncidentLookups,
    EventLookups,
    PlaceLookups,
    PositionLookups,
    FindingLookups,
    SourceLookups {}

/**
 * The store, as the rest of the program sees it. SQLite and Postgres pass one contract suite.
 * History is append-only: snapshots, readings, mentions, positions, incidents, relations, findings and decisions are never
 * changed or removed.
 * Every instant is passed in; the ledger has no clock.
 */
export interface Ledger {
  /**
   * Runs `work` in one transaction: one writer at a time, all or nothing, and it reads what it wrote. `work` must not
   * call the ledger itself (it would wait for itself) and may run only once.
   */
  transaction<T>(work: (transaction: LedgerTransaction) => Promise<T>): Promise<T>;
  readonly compiled: CompiledStore;
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

/** History is written in a transaction alone, with the deliveries and the source state that follow from it. */
export interface LedgerTransaction
  extends ReportStore,
    SnapshotStore,
    RelatedStore,
    RelationStore,
    IdentityStore,
    FindingStore,
    JoinDecisionStore,
    CompiledReportStore {
  readonly polling: PollStore;
  readonly subscriptions: SubscriptionStore;
  readonly addDelivery: DeliveryStore['add'];
  readonly accountsOfEvents: EventLookups['accountsOfEvents'];
  /** Requests an edit of every post about one of these documents, due `at`. */
  requestEdits(documentIds: readonly string[], at: Instant): Promise<void>;
}
