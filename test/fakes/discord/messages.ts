import { checkMessage, isSnowflake } from './check-message.ts';
import { channelJson, messageJson } from './json.ts';
import { has, permissions } from './permissions.ts';
import { edit, post, remove } from './posting.ts';
import { type Answer, mistake, Refusal } from './refusals.ts';
import { type Channel, type Json, madeAt, type Post } from './state.ts';
import type { World } from './world.ts';

/** What is asked, once its token was proved. */
export interface Asked {
  readonly world: World;
  /** By name, as the route has it: `channel`. */
  readonly parts: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Json;
}
export type Handler = (asked: Asked) => Answer;

const hourMs = 3_600_000;

/** The channel, where the bot may see it. */
export function channelOf({ world, parts }: Asked): Channel {
  const id = parts['channel'] ?? '';
  if (!isSnowflake(id)) throw mistake('channel_id', 'NUMBER_TYPE_COERCE', `Value "${id}" is not snowflake.`);
  const channel = world.channels.get(id);
  if (channel === undefined) throw new Refusal(10003);
  const isAway = channel.server !== null && world.servers.get(channel.server)?.joined !== true;
  if (isAway || channel.type === 3 || !may(world, channel, permissions.viewChannel)) throw new Refusal(50001);
  return channel;
}
export function may(world: World, channel: Channel, wanted: bigint): boolean {
  return channel.type === 1 || has(world.permissionsIn(channel), wanted);
}
export function messageOf(asked: Asked, channel: Channel): Post {
  const id = asked.parts['message'] ?? '';
  if (!isSnowflake(id)) throw mistake('message_id', 'NUMBER_TYPE_COERCE', `Value "${id}" is not snowflake.`);
  const found = channel.posts.find((one) => one.id === id);
  if (found === undefined) throw new Refusal(10008);
  return found;
}
const told = (world: World, message: Post, more: { readonly nonce?: boolean } = {}): Answer => ({
  status: 200,
  body: messageJson(world, message, more),
});

export const getChannel: Handler = (asked) => ({ status: 200, body: channelJson(asked.world, channelOf(asked)) });

export const createMessage: Handler = (asked) => {
  const { world, body } = asked;
  const channel = channelOf(asked);
  if (channel.type === 15) throw new Refusal(50008);
  const needed = channel.parent === null ? permissions.sendMessages : permissions.sendMessagesInThreads;
  if (!may(world, channel, needed)) throw new Refusal(50013);
  if (channel.locked) throw new Refusal(160005);
  if (channel.with !== null && world.people.get(channel.with)?.closed) throw new Refusal(50007);
  const message = checkMessage(body, true);
  // The same nonce of the same author is the same message, whatever the channel.
  if (message.nonce !== null && message.enforcesNonce) {
    const first = world.nonces.get(message.nonce);
    const isKnown = first !== undefined && world.now() - first.at < (world.options.nonceForMs ?? 180_000);
    if (isKnown) return told(world, first.post, { nonce: true });
  }
  const made = post(world, channel, message, { repliesTo: repliesTo(world, channel, message.reference) });
  // Writing in a thread brings it back.
  channel.archived = false;
  if (message.nonce !== null) world.nonces.set(message.nonce, { post: made, at: world.now() });
  return told(world, made, { nonce: true });
};

function repliesTo(
  world: World,
  channel: Channel,
  reference: ReturnType<typeof checkMessage>['reference'],
): Post['repliesTo'] {
  if (reference === null) return null;
  if (!may(world, channel, permissions.readMessageHistory)) throw new Refusal(160002);
  const isThere = channel.posts.some(({ id }) => id === reference.id);
  if (isThere) return { channel: channel.id, id: reference.id };
  if (reference.mustExist) throw mistake('message_reference', 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message');
  return null;
}

/** Newest first. Without Read Message History an empty list, and no error. */
export const getMessages: Handler = (asked) => {
  const { world, query } = asked;
  const channel = channelOf(asked);
  if (channel.type === 15) throw new Refusal(50008);
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw mistake('limit', 'NUMBER_TYPE_MAX', 'int value should be between 1 and 100.');
  }
  for (const name of ['before', 'after']) {
    const id = query.get(name);
    if (id !== null && !isSnowflake(id)) throw mistake(name, 'NUMBER_TYPE_COERCE', `Value "${id}" is not snowflake.`);
  }
  if (!may(world, channel, permissions.readMessageHistory)) return { status: 200, body: [] };
  const before = query.get('before');
  const after = query.get('after');
  const fitting = channel.posts.filter(
    ({ id }) => (before === null || BigInt(id) < BigInt(before)) && (after === null || BigInt(id) > BigInt(after)),
  );
  // After an id: those that follow it; else the newest. Newest first in either case.
  const page = before === null && after !== null ? fitting.slice(0, limit) : fitting.slice(-limit);
  return { status: 200, body: page.toReversed().map((one) => messageJson(world, one)) };
};

export const getMessage: Handler = (asked) => {
  const channel = channelOf(asked);
  if (!may(asked.world, channel, permissions.readMessageHistory)) throw new Refusal(50001);
  return told(asked.world, messageOf(asked, channel));
};

export const editMessage: Handler = (asked) => {
  const { world, body } = asked;
  const channel = channelOf(asked);
  const message = messageOf(asked, channel);
  if (message.author !== world.bot.id) throw new Refusal(50005);
  if (channel.archived) throw new Refusal(50083);
  const wait = { more: { retry_after: 600, global: false } };
  if (world.limitedEdits.announcements && channel.type === 5) throw new Refusal(20022, wait);
  if (world.limitedEdits.old && world.now() - madeAt(message.id) > hourMs) throw new Refusal(30046, wait);
  edit(world, message, checkMessage(body, false));
  return told(world, message);
};

export const deleteMessage: Handler = (asked) => {
  const { world } = asked;
  const channel = channelOf(asked);
  const message = messageOf(asked, channel);
  if (message.author !== world.bot.id && !may(world, channel, permissions.manageMessages)) throw new Refusal(50013);
  remove(world, message);
  return { status: 204 };
};

export const crosspost: Handler = (asked) => {
  const { world } = asked;
  const channel = channelOf(asked);
  const message = messageOf(asked, channel);
  if (channel.type !== 5) throw new Refusal(50024);
  if (!may(world, channel, permissions.sendMessages)) throw new Refusal(50013);
  if (message.author !== world.bot.id && !may(world, channel, permissions.manageMessages)) throw new Refusal(50013);
  if (message.crossposted) throw new Refusal(40033);
  message.crossposted = true;
  return told(world, message);
};

export const openDirect: Handler = ({ world, body }) => {
  const person = body['recipient_id'];
  if (!isSnowflake(person)) throw mistake('recipient_id', 'NUMBER_TYPE_COERCE', `Value "${person}" is not snowflake.`);
  if (!world.people.has(String(person))) throw new Refusal(50033);
  return { status: 200, body: channelJson(world, world.direct(String(person))) };
};
