import type { LookupFunction } from 'node:net';
import { request } from 'undici';
import { type AdapterIo, DeliveryError, type Destination } from '../../src/chat/destination.ts';
import { assertAllowedUrl, guardedConnector } from '../../src/network/address.ts';
import { withoutCredentials } from '../../src/network/credentials.ts';
import { createGuardedDispatcher } from '../../src/network/guarded-dispatcher.ts';
import { networkError, statusError } from './errors.ts';
import { bodyOf, payloadOf, type WebhookPayload } from './payload.ts';
import type { Receiver, WebhookSettings } from './settings.ts';
import { signatureHeaders } from './signature.ts';

export interface WebhookOptions extends WebhookSettings {
  readonly now: AdapterIo['now'];
  /** How long a receiver may take. Below what the core allows one call, so that the reason is known. */
  readonly timeoutMs?: number;
  /** Replaces the resolver of the system in tests. */
  readonly lookup?: LookupFunction;
}

/** So much of an answer is read, because to break it off could disturb the receiver; its content is not used. */
const answerBytes = 65_536;

/**
 * Posts to any HTTP endpoint as Standard Webhooks 1.0.0 describes. After a lost answer a post is repeated, with the same
 * `webhook-id`, only where the operator says that all receivers ignore an id that they have seen.
 */
export function createWebhook(options: WebhookOptions): Destination<WebhookPayload> {
  const { proxy, deduplicationMs, now, timeoutMs = 8_000, lookup } = options;
  const receivers: ReadonlyMap<string, Receiver> = new Map(options.receivers.map((one) => [one.name, one]));
  const connection = { connectMs: Math.ceil(timeoutMs / 2), env: proxy, lookup };
  const dispatchers = {
    guarded: createGuardedDispatcher({ ...connection, allowPrivate: false }),
    open: createGuardedDispatcher({ ...connection, allowPrivate: true }),
  };

  function receiverOf(channel: string): Receiver {
    const receiver = receivers.get(channel);
    if (receiver !== undefined) return receiver;
    const known = [...receivers.keys()].join(', ');
    throw new DeliveryError('not-found', `WEBHOOK_URLS names no receiver ${channel}. Add it, or use one of: ${known}.`);
  }

  async function post(
    { name, url, allowPrivate }: Receiver,
    headers: Record<string, string>,
    body: string,
    signal: AbortSignal,
  ) {
    const target = withoutCredentials(url);
    try {
      assertAllowedUrl(url, allowPrivate);
      const response = await request(target.url, {
        method: 'POST',
        dispatcher: allowPrivate ? dispatchers.open : dispatchers.guarded,
        headers: target.authorization === null ? headers : { ...headers, authorization: target.authorization },
        body,
        // On a connection that was kept open, the receiver may hang up just as the post leaves: then its outcome is unknown.
        reset: true,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      void response.body.dump({ limit: answerBytes }).catch(() => {});
      return response;
    } catch (thrown) {
      if (signal.aborted)
        throw new DeliveryError(
          'timeout',
          `The receiver ${name} had not answered when the post was called off. It is tried again.`,
          {
            outcome: 'maybe-sent',
          },
        );
      throw networkError(name, thrown);
    }
  }

  return {
    name: 'webhook',
    sendsOnce: deduplicationMs > 0,
    ...(deduplicationMs > 0 ? { sendsOnceForMs: deduplicationMs } : {}),

    async verify(signal) {
      refuseAborted(signal);
      return { name: `signs posts for ${[...receivers.keys()].join(', ')}` };
    },

    render: (message) => ({ payload: payloadOf(message), cut: [] }),

    async send(payload, { channel, under }, { key, signal }) {
      refuseAborted(signal);
      const receiver = receiverOf(channel);
      const id = encodeURIComponent(key).replaceAll('.', '%2E');
      const body = bodyOf(payload, id, under?.id ?? null);
      const headers = { 'content-type': 'application/json', 'user-agent': 'Ackwatch' };
      const signed = { ...headers, ...signatureHeaders(id, now(), body, receiver.keys) };
      const { statusCode, headers: answered } = await post(receiver, signed, body, signal);
      const error = statusError(channel, statusCode, plain(answered), now());
      if (error !== null) throw error;
      return { channel, id };
    },

    async reach(channel, signal) {
      refuseAborted(signal);
      const receiver = receiverOf(channel);
      if (proxy.HTTP_PROXY !== undefined || proxy.HTTPS_PROXY !== undefined)
        throw new DeliveryError('invalid', `The receiver ${channel} is behind a proxy, so only a post can prove it.`);
      await connect(receiver, { connectMs: timeoutMs, lookup, signal });
    },

    async close() {
      await Promise.all([dispatchers.guarded.destroy(), dispatchers.open.destroy()]);
    },
  };
}

function refuseAborted(signal: AbortSignal): void {
  if (signal.aborted)
    throw new DeliveryError('timeout', 'The post was called off before it was sent. It is tried again.');
}

/** The headers that were sent once. */
function plain(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Opens a connection, with TLS where the address asks for it, and closes it: no request that a receiver could act on. */
async function connect(
  { name, url, allowPrivate }: Receiver,
  { signal, ...options }: { connectMs: number; lookup: LookupFunction | undefined; signal: AbortSignal },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const { hostname, host, protocol } = url;
  const port = url.port || (protocol === 'https:' ? '443' : '80');
  try {
    assertAllowedUrl(url, allowPrivate);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    const target = { hostname: hostname.replace(/^\[|\]$/g, ''), host, protocol, port };
    guardedConnector({ ...options, allowPrivate })(target, (error, socket) => {
      socket?.destroy();
      if (error === null) resolve();
      else reject(error);
    });
    await promise;
  } catch (thrown) {
    throw networkError(name, thrown);
  }
}
