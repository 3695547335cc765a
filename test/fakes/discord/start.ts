import type { Discord } from './index.ts';
import type { DiscordOptions } from './world.ts';

export async function startDiscord(_options: DiscordOptions = {}): Promise<Discord> {
  throw new Error('not yet');
}
