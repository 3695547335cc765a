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
  /** What the platform's people call those to whom an answer may be shown. Absent: the channel. */
  readonly audience?: 'channel' | 'everyone';
}

export interface Reply {
  readonly message: Message;
  /** A button that shows this answer to everybody in the channel; null where it is for the asker alone. */
  readonly share: Button | null;
  /** Nothing was done or found: a mistake or a refusal, which is for the asker alone whatever was pressed. */
  readonly isRefused?: true;
}

/** A value that an option may be given. */
export interface Suggestion {
  /** As a person reads it, at most 100 characters. */
  readonly label: string;
  /** As it is typed, at most 100 characters. */
  readonly value: string;
}

/** What may follow a command's name, for platforms that ask for each part in a field of its own. */
export interface OptionDescription {
  /** As it is typed, `min-killed`; of `words`, what they are (`measure`). Unique within its command. */
  readonly name: string;
  /** One sentence, at most 100 characters. */
  readonly what: string;
  /** `words` stand after the command's name without a name of their own, at most one such option a command; `many`: several with commas between; a `flag` is there or is not. */
  readonly kind: 'words' | 'text' | 'many' | 'flag';
  readonly isNeeded: boolean;
  /** All values that it takes, where they are few (at most 25) and it takes one of them; else empty. */
  readonly choices: readonly Suggestion[];
  /** Whether `suggest` knows values for it. */
  readonly suggests: boolean;
}

/** How a command is called in another language; its line is asked in English all the same. */
export interface LocalizedCommand {
  readonly name: string;
  readonly what: string;
  /** The same without options, where that is another thing. */
  readonly bare?: string;
  /** By the option's name in English. */
  readonly options: Readonly<Record<string, { readonly name: string; readonly what: string }>>;
}

export interface CommandDescription {
  readonly name: string;
  /** One sentence, at most 100 characters. */
  readonly what: string;
  /** The same of the command with nothing after its name, where that is another thing. */
  readonly bare?: string;
  readonly options: readonly OptionDescription[];
  /** Whether it changes what a channel gets: never, always, or as soon as anything follows its name. */
  readonly changes: 'never' | 'with-options' | 'always';
  /** By BCP 47 tag, `de`. */
  readonly localized: Readonly<Record<string, LocalizedCommand>>;
}

/** Which command a line asks. */
export interface Meaning {
  readonly command: string;
  /** Whether it changes what a channel gets. */
  readonly isChange: boolean;
}

/** Something that is being typed into the field of an option. */
export interface Typing {
  readonly command: string;
  readonly option: string;
  /** What stands there so far. */
  readonly text: string;
  /** The other fields that are filled in already, by option. */
  readonly given: Readonly<Record<string, string>>;
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
  /**
   * Spaces that are known to let us in, whether or not anything changed: where one had put us out before, what was paused
   * for that is resumed. May be called at every connection.
   */
  present(destination: string, spaces: readonly string[]): Promise<void>;
  /** A space put us out: its subscriptions are paused, for `reason`. May be called twice. */
  left(destination: string, space: string, reason: string): Promise<void>;
  /** Values for what is being typed, the likeliest first, at most 25; none where nothing fits. Rejects only where the ledger fails. */
  suggest(typing: Typing, asker: Asker): Promise<readonly Suggestion[]>;
  /** The line that asks a command with these options; `true` for a flag. Options that it does not have are left out. Pure. */
  lineOf(command: string, given: Readonly<Record<string, string | true>>): string;
  /** What a line asks, read as `ask` reads it; null where it is no command, and where `shorten` gave it. Pure. */
  meaning(line: string): Meaning | null;
  /**
   * A line of at most 60 characters that asks the same, also after a restart, for platforms whose buttons hold no more.
   * The same line gives the same one. Kept for 90 days after it was last given out.
   */
  shorten(line: string): Promise<string>;
  /** In the order in which help shows them. */
  readonly commands: readonly CommandDescription[];
}
