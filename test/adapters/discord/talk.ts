import { discord as adapter } from '../../../adapters/discord/index.ts';
import type { Destination } from '../../../src/chat/destination.ts';
import type { Button } from '../../../src/chat/message.ts';
import type { Discord, Ephemeral, Post } from '../../fakes/discord/index.ts';
import { scripted as conversationWith, type Scripted } from '../conversation.ts';
import { io, keepingLog } from '../surroundings.ts';

export { held, lines, message, type Scripted } from '../conversation.ts';

/** The adapter as it is wired, on a fake Discord. */

export const share: Button = { label: 'Show everyone', command: 'shared', effect: 'act' };
export const scripted = () => conversationWith(share);

export interface Talk {
  readonly destination: Destination;
  readonly conversation: Scripted;
  readonly log: ReturnType<typeof keepingLog>;
  close(): Promise<void>;
}

export const modes = ['gateway', 'http'] as const;
export type Mode = (typeof modes)[number];

export function environment(discord: Discord, mode: Mode): Record<string, string> {
  const common = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_PORT: '0' };
  return mode === 'gateway' ? common : { ...common, DISCORD_PUBLIC_KEY: discord.application.publicKey };
}

export async function talk(
  discord: Discord,
  mode: Mode = 'gateway',
  { conversation = scripted(), signal }: { readonly conversation?: Scripted; readonly signal?: AbortSignal } = {},
): Promise<Talk> {
  const log = keepingLog();
  const destination = adapter.create(environment(discord, mode), io(log));
  await destination.listen?.(conversation, signal).catch(async (thrown: unknown) => {
    await destination.close();
    throw thrown;
  });
  if (mode === 'http') {
    const port = log.lines.map(({ fields }) => ('port' in fields ? fields.port : undefined)).find(Boolean);
    discord.via({ type: 'http', url: `http://127.0.0.1:${port}/discord/interactions` });
  }
  return { destination, conversation, log, close: () => destination.close() };
}

type Shown = Pick<Post | Ephemeral, 'content' | 'embeds' | 'components'>;

/** Everything that is readable in what was shown, buttons left out. */
export function words(shown: Shown | undefined): string {
  const descriptions = (shown?.embeds ?? []).map(({ description }) => description);
  return [shown?.content, ...descriptions].join('\n');
}

export function labels(shown: Shown | undefined): readonly string[] {
  return (shown?.components ?? [])
    .flatMap(({ components }) => components as readonly { readonly label: string }[])
    .map(({ label }) => label);
}
