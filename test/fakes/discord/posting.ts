import type { CheckedMessage } from './check-message.ts';
import { pingsOf } from './mentions.ts';
import { has, permissions } from './permissions.ts';
import { Refusal } from './refusals.ts';
import { type Channel, type Ephemeral, newId, type Post } from './state.ts';
import type { Interaction, World } from './world.ts';

/** How messages are made and changed. */

export function post(
  world: World,
  channel: Channel,
  message: CheckedMessage,
  more: {
    readonly repliesTo?: Post['repliesTo'];
    readonly interaction?: Interaction;
    readonly author?: string;
    /** Of the first message of a forum's post. */
    readonly id?: string;
  },
): Post {
  const at = world.now();
  // An app that was not invited needs no permission of the channel for its answers.
  const keepsEmbeds = more.interaction !== undefined || has(world.permissionsIn(channel), permissions.embedLinks);
  const content = message.content ?? '';
  const made: Post = {
    server: channel.server,
    channel: channel.id,
    id: more.id ?? newId(at),
    author: more.author ?? world.bot.id,
    content,
    embeds: keepsEmbeds ? (message.embeds ?? []) : [],
    components: message.components ?? [],
    repliesTo: more.repliesTo ?? null,
    nonce: message.nonce,
    pings: allowedPings(world, channel, pingsOf(content, message.allowedMentions)),
    allowedMentions: message.allowedMentions,
    crossposted: false,
    by: more.author !== undefined ? 'person' : more.interaction !== undefined ? 'interaction' : 'bot',
    interaction: more.interaction?.id ?? null,
    earlier: [],
    at,
    editedAt: null,
  };
  channel.posts.push(made);
  return made;
}

/** A role that not everybody may mention is notified by those alone who may mention everyone. */
function allowedPings(world: World, channel: Channel, pings: readonly string[]): readonly string[] {
  const roles = world.servers.get(channel.server ?? '')?.roles ?? [];
  const isClosed = (ping: string) => roles.some(({ id, mentionable }) => ping === `<@&${id}>` && !mentionable);
  return has(world.permissionsIn(channel), permissions.mentionEveryone) ? pings : pings.filter((one) => !isClosed(one));
}

export function show(world: World, interaction: Interaction, message: CheckedMessage): Ephemeral {
  const at = world.now();
  const made: Ephemeral = {
    server: interaction.server,
    channel: interaction.channel,
    id: newId(at),
    person: interaction.person,
    interaction: interaction.id,
    content: message.content ?? '',
    embeds: message.embeds ?? [],
    components: message.components ?? [],
    earlier: [],
    at,
    editedAt: null,
  };
  world.ephemerals.push(made);
  return made;
}

/** What the body does not name stays. Mentions are counted anew, as Discord does. */
export function edit(world: World, message: Post | Ephemeral, changed: CheckedMessage): void {
  const next = {
    content: changed.content ?? message.content,
    embeds: changed.embeds ?? message.embeds,
    components: changed.components ?? message.components,
  };
  if (next.content === '' && next.embeds.length === 0 && next.components.length === 0) throw new Refusal(50006);
  const { content, embeds, components } = message;
  message.earlier.push({ content, embeds, components, at: message.editedAt ?? message.at });
  message.content = next.content;
  message.components = next.components;
  message.editedAt = world.now();
  message.embeds = next.embeds;
  if (!('author' in message)) return;
  const channel = world.channels.get(message.channel);
  const dropsEmbeds = message.by === 'bot' && channel && !has(world.permissionsIn(channel), permissions.embedLinks);
  if (dropsEmbeds && changed.embeds !== undefined) message.embeds = [];
  const pings = pingsOf(message.content, changed.allowedMentions);
  message.pings = channel === undefined ? pings : allowedPings(world, channel, pings);
  message.allowedMentions = changed.allowedMentions;
}

export function remove(world: World, message: Post | Ephemeral): void {
  const among: (Post | Ephemeral)[] =
    'author' in message ? (world.channels.get(message.channel)?.posts ?? []) : world.ephemerals;
  const index = among.indexOf(message);
  if (index >= 0) among.splice(index, 1);
}
