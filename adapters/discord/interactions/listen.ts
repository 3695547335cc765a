import type { Conversation } from '../../../src/chat/conversation.ts';
import { type AdapterIo, DeliveryError } from '../../../src/chat/destination.ts';
import { failureOf } from '../../interaction/failure.ts';
import type { Listener } from '../../interaction/listener.ts';
import { wrongAddressOf, wrongKeyOf } from '../api/application.ts';
import { type Application, type DiscordClient, readApplication } from '../api/client.ts';
import { render } from '../posts/render.ts';
import type { DiscordSettings } from '../settings.ts';
import { createHearing } from './hear.ts';
import type { Take } from './interaction.ts';
import { registerCommands } from './register.ts';

export interface ListenParts {
  readonly settings: DiscordSettings;
  readonly io: AdapterIo;
  readonly client: DiscordClient;
  readonly conversation: Conversation;
  /** Ends the attempt; what listens by then hears nothing more, as after `stop`. */
  readonly signal: AbortSignal;
}

interface Transport extends Pick<Listener, 'port' | 'stop'> {
  settled(): Promise<void>;
}

const registerTimeoutMs = 10_000;
const proveTimeoutMs = 10_000;

/** Begins to hear what people do in Discord. Throws `DeliveryError`; nothing is open then. */
export async function listenToDiscord(parts: ListenParts): Promise<Listener> {
  const { io, client, conversation } = parts;
  await prove(parts);
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

/**
 * Whether commands can arrive. Throws `DeliveryError` where none that came could be believed; a wrong address is set right
 * at Discord while we listen, and is said.
 */
async function prove({ settings, io, client, signal }: ListenParts): Promise<void> {
  let told: Application;
  try {
    told = await readApplication(client, 'verify', AbortSignal.any([signal, AbortSignal.timeout(proveTimeoutMs)]));
  } catch (thrown) {
    if (signal.aborted || (thrown instanceof DeliveryError && thrown.kind === 'unauthorized')) throw thrown;
    return io.log.warn({ error: failureOf(thrown) }, 'Whether Discord sends commands here could not be looked up');
  }
  const wrongKey = wrongKeyOf(settings, told);
  if (wrongKey !== null) throw wrongKey;
  const wrongAddress = wrongAddressOf(settings, told);
  if (wrongAddress === null) return;
  // Over HTTP it can be set only once we listen.
  const level = settings.DISCORD_PUBLIC_KEY === undefined ? 'error' : 'warn';
  io.log[level]({ error: wrongAddress.message }, 'No command arrives from Discord until this is set right');
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
    const { createHttpReceiver } = await import('./http.ts');
    const receiver = createHttpReceiver({ publicKey, port: settings.DISCORD_PORT, now: io.now, log, client, take });
    const port = await receiver.start();
    log.info({ port }, 'Discord is heard over HTTP');
    return { port, stop: () => receiver.stop(), settled: async () => {} };
  }
  if (settings.HTTP_PROXY || settings.HTTPS_PROXY)
    log.warn(
      {},
      'The gateway of Discord is reached without the proxy, which discord.js cannot use. Where that is blocked, set DISCORD_PUBLIC_KEY and be heard over HTTP',
    );
  const { createGateway } = await import('../gateway/gateway.ts');
  const gateway = createGateway({ token: token ?? '', client, conversation, take, log });
  await gateway.start(signal);
  return { port: null, stop: () => gateway.stop(), settled: () => gateway.settled() };
}
