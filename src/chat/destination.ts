import type { z } from 'zod';
import type { DeliveryErrorKind } from '../domain/failures.ts';
import type { Conversation } from './conversation.ts';
import type { Message } from './message.ts';

export type { DeliveryErrorKind } from '../domain/failures.ts';

/** Where a post goes in a destination; `under` a receipt makes it a reply. */
export interface Address {
  readonly channel: string;
  /** The workspace or server it is in, where that is known already. */
  readonly space?: string;
  readonly under?: Receipt;
  /** Replies are seen in the thread of their first post alone; a platform without threads of its own starts one. */
  readonly threadOnly?: true;
  /** The group or role that the post notifies, by its id; from the configuration alone. Never set for a reply. */
  readonly mention?: string;
}

/** How a channel wants its posts, as far as it takes more rights. */
export type PostSettings = Pick<Address, 'threadOnly' | 'mention'>;

/** What a platform gave back for a post; stored for ever, so that the post can be edited years later. */
export interface Receipt {
  readonly channel: string;
  readonly id: string;
  /** A link to the post, where the platform has one. */
  readonly link?: string;
  /** The channel of the thread that it started; replies to it go there. */
  readonly thread?: string;
}

export interface Identity {
  /** Who we are there, as a person would recognise it. */
  readonly name: string;
  /** The address at which a space lets us in, with the least that we need. Absent where there is none to give. */
  readonly invite?: string;
}

/** A chat platform. Adapters classify errors; they never retry, sleep, store or schedule. */
export interface Destination<Payload = unknown> {
  readonly name: string;
  /** True where the platform itself refuses the same key twice. */
  readonly sendsOnce: boolean;
  /** For how long after a post the platform does so, counted from its attempt. Absent: for ever. */
  readonly sendsOnceForMs?: number;
  /** The least time between two posts to one channel, as the platform documents it; the outbox keeps it. Absent: none. */
  readonly minSpacingMs?: number;
  /** The most posts and edits that the platform takes in a second, over all its channels; the outbox keeps it. Absent: no such limit is documented. */
  readonly perSecond?: number;
  /** Proves the credentials; throws `DeliveryError` (`unauthorized`) rather than warn and run on. */
  verify(signal: AbortSignal): Promise<Identity>;
  /** Pure; within the platform's limits; `cut` says in words what had to be left out. */
  render(message: Message): { readonly payload: Payload; readonly cut: readonly string[] };
  /** Posts once. `key` is the delivery's id: the same key is the same post. Throws `DeliveryError` only. */
  send(
    payload: Payload,
    to: Address,
    context: {
      readonly key: string;
      readonly signal: AbortSignal;
      /** Waits for a token of the rate limiter, for one call besides the post itself. Absent: no limit. */
      readonly acquireToken?: () => Promise<void>;
    },
  ): Promise<Receipt>;
  /** Replaces a post. Absent where a platform cannot. */
  update?(receipt: Receipt, payload: Payload, signal: AbortSignal): Promise<Receipt>;
  /**
   * Looks for a post by its key after an attempt whose outcome was never learnt, under its first post and on its own;
   * undefined when it is not there. No attempt was made before `notBefore`; absent: none that is older than a week.
   * Throws `DeliveryError` `invalid` where this channel cannot be looked through at all.
   */
  find?(key: string, to: Address, signal: AbortSignal, notBefore?: Date): Promise<Receipt | undefined>;
  /**
   * Proves that a channel can be posted to in this way, without posting. Throws `DeliveryError`; `invalid` where that cannot be
   * looked up.
   */
  reach?(channel: string, signal: AbortSignal, settings?: PostSettings): Promise<void>;
  /** Proves that `listen` would be let in, without listening. Throws `DeliveryError`. Absent: `verify` proves it all. */
  verifyListening?(signal: AbortSignal): Promise<void>;
  /**
   * Receives interactions and answers them through `conversation`, until the signal aborts or `close`. Interactions that
   * arrived by then are still answered. Resolves once it is connected.
   * Throws `DeliveryError`, and may then be called again later; not to be called twice once it resolved.
   */
  listen?(conversation: Conversation, signal?: AbortSignal): Promise<void>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/** The only error a destination throws. Its message is for operators: it ends with the fix and holds no secret. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly kind: DeliveryErrorKind;
  /** Null where the platform gave none. */
  readonly retryAfterMs: number | null;
  /** `maybe-sent`: the platform may have taken the post before the answer was lost. */
  readonly outcome: 'not-sent' | 'maybe-sent';
  /**
   * How far a `rate-limited` reaches: the outbox keeps to it in all of that, without trying each channel. A
   * `forbidden` or `not-found` of the `space` says that it put us out: what is paused for it goes on when it lets us in.
   */
  readonly scope: 'channel' | 'space' | 'destination';

  constructor(
    kind: DeliveryErrorKind,
    message: string,
    details: {
      retryAfterMs?: number | null;
      outcome?: 'not-sent' | 'maybe-sent';
      /** Default `channel`. */
      scope?: 'channel' | 'space' | 'destination';
      cause?: unknown;
    } = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.kind = kind;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.outcome = details.outcome ?? 'not-sent';
    this.scope = details.scope ?? 'channel';
  }
}

/** One environment variable of an adapter. What `doctor`, the configuration and `example.env` say of it comes from here. */
export interface Variable {
  readonly name: string;
  /** Never printed; may also be given as a file, `<NAME>_FILE`. */
  readonly secret: boolean;
  /** One sentence for the operator: what it is and where to get it. */
  readonly what: string;
}

/** A stream of a terminal, as `process.stdout` is one. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string, done: (error?: Error | null) => void): unknown;
}
/** Where a platform's credentials for many spaces are stored, encrypted. `value` is the adapter's own JSON. */
export interface Installations {
  get(space: string): Promise<unknown>;
  set(space: string, value: unknown): Promise<void>;
  /** Also where there is none. */
  remove(space: string): Promise<void>;
  spaces(): Promise<readonly string[]>;
}
/** As pino offers it. Fields never hold a secret. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
/** What an adapter gets from outside besides its variables. */
export interface AdapterIo {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly log: Log;
  readonly now: () => Date;
  /** Of this adapter alone. Its operations reject with `DeliveryError` (`unauthorized`) where no key is set. */
  readonly installations: Installations;
}
export type Environment = Readonly<Record<string, string | undefined>>;

/** One chat platform, as `adapters/index.ts` lists it. */
export interface Adapter {
  /** As subscriptions name it, `slack`. */
  readonly name: string;
  /** One sentence: what a `channel` is there. */
  readonly channels: string;
  readonly variables: readonly Variable[];
  /** The platform is on when all variables of one mode are set. The documentation shows newcomers the first. */
  readonly connectionModes: readonly { readonly what: string; readonly needs: readonly string[] }[];
  /** Checks a `channel` of the configuration; its messages say what to write instead. Absent: any text will do. */
  readonly channel?: z.ZodType<string>;
  /** Checks the id of a group that posts can notify; its messages say what to write instead. Absent: posts notify none. */
  readonly group?: z.ZodType<string>;
  /** One sentence: what a `group` is there. */
  readonly groups?: string;
  /** The space that a channel's name contains; null where it contains none. Absent: it never does. */
  readonly spaceOf?: (channel: string) => string | null;
  /** What is still to be done by hand at the platform, one sentence each, such as the addresses to enter there; for `doctor`. */
  readonly steps?: (env: Environment) => readonly string[];
  /** Checks the values of `variables`, by name; says what is wrong without repeating a secret. */
  readonly settings: z.ZodType;
  /** Opens nothing yet; call it only when `settings` accepts the environment. Throws a ZodError otherwise. */
  create(env: Environment, io: AdapterIo): Destination;
}
