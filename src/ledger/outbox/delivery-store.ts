import type { EventRecord } from '../../domain/event-record.ts';
import type { DeliveryFailure } from '../../domain/failures.ts';
import type { Finding, FindingKind } from '../../domain/findings.ts';
import type { Instant } from '../../domain/time.ts';
import type { Subscription } from '../subscription-rows.ts';

/**
 * pending    waits for `nextAttemptAt` and `holdUntil`
 * sending    an attempt was begun; its lease says by when its outcome is known
 * sent       the platform has it; final
 * rejected   the platform refused it for good; a person may ask for it again
 * uncertain  whether it arrived cannot be found out; a person is asked
 */
export const deliveryStates = ['pending', 'sending', 'sent', 'rejected', 'uncertain'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What the platform gave for a post. Stored for ever. */
export interface StoredReceipt {
  readonly channel: string;
  readonly id: string;
  readonly link?: string;
  readonly thread?: string;
}

/** The columns that the outbox's machine decides, and nothing else changes. */
export interface DeliveryProgress {
  readonly state: DeliveryState;
  /** How many were begun. */
  readonly attempts: number;
  readonly nextAttemptAt: Instant;
  /** Until then it waits for the time of its channel, and newer deliveries of the channel may pass it. Null: it waits for none. */
  readonly holdUntil: Instant | null;
  /** When the last attempt was begun; null before the first. */
  readonly attemptedAt: Instant | null;
  /** When the first of the attempts was begun that may have arrived without our knowing; null where none may have. */
  readonly uncertainSince: Instant | null;
  /** Why the last attempt failed or was put off; null where nothing failed. */
  readonly error: DeliveryFailure | null;
  /** Null before it is sent, and where only a person knows that it was. */
  readonly receipt: StoredReceipt | null;
  readonly sentAt: Instant | null;
}

export interface Delivery extends DeliveryProgress {
  /** Also the key under which it is posted. */
  readonly id: string;
  readonly event: string;
  /** The finding that leads for this subscription. */
  readonly findingId: string;
  readonly subscription: Subscription;
  readonly createdAt: Instant;
  /** The delivery whose post holds this one: its own id where it leads a digest, another's where that does, null where it is posted alone. */
  readonly batchId: string | null;
}

/** Some of the destinations: one, or all but these. */
export type Selection = { readonly only: string } | { readonly except: readonly string[] };

/** Who takes what is due, until when, and of which destinations. */
export interface Claim {
  /** Unique among the processes that share the ledger. */
  readonly worker: string;
  readonly at: Instant;
  readonly leaseUntil: Instant;
  /** Default: of all. */
  readonly of?: Selection;
}

/** How many relations of a document were stored when a post about it was composed. */
export interface SeenRelations {
  readonly documentId: string;
  readonly relations: number;
}

/** A delivery that waits for nothing but its turn, or was posted alone, as far as gathering needs to know. */
export interface Waiting {
  readonly id: string;
  /** Of the finding that leads it. */
  readonly kind: FindingKind;
  readonly publisher: string;
  readonly documentId: string | null;
  readonly createdAt: Instant;
  /** It was posted alone. */
  readonly isSent: boolean;
}

/** The queue of posts. Every change of a delivery goes to its whole batch. */
export interface DeliveryStore {
  /** Inserts a delivery, due `at`, unless one exists for this event and subscription. */
  add(delivery: { readonly finding: Finding; readonly subscriptionId: string; readonly at: Instant }): Promise<void>;
  /**
   * Leases due deliveries of active subscriptions to a worker; two workers never get the same. Posts of one channel keep
   * their order: of each (destination, channel) at most one is given, the oldest; while that is being sent, or waits to
   * be tried again, the newer ones wait behind it. One with `holdUntil` in the future lets them pass. Those that may have
   * arrived come first, for the platform refuses their second copy for a while only.
   */
  claim(claim: Claim & { readonly limit: number }): Promise<readonly Delivery[]>;
  /** Writes an attempt down before the platform is called, with a new lease. Returns false where the lease is over or another worker's: then do not send. */
  begin(attempt: { readonly id: string } & Omit<Claim, 'of'>): Promise<boolean>;
  /**
   * Stores a decision of the machine, apart from `attempts` and `attemptedAt`, and ends the lease. `editsOf` are
   * deliveries whose posts it makes outdated: in the same transaction their edits are requested, due `at`.
   * `seen` is what the post was composed with: where more relations of a document are stored, its own edit is requested.
   * Returns false, and changes nothing, where the delivery is sent already (unless `to` is), is in none of the states
   * `from`, or its lease is not `worker`'s. Throws `LedgerError` (`missing`).
   */
  save(change: {
    readonly id: string;
    readonly to: DeliveryProgress;
    readonly at: Instant;
    readonly from?: readonly DeliveryState[];
    readonly worker?: string;
    readonly editsOf?: readonly string[];
    readonly seen?: readonly SeenRelations[];
  }): Promise<boolean>;
  /** Ends the lease of a delivery that was not begun, and leaves it as it is. */
  release(lease: { readonly id: string; readonly worker: string }): Promise<void>;
  /**
   * Deals with leases that ended, and with those that a clock far ahead wrote down. Claimed deliveries and edits may be
   * claimed again. Attempts become uncertain and are leased to the worker, who is to find out what became of them.
   * Returns those; two workers never get the same.
   */
  rescue(claim: Claim): Promise<readonly Delivery[]>;
  /**
   * Makes one post of everything that waits for the same subscription and was made up to `at`, led by the delivery
   * `id`; of the deliveries `only`, where they are given. Asked again it returns the same deliveries, in order: a post
   * that was begun does not grow.
   */
  formBatch(batch: {
    readonly id: string;
    readonly at: Instant;
    readonly only?: readonly string[];
  }): Promise<readonly Delivery[]>;
  /**
   * Returns what waits for a subscription and is on hold no longer than `until`, and what it was sent alone since
   * `sentSince`, each oldest first. What may have arrived is left out: it is posted as it was.
   */
  waiting(of: {
    readonly subscriptionId: string;
    readonly until: Instant;
    readonly sentSince: Instant;
  }): Promise<readonly Waiting[]>;
  /** Returns the deliveries of one post, this one included, in order. */
  batch(id: string): Promise<readonly Delivery[]>;
  /** Returns when the next pending delivery or edit is due, or null. */
  nextDue(): Promise<Instant | null>;
  /** Returns all that `compose` needs of an event. Throws `LedgerError` (`missing`). */
  event(event: string): Promise<EventRecord>;
  /** Returns all deliveries of an event, whatever became of them, in order. */
  ofEvent(event: string): Promise<readonly Delivery[]>;
  /** Returns the delivery that was posted as this, the leading one of a digest; undefined where it is none of ours. */
  postedAs(post: {
    readonly destination: string;
    readonly channel: string;
    readonly receiptId: string;
  }): Promise<Delivery | undefined>;
  /** Returns what a subscription was sent about any of these documents, newest first: what a revision edits. */
  sentFor(of: {
    readonly subscriptionId: string;
    readonly documentIds: readonly string[];
  }): Promise<readonly Delivery[]>;
  /** Returns the documents of one thread, this one first: a report, what answers it, and the copies of each. */
  threadOf(documentId: string): Promise<readonly string[]>;
  /** Returns what waits for a person: uncertain and rejected deliveries, oldest first, and the paused subscriptions. */
  troubled(limit: number): Promise<{
    readonly deliveries: readonly Delivery[];
    readonly paused: readonly Subscription[];
  }>;
  /** Returns a delivery by its id or the first 6 or more characters of it; undefined where none or several match. */
  delivery(id: string): Promise<Delivery | undefined>;
  /** Returns at most two deliveries of which the id begins with these 6 or more characters, in the order of their ids. */
  deliveriesNamed(id: string): Promise<readonly Delivery[]>;
  /** Returns how many deliveries are in each state. */
  counts(): Promise<Readonly<Record<DeliveryState, number>>>;
}
