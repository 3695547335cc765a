import type { EventRecord } from '../../domain/event-record.ts';
import type { Instant } from '../../domain/time.ts';
import type { Subscription } from '../subscriptions.ts';

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
  abandoned(at: Instant, worker: string, leaseUntil: Instant, of?: Selection): Promise<readonly Delivery[]>;
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
