import type { Asker, Conversation } from '../../../src/chat/conversation.ts';
import { DeliveryError } from '../../../src/chat/destination.ts';
import type { Line, Message } from '../../../src/chat/message.ts';
import { bitsOf, inviteOf, managesServer, missingOf, writes } from '../api/permissions.ts';
import { manageCommand } from '../posts/typed.ts';
import type { InteractionPayload } from './payloads.ts';

const channelTypes = { dm: 1, threads: [10, 11, 12] } as const;
const contexts = { botDm: 1, privateChannel: 2 } as const;

/** Where something was asked and by whom, in Discord's own ids. */
export interface Origin {
  readonly application: string;
  /** Null outside servers. */
  readonly server: string | null;
  readonly channel: string;
  readonly person: string;
  /** The language of the person's Discord, by Discord's name; null where it does not say. */
  readonly locale: string | null;
  readonly isThread: boolean;
  /** A direct message between the person and the bot. */
  readonly isDirect: boolean;
  /** The bot is in the server or the direct message, so later posts arrive there. */
  readonly isAtHome: boolean;
  /** The permissions of the person here; null where Discord does not say. */
  readonly permissions: bigint | null;
  /** The permissions of the bot here; null where Discord does not say. */
  readonly ownPermissions: bigint | null;
}

/** Throws `DeliveryError` where the payload names no channel or no person. */
export function originOf(payload: InteractionPayload): Origin {
  const { member, user, channel, guild_id: guild, context, authorizing_integration_owners: owners } = payload;
  const by = member?.user.id ?? user?.id;
  const place = channel?.id ?? payload.channel_id;
  if (by === undefined || place == null)
    throw new DeliveryError('invalid', 'Discord does not say who asks, or where. Ask again.');
  const isDirect = guild == null && (context == null ? channel?.type === channelTypes.dm : context === contexts.botDm);
  // Owner 0 is the server, owner 1 a person who installed the app for themselves.
  const isPersonsOnly = owners != null && '1' in owners && !('0' in owners);
  return {
    application: payload.application_id,
    server: guild ?? null,
    channel: place,
    person: by,
    locale: payload.locale ?? null,
    isThread: channelTypes.threads.some((type) => type === channel?.type),
    isDirect,
    isAtHome: !isPersonsOnly && context !== contexts.privateChannel && (guild != null || isDirect),
    permissions: bitsOf(member?.permissions) ?? null,
    ownPermissions: bitsOf(payload.app_permissions) ?? null,
  };
}

/** Returns whether the person may change what is posted here; everybody may in a direct message. Null where Discord does not say. */
function mayManage({ isDirect, server, permissions }: Origin): boolean | null {
  if (isDirect) return true;
  if (server === null) return false;
  return permissions === null ? null : managesServer(permissions);
}

/** Returns whether the person may write where they ask; everybody may outside servers. False where Discord does not say. */
export function mayWrite({ server, permissions, isThread }: Origin): boolean {
  if (server === null) return true;
  return permissions !== null && writes(permissions, isThread);
}

export function askerOf(origin: Origin): Asker {
  return {
    destination: 'discord',
    // A person can bring the app to a server that the bot is not in.
    space: origin.isAtHome ? origin.server : null,
    channel: origin.channel,
    person: `@${origin.person}`,
    zone: null,
    audience: 'everyone',
    async isAdmin() {
      const manages = mayManage(origin);
      if (manages === null)
        throw new DeliveryError('invalid', 'Discord does not say what you may do in this server. Ask again there.');
      return manages;
    },
  };
}

export interface Change {
  /** As the conversation is asked. */
  readonly line: string;
  /** Asked through the command that Discord shows only to those whom the server allows it. */
  readonly isManaged: boolean;
  /** A button that changes something, whatever its line is. */
  readonly isAct: boolean;
}

/** The command after which the channel is posted to. */
const posting = 'subscribe';
const headline = 'Nothing was changed';
const and = new Intl.ListFormat('en-GB');

/** Returns why Discord does not allow the change here, with the fix; null where it does, or where the line changes nothing. */
export function obstacleTo(
  { line, isManaged, isAct }: Change,
  origin: Origin,
  conversation: Pick<Conversation, 'meaning'>,
): Message | null {
  const meant = conversation.meaning(line);
  if (!isAct && meant?.isChange !== true) return null;
  // A person can press the buttons of a direct message from the bot, no matter who installed the app.
  if (!origin.isAtHome && !(isAct && origin.isDirect)) {
    const invite = inviteOf(origin.application);
    return refusal([
      { text: 'Ackwatch can post only where its bot is a member. Add it to a server, then ask again there: ' },
      { text: invite, href: invite },
    ]);
  }
  if (!isManaged && mayManage(origin) === false)
    return refusal([
      {
        text: `This needs the permission Manage Server. Ask somebody who has it, or have them let you use /${manageCommand} under Server Settings > Integrations.`,
      },
    ]);
  if (meant?.command !== posting || origin.server === null || origin.ownPermissions === null) return null;
  const missing = missingOf(origin.ownPermissions, origin.isThread);
  if (missing.length === 0) return null;
  const [permissions, them] = missing.length === 1 ? ['the permission', 'it'] : ['the permissions', 'them'];
  return refusal([
    {
      text: `In this channel Ackwatch lacks ${permissions} ${and.format(missing)}. Give ${them} to Ackwatch under Permissions in the settings of the channel, then subscribe again.`,
    },
  ]);
}

function refusal(why: Line): Message {
  return {
    kind: null,
    priority: 'normal',
    language: 'en',
    headline: [{ text: headline, strong: true }],
    blocks: [{ type: 'line', spans: why }],
    text: `${headline}\n${why.map(({ text }) => text).join('')}`,
  };
}
