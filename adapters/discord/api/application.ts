import { z } from 'zod';
import { DeliveryError, type Identity } from '../../../src/chat/destination.ts';
import type { DiscordSettings } from '../settings.ts';
import { type Application, type DiscordClient, readApplication } from './client.ts';
import { shaped } from './errors.ts';
import { inviteOf } from './permissions.ts';

/** Checks of the credentials, and of whether the settings here fit those of the application at Discord. */

const gateway = z.object({
  url: z.string(),
  session_start_limit: z.object({ remaining: z.int(), reset_after: z.number().nonnegative() }),
});

type Settings = Pick<DiscordSettings, 'DISCORD_PUBLIC_KEY'>;

/** Proves the token and returns who the bot is. Throws `DeliveryError`. Settings that matter for listening alone are not checked. */
export async function verify(client: DiscordClient, signal: AbortSignal): Promise<Identity> {
  const application = await readApplication(client, 'verify', signal);
  const name = plain(application.bot.name) || 'the bot';
  const servers = application.servers === 1 ? 'about 1 server' : `about ${application.servers} servers`;
  return { name: application.servers === null ? name : `${name}, in ${servers}`, invite: inviteOf(application.id) };
}

/** Returns the error of a public key of another application; null where the key fits, or where none is set. */
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

/** Returns the error of an Interactions Endpoint URL that does not fit the connection mode; null where it fits. */
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

/** Proves that interactions can arrive. Throws `DeliveryError`. */
export async function verifyListening(settings: Settings, client: DiscordClient, signal: AbortSignal): Promise<void> {
  const application = await readApplication(client, 'verify', signal);
  const wrong = wrongKeyOf(settings, application) ?? wrongAddressOf(settings, application);
  if (wrong !== null) throw wrong;
  if (settings.DISCORD_PUBLIC_KEY !== undefined) return;
  const answer = await client.call('verify', signal, { method: 'GET', path: '/gateway/bot' });
  const { remaining, reset_after: retryAfterMs } = shaped(gateway, answer, 'names no application').session_start_limit;
  if (remaining > 0) return;
  throw new DeliveryError(
    'rate-limited',
    'Discord lets Ackwatch connect no more often today. Wait, and start it less often.',
    { retryAfterMs },
  );
}

/** Returns a name without control and invisible characters, because people choose it and a terminal prints it. */
function plain(name: string): string {
  return name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').slice(0, 80);
}
