import type { Button, Message } from './message.ts';

/**
 * The other direction: what people ask of Ackwatch in a chat. The platform's adapter brings the words, shows the answer
 * and knows nothing of what they mean; `src/commands` answers and knows no platform.
 */

/** Who asks, and where. */
export interface Asker {
  readonly destination: string;
  /** The workspace or server; null in a place that belongs to none. */
  readonly space: string | null;
  /** As a subscription names it. */
  readonly channel: string;
  /** As a subscription's owner is named: a post to it reaches the person alone. */
  readonly person: string;
  /** Whether the platform lets the person administer the space. Asked only where it matters; rejects with `DeliveryError` where the platform does not say. */
  readonly isAdmin: () => Promise<boolean>;
  /** IANA time zone, where the platform tells it. */
  readonly zone: string | null;
}

export interface Reply {
  readonly message: Message;
  /** A button that shows this answer to everybody in the channel; null where it is for the asker alone. */
  readonly share: Button | null;
  /** Nothing was done or found: a mistake or a refusal, which is for the asker alone whatever was pressed. */
  readonly isRefused?: true;
}

export interface CommandDescription {
  readonly name: string;
  /** What may follow the name, `[measure] [--publisher <id>]`; empty where nothing may. */
  readonly usage: string;
  /** One sentence. */
  readonly what: string;
}

export interface Conversation {
  /**
   * Answers what was typed after the command's name, or what a button holds as its command. The empty line asks for the
   * totals. A mistake is answered with what to type instead; rejects only where the ledger fails.
   */
  ask(line: string, asker: Asker): Promise<Reply>;
  /** The page of the app itself: current totals, the subscriptions of the space, the health of the sources. */
  home(asker: Asker): Promise<Message>;
  /** Where the figures of a post of ours come from; says so where the post is none of ours. */
  explain(post: { readonly channel: string; readonly id: string }, asker: Asker): Promise<Reply>;
  /** A space let us in (again): what was paused because it had not is resumed. May be called twice. */
  joined(destination: string, space: string): Promise<void>;
  /** A space put us out: its subscriptions are paused, for `reason`. May be called twice. */
  left(destination: string, space: string, reason: string): Promise<void>;
  /** In the order in which help shows them. */
  readonly commands: readonly CommandDescription[];
}
