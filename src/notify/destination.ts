import type { Message } from './message.ts';

/** Where a post goes in a destination; `under` a receipt makes it a reply. */
export interface Address {
  readonly channel: string;
  readonly under?: Receipt;
}

/** What a platform gave back for a post; kept for ever, so that the post can be edited years later. */
export interface Receipt {
  readonly channel: string;
  readonly id: string;
  /** A link to the post, where the platform has one. */
  readonly link?: string;
}

export interface Identity {
  /** Who we are there, as a person would recognise it. */
  readonly name: string;
}

/** A chat platform. Adapters classify errors; they never retry, sleep, store or schedule. */
export interface Destination<Payload = unknown> {
  readonly name: string;
  /** True where the platform itself refuses the same key twice. */
  readonly sendsOnce: boolean;
  /** Proves the credentials; throws `DeliveryError` (`unauthorized`) rather than warn and run on. */
  verify(signal: AbortSignal): Promise<Identity>;
  /** Pure; within the platform's limits; `cut` says in words what had to be left out. */
  render(message: Message): { readonly payload: Payload; readonly cut: readonly string[] };
  /** Posts once. `key` is the delivery's id: the same key is the same post. Throws `DeliveryError` only. */
  send(
    payload: Payload,
    to: Address,
    context: { readonly key: string; readonly signal: AbortSignal },
  ): Promise<Receipt>;
  /** Replaces a post. Absent where a platform cannot. */
  update?(receipt: Receipt, payload: Payload, signal: AbortSignal): Promise<Receipt>;
  /** Looks for a post by its key after an attempt whose outcome was never learnt; undefined when it is not there. */
  find?(key: string, to: Address, signal: AbortSignal): Promise<Receipt | undefined>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export const deliveryErrorKinds = [
  'rate-limited',
  'unavailable',
  'timeout',
  'unauthorized',
  'forbidden',
  'not-found',
  'invalid',
  'unknown',
] as const;
export type DeliveryErrorKind = (typeof deliveryErrorKinds)[number];

/** The only error a destination throws. Its message is for operators: it ends with the fix and holds no secret. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly kind: DeliveryErrorKind;
  /** Null where the platform gave none. */
  readonly retryAfterMs: number | null;
  /** `maybe-sent`: the platform may have taken the post before the answer was lost. */
  readonly outcome: 'not-sent' | 'maybe-sent';

  constructor(
    kind: DeliveryErrorKind,
    message: string,
    details: { retryAfterMs?: number | null; outcome?: 'not-sent' | 'maybe-sent'; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.kind = kind;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.outcome = details.outcome ?? 'not-sent';
  }
}
