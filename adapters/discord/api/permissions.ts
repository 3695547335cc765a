import { PermissionFlagsBits } from 'discord-api-types/v10';

/** What Ackwatch needs in a channel, by the names that Discord's settings show in English. */

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
  // Without it no post can be replied to, nor be looked for after its answer was lost.
  { name: 'Read Message History', bit: PermissionFlagsBits.ReadMessageHistory },
];

/** The names of the permissions that are missing; empty where all is there. In a thread, `held` is that of the thread. */
export function missingOf(held: bigint, isThread: boolean): readonly string[] {
  if ((held & PermissionFlagsBits.Administrator) !== 0n) return [];
  const here = isThread ? 'threads' : 'channels';
  return needed
    .filter((permission) => permission.in === undefined || permission.in === here)
    .filter(({ bit }) => (held & bit) === 0n)
    .map(({ name }) => name);
}

/** What to do about permissions that are missing, as the second half of an operator's sentence. */
export const permissionFix =
  'Give it to Ackwatch under Permissions in the settings of the channel, then /ackwatch-manage subscribe there.';

/** Whether a member with these permissions manages the server (`member.permissions` of an interaction). */
export function managesServer(held: bigint): boolean {
  return (held & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n;
}

/** Whether a member with these permissions may write in a channel, or in a thread (`member.permissions` of an interaction). */
export function writes(held: bigint, isThread: boolean): boolean {
  const { Administrator, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  return (held & (Administrator | (isThread ? SendMessagesInThreads : SendMessages))) !== 0n;
}

/** Undefined where it is no number that Discord would send. */
export function bitsOf(held: unknown): bigint | undefined {
  return typeof held === 'string' && /^\d{1,40}$/.test(held) ? BigInt(held) : undefined;
}

export interface Overwrite {
  /** Of a role or a member. */
  readonly id: string;
  readonly allow: bigint;
  readonly deny: bigint;
}

/**
 * What a member may do in a channel, as Discord computes it (docs.discord.com, topics/permissions): the roles, then what
 * the channel changes for everyone, for the roles together, and for the member.
 */
export function heldIn(
  { roles, overwrites }: { readonly roles: ReadonlyMap<string, bigint>; readonly overwrites: readonly Overwrite[] },
  member: { readonly id: string; readonly guild: string; readonly roles: readonly string[] },
): bigint {
  // The role of everyone has the id of the server.
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

/** The address at which a server lets the application in, with the least that it needs. */
export function inviteOf(application: string): string {
  const sum = needed.reduce((bits, { bit }) => bits | bit, 0n);
  return `https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${sum}`;
}
