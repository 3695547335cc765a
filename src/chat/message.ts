import type { FindingKind } from '../domain/findings.ts';
import type { Instant } from '../domain/time.ts';

/**
 * What we want to say, as plain data, before any platform touched it. Text is plain text: whatever it contains,
 * a destination must show it and never let it act (mentions, links, markup).
 */
export interface Span {
  readonly text: string;
  readonly strong?: boolean;
  /** A value that no longer holds. */
  readonly struck?: boolean;
  /** http or https only. */
  readonly href?: string;
  /**
   * `text` is a channel or a person as a subscription names it: shown by the name that the platform has for it, where it
   * can without calling anybody. Never of text from a source.
   */
  readonly isPlace?: true;
  /** Shown in the reader's own time zone where the platform can; `text` is the fallback, in UTC. */
  readonly at?: Instant;
}

export type Line = readonly Span[];

export interface Table {
  readonly type: 'table';
  /** Says what the rows are, also to a screen reader. */
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

/** What a reader may do. Where a platform has no buttons, `command` is shown to be typed. */
export interface Button {
  readonly label: string;
  /** The line that is asked when it is pressed, as if it had been typed. */
  readonly command: string;
  /** `turn`: the answer takes the place of the one it stands under. `act`: something is done, and the channel sees who did it. */
  readonly effect: 'turn' | 'act';
}

export type Block =
  | { readonly type: 'line'; readonly spans: Line }
  | Table
  | { readonly type: 'quote'; readonly text: string; readonly attribution: Line }
  /** Small print: as-of date, publisher, what we stored. */
  | { readonly type: 'context'; readonly spans: Line }
  | { readonly type: 'actions'; readonly buttons: readonly Button[] }
  | { readonly type: 'divider' };

export interface Message {
  /** The kind that leads; null for an answer to a command. */
  readonly kind: FindingKind | null;
  readonly priority: 'high' | 'normal' | 'low';
  /** BCP 47. */
  readonly language: string;
  readonly headline: Line;
  readonly blocks: readonly Block[];
  /** The whole message as one plain text, for notifications and screen readers. */
  readonly text: string;
}
