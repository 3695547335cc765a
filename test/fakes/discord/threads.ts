import { checkMessage } from './check-message.ts';
import { channelJson, messageJson } from './json.ts';
import { type Asked, channelOf, type Handler, may, messageOf } from './messages.ts';
import { permissions } from './permissions.ts';
import { post } from './posting.ts';
import { Mistakes, Refusal } from './refusals.ts';
import { type Channel, type Json, newId } from './state.ts';
import type { World } from './world.ts';

/** Threads (docs.discord.com, resources/channel and topics/threads): under a message, and as the posts of a forum. */

function nameOf(body: Json): string {
  const mistakes = new Mistakes();
  mistakes.text('name', body['name'], 100, true);
  mistakes.refuse();
  return String(body['name']);
}

/** Under a message; the thread has its id. */
export const startThread: Handler = (asked) => {
  const { world, body } = asked;
  const channel = channelOf(asked);
  const message = messageOf(asked, channel);
  if (channel.type !== 0 && channel.type !== 5) throw new Refusal(50024);
  if (!may(world, channel, permissions.createPublicThreads)) throw new Refusal(50013);
  if (world.channels.has(message.id)) throw new Refusal(160004);
  const type = channel.type === 5 ? 10 : 11;
  const { server, id: parent } = channel;
  const thread = world.addChannel({ id: message.id, name: nameOf(body), type, server, parent });
  return { status: 201, body: channelJson(world, thread) };
};

/** In a forum: the thread with its first message, which has its id. No nonce is taken. */
export const postInForum: Handler = (asked) => {
  const { world, body } = asked;
  const forum = channelOf(asked);
  if (forum.type !== 15) throw new Refusal(50024);
  if (!may(world, forum, permissions.sendMessages)) throw new Refusal(50013);
  const tags = body['applied_tags'];
  if (forum.requiresTag && !(Array.isArray(tags) && tags.length > 0)) throw new Refusal(40067);
  const name = nameOf(body);
  const message = checkMessage((body['message'] ?? {}) as Json, true, 'message.');
  const id = newId(world.now());
  const thread = world.addChannel({ id, name, type: 11, server: forum.server, parent: forum.id });
  const first = post(world, thread, message, { id });
  return { status: 201, body: { ...channelJson(world, thread), message: messageJson(world, first) } };
};

/** The owner of a thread may name it anew. */
export const editChannel: Handler = (asked) => {
  const { world, body } = asked;
  const channel = channelOf(asked);
  if (channel.parent === null) throw new Refusal(50013);
  if (channel.archived) throw new Refusal(50083);
  channel.name = nameOf(body);
  return { status: 200, body: channelJson(world, channel) };
};

function listed(world: World, threads: readonly Channel[]): Json {
  return { threads: threads.map((thread) => channelJson(world, thread)), members: [], has_more: false };
}

/** Of those that the bot may see. */
export const getActiveThreads: Handler = ({ world, parts }) => {
  const server = world.servers.get(parts['guild'] ?? '');
  if (server?.joined !== true) throw new Refusal(10004);
  const seen = [...server.channels.values()].filter((one) => may(world, one, permissions.viewChannel));
  const threads = seen.filter(({ parent, archived }) => parent !== null && !archived);
  return { status: 200, body: listed(world, threads) };
};

export const getArchivedThreads: Handler = (asked: Asked) => {
  const { world } = asked;
  const channel = channelOf(asked);
  if (!may(world, channel, permissions.readMessageHistory)) throw new Refusal(50001);
  const all = world.servers.get(channel.server ?? '')?.channels.values() ?? [];
  const threads = [...all].filter(({ parent, archived }) => parent === channel.id && archived);
  return { status: 200, body: listed(world, threads.toReversed()) };
};
