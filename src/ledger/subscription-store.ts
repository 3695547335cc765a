import type { NewSubscription, Pause, PauseCause } from '../domain/subscriptions.ts';
import type { Instant } from '../domain/time.ts';

export type Subscription = NewSubscription & {
  readonly id: string;
  readonly createdAt: Instant;
} & ({ readonly state: 'active'; readonly pause: null } | { readonly state: 'paused'; readonly pause: Pause });

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
  /** Throws `LedgerError` (`missing`). */
  pause(id: string, pause: Pause): Promise<void>;
  /** Throws `LedgerError` (`missing`). */
  resume(id: string): Promise<void>;
  /** Pauses the active subscriptions of a space, owners' excepted: a person is reached outside it too. Returns how many. */
  pauseSpace(of: { readonly destination: string; readonly space: string; readonly pause: Pause }): Promise<number>;
  /** Resumes those that were paused for one of these causes. Returns how many. */
  resumeSpace(of: {
    readonly destination: string;
    readonly space: string;
    readonly causes: readonly PauseCause[];
  }): Promise<number>;
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
