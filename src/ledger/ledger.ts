import type { Figure, Finding, Sum } from '../findings.ts';
import type {
  FetchedDocument,
  GoneDocument,
  Incident,
  Instant,
  Measure,
  Outcome,
  Reading,
  ReadResult,
  Report,
} from '../model.ts';
import type { NewSubscription } from '../subscription.ts';

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
  readonly subscriptions: SubscriptionStore;
  readonly installations: InstallationStore;
  readonly lines: LineStore;
  readonly lookups: LookupStore;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export interface Subscription extends NewSubscription {
  readonly id: string;
  readonly state: 'active' | 'paused';
  readonly pausedReason: string | null;
  readonly createdAt: Instant;
}

export interface LedgerTransaction {
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
  /** Of the configuration and of chats, paused ones included: what they miss waits for them. Without those that ended and the ways to owners. */
  subscriptions(): Promise<readonly Subscription[]>;
  /** The way to one person, made at the first call. `channel` is the person, as an owner is named. */
  ownerSubscription(
    owner: Pick<NewSubscription, 'destination' | 'space' | 'channel'>,
    at: Instant,
  ): Promise<Subscription>;
  /** The ids of the subscriptions that were told, or are about to be told, something of one of these documents. */
  toldOf(documentIds: readonly string[]): Promise<readonly string[]>;
  /**
   * Figures of the same measure by the speakers of these readings, whoever published them: the current ones, and those
   * ever given whose value is near one of these.
   */
  heldFigures(readings: readonly Reading[]): Promise<readonly Figure[]>;
  /** At most one per event and subscription; a second is left out. */
  addDelivery(delivery: {
    readonly finding: Finding;
    readonly subscriptionId: string;
    readonly at: Instant;
  }): Promise<void>;
  /** Unchanged since it was last read: moves the time it was last checked. */
  markChecked(publisher: string, identity: string, at: Instant, validators: Validators): Promise<void>;
  source(source: string): Promise<SourceState | undefined>;
  setSource(source: string, state: SourceState): Promise<void>;
}

export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What is remembered of a source between polls. */
export interface SourceState {
  readonly cursor: { readonly [key: string]: unknown } | null;
  readonly nextPollAt: Instant | null;
  readonly lastAttemptAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  /** In a row. */
  readonly failures: number;
  readonly failingSince: Instant | null;
  /** `kind: message` of the last error, or null. */
  readonly lastError: string | null;
  /** True from the `source-broken` finding to the `source-recovered` one. */
  readonly reportedBroken: boolean;
  /** The last period for which `overdue` was announced, so that it is announced once. */
  readonly overdueSince: Instant | null;
}

export interface KnownDocument extends Validators {
  readonly documentId: string;
  readonly identity: string;
  readonly url: string;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly textLength: number;
  readonly lastCheckedAt: Instant;
}

export interface PollStore {
  source(source: string): Promise<SourceState | undefined>;
  setSource(source: string, state: SourceState): Promise<void>;
  /**
   * Documents of the source, present ones unless asked otherwise, least recently checked first. One that is gone has no
   * validators: it has to be asked for anew.
   */
  knownDocuments(source: string, limit: number, state?: 'present' | 'gone'): Promise<readonly KnownDocument[]>;
  /** Snapshots whose current run is of an older version of the reader, or of no reader. Oldest first, by id after `after`. */
  outdatedSnapshots(
    versions: Readonly<Record<string, number>>,
    after: string | null,
    limit: number,
  ): Promise<
    readonly {
      snapshotId: string;
      publisher: string;
      url: string;
      title: string | null;
      published: Instant | null;
      text: string;
    }[]
  >;
}

export type DeliveryState = 'pending' | 'sending' | 'sent' | 'rejected' | 'uncertain';

export interface Delivery {
  /** Also the key under which it is posted. */
  readonly id: string;
  readonly event: string;
  /** The finding that leads for this subscription. */
  readonly findingId: string;
  readonly subscription: Subscription;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: Instant;
  /** `kind: message` of the last error, or null. */
  readonly lastError: string | null;
  readonly receipt: StoredReceipt | null;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  /** When the first attempt was written down that may have arrived without our knowing; also of one under way. Null where there is none. */
  readonly unsureSince: Instant | null;
  /** Others are posted with it: it leads a digest that was begun. Absent where it does not. */
  readonly leads?: true;
}
/** A post that is to be rewritten. */
export interface Edit {
  /** The delivery that was posted first; the post's text is composed anew from it and from what followed. */
  readonly delivery: Delivery;
  /** How often it was tried in vain. */
  readonly attempts: number;
  /** Which request this is: a newer revision raises it. */
  readonly request: number;
}
export interface StoredReceipt {
  readonly channel: string;
  readonly id: string;
  readonly link?: string;
}

/** Some of the destinations: one, or all but these. */
export type Selection = { readonly only: string } | { readonly except: readonly string[] };

export interface DeliveryStore {
  /**
   * Takes due deliveries of active subscriptions for `worker` until the lease ends; two workers never get the same.
   * Posts of one channel keep their order: of each (destination, channel) at most one is given, the oldest unfinished
   * one of an active subscription; while that is being sent or waits for a retry, the newer ones wait behind it. One
   * that is held (`hold`) lets them pass. Those that may have arrived come first: to repeat them has its time.
   */
  claim(worker: string, at: Instant, leaseUntil: Instant, limit: number, of?: Selection): Promise<readonly Delivery[]>;
  /** Written before the platform is called, with the time, `unsureSince`; the claim now holds until `leaseUntil`. False when it was lost: do not send. */
  markSending(id: string, worker: string, at: Instant, leaseUntil: Instant): Promise<boolean>;
  /** The delivery, with all that its digest holds, is posted; the posts of the deliveries `outdated` wait to be edited. */
  markSent(id: string, receipt: StoredReceipt, at: Instant, outdated?: readonly string[]): Promise<void>;
  /** A person asks for it again. False where it is no longer uncertain or rejected: then nothing is changed. */
  postAgain(id: string, why: string, at: Instant): Promise<boolean>;
  /** Before it was sent: due again at `retryAt`, for this reason. Does nothing where `worker` has lost its claim. */
  putOff(id: string, worker: string, error: string, retryAt: Instant): Promise<void>;
  /** Not due before `until`, and in nobody's way until then: no attempt is counted, no error kept. The claim ends. */
  hold(id: string, until: Instant): Promise<void>;
  /**
   * Makes one digest of everything that waits for the same subscription and was made up to `at`, led by the delivery
   * `id`. Asked again it gives the same deliveries, in order, whatever came since: a digest that was begun does not grow.
   */
  gather(id: string, at: Instant): Promise<readonly Delivery[]>;
  /** What was posted together with this delivery, itself included, in order. */
  together(id: string): Promise<readonly Delivery[]>;
  /**
   * Posts that say what no longer holds: one for each post, of each (destination, channel) at most one at a time, the
   * longest waiting first. Apart from what is to be posted: neither waits for the other.
   */
  claimEdits(worker: string, at: Instant, leaseUntil: Instant, limit: number, of?: Selection): Promise<readonly Edit[]>;
  /** Not tried after all: the claim ends. */
  giveBackEdit(edit: Edit): Promise<void>;
  /** Does nothing where a newer revision came since the claim: the post is then edited once more. */
  markEdited(edit: Edit): Promise<void>;
  markEditRetry(edit: Edit, error: string, retryAt: Instant): Promise<void>;
  /** The platform refused the edit for good; a later revision asks for it again. */
  markEditRefused(edit: Edit, error: string): Promise<void>;
  /** All deliveries of an event, whatever became of them, in order. */
  ofEvent(event: string): Promise<readonly Delivery[]>;
  /** The delivery that was posted as this; the leading one of a digest. Undefined where it is none of ours. */
  postedAs(destination: string, channel: string, receiptId: string): Promise<Delivery | undefined>;
  /** Due again at `retryAt`. `isUnsure`: this attempt or one before may have arrived. Absent: none has. */
  markRetry(id: string, error: string, retryAt: Instant, isUnsure?: boolean): Promise<void>;
  /** The platform said no for good. */
  markRejected(id: string, error: string, at: Instant): Promise<void>;
  /** Nobody knows whether it arrived: a person is asked. */
  markUncertain(id: string, error: string, at: Instant): Promise<void>;
  /**
   * Left in `sending` by a worker whose lease ended: their outcome was never learnt. They stay `sending` and are taken
   * over by `worker` until `leaseUntil`, so that two workers never settle the same one.
   */
  abandoned(at: Instant, worker: string, leaseUntil: Instant): Promise<readonly Delivery[]>;
  /** When the next pending delivery or edit is due, or null. */
  nextDue(): Promise<Instant | null>;
  /** The deliveries of earlier events about the same documents that were sent to this subscription: what a revision edits. Newest first. */
  sentFor(subscriptionId: string, documentId: string): Promise<readonly Delivery[]>;
  /** Everything `compose` needs of an event. */
  event(event: string): Promise<EventRecord>;
  /** Those that a person has to look at, uncertain and rejected ones, oldest first, and the subscriptions that are paused. */
  troubled(limit: number): Promise<{
    readonly deliveries: readonly Delivery[];
    readonly paused: readonly Subscription[];
  }>;
  /** A delivery by id or by a prefix of at least 6 characters; undefined when none or several match. */
  delivery(id: string): Promise<Delivery | undefined>;
  /** How many deliveries stand in each state. */
  counts(): Promise<Readonly<Record<DeliveryState, number>>>;
}

export interface SubscriptionStore {
  /** The one subscription of a channel, from the configuration or from a chat, paused or not; undefined where there is none. */
  of(destination: string, channel: string): Promise<Subscription | undefined>;
  /** Of the configuration and of chats, by channel. `space` null: of the whole destination. */
  inSpace(destination: string, space: string | null): Promise<readonly Subscription[]>;
  /**
   * Makes the chat's subscription of a channel, or gives it new wants, filters, preferences and owner; active again if it
   * was paused or had ended. Throws `LedgerError` (`conflict`) where the configuration has one for the channel.
   */
  subscribe(subscription: NewSubscription, at: Instant): Promise<Subscription>;
  /** Ends a chat's subscription: what waits is dropped, receipts are kept for ever. */
  unsubscribe(id: string, at: Instant): Promise<void>;
  pause(id: string, reason: string): Promise<void>;
  resume(id: string): Promise<void>;
  /** Pauses the active subscriptions of a space, ways to owners included; gives how many. */
  pauseSpace(destination: string, space: string, reason: string): Promise<number>;
  /** Resumes those that were paused for this reason. */
  resumeSpace(destination: string, space: string, reason: string): Promise<number>;
  /**
   * Makes those of the configuration exist and be active, and those no longer configured paused with a reason. A chat's
   * subscription of a channel that is now configured ends: one channel, one subscription. Idempotent.
   */
  sync(configured: readonly NewSubscription[], at: Instant): Promise<void>;
  /** When the last post reached it, and how many wait. */
  activity(id: string): Promise<{ readonly lastSentAt: Instant | null; readonly waiting: number }>;
}

/** What a platform gave us for a space. Sealed before it comes here, and never part of an export. */
export interface InstallationStore {
  get(destination: string, space: string): Promise<string | undefined>;
  set(destination: string, space: string, sealed: string, at: Instant): Promise<void>;
  remove(destination: string, space: string): Promise<void>;
  all(destination: string): Promise<readonly { readonly space: string; readonly sealed: string }[]>;
}

/** Lines that buttons stand for which hold only a few characters. Never part of an export. */
export interface LineStore {
  /** Its id: 20 hex digits, of the same line the same. Forgotten when it was not kept again for 90 days, some time after. */
  keep(line: string, at: Instant): Promise<string>;
  /** Undefined where it is not, or no longer, held. */
  line(id: string): Promise<string | undefined>;
}

export interface EventRecord {
  readonly event: string;
  readonly findings: readonly Finding[];
  /** The report as it was at the event's snapshot; null for a source's health. */
  readonly report: Report | null;
  /** The caseload and death sums of that report as they were found, those that add up included. */
  readonly sums: readonly Sum[];
  /** Figures of documenting organisations for a comparison. */
  readonly comparison: readonly Figure[];
}

/** One page; `next` continues it, null at the end. Keyset, so a page costs the same at any depth. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}
export interface IncidentQuery {
  readonly place?: string;
  readonly country?: string;
  readonly since?: string;
  readonly until?: string;
  readonly outcome?: Outcome;
  readonly publisher?: string;
  readonly after?: string;
  readonly limit: number;
}
export type IncidentRow = Incident & {
  readonly id: string;
  readonly publisher: string;
  readonly url: string;
  readonly published: Instant | null;
};
export interface SourceRow extends SourceState {
  readonly source: string;
  readonly documents: number;
}

export interface LookupStore {
  /** The head of each series of totals (`killed_total`, `injured_total`, `killed_event`, `injured_event`, `strikes_total`, `allegations_open` …). */
  totals(filter?: { readonly publisher?: string; readonly measure?: Measure }): Promise<readonly Figure[]>;
  /** Every value a series has had, both clocks, newest period first; a restated value stays listed. */
  history(query: {
    readonly measure: Measure;
    readonly publisher?: string;
    readonly after?: string;
    readonly limit: number;
  }): Promise<Page<Figure & { readonly recordedAt: Instant; readonly current: boolean }>>;
  /** Newest date first. `place` matches the beginning of any word-wise part of the place, case-insensitively. */
  incidents(query: IncidentQuery): Promise<Page<IncidentRow>>;
  /**
   * Places as the current reports write them, each once, for something that is being typed: those with a word that begins
   * with it, of the newest incidents first. All places where no letter was typed.
   */
  places(prefix: string, limit: number): Promise<readonly string[]>;
  findings(query: {
    readonly kinds?: readonly Finding['kind'][];
    readonly publisher?: string;
    readonly after?: string;
    readonly limit: number;
  }): Promise<Page<Finding>>;
  /** A finding by id or by a prefix of at least 6 hex digits; undefined when none or several match. */
  finding(id: string): Promise<Finding | undefined>;
  /** Findings `does-not-add-up` whose sum involves the figure's snapshot. */
  disputes(figure: Figure): Promise<readonly Finding[]>;
  sources(): Promise<readonly SourceRow[]>;
  /** How many reports, findings by kind, documents are held. */
  summary(): Promise<{
    readonly documents: number;
    readonly reports: number;
    readonly incidents: number;
    readonly findings: Readonly<Partial<Record<Finding['kind'], number>>>;
  }>;
}
