import { permissions } from './permissions.ts';
import {
  type Channel,
  type Ephemeral,
  type Json,
  madeAt,
  type Person,
  type Post,
  type Role,
  type Server,
} from './state.ts';
import type { Interaction, World } from './world.ts';

/** Things as the API and the gateway tell them. */

const stamp = (at: number) => new Date(at).toISOString().replace('Z', '000+00:00');

export function botJson(world: World): Json {
  return userJson(world.bot.id, world.bot.name, true);
}
export function personJson(person: Person): Json {
  return userJson(person.id, person.name, false);
}
function userJson(id: string, name: string, isBot: boolean): Json {
  return {
    id,
    username: name,
    avatar: null,
    discriminator: isBot ? '4242' : '0',
    public_flags: 0,
    flags: 0,
    ...(isBot ? { bot: true } : {}),
    global_name: isBot ? null : name,
    primary_guild: null,
  };
}
function authorJson(world: World, id: string): Json {
  const person = world.people.get(id);
  if (person !== undefined) return personJson(person);
  return id === world.bot.id ? botJson(world) : userJson(id, 'another bot', true);
}

export const ephemeralFlag = 1 << 6;
export const loadingFlag = 1 << 7;
const crosspostedFlag = 1 << 0;

/** A message; its nonce is given to who posts it and over the gateway, never again. */
export function messageJson(world: World, message: Post | Ephemeral, more: { readonly nonce?: boolean } = {}): Json {
  const told = bareMessage(world, message);
  if (!('author' in message)) return told;
  const { repliesTo, nonce } = message;
  const referred = repliesTo === null ? undefined : world.findPost(repliesTo.channel, repliesTo.id);
  return {
    ...told,
    ...(more.nonce && nonce !== null ? { nonce } : {}),
    ...(repliesTo === null ? {} : { referenced_message: referred === undefined ? null : bareMessage(world, referred) }),
  };
}

function bareMessage(world: World, message: Post | Ephemeral): Json {
  const isPost = 'author' in message;
  const interaction = interactionOf(world, message);
  const author = isPost ? message.author : world.bot.id;
  const repliesTo = isPost ? message.repliesTo : null;
  const under = interaction?.under ?? null;
  const { editedAt } = message;
  const pings = isPost ? message.pings : [];
  return {
    type: repliesTo !== null ? 19 : interaction?.type === 2 ? 20 : 0,
    content: message.content,
    mentions: pings.flatMap((ping) => {
      const person = world.people.get(/^<@!?(\d+)>$/u.exec(ping)?.[1] ?? '');
      return person === undefined ? [] : [personJson(person)];
    }),
    mention_roles: pings.flatMap((ping) => /^<@&(\d+)>$/u.exec(ping)?.[1] ?? []),
    attachments: [],
    embeds: message.embeds,
    timestamp: stamp(madeAt(message.id)),
    edited_timestamp: editedAt === null ? null : stamp(editedAt),
    flags: isPost ? (message.crossposted ? crosspostedFlag : 0) : ephemeralFlag,
    components: message.components,
    id: message.id,
    channel_id: message.channel,
    author: authorJson(world, author),
    pinned: false,
    mention_everyone: pings.includes('everyone') || pings.includes('here'),
    tts: false,
    ...(interaction === undefined ? {} : { application_id: world.application.id, webhook_id: world.application.id }),
    ...(interaction === undefined ? {} : { interaction_metadata: metadataJson(world, interaction) }),
    ...(repliesTo === null
      ? under !== null && interaction?.original !== under
        ? { message_reference: { type: 0, channel_id: under.channel, message_id: under.id } }
        : {}
      : {
          message_reference: {
            type: 0,
            channel_id: repliesTo.channel,
            message_id: repliesTo.id,
            ...(message.server === null ? {} : { guild_id: message.server }),
          },
        }),
  };
}

function interactionOf(world: World, message: Post | Ephemeral): Interaction | undefined {
  return message.interaction === null ? undefined : world.interactions.get(message.interaction);
}

function metadataJson(world: World, interaction: Interaction): Json {
  const person = world.people.get(interaction.person);
  return {
    id: interaction.id,
    type: interaction.type,
    ...(person === undefined ? {} : { user: personJson(person) }),
    authorizing_integration_owners: ownersOf(interaction),
    ...(interaction.type === 3 ? { interacted_message_id: interaction.under?.id } : {}),
  };
}

/** Who installed the app: server "0", person "1". In the bot's direct conversation the server is "0". */
export function ownersOf(interaction: Pick<Interaction, 'server' | 'person' | 'isInstalledForServer'>): Json {
  if (interaction.isInstalledForServer) return { '0': interaction.server ?? '0' };
  return { '1': interaction.person };
}

export function channelJson(world: World, channel: Channel): Json {
  const last = { last_message_id: channel.posts.at(-1)?.id ?? null, flags: channel.requiresTag ? 1 << 4 : 0 };
  if (channel.type === 1 || channel.type === 3) {
    const person = world.people.get(channel.with ?? '');
    return {
      id: channel.id,
      type: channel.type,
      ...last,
      recipients: person === undefined ? [] : [personJson(person)],
    };
  }
  const common = {
    id: channel.id,
    type: channel.type,
    ...last,
    guild_id: channel.server,
    name: channel.name,
    parent_id: channel.parent,
    rate_limit_per_user: 0,
  };
  if (channel.parent !== null) {
    return {
      ...common,
      owner_id: world.bot.id,
      thread_metadata: {
        archived: channel.archived,
        archive_timestamp: stamp(madeAt(channel.id)),
        auto_archive_duration: 1440,
        locked: channel.locked,
        create_timestamp: stamp(madeAt(channel.id)),
      },
      message_count: channel.posts.length,
      member_count: 1,
      total_message_sent: channel.posts.length,
    };
  }
  return {
    ...common,
    topic: null,
    position: 0,
    nsfw: false,
    // What everybody may is nothing: so the bot has exactly what it is given here.
    permission_overwrites: [
      { id: world.bot.id, type: 1, allow: String(channel.permissions), deny: String(~channel.permissions & allBits) },
      { id: channel.server, type: 0, allow: '0', deny: '0' },
    ],
  };
}
const allBits = (1n << 53n) - 1n;

export function serverJson(server: Server): Json {
  return {
    id: server.id,
    name: server.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: ownerOf(server),
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: [roleJson(server), ...server.roles.map((role) => roleJson(server, role))],
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: server.locale,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}
/** Somebody else than the bot. */
const ownerOf = (server: Server) => String(BigInt(server.id) + 1n);

/** The role of everyone, or another one, which gives nothing. */
export function roleJson(server: Server, role?: Role): Json {
  return {
    id: role?.id ?? server.id,
    name: role?.name ?? '@everyone',
    description: null,
    permissions: role === undefined ? String(permissions.useApplicationCommands) : '0',
    position: 0,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: role?.mentionable ?? false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

/** As GUILD_CREATE tells it. */
export function joinedServerJson(world: World, server: Server): Json {
  const channels = [...server.channels.values()];
  return {
    ...serverJson(server),
    joined_at: stamp(madeAt(server.id)),
    large: false,
    unavailable: false,
    member_count: 2,
    members: [memberJson(botJson(world), server)],
    channels: channels.filter(({ parent }) => parent === null).map((channel) => channelJson(world, channel)),
    threads: channels
      .filter(({ parent, archived }) => parent !== null && !archived)
      .map((channel) => channelJson(world, channel)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function memberJson(user: Json, server: Server, held?: bigint): Json {
  return {
    user,
    nick: null,
    avatar: null,
    banner: null,
    roles: [],
    joined_at: stamp(madeAt(server.id)),
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    communication_disabled_until: null,
    ...(held === undefined ? {} : { permissions: String(held) }),
  };
}
