import type { Conversation } from '../../src/notify/conversation.ts';
import { type AdapterIo, DeliveryError } from '../../src/notify/destination.ts';
import { failureOf } from '../talk/failure.ts';
import type { DiscordClient } from './client.ts';
import { createHearing } from './hear.ts';
import type { Take } from './interaction.ts';
import { registerCommands } from './register.ts';
import { render } from './render.ts';
import type { DiscordSettings } from './settings.ts';

/** What hears Discord, while it does. */
export interface Ear {
  /** The port it hears on; null where it went out to Discord itself. */
  readonly port: number | null;
  /** Hears nothing more; what was asked by then is still answered. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves when that is done. */
  settled(): Promise<void>;
  /** Cuts what is still open. Safe to call twice. */
  close(): Promise<void>;
}

export interface ListenParts {
  readonly settings: DiscordSettings;
  readonly io: AdapterIo;
  readonly client: DiscordClient;
  readonly conversation: Conversation;
  /** Ends the attempt; what listens by then hears nothing more, as after `stop`. */
  readonly signal: AbortSignal;
}

interface Transport extends Pick<Ear, 'port' | 'stop'> {
  settled(): Promise<void>;
}

const registerTimeoutMs = 10_000;

/** Begins to hear what people do in Discord. Throws `DeliveryError`; nothing is open then. */
export async function listenToDiscord(parts: ListenParts): Promise<Ear> {
  const { io, client, conversation } = parts;
  await register(parts);
  const hearing = createHearing({ client, io, conversation, render });
  const transport = await open(parts, hearing.take);
  return {
    port: transport.port,
    stop: () => transport.stop(),
    async settled() {
      await Promise.all([hearing.settled(), transport.settled()]);
    },
    close: () => transport.stop(),
  };
}

/** Discord keeps what it knew before; so commands that could not be renewed are heard all the same. */
async function register({ io, client, conversation, signal }: ListenParts): Promise<void> {
  try {
    await registerCommands(client, conversation, AbortSignal.any([signal, AbortSignal.timeout(registerTimeoutMs)]));
  } catch (thrown) {
    if (signal.aborted || (thrown instanceof DeliveryError && thrown.kind === 'unauthorized')) throw thrown;
    io.log.error(
      { error: failureOf(thrown) },
      'The commands that Discord shows are those of before; they are registered with the next start',
    );
  }
}

async function open({ settings, io, client, conversation, signal }: ListenParts, take: Take): Promise<Transport> {
  const { log } = io;
  const { DISCORD_PUBLIC_KEY: publicKey, DISCORD_TOKEN: token } = settings;
  if (publicKey !== undefined) {
    const { createHttpEar } = await import('./http.ts');
    const ear = createHttpEar({ publicKey, port: settings.DISCORD_PORT, now: io.now, log, client, take });
    const port = await ear.start();
    log.info({ port }, 'Discord is heard over HTTP');
    return { port, stop: () => ear.stop(), settled: async () => {} };
  }
  if (settings.HTTP_PROXY || settings.HTTPS_PROXY)
    log.warn(
      {},
      'The gateway of Discord is reached without the proxy, which discord.js cannot use. Where that is blocked, set DISCORD_PUBLIC_KEY and be heard over HTTP',
    );
  const { createGateway } = await import('./gateway.ts');
  const gateway = createGateway({ token: token ?? '', client, conversation, take, log });
  await gateway.start(signal);
  return { port: null, stop: () => gateway.stop(), settled: () => gateway.settled() };
}
