import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import type { DiscordClient } from '../api/client.ts';
import { later } from '../api/codes.ts';
import { discordCodeOf } from '../api/errors.ts';
import { permissionFix } from '../api/permissions.ts';

/** A post of which Discord dropped the embed: a headline without its source and its sums. */
export interface Bare {
  readonly channel: string;
  readonly message: string;
  readonly delivery: string;
  readonly turn: (() => Promise<void>) | undefined;
  readonly signal: AbortSignal;
}

const why = 'Ackwatch lacks the permission Embed Links in the channel';
const messageGone = 10008;

/**
 * Takes such a post away, so that it is posted whole once it may be. Throws `DeliveryError`, `forbidden` where it is
 * gone. Resolves where it stays, which is logged.
 */
export async function takeBack(
  client: Pick<DiscordClient, 'call'>,
  { channel, message, delivery, turn, signal }: Bare,
  log: Log,
): Promise<void> {
  try {
    await turn?.();
    await client.call('edit', signal, { method: 'DELETE', path: `/channels/${channel}/messages/${message}` });
  } catch (thrown) {
    const error = thrown instanceof DeliveryError ? thrown : undefined;
    // Discord gives back what it took earlier with the same nonce, also where that is gone.
    if (error !== undefined && discordCodeOf(error) === messageGone) {
      const gone = `An earlier copy of this post is gone, and Discord still takes the next for the same. ${later}`;
      throw new DeliveryError('unavailable', gone, { cause: error.cause });
    }
    // Whether it stands is not known; the next attempt is given the same post back, and tries this again.
    if (error?.outcome === 'maybe-sent') throw error;
    const fields = { channel, message, delivery, error: `${why}. ${permissionFix}` };
    return log.warn(fields, 'A post was shown without its figures, and could not be taken away');
  }
  throw new DeliveryError(
    'forbidden',
    `${why}, so a post was taken back that showed its headline alone. ${permissionFix}`,
  );
}
