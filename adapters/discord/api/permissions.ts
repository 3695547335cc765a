import { PermissionFlagsBits } from 'discord-api-types/v10';

/** The permissions that Ackwatch needs in a channel, by their English names in Discord's settings. */

interface Permission {
  readonly name: string;
  readonly bit: bigint;
  /** Default: everywhere. */
  readonly in?: 'channels' | 'threads';
}
const needed: readonly Permission[] = [
  { name: 'View Channel', bit: PermissionFlagsBits.ViewChannel },
  { name: 'Send Messages', bit: PermissionFlagsBits.SendMessages, in: 'channels' },
  { name: 'Send Messages in Threads', bit: PermissionFlagsBits.SendMessagesInThreads, in: 'threads' },
  { name: 'Embed Links', bit: PermissionFlagsBits.EmbedLinks },
  // Replies need it, and looking for a post whose answer was lost.
  { name: 'Read Message History', bit: PermissionFlagsBits.ReadMessageHistory },
];

/** What some channels want besides. The invite link does not ask for it. */
export interface Wanted {
  /** Posts notify a role that not everybody may mention. */
  readonly mentions?: boolean;
  /** Each post starts a thread. */
  readonly threads?: boolean;
  /** Each post is a thread. */
  readonly isForum?: boolean;
}

const toStart = { name: 'Create Public Threads', bit: PermissionFlagsBits.CreatePublicThreads };
const toMention = { name: 'Mention @everyone, @here, and All Roles', bit: PermissionFlagsBits.MentionEveryone };

/** Returns the names of the missing permissions. In a thread, `permissions` are the permissions in the thread. */
export function missingOf(permissions: bigint, isThread: boolean, wanted: Wanted = {}): readonly string[] {
  if ((permissions & PermissionFlagsBits.Administrator) !== 0n) return [];
  const here = isThread ? 'threads' : 'channels';
  const writesInThreads = wanted.threads === true || wanted.isForum === true;
  return [
    ...needed.filter((one) => one.in === undefined || one.in === here || (one.in === 'threads' && writesInThreads)),
    ...(wanted.threads === true ? [toStart] : []),
    ...(wanted.mentions === true ? [toMention] : []),
  ]
    .filter(({ bit }) => (permissions & bit) === 0n)
    .map(({ name }) => name);
}

/** How to add a missing permission; follows a sentence that names it. */
export const permissionFix =
  'Give it to Ackwatch under Permissions in the settings of the channel, then /ackwatch-manage subscribe there.';

/** Returns whether these permissions (`member.permissions` of an interaction) allow to manage the server. */
export function managesServer(permissions: bigint): boolean {
  return (permissions & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n;
}

/** Returns whether these permissions (`member.permissions` of an interaction) allow to write in a channel or thread. */
export function writes(permissions: bigint, isThread: boolean): boolean {
  const { Administrator, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  return (permissions & (Administrator | (isThread ? SendMessagesInThreads : SendMessages))) !== 0n;
}

/** Returns undefined where `permissions` is no decimal number. */
export function bitsOf(permissions: unknown): bigint | undefined {
  return typeof permissions === 'string' && /^\d{1,40}$/.test(permissions) ? BigInt(permissions) : undefined;
}

interface Overwrite {
  /** The id of a role or a member. */
  readonly id: string;
  readonly allow: bigint;
  readonly deny: bigint;
}

/**
 * Returns the permissions of a member in a channel as Discord computes them (docs.discord.com, topics/permissions): those of
 * the roles, then the overwrites of the channel for everyone, for all roles together, and for the member.
 */
export function permissionsIn(
  { roles, overwrites }: { readonly roles: ReadonlyMap<string, bigint>; readonly overwrites: readonly Overwrite[] },
  member: { readonly id: string; readonly guild: string; readonly roles: readonly string[] },
): bigint {
  // The everyone role has the id of the server.
  const own = [member.guild, ...member.roles];
  const base = own.reduce((bits, role) => bits | (roles.get(role) ?? 0n), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return base;
  const change = (bits: bigint, ids: readonly string[]) => {
    const those = overwrites.filter(({ id }) => ids.includes(id));
    const denied = those.reduce((sum, { deny }) => sum | deny, 0n);
    return those.reduce((sum, { allow }) => sum | allow, bits & ~denied);
  };
  return [[member.guild], member.roles, [member.id]].reduce(change, base);
}

/** Returns the invite link that asks for the needed permissions alone. */
export function inviteOf(application: string): string {
  const sum = needed.reduce((bits, { bit }) => bits | bit, 0n);
  return `https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${sum}`;
}
