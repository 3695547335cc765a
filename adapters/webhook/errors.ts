import { DeliveryError } from '../../src/chat/destination.ts';
import { ForbiddenAddressError } from '../../src/network/address.ts';
import { retryAfterMs } from '../../src/network/retry-after.ts';
import { networkFailureOf } from '../http/network.ts';

/** What a failed post means. No message holds an address or what a receiver answered: both may hold a secret. */

/** Returns null for 2xx. A status other than 2xx means, as Standard Webhooks says, that the post failed. */
export function statusError(
  receiver: string,
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
  now: Date,
): DeliveryError | null {
  if (status >= 200 && status < 300) return null;
  const answered = `The receiver ${receiver} answered ${status}`;
  if (status === 407)
    return new DeliveryError('unavailable', `${answered}: the proxy wants credentials. Correct HTTPS_PROXY.`);
  if (status < 400)
    return new DeliveryError(
      'not-found',
      `${answered}: it redirects, which is not followed. Write the address that it leads to into WEBHOOK_URLS.`,
    );
  if (status === 401 || status === 403)
    return new DeliveryError(
      'forbidden',
      `${answered}: it refuses the post. Compare its secret with WEBHOOK_SECRETS, and look at who may post there.`,
    );
  if (status === 404 || status === 405 || status === 410)
    return new DeliveryError(
      'not-found',
      `${answered}: nothing receives posts there. Correct its address in WEBHOOK_URLS.`,
    );
  if (status === 429)
    return new DeliveryError('rate-limited', `${answered}: too many requests. The post is sent again later.`, {
      retryAfterMs: retryAfterMs(headers, now),
    });
  if (status === 408 || status === 425 || status >= 500)
    return new DeliveryError('unavailable', `${answered}. If this stays, look at the log of the receiver.`, {
      retryAfterMs: retryAfterMs(headers, now),
      // These three say that the request was not handled. After any other it may have been, in part or whole.
      outcome: status === 408 || status === 425 || status === 503 ? 'not-sent' : 'maybe-sent',
    });
  return new DeliveryError('invalid', `${answered}: it does not accept this post. Look at the log of the receiver.`);
}

/** Returns the error of a request that got no answer. */
export function networkError(receiver: string, thrown: unknown): DeliveryError {
  if (isForbiddenAddress(thrown))
    return new DeliveryError(
      'forbidden',
      `The receiver ${receiver} is not at a public address, so nothing was sent. List it in WEBHOOK_ALLOW_PRIVATE if it is in your own network, or correct its address.`,
    );
  const { type, code, isUnsent } = networkFailureOf(thrown);
  const why = code === undefined ? '' : ` (${code})`;
  const outcome = isUnsent ? 'not-sent' : 'maybe-sent';
  switch (type) {
    case 'timeout':
      return new DeliveryError('timeout', `The receiver ${receiver} did not answer in time${why}. Look at its log.`, {
        outcome,
      });
    case 'proxy':
      return new DeliveryError(
        'unavailable',
        `The proxy refused to reach the receiver ${receiver}${why}. Ask who runs it.`,
      );
    case 'connection':
      return new DeliveryError(
        'unavailable',
        `The receiver ${receiver} could not be reached${why}. Check that it runs, and its address in WEBHOOK_URLS.`,
        { outcome },
      );
  }
}

/** The sockets between may have wrapped the error of the guard. */
function isForbiddenAddress(thrown: unknown, depth = 0): boolean {
  if (thrown instanceof ForbiddenAddressError) return true;
  return depth < 5 && thrown instanceof Error && isForbiddenAddress(thrown.cause, depth + 1);
}
