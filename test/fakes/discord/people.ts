import type { Way } from './delivery.ts';

export interface Where {
  /** The first server where neither it nor a channel is given; null in a conversation. */
  readonly server?: string | null;
  /** An id; the server's first channel where not given, and the direct conversation where `server` is null. */
  readonly channel?: string;
  /** An id; the first person where not given. */
  readonly person?: string;
  /** Of the person there. */
  readonly permissions?: bigint;
  /** Of the app there, as the interaction tells them; the bot's in the channel where not given. */
  readonly appPermissions?: bigint;
  /** A server 0, the bot's direct conversation 1, another private conversation 2; by the channel where not given. */
  readonly context?: 0 | 1 | 2;
  /** Who installed the app that is used: the server, or the person for themselves. The server where the bot is there. */
  readonly installed?: 'server' | 'person';
  readonly locale?: string;
  /** Sent though Discord would not let the person: a command that is not registered, or that they may not use. */
  readonly unchecked?: boolean;
  readonly via?: Way;
}

/** A command in its parts. */
export interface Slash {
  readonly command: string;
  /** The sub-command, with its group before it where it has one: `totals`. */
  readonly sub?: string;
  readonly options?: Readonly<Record<string, string | number | boolean>>;
}
