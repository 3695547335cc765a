import type { Conversation } from '../../../src/chat/conversation.ts';
import { type AdapterIo, DeliveryError } from '../../../src/chat/destination.ts';
import { failureOf } from '../../interaction/failure.ts';
import type { Listener } from '../../interaction/listener.ts';
import { wrongAddressOf, wrongKeyOf } from '../api/application.ts';
import { type Application, type DiscordClient, readApplication } from '../api/client.ts';
import { render } from '../posts/render.ts';
import type { DiscordSettings } from '../settings.ts';
import { registerCommands } from './commands.ts';
import { createReceiving } from './receive.ts';
import type { Take } from './transport.ts';

export interface ListenParts {
  readonly settings: DiscordSettings;
  readonly io: AdapterIo;
  readonly client: DiscordClient;
  readonly conversation: Conversation;
  /** Ends the attempt, and stops what listens by then. */
  readonly signal: AbortSignal;
}

interface Transport extends Pick<Listener, 'port' | 'stop'> {
  settled(): Promise<void>;
}

const registerTimeoutMs = 10_000;
const proveTimeoutMs = 10_000;

/** Begins to receive what people do in Discord. Throws `DeliveryError`; nothing is open then. */
export async function listenToDiscord(parts: ListenParts): Promise<Listener> {
  const { io, client, conversation } = parts;
  await prove(parts);
  await register(parts);
  const receiving = createReceiving({ client, log: io.log, conversation, render });
  const transport = await open(parts, receiving.take);
  return {
    port: transport.port,
    stop: () => transport.stop(),
    async settled() {
      await Promise.all([receiving.settled(), transport.settled()]);
    },
    close: () => transport.stop(),
  };
}

/**
 * Checks that commands can arrive. Throws `DeliveryError` where no signature could be proved. A wrong address is logged,
 * because a person corrects it at Discord while Ackwatch listens.
 */
async function prove({ settings, io, client, signal }: ListenParts): Promise<void> {
  let application: Application;
  try {
    application = await readApplication(
      client,
      'verify',
      AbortSignal.any([signal, AbortSignal.timeout(proveTimeoutMs)]),
    );
  } catch (thrown) {
    if (signal.aborted || (thrown instanceof DeliveryError && thrown.kind === 'unauthorized')) throw thrown;
    return io.log.warn({ error: failureOf(thrown) }, 'Whether Discord sends commands here could not be looked up');
  }
  const wrongKey = wrongKeyOf(settings, application);
  if (wrongKey !== null) throw wrongKey;
  const wrongAddress = wrongAddressOf(settings, application);
  if (wrongAddress === null) return;
  // Over HTTP the address can be set only while Ackwatch listens.
  const level = settings.DISCORD_PUBLIC_KEY === undefined ? 'error' : 'warn';
  io.log[level]({ error: wrongAddress.message }, 'No command arrives from Discord until this is set right');
}

/** Registers the commands. Where that fails, Discord keeps the earlier ones, and they are answered all the same. */
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
    log.info({ port }, 'Listening to Discord over HTTP');
    return { port, stop: () => receiver.stop(), settled: async () => {} };
  }
  if (settings.HTTP_PROXY || settings.HTTPS_PROXY)
    log.warn(
      {},
      'The gateway of Discord is reached without the proxy, which discord.js cannot use. Where that is blocked, set DISCORD_PUBLIC_KEY to receive commands over HTTP',
    );
  const { createGateway } = await import('../gateway/gateway.ts');
  const gateway = createGateway({ token: token ?? '', client, conversation, take, log });
  await gateway.start(signal);
  return { port: null, stop: () => gateway.stop(), settled: () => gateway.settled() };
}
