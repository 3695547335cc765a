import { type Address, DeliveryError, type Destination, type PostSettings, type Receipt } from '../chat/destination.ts';
import type { Preferences } from '../domain/subscriptions.ts';
import type { Delivery } from '../ledger/ledger.ts';
import type { OutboxParts } from './parts.ts';
import type { Prepared } from './prepare.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { Token } from './token-window.ts';

/** The calls of a platform that a delivery makes. */

/** Returns where an error came from, without its message: that of a library may hold an address with a secret in it. */
export function traceOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [cause.name, ...frames.slice(0, 8).map((frame) => frame.trim())].join(' ');
}

/** Returns what a destination threw as the error it should have thrown. What is not a `DeliveryError` may have been sent. */
export function deliveryError(thrown: unknown): DeliveryError {
  return thrown instanceof DeliveryError
    ? thrown
    : new DeliveryError('unknown', 'The destination failed in a way it does not describe; see the log and report it.', {
        outcome: 'maybe-sent',
        cause: thrown,
      });
}

/** Throws `DeliveryError` (`invalid`). */
export function render(destination: Destination, message: Prepared['message']): ReturnType<Destination['render']> {
  try {
    return destination.render(message);
  } catch (cause) {
    throw new DeliveryError('invalid', 'The post could not be laid out; see the log and report it.', { cause });
  }
}

/** Returns how a channel wants its posts; `mention` is the group that a post notifies. */
export function postSettings({ replies }: Pick<Preferences, 'replies'>, mention: string | null): PostSettings {
  return { ...(replies === 'thread' ? { threadOnly: true } : {}), ...(mention === null ? {} : { mention }) };
}

function addressOf({ subscription }: Delivery, under: Receipt | null, mention: string | null = null): Address {
  const { channel, space, preferences } = subscription;
  return {
    channel,
    ...(space === null ? {} : { space }),
    ...(under === null ? {} : { under }),
    ...postSettings(preferences, mention),
  };
}

/**
 * The conversation with a person is a separate channel, closed to every bot but the one that wrote first. So is a thread, which
 * may be locked while its channel takes posts.
 */
function refusesReply({ kind }: DeliveryError, under: Receipt, { subscription }: Delivery): boolean {
  const isElsewhere = under.thread !== undefined || under.channel !== subscription.channel;
  return kind === 'not-found' || kind === 'invalid' || (kind === 'forbidden' && isElsewhere);
}

interface Sending {
  readonly destination: Destination;
  readonly delivery: Delivery;
  readonly prepared: Prepared;
  readonly token: Token | undefined;
  readonly signal: AbortSignal;
}

/**
 * Posts once. A reply that is refused, for its first post is gone, is posted on its own instead: the platform said that
 * nothing was sent. Throws `DeliveryError`, or whatever the destination throws.
 */
export async function sendPost(
  { destination, delivery, prepared: { message, under, mention }, token, signal }: Sending,
  limiter: RateLimiter,
  { log, callTimeoutMs }: Pick<OutboxParts, 'log' | 'callTimeoutMs'>,
): Promise<Receipt> {
  const { payload, cut } = render(destination, message);
  if (cut.length > 0) log.warn({ delivery: delivery.id, cut }, 'A post was shortened to fit');
  // A post that was begun goes before those that were not.
  const acquireToken = async () => (await limiter.acquire({ destination, priority: 'repeat' }, signal))?.use();
  const send = (to: Address, first: Token | undefined) => {
    first?.use();
    return destination
      .send(payload, to, { key: delivery.id, signal: AbortSignal.timeout(callTimeoutMs), acquireToken })
      .finally(() => limiter.answered(destination, delivery.subscription));
  };
  try {
    return await send(addressOf(delivery, under, mention), token);
  } catch (thrown) {
    const error = deliveryError(thrown);
    if (under === null || !refusesReply(error, under, delivery) || error.outcome !== 'not-sent') throw error;
    log.warn({ delivery: delivery.id, error: error.kind }, 'The earlier post takes no reply; posting on its own');
    const channel = delivery.subscription;
    const next = await limiter.acquire({ destination, priority: 'post', channel }, signal);
    return await send(addressOf(delivery, null), next);
  }
}

/** A clock that was wrong when the attempt was written down hides no post, where it was less wrong than this. */
const clockMs = 24 * 60 * 60_000;

/** Returns the receipt of a post that is where it would be, undefined where it is not there. Throws as the destination does. */
export async function lookUpPost(
  destination: Destination,
  delivery: Delivery,
  under: Receipt | null,
  { now, callTimeoutMs }: Pick<OutboxParts, 'now' | 'callTimeoutMs'>,
): Promise<Receipt | undefined> {
  const { id, uncertainSince } = delivery;
  const since = uncertainSince === null ? undefined : Math.min(Date.parse(uncertainSince), now().getTime()) - clockMs;
  const notBefore = since === undefined ? undefined : new Date(since);
  return destination.find?.(id, addressOf(delivery, under), AbortSignal.timeout(callTimeoutMs), notBefore);
}
