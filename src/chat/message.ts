import type { FindingKind } from '../domain/findings.ts';
import type { Instant } from '../domain/time.ts';
import type { CommandName } from './commands.ts';

/**
 * What is said, as plain data, before any platform renders it. Text is plain text: a destination shows it whatever it
 * contains, and never lets it act as a mention, a link or markup.
 */
export interface Span {
  readonly text: string;
  readonly strong?: boolean;
  /** A value that is outdated. */
  readonly struck?: boolean;
  /** http or https only. */
  readonly href?: string;
  /**
   * `text` is a channel or a person as a subscription names it. The platform shows its name for it where that notifies
   * no one. Never set for text from a source.
   */
  readonly isPlace?: true;
  /** Shown in the reader's own time zone where the platform can; `text` is the fallback, in UTC. */
  readonly at?: Instant;
  /** `text` is what a person types, in English and without a prefix: `subscribe --digest daily`. Each platform shows it as its people give the command. */
  readonly typed?: Typed;
}

/** Something that a person can type, so that no platform has to parse sentences. */
export type Typed =
  /** A command with its options; `options` is keyed by the names of `grammar`, `true` for a flag. */
  | {
      readonly type: 'command';
      readonly command: CommandName;
      readonly options: Readonly<Record<string, string | true>>;
    }
  /** A command and everything that may follow it. */
  | { readonly type: 'usage'; readonly command: CommandName }
  /** One option of the command that the sentence is about; `value` is null where the sentence gives none. */
  | { readonly type: 'option'; readonly option: string; readonly value: string | null }
  /** A value of an option, `killed_total`. */
  | { readonly type: 'value' };

export type Line = readonly Span[];

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Each cell is the name of a command; platforms show it as `Span.typed`. */
  readonly holds?: 'commands';
}

export interface Table {
  readonly type: 'table';
  /** Describes the rows, also for a screen reader. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** A button. Where a platform has none, `command` is shown so that it can be typed. */
export interface Button {
  readonly label: string;
  /** The line that is run when the button is pressed, as if it had been typed. */
  readonly command: string;
  /** `turn`: the answer replaces the message of the button. `act`: something is done, and the channel sees who did it. */
  readonly effect: 'turn' | 'act';
}

export type Block =
  | { readonly type: 'line'; readonly spans: Line }
  | Table
  | { readonly type: 'quote'; readonly text: string; readonly attribution: Line }
  /** Small print: as-of date, publisher, stored evidence. */
  | { readonly type: 'context'; readonly spans: Line }
  | { readonly type: 'actions'; readonly buttons: readonly Button[] }
  | { readonly type: 'divider' };

export interface Message {
  /** The kind of the leading finding; null for an answer to a command. */
  readonly kind: FindingKind | null;
  readonly priority: 'high' | 'normal' | 'low';
  /** BCP 47. */
  readonly language: string;
  readonly headline: Line;
  readonly blocks: readonly Block[];
  /** The whole message as one plain text, for notifications and screen readers. */
  readonly text: string;
}
