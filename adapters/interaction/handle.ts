import type { Conversation } from '../../src/chat/conversation.ts';
import type { Log } from '../../src/chat/destination.ts';
import { answer, refuse } from './answer.ts';
import { createButtons } from './buttons.ts';
import type { Interaction, Responder } from './interaction.ts';

/** Handles one interaction. Never rejects: a failure is logged, and the person gets an apology. */
type Handle = <Shown>(interaction: Interaction, responder: Responder<Shown>) => Promise<void>;

/** Creates what answers every interaction, on any platform. */
export function createHandle(conversation: Conversation, log: Log): Handle {
  const handleButton = createButtons(conversation, log);
  return async (interaction, responder) => {
    switch (interaction.type) {
      case 'command': {
        const { asker, line, obstacle } = interaction;
        if (obstacle !== null) return refuse(responder, obstacle);
        return answer(responder, log, 'own', () => conversation.ask(line, asker));
      }
      case 'explain':
        return answer(responder, log, 'own', () => conversation.explain(interaction.post, interaction.asker));
      case 'home': {
        const home = async () => ({ message: await conversation.home(interaction.asker), share: null });
        return answer(responder, log, 'instead', home);
      }
      case 'button':
        return handleButton(interaction, responder);
      case 'unknown':
        log.warn({}, 'A platform sent an interaction that Ackwatch does not know');
        return responder.answer(responder.sentence(interaction.sentence), 'own');
    }
  };
}
