import type { Conversation, Reply } from '../../../src/chat/conversation.ts';
import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import type { Message } from '../../../src/chat/message.ts';
import { failureOf, logFailure } from '../../interaction/failure.ts';
import type { Place, Responder } from '../../interaction/interaction.ts';
import { inTime } from '../../interaction/time-limit.ts';
import type { DiscordClient } from '../api/client.ts';
import { type DiscordPayload, noMentions } from '../posts/payload.ts';
import { plainPayload } from '../posts/render.ts';
import { withDiscordNames } from '../posts/typed.ts';
import { shortButton, signed, withoutActs, withShare, withShortCommands } from './buttons.ts';
import { namesIn } from './commands.ts';
import type { Origin } from './origin.ts';
import { ephemeral, type InteractionPayload, type Row, responseTypes } from './payloads.ts';
import type { Received } from './transport.ts';

export interface Shown {
  readonly payload: DiscordPayload;
  /** The same without layout, for when Discord refuses the payload. */
  readonly words: DiscordPayload;
}

export interface ResponderParts {
  readonly client: DiscordClient;
  readonly conversation: Pick<Conversation, 'shorten' | 'commands'>;
  readonly log: Log;
  readonly render: (message: Message) => { readonly payload: DiscordPayload };
}

/** What a responder needs to know of its interaction. */
export interface Context {
  readonly payload: InteractionPayload;
  readonly origin: Pick<Origin, 'locale' | 'person'>;
  readonly respond: Received['respond'];
  /** The rows of components under what was pressed. */
  readonly components: readonly Row[];
}

type Method = 'respond' | 'edit' | 'follow';
const callTimeoutMs = 10_000;
/** Discord waits three seconds for the first response, which has to travel too. */
const deferAfterMs = 1200;

/** Creates what responds to one interaction: with the first response, by editing it, or by a message that follows it. */
export function createResponder(
  { client, conversation, log, render }: ResponderParts,
  { payload: { application_id: application, token }, origin, respond, components }: Context,
): Responder<Shown> {
  const webhook = `/webhooks/${application}/${encodeURIComponent(token)}` as const;
  /** The place that the deferral announced; null before one. */
  let deferred: Place | null = null;

  async function call(method: 'POST' | 'PATCH' | 'DELETE', path: '' | '/messages/@original', body?: object) {
    await client.call('answer', AbortSignal.timeout(callTimeoutMs), {
      method,
      path: `${webhook}${path}`,
      auth: false,
      ...(body === undefined ? {} : { body }),
    });
  }

  const methods: Readonly<Record<Method, (payload: DiscordPayload, place: Place) => Promise<void>>> = {
    respond: (payload, place) =>
      respond(
        place === 'own'
          ? { type: responseTypes.message, data: { ...payload, flags: ephemeral } }
          : { type: responseTypes.update, data: { ...payload } },
      ),
    edit: (payload) => call('PATCH', '/messages/@original', payload),
    follow: (payload) => call('POST', '', { ...payload, flags: ephemeral }),
  };

  /** Returns the reply with buttons that are short enough; without the others, where shortening fails. */
  async function shortened(message: Message, share: Reply['share']): Promise<Pick<Reply, 'message' | 'share'>> {
    const shorten = (line: string) => conversation.shorten(line);
    const both = async () => ({
      message: await withShortCommands(message, shorten),
      share: await shortButton(share, 'share', shorten),
    });
    // An answer without some of its buttons is better than none.
    return inTime(both()).catch((thrown: unknown) => {
      logFailure(log, thrown, 'The buttons of an answer could not be made short enough');
      return { message: { ...message, blocks: message.blocks.filter(({ type }) => type !== 'actions') }, share: null };
    });
  }

  return {
    async render(reply) {
      const named = withDiscordNames(reply.message, namesIn(origin.locale, conversation.commands));
      const { message, share } = await shortened(named, reply.share);
      return { payload: withShare(render(message).payload, share), words: plainPayload(message.text) };
    },
    sentence,
    signed: (shown, did) => ({ ...shown, payload: signed(shown.payload, did, origin.person) }),
    deferral: {
      afterMs: deferAfterMs,
      async defer(place) {
        deferred = place;
        try {
          await respond(
            place === 'own'
              ? { type: responseTypes.deferredMessage, data: { flags: ephemeral } }
              : { type: responseTypes.deferredUpdate },
          );
          return true;
        } catch (thrown) {
          log.warn({ error: failureOf(thrown) }, 'Discord did not accept that the answer comes later');
          return isMaybeTaken(thrown);
        }
      },
    },
    async answer({ payload, words }, place) {
      let method: Method | null = deferred === null ? 'respond' : deferred === place ? 'edit' : 'follow';
      for (let attempt = payload, left = 2; method !== null && left > 0; left -= 1) {
        try {
          await methods[method](attempt, place);
          return;
        } catch (thrown) {
          log.warn({ error: failureOf(thrown) }, 'An answer could not be shown in one way');
          if (!isMaybeTaken(thrown)) attempt = words;
          method = methodAfter(method, thrown);
        }
      }
      log.error({}, 'An answer could not be shown in any way');
    },
    share: ({ payload }) => call('POST', '', payload),
    async remove() {
      await call('DELETE', '/messages/@original').catch((thrown: unknown) =>
        log.info({ error: failureOf(thrown) }, 'An answer that was posted for all could not be taken away'),
      );
    },
    async removeActs() {
      const body = { components: withoutActs(components), allowed_mentions: noMentions };
      await call('PATCH', '/messages/@original', body).catch((thrown: unknown) =>
        logFailure(log, thrown, 'The buttons of a post stay although one was pressed'),
      );
    },
  };
}

export function sentence(text: string): Shown {
  const words = plainPayload(text);
  return { payload: words, words };
}

/** Returns null where another attempt would answer twice, or where Discord does not wait any more. */
function methodAfter(method: Method, thrown: unknown): Method | null {
  // An edit to the same words does no harm where the first attempt arrived.
  if (isMaybeTaken(thrown)) return method === 'follow' ? null : 'edit';
  return thrown instanceof DeliveryError && thrown.kind === 'invalid' ? method : null;
}

function isMaybeTaken(thrown: unknown): boolean {
  return thrown instanceof DeliveryError && thrown.outcome === 'maybe-sent';
}
