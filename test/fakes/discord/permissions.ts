/** The bits that matter here (docs.discord.com, topics/permissions). */
export const permissions = {
  administrator: 1n << 3n,
  manageServer: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useApplicationCommands: 1n << 31n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
} as const;

/** What our invite link asks for. */
export const leastPermissions: bigint =
  permissions.viewChannel |
  permissions.sendMessages |
  permissions.embedLinks |
  permissions.readMessageHistory |
  permissions.sendMessagesInThreads;

/** What everybody may in a server as it is made. */
export const memberPermissions: bigint = leastPermissions | permissions.useApplicationCommands;

export function has(held: bigint, wanted: bigint): boolean {
  return (held & permissions.administrator) !== 0n || (held & wanted) === wanted;
}
