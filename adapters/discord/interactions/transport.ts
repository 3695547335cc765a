import { DeliveryError } from '../../../src/chat/destination.ts';
import type { DiscordClient } from '../api/client.ts';

/** The seam between the gateway or the HTTP server, which receive interactions, and what answers them. */

/** A response as Discord's API describes it. */
export interface InteractionResponse {
  readonly type: number;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface Received {
  /** The interaction as Discord sent it, unchecked. */
  readonly payload: unknown;
  /** Gives the one first response, within three seconds. Rejects with `DeliveryError` where it did not arrive. */
  respond(response: InteractionResponse): Promise<void>;
}

/** Takes an interaction and answers it. Never throws: failures are logged, and the person gets an apology. */
export type Take = (received: Received) => void;

/** Discord takes no later first response (docs.discord.com, interactions/receiving-and-responding). */
const limitMs = 3000;

/** Returns a `respond` that makes a separate API call. Discord refuses the second response to an interaction. */
export function callBack(client: DiscordClient, payload: unknown): Received['respond'] {
  const { id, token } = (payload ?? {}) as { readonly id?: unknown; readonly token?: unknown };
  const signal = AbortSignal.timeout(limitMs);
  return async (response) => {
    if (typeof id !== 'string' || !/^\d{1,20}$/.test(id) || typeof token !== 'string' || token === '')
      throw new DeliveryError('invalid', 'Discord sent something that cannot be answered. Ask again.');
    await client.call('answer', signal, {
      method: 'POST',
      path: `/interactions/${id}/${encodeURIComponent(token)}/callback`,
      body: response,
      auth: false,
    });
  };
}
