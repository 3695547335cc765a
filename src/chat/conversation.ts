import type { Button, Message } from './message.ts';

/**
 * What people ask of Ackwatch in a chat. The platform's adapter passes the words on and shows the answer, without knowing what
 * they mean; `src/commands` answers without knowing the platform.
 */

/** The person who asks, and where they ask. */
export interface Asker {
  readonly destination: string;
  /** The workspace or server; null outside of one. */
  readonly space: string | null;
  /** The channel, as subscriptions name it. */
  readonly channel: string;
  /** The person, as the owner of a subscription is named: a post to it reaches the person alone. */
  readonly person: string;
  /** Resolves with whether the person administers the space. Called only where it matters. Rejects with `DeliveryError` where the platform does not say. */
  readonly isAdmin: () => Promise<boolean>;
  /** IANA time zone of the person; null where the platform does not say. */
  readonly zone: string | null;
  /** Who sees a shared answer, as the platform's people say it. Absent: the channel. */
  readonly audience?: 'channel' | 'everyone';
}

export interface Reply {
  readonly message: Message;
  /** The button that shares this answer with the channel; null where the answer is for the asker alone. */
  readonly share: Button | null;
  /** A mistake or a refusal: nothing was done or found, and the answer is always for the asker alone. */
  readonly isRefused?: true;
}

/** A value that an option may be given. */
export interface Suggestion {
  /** As a person reads it, at most 100 characters. */
  readonly label: string;
  /** As it is typed, at most 100 characters. */
  readonly value: string;
}

/** What may follow the name of a command, for platforms with a field for each option. */
export interface OptionDescription {
  /** As people type it, `min-killed`; for `words` what they are, `measure`. Unique within its command. */
  readonly name: string;
  /** One sentence, at most 100 characters. */
  readonly what: string;
  /** `words` follow the command's name directly, at most one such option a command; `many` are several with commas between; a `flag` has no value. */
  readonly kind: 'words' | 'text' | 'many' | 'flag';
  readonly isNeeded: boolean;
  /** All values of an option that takes one of at most 25; else empty. */
  readonly choices: readonly Suggestion[];
  /** Whether `suggest` returns values for it. */
  readonly suggests: boolean;
}

/** A command in another language. Its line is asked in English. */
export interface LocalizedCommand {
  readonly name: string;
  readonly what: string;
  /** The same without options, where that is another thing. */
  readonly withoutOptions?: string;
  /** By the English name of the option. */
  readonly options: Readonly<Record<string, { readonly name: string; readonly what: string }>>;
}

export interface CommandDescription {
  readonly name: string;
  /** One sentence, at most 100 characters. */
  readonly what: string;
  /** What the command does without options, where that differs. */
  readonly withoutOptions?: string;
  readonly options: readonly OptionDescription[];
  /** Whether it changes what a channel gets: never, always, as soon as anything follows its name, or unless `to` is `me`. */
  readonly changes: 'never' | 'with-options' | 'for-others' | 'always';
  /** By BCP 47 tag, `de`. */
  readonly localized: Readonly<Record<string, LocalizedCommand>>;
}

/** The command that a line asks. */
export interface Meaning {
  readonly command: string;
  /** Whether it changes what a channel gets. */
  readonly isChange: boolean;
}

/** A value that a person is typing into the field of an option. */
export interface Typing {
  readonly command: string;
  readonly option: string;
  /** The text so far. */
  readonly text: string;
  /** The other fields that are filled in, by option. */
  readonly given: Readonly<Record<string, string>>;
}

export interface Conversation {
  /**
   * Answers what a person typed after the app's command, or the command of a button. The empty line asks for the totals. A
   * mistake is answered with what to type instead. Rejects only where the ledger fails.
   */
  ask(line: string, asker: Asker): Promise<Reply>;
  /** Returns the page of the app: current totals, the subscriptions of the space, the health of the sources. */
  home(asker: Asker): Promise<Message>;
  /** Answers where the figures of a post come from, or that the post is not of Ackwatch. */
  explain(post: { readonly channel: string; readonly id: string }, asker: Asker): Promise<Reply>;
  /** A space added the app: resumes what was paused because it had removed the app. Idempotent. */
  joined(destination: string, space: string): Promise<void>;
  /** Spaces that the app is in now: resumes what was paused because one had removed it. Idempotent, for every connection. */
  present(destination: string, spaces: readonly string[]): Promise<void>;
  /** A space removed the app: pauses its subscriptions for `reason`. Idempotent. */
  left(destination: string, space: string, reason: string): Promise<void>;
  /** Returns at most 25 values for the text so far, the likeliest first. Rejects only where the ledger fails. */
  suggest(typing: Typing, asker: Asker): Promise<readonly Suggestion[]>;
  /** Returns the line that asks a command with these options; `true` for a flag. Leaves out options that it does not have. Pure. */
  lineOf(command: string, given: Readonly<Record<string, string | true>>): string;
  /** Returns what a line asks, read as `ask` reads it; null for a line of no command or from `shorten`. Pure. */
  meaning(line: string): Meaning | null;
  /**
   * Returns a line of at most 60 characters that asks the same, for platforms with short buttons. The same line gives the
   * same one. It is stored for 90 days after it was last returned.
   */
  shorten(line: string): Promise<string>;
  /** In the order of help. */
  readonly commands: readonly CommandDescription[];
}
