import type { Conversation } from '../../src/chat/conversation.ts';
import type { Log } from '../../src/chat/destination.ts';
import { answer, refuse } from './answer.ts';
import { logFailure, sentenceOf } from './failure.ts';
import type { Button, Responder } from './interaction.ts';
import { createOnce } from './once.ts';
import { inTime } from './time-limit.ts';

/** Shared answers that are remembered: an impatient person presses twice. */
const mostShared = 2000;

/** Creates what handles buttons. A button asks its line as if it were typed; its effect says where the answer goes. Never rejects. */
export function createButtons(conversation: Conversation, log: Log) {
  const shares = createOnce(mostShared);

  /** Shows the answer to the channel, and no longer to the person alone. Returns false where nothing was done or found. */
  async function shareAnswer<Shown>(button: Button, responder: Responder<Shown>, did: 'Asked' | 'Done') {
    const { under, line, asker, silence } = button;
    const reply = await inTime(conversation.ask(line, asker));
    const shown = await responder.render({ ...reply, share: null });
    const place = under === 'post' ? 'own' : 'instead';
    // Mistakes and refusals are for the person alone, and the message with the button stays.
    if (reply.isRefused) {
      await responder.answer(shown, 'own');
      return false;
    }
    // The bot posts nothing on behalf of a person who may not write here.
    if (under === 'page' || silence !== null) {
      await responder.answer(shown, place);
      return true;
    }
    const signed = responder.signed(shown, did);
    try {
      await responder.share(signed);
    } catch (thrown) {
      logFailure(log, thrown, 'An answer could not be posted for all');
      await responder.answer(signed, place);
      return true;
    }
    if (under === 'answer') await responder.remove();
    return true;
  }

  async function act<Shown>(button: Button, responder: Responder<Shown>): Promise<void> {
    const isDone = await shareAnswer(button, responder, 'Done');
    if (isDone && button.under === 'post') await responder.removeActs();
  }

  async function share<Shown>(button: Button, responder: Responder<Shown>): Promise<void> {
    const key = JSON.stringify([button.asker.person, button.message, button.line]);
    if (!shares.isFirst(key)) return;
    let isShown = false;
    try {
      isShown = await shareAnswer(button, responder, 'Asked');
    } finally {
      if (!isShown) shares.forget(key);
    }
  }

  return async function handleButton<Shown>(button: Button, responder: Responder<Shown>): Promise<void> {
    const { effect, obstacle, silence, under, line, asker } = button;
    if (obstacle !== null) return refuse(responder, obstacle);
    if (effect === 'turn')
      return answer(responder, log, under === 'post' ? 'own' : 'instead', () => conversation.ask(line, asker));
    if (effect === 'share' && silence !== null) return responder.answer(responder.sentence(silence), 'own');
    // The platform has already shown the person a failure, so nothing is done.
    if (responder.deferral !== undefined && !(await responder.deferral.defer('instead'))) return;
    try {
      await (effect === 'act' ? act(button, responder) : share(button, responder));
    } catch (thrown) {
      logFailure(log, thrown, 'A button could not be answered');
      await responder.answer(responder.sentence(sentenceOf(thrown)), 'own');
    }
  };
}
