import { DeliveryError } from '../../../src/chat/destination.ts';
import type { DiscordClient } from '../api/client.ts';
import type { InteractionResponse } from './interaction.ts';

/** Discord takes no first response later than this after it brought an interaction (docs.discord.com, interactions/receiving-and-responding). */
const limitMs = 3000;

/** Gives first responses by a call of their own. Discord refuses the second to the same interaction, so none is given twice. */
export function callBack(client: DiscordClient, payload: unknown): (response: InteractionResponse) => Promise<void> {
  const { id, token } = (payload ?? {}) as { readonly id?: unknown; readonly token?: unknown };
  const signal = AbortSignal.timeout(limitMs);
  return async (response) => {
    if (typeof id !== 'string' || !/^\d{1,20}$/.test(id) || typeof token !== 'string' || token === '')
      throw new DeliveryError('invalid', 'Discord brought something that cannot be answered. Ask again.');
    await client.call('answer', signal, {
      method: 'POST',
      path: `/interactions/${id}/${encodeURIComponent(token)}/callback`,
      body: response,
      auth: false,
    });
  };
}
