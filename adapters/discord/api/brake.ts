import { type AdapterIo, DeliveryError } from '../../../src/chat/destination.ts';

/**
 * Discord bars an address for a time after 10,000 answers 401, 403 or 429 in ten minutes (docs.discord.com,
 * topics/rate-limits). Where its ten minutes begin is not known: two windows of ours may lie in one of Discord's. Less
 * than half of it, by the calls that may be under way at once, keeps any ten minutes below.
 */
export const mostInvalid = 4500;

export interface Brake {
  /** What @discordjs/rest counts: so many refused since its window began, which ends in `remainingTime` milliseconds. */
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
