import { type Address, DeliveryError, type Destination, type Log, type Receipt } from '../chat/destination.ts';
import type { Wording } from '../compose/figures.ts';
import type { Delivery, Ledger } from '../ledger/ledger.ts';
import type { Budget, Permit } from './budget.ts';
import type { Pace } from './pace.ts';
import type { Prepared } from './prepare.ts';

/**
 * Named so that a test can kill the process at each. Of a post, in order: `claimed`, `sending` (written down before the
 * platform is called), `posted` (the platform has it), `recorded`. Of the edit of an earlier post, after the post that
 * asks for it is recorded: `editing`, `edited` (the platform has it; not yet written down).
 */
export type DeliveryStep = 'claimed' | 'sending' | 'posted' | 'recorded' | 'editing' | 'edited';

export interface DelivererParts {
  readonly ledger: Pick<Ledger, 'transaction' | 'deliveries' | 'subscriptions' | 'lookups'>;
  /** By name; one that is configured and missing here is off: its posts wait. */
  readonly destinations: ReadonlyMap<string, Destination>;
  /** For what operators are told. */
  readonly wording: Wording;
  /** For the language of a subscription (BCP 47); absent: `wording` for all. */
  readonly wordingFor?: (language: string) => Wording;
  readonly now: () => Date;
  /** Resolves early, without an error, when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
  /** Unique among the processes that share the ledger, restarts included. */
  readonly worker: string;
  readonly log: Log;
  readonly observe?: (step: DeliveryStep, deliveryId: string) => void;
  /** How long a claim holds: long enough for every call that one post may take (four), or it might be sent twice. */
  readonly leaseMs?: number;
  /** The most that one call of a platform may take. */
  readonly callTimeoutMs?: number;
  /** How long to wait before looking whether a post arrived whose answer was lost. */
  readonly settleMs?: number;
}

export const defaultCallTimeoutMs = 15_000;

/** Where an error came from, without its message: that of a library may hold an address with a secret in it. */
export function traceOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [cause.name, ...frames.slice(0, 8).map((frame) => frame.trim())].join(' ');
}

/** Whatever a destination threw, as the error it should have thrown. What is not a `DeliveryError` may have been sent. */
export function deliveryError(thrown: unknown): DeliveryError {
  return thrown instanceof DeliveryError
    ? thrown
    : new DeliveryError('unknown', 'The destination failed in a way it does not describe; see the log and report it.', {
        outcome: 'maybe-sent',
        cause: thrown,
      });
}

export function addressOf(delivery: Delivery, under: Receipt | null): Address {
  const { channel, space } = delivery.subscription;
  return { channel, ...(space === null ? {} : { space }), ...(under === null ? {} : { under }) };
}

/** Posts once. A reply whose first post is gone is posted on its own instead: the platform said that nothing was sent. */
export async function post(
  destination: Destination,
  delivery: Delivery,
  { message, under }: Prepared,
  { pace, budget, permit }: { readonly pace: Pace; readonly budget: Budget; readonly permit: Permit },
  { log, callTimeoutMs = defaultCallTimeoutMs }: DelivererParts,
  signal: AbortSignal,
): Promise<Receipt> {
  const { payload, cut } = render(destination, message);
  if (cut.length > 0) log.warn({ delivery: delivery.id, cut }, 'A post was shortened to fit');
  // A post that was begun goes before those that were not.
  const turn = async () => (await budget.permit(destination, 'repeat', signal))?.begun();
  const send = (to: Address, begin: Permit | undefined) => {
    begin?.begun();
    return destination
      .send(payload, to, { key: delivery.id, signal: AbortSignal.timeout(callTimeoutMs), turn })
      .finally(() => pace.posted(destination, delivery.subscription));
  };
  try {
    return await send(addressOf(delivery, under), permit);
  } catch (thrown) {
    const error = deliveryError(thrown);
    if (under === null || !refusesReply(error, under, delivery) || error.outcome !== 'not-sent') throw error;
    log.warn({ delivery: delivery.id, error: error.kind }, 'The earlier post takes no reply; posting on its own');
    await pace.turn(destination, delivery.subscription, signal);
    return await send(addressOf(delivery, null), await budget.permit(destination, 'post', signal));
  }
}

/** The conversation with a person is a channel of its own, and closed to another bot than the one that wrote first. */
function refusesReply({ kind }: DeliveryError, under: Receipt, { subscription }: Delivery): boolean {
  return kind === 'not-found' || kind === 'invalid' || (kind === 'forbidden' && under.channel !== subscription.channel);
}

/** Throws `DeliveryError` `invalid`. */
export function render(destination: Destination, message: Prepared['message']): ReturnType<Destination['render']> {
  try {
    return destination.render(message);
  } catch (cause) {
    throw new DeliveryError('invalid', 'The post could not be laid out; see the log and report it.', { cause });
  }
}

/** A clock that was wrong when the attempt was written down hides no post, where it was less wrong than this. */
const clockMs = 24 * 60 * 60_000;

/** Looks for the post where it would be. */
export async function look(
  destination: Destination,
  delivery: Delivery,
  under: Receipt | null,
  { now, callTimeoutMs = defaultCallTimeoutMs }: DelivererParts,
): Promise<Receipt | undefined> {
  const { id, unsureSince } = delivery;
  const since = unsureSince === null ? undefined : Math.min(Date.parse(unsureSince), now().getTime()) - clockMs;
  const notBefore = since === undefined ? undefined : new Date(since);
  return destination.find?.(id, addressOf(delivery, under), AbortSignal.timeout(callTimeoutMs), notBefore);
}
