import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import { failureOf } from '../../interaction/failure.ts';
import type { DiscordClient } from '../api/client.ts';
import type { DiscordPayload } from '../posts/payload.ts';
import type { Heard } from './interaction.ts';
import { ephemeral, type InteractionPayload, responseTypes } from './payloads.ts';

/** How one interaction is answered: at once, or after Discord was told to wait; to the person, or to everybody. */

export interface Shown {
  readonly payload: DiscordPayload;
  /** The same without layout, where Discord does not take that. */
  readonly words: DiscordPayload;
}

/** `own`: a message that only the person sees. `instead`: in place of what they pressed. */
export type Place = 'own' | 'instead';

export interface Exchange {
  /** Gives the first response before there is an answer. False where Discord did not take it: nobody waits any more. Never rejects. */
  defer(place: Place): Promise<boolean>;
  /** Shows it to the person. Never rejects: what cannot be shown is logged. */
  show(shown: Shown, place: Place): Promise<void>;
  /** Shows it to everybody in the channel, after `defer('instead')`. Throws `DeliveryError`. */
  publish(payload: DiscordPayload): Promise<void>;
  /** Alters what was pressed, after `defer('instead')`. Throws `DeliveryError`. */
  edit(body: object): Promise<void>;
  /** Takes away what was pressed, where only the person saw it, after `defer('instead')`. Never rejects. */
  remove(): Promise<void>;
}

type Way = 'respond' | 'edit' | 'follow';
const callTimeoutMs = 10_000;

export function createExchange(
  { application_id: application, token }: InteractionPayload,
  heard: Heard,
  client: DiscordClient,
  log: Log,
): Exchange {
  const webhook = `/webhooks/${application}/${encodeURIComponent(token)}` as const;
  /** What the first response promised; null before it. */
  let promised: Place | null = null;

  async function call(method: 'POST' | 'PATCH' | 'DELETE', path: '' | '/messages/@original', body?: object) {
    await client.call('answer', AbortSignal.timeout(callTimeoutMs), {
      method,
      path: `${webhook}${path}`,
      auth: false,
      ...(body === undefined ? {} : { body }),
    });
  }

  const ways: Readonly<Record<Way, (payload: DiscordPayload, place: Place) => Promise<void>>> = {
    respond: (payload, place) =>
      heard.respond(
        place === 'own'
          ? { type: responseTypes.message, data: { ...payload, flags: ephemeral } }
          : { type: responseTypes.update, data: { ...payload } },
      ),
    edit: (payload) => call('PATCH', '/messages/@original', payload),
    follow: (payload) => call('POST', '', { ...payload, flags: ephemeral }),
  };

  return {
    async defer(place) {
      promised = place;
      try {
        await heard.respond(
          place === 'own'
            ? { type: responseTypes.deferredMessage, data: { flags: ephemeral } }
            : { type: responseTypes.deferredUpdate },
        );
        return true;
      } catch (thrown) {
        log.warn({ error: failureOf(thrown) }, 'Discord could not be told that an answer comes');
        return isMaybeTaken(thrown);
      }
    },
    async show({ payload, words }, place) {
      let way: Way | null = promised === null ? 'respond' : promised === place ? 'edit' : 'follow';
      for (let attempt = payload, left = 2; way !== null && left > 0; left -= 1) {
        try {
          await ways[way](attempt, place);
          return;
        } catch (thrown) {
          log.warn({ error: failureOf(thrown) }, 'An answer could not be shown in one way');
          if (!isMaybeTaken(thrown)) attempt = words;
          way = wayAfter(way, thrown);
        }
      }
      log.error({}, 'An answer could not be shown in any way');
    },
    publish: (payload) => call('POST', '', payload),
    edit: (body) => call('PATCH', '/messages/@original', body),
    async remove() {
      await call('DELETE', '/messages/@original').catch((thrown: unknown) =>
        log.info({ error: failureOf(thrown) }, 'An answer that was posted for all could not be taken away'),
      );
    },
  };
}

/** Null where another attempt would answer twice, or nobody waits any more. */
function wayAfter(way: Way, thrown: unknown): Way | null {
  // An edit to the same words does no harm where the first attempt arrived.
  if (isMaybeTaken(thrown)) return way === 'follow' ? null : 'edit';
  return thrown instanceof DeliveryError && thrown.kind === 'invalid' ? way : null;
}

function isMaybeTaken(thrown: unknown): boolean {
  return thrown instanceof DeliveryError && thrown.outcome === 'maybe-sent';
}
