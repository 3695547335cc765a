import { z } from 'zod';
import { DeliveryError, type Identity } from '../../../src/chat/destination.ts';
import { type DiscordSettings, snowflake } from '../settings.ts';
import type { Application, DiscordClient, Task } from './client.ts';
import { later } from './codes.ts';
import { inviteOf } from './permissions.ts';

/** Who we are at Discord, and whether what is set here fits what is set there. */

const id = z.string().regex(snowflake);
const user = z.object({ id, username: z.string() });
const application = z.object({
  id,
  name: z.string(),
  verify_key: z.string(),
  interactions_endpoint_url: z.string().nullish(),
  approximate_guild_count: z.int().nonnegative().nullish(),
});
const gateway = z.object({
  url: z.string(),
  session_start_limit: z.object({ remaining: z.int(), reset_after: z.number().nonnegative() }),
});

/** Throws `DeliveryError`. The token is proved first, alone: where it is refused nothing else is asked. */
export async function readApplication(
  { call }: Pick<DiscordClient, 'call'>,
  task: Task,
  signal: AbortSignal,
): Promise<Application> {
  const bot = read(user, await call(task, signal, { method: 'GET', path: '/users/@me' }));
  const told = read(application, await call(task, signal, { method: 'GET', path: '/applications/@me' }));
  return {
    id: told.id,
    name: told.name,
    bot: { id: bot.id, name: bot.username },
    verifyKey: told.verify_key.toLowerCase(),
    interactionsUrl: told.interactions_endpoint_url ?? null,
    servers: told.approximate_guild_count ?? null,
  };
}

/** Throws `DeliveryError` `unavailable` where it is not what Discord would answer. */
function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const checked = schema.safeParse(answer);
  if (checked.success) return checked.data;
  throw new DeliveryError('unavailable', `What answers for Discord is not Discord: it names no application. ${later}`);
}

type Settings = Pick<DiscordSettings, 'DISCORD_PUBLIC_KEY'>;

/** Throws `DeliveryError`. What concerns listening alone is no part of it: posts go out all the same. */
export async function verify(client: DiscordClient, signal: AbortSignal): Promise<Identity> {
  const told = await readApplication(client, 'verify', signal);
  const name = plain(told.bot.name) || 'the bot';
  const servers = told.servers === 1 ? 'about 1 server' : `about ${told.servers} servers`;
  return { name: told.servers === null ? name : `${name}, in ${servers}`, invite: inviteOf(told.id) };
}

/** Null where Discord's signatures can be proved, or need not be. */
export function wrongKeyOf(
  { DISCORD_PUBLIC_KEY: key }: Settings,
  { verifyKey }: Pick<Application, 'verifyKey'>,
): DeliveryError | null {
  if (key === undefined || key === verifyKey) return null;
  return new DeliveryError(
    'unauthorized',
    'DISCORD_PUBLIC_KEY is not the key of the application that DISCORD_TOKEN belongs to. Copy both from one application at discord.com/developers/applications, and start Ackwatch again.',
  );
}

/** Null where Discord sends commands the way that we hear them. */
export function wrongAddressOf(
  { DISCORD_PUBLIC_KEY: key }: Settings,
  { interactionsUrl }: Pick<Application, 'interactionsUrl'>,
): DeliveryError | null {
  if ((key === undefined) === (interactionsUrl === null)) return null;
  return new DeliveryError(
    'unauthorized',
    key === undefined
      ? 'Discord sends commands to an Interactions Endpoint URL, so none comes over the gateway. Clear it under General Information at discord.com/developers/applications, or set DISCORD_PUBLIC_KEY.'
      : 'Discord does not send commands over HTTP yet. While Ackwatch runs, set Interactions Endpoint URL under General Information at discord.com/developers/applications to https://<your host>/discord/interactions.',
  );
}

/** Throws `DeliveryError`. */
export async function verifyListening(settings: Settings, client: DiscordClient, signal: AbortSignal): Promise<void> {
  const told = await readApplication(client, 'verify', signal);
  const wrong = wrongKeyOf(settings, told) ?? wrongAddressOf(settings, told);
  if (wrong !== null) throw wrong;
  if (settings.DISCORD_PUBLIC_KEY !== undefined) return;
  const answer = await client.call('verify', signal, { method: 'GET', path: '/gateway/bot' });
  const { remaining, reset_after: retryAfterMs } = read(gateway, answer).session_start_limit;
  if (remaining > 0) return;
  throw new DeliveryError(
    'rate-limited',
    'Discord lets Ackwatch connect no more often today. Wait, and start it less often.',
    { retryAfterMs },
  );
}

/** Names are somebody else's: no control or invisible character of theirs reaches a terminal. */
function plain(name: string): string {
  return name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').slice(0, 80);
}
