import { afterEach, beforeEach, expect } from 'vitest';
import { type Discord, type Sent, startDiscord } from '../../fakes/discord/index.ts';
import { type Mode, type Talk, talk } from './talk.ts';

/** A Discord for each test and what listens to it there; no token of an interaction is logged and no one is notified. */
export interface Room {
  readonly discord: Discord;
  start(mode?: Mode, options?: Parameters<typeof talk>[2]): Promise<Talk>;
  /** Keeps it, for its token to be looked for in the logs. */
  kept(sent: Sent): Sent;
}

/** Call it at the top of a test file. */
export function room(): Room {
  let discord: Discord;
  let open: Talk[];
  let sent: Sent[];
  beforeEach(async () => {
    discord = await startDiscord({ channelLimit: null });
    [open, sent] = [[], []];
  });
  afterEach(async () => {
    await Promise.all(open.map((one) => one.close()));
    // Anyone who has the token of an interaction can answer it.
    const logged = JSON.stringify(open.map(({ log }) => log.lines));
    for (const { token } of sent) expect(logged).not.toContain(token);
    for (const post of discord.posts()) expect(post.pings).toEqual([]);
    await discord.close();
  });
  return {
    get discord() {
      return discord;
    },
    async start(mode, options) {
      const started = await talk(discord, mode, options);
      open.push(started);
      return started;
    },
    kept(one) {
      sent.push(one);
      return one;
    },
  };
}
