import { type AdapterIo, DeliveryError } from '../../../src/chat/destination.ts';

/**
 * Discord blocks an IP address for a time after 10,000 answers 401, 403 or 429 in ten minutes (docs.discord.com,
 * topics/rate-limits). Two of our windows may overlap one of Discord's, so the limit is less than half of that; the rest
 * leaves room for calls in flight.
 */
export const mostInvalid = 4500;

interface Brake {
  /** Takes the count of @discordjs/rest: refused calls in its window, which ends in `remainingTime` milliseconds. */
  counted(warning: { readonly count: number; readonly remainingTime: number }): void;
  /** Throws `DeliveryError` `rate-limited` for the whole destination until the window ends. */
  check(): void;
}

export function createBrake({ log, now }: Pick<AdapterIo, 'log' | 'now'>, most = mostInvalid): Brake {
  let until = 0;
  const leftMs = () => until - now().getTime();
  return {
    counted({ count, remainingTime }) {
      if (count < most || leftMs() > 0) return;
      until = now().getTime() + remainingTime;
      log.error(
        { refused: count, retryAfterMs: remainingTime },
        'Discord refused so many calls that it would soon bar this address; nothing is asked of it for a while. Mend what is refused above',
      );
    },
    check() {
      const retryAfterMs = leftMs();
      if (retryAfterMs <= 0) return;
      throw new DeliveryError(
        'rate-limited',
        'Discord refused too many calls in ten minutes, and would soon bar this address. All calls wait until the count begins anew; mend what the log says was refused.',
        { retryAfterMs, scope: 'destination' },
      );
    },
  };
}
