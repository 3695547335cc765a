/** What Discord is as a destination, before anything of it is loaded. */
export const traits = {
  name: 'discord',
  sendsOnce: true,
  /** "Checked for uniqueness in the past few minutes" (docs.discord.com, resources/message): the least that this can mean. */
  sendsOnceForMs: 120_000,
  /** Of one bot, over all its channels (docs.discord.com, topics/rate-limits). */
  perSecond: 50,
} as const;
