import type { Conversation, Suggestion } from '../../../src/chat/conversation.ts';
import { logFailure, sentenceOf } from '../../interaction/failure.ts';
import { createHandle } from '../../interaction/handle.ts';
import { createIntake, type Intake } from '../../interaction/once.ts';
import { createSuggest } from '../../interaction/suggestions.ts';
import { shorten } from '../../post/clean.ts';
import { type Parsed, parse } from './parse.ts';
import { anyPayload, ephemeral, interactionTypes, responseTypes } from './payloads.ts';
import { createResponder, type ResponderParts, sentence } from './responder.ts';
import type { InteractionResponse, Received, Take } from './transport.ts';

export interface ReceivingParts extends ResponderParts {
  readonly conversation: Conversation;
}

interface Receiving extends Pick<Intake, 'settled'> {
  readonly take: Take;
}

/** Creates what answers every interaction, from the gateway and over HTTP. */
export function createReceiving(parts: ReceivingParts): Receiving {
  const { conversation, log } = parts;
  const handle = createHandle(conversation, log);
  const suggest = createSuggest(conversation, log);
  const intake = createIntake();

  async function answer(parsed: Parsed, { respond }: Received): Promise<void> {
    switch (parsed.type) {
      case 'ping':
        return respond({ type: responseTypes.pong });
      case 'typing': {
        const found = parsed.typing === null ? [] : await suggest(parsed.typing, parsed.asker);
        return respond(choices(found));
      }
      case 'interaction':
        return handle(parsed.interaction, createResponder(parts, { ...parsed, respond }));
    }
  }

  /** Never rejects. A payload that cannot be read is answered too, because the person waits for an answer. */
  async function receive(received: Received): Promise<void> {
    let parsed: Parsed;
    try {
      parsed = parse(received.payload, conversation);
    } catch (thrown) {
      logFailure(log, thrown, 'A payload of Discord could not be handled');
      const type = anyPayload.safeParse(received.payload).data?.type;
      return received
        .respond(type === interactionTypes.autocomplete ? choices([]) : apology(thrown))
        .catch((error: unknown) => logFailure(log, error, 'An apology could not be shown'));
    }
    await answer(parsed, received).catch((thrown: unknown) =>
      logFailure(log, thrown, 'A payload of Discord could not be handled'),
    );
  }

  return {
    take(received) {
      const id = anyPayload.safeParse(received.payload).data?.id ?? null;
      // Discord accepts one answer, and the first delivery got it.
      if (!intake.take(id, () => receive(received))) log.info({}, 'Discord sent an interaction again');
    },
    settled: () => intake.settled(),
  };
}

function apology(thrown: unknown): InteractionResponse {
  return { type: responseTypes.message, data: { ...sentence(sentenceOf(thrown)).payload, flags: ephemeral } };
}

/** The most choices of one answer, and characters of a name or value (docs.discord.com, interactions/application-commands). */
const mostChoices = 25;
const longest = 100;

/** A label may be cut, a value may not: it would be another value. */
function choices(found: readonly Suggestion[]): InteractionResponse {
  const fitting = found.filter(({ value }) => value !== '' && value.length <= longest).slice(0, mostChoices);
  return {
    type: responseTypes.choices,
    data: { choices: fitting.map(({ label, value }) => ({ name: shorten(label.trim() || value, longest), value })) },
  };
}
