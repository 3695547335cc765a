import type { Conversation } from '../../../src/chat/conversation.ts';
import { createHandle } from '../../interaction/handle.ts';
import { type Parse, parseButton, parseCommand, parseExplain, parseHome } from './parse.ts';
import type { People } from './people.ts';
import { createResponder, type Respond, type ResponderParts } from './responder.ts';

/** A payload with Bolt's function to answer it. */
export interface Received {
  readonly body: unknown;
  readonly respond?: Respond | undefined;
}

export interface ReceivingParts extends ResponderParts {
  readonly conversation: Conversation;
  readonly people: People;
}

const callTimeoutMs = 10_000;

/** Creates what answers commands, buttons, the shortcut of a message and the page of the app. Each rejects only where the payload cannot be read. */
export function createReceiving(parts: ReceivingParts) {
  const { conversation, people, log } = parts;
  const handle = createHandle(conversation, log);
  const by =
    (parse: Parse) =>
    async ({ body, respond }: Received): Promise<void> => {
      const parsed = parse(body, people);
      if (parsed === null) return;
      await handle(parsed.interaction, createResponder(parts, parsed, respond));
      void people.meet(parsed.origin, AbortSignal.timeout(callTimeoutMs));
    };
  return { command: by(parseCommand), button: by(parseButton), explain: by(parseExplain), home: by(parseHome) };
}
