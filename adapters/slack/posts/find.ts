import { DeliveryError } from '../../../src/chat/destination.ts';
import { isPerson, type Place } from '../api/channels.ts';
import type { SlackClients } from '../api/client.ts';
import { slackCodeOf } from '../api/errors.ts';

/** The type of the metadata, visible to this app alone, in which each post carries the id of its delivery. */
const eventType = 'ackwatch_delivery';

export function metadataOf(key: string) {
  return { event_type: eventType, event_payload: { delivery: key } };
}

export interface Found {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
}

/** Returns the start of the search where the time of the attempt is unknown. */
export function weekBefore(now: Date): Date {
  return new Date(now.getTime() - 7 * 24 * 60 * 60_000);
}

const pageSize = 200;
/** A busier channel is left to a person: a post is absent only if every page was read. */
const mostPages = 25;

/** Searches a channel or a thread for the post of a delivery, newest page first; undefined where it is absent. Throws `DeliveryError`. */
export async function findDelivery(
  clients: SlackClients,
  { key, place, thread, notBefore }: { key: string; place: Place; thread: string | null; notBefore: Date },
  signal: AbortSignal,
): Promise<Found | undefined> {
  const channel = isPerson(place) ? await conversationWith(clients, place, signal) : place.channel;
  const oldest = String(notBefore.getTime() / 1000);
  let cursor = '';
  for (let page = 0; page < mostPages; page += 1) {
    const asked = {
      channel,
      oldest,
      limit: pageSize,
      include_all_metadata: true,
      ...(cursor === '' ? {} : { cursor }),
    };
    const answer = await clients
      .call('look-up', signal, async () => {
        const { conversations } = await clients.of(place.space);
        return thread === null ? conversations.history(asked) : conversations.replies({ ...asked, ts: thread });
      })
      .catch((thrown: unknown) => {
        // A deleted thread has no posts.
        if (thrown instanceof DeliveryError && slackCodeOf(thrown) === 'thread_not_found') return undefined;
        throw thrown;
      });
    if (answer === undefined) return undefined;
    for (const { ts, thread_ts, metadata } of answer.messages ?? []) {
      if (ts === undefined || metadata?.event_type !== eventType) continue;
      const { delivery } = (metadata.event_payload ?? {}) as { readonly delivery?: unknown };
      if (delivery === key)
        return { channel, ts, threadTs: thread_ts === undefined || thread_ts === ts ? null : thread_ts };
    }
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return undefined;
  }
  throw new DeliveryError(
    'invalid',
    'The channel holds more messages than can be read through. Look for the post there.',
  );
}

/** Returns the id of the app's conversation with a person. Slack has no history by the id of a person. */
async function conversationWith(clients: SlackClients, place: Place, signal: AbortSignal): Promise<string> {
  const { channel } = await clients.call('look-up', signal, async () =>
    (await clients.of(place.space)).conversations.open({ users: place.channel }),
  );
  if (channel?.id !== undefined) return channel.id;
  throw new DeliveryError(
    'invalid',
    'Slack names no conversation with this person. Ask them whether the post arrived.',
  );
}
