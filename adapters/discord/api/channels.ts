import { DeliveryError } from '../../../src/chat/destination.ts';

/** A channel as subscriptions and receipts name it: the id of a channel or thread, or `@` and the id of a person. */
export type Place =
  | { readonly type: 'channel'; readonly id: string }
  /** The direct messages with one person. */
  | { readonly type: 'person'; readonly id: string };

export const channelName = /^@?\d{17,20}$/;

/** Throws `DeliveryError` `not-found` for any other text, so that none gets into the path of a call. */
export function placeOf(name: string): Place {
  if (!channelName.test(name)) {
    throw new DeliveryError(
      'not-found',
      'This is no channel of Discord. Write its id, such as 1234567890123456789, or /ackwatch-manage subscribe in the channel.',
    );
  }
  return name.startsWith('@') ? { type: 'person', id: name.slice(1) } : { type: 'channel', id: name };
}

export function nameOf({ type, id }: Place): string {
  return type === 'person' ? `@${id}` : id;
}

/** The id of a server; null for direct messages. */
export type Guild = string | null;

/** Returns the link that "Copy Message Link" gives. */
export function linkOf(guild: Guild, channel: string, message: string): string {
  return `https://discord.com/channels/${guild ?? '@me'}/${channel}/${message}`;
}

/** Discord's numbers for types of channels (docs.discord.com, resources/channel). */
export const channelTypes = {
  direct: 1,
  announcement: 5,
  threads: [10, 11, 12],
  /** Forum and media: each post is a thread. */
  forums: [15, 16],
  /** Text, direct, voice, group, announcement, threads, stage: the types that hold messages. */
  withMessages: [0, 1, 2, 3, 5, 10, 11, 12, 13],
} as const;

/** Returns when the id was made, in milliseconds since 1970 (docs.discord.com, reference, snowflakes). */
export function madeAt(id: string): number {
  return Number((BigInt(id) >> 22n) + 1_420_070_400_000n);
}
