import type { Reply } from '../../src/chat/conversation.ts';
import type { Log } from '../../src/chat/destination.ts';
import type { Message } from '../../src/chat/message.ts';
import { logFailure, sentenceOf } from './failure.ts';
import type { Place, Responder } from './interaction.ts';
import { inTime, within } from './time-limit.ts';

/** Shows why nothing is done. */
export async function refuse<Shown>(responder: Responder<Shown>, message: Message): Promise<void> {
  await responder.answer(await responder.render({ message, share: null }), 'own');
}

/** Asks the conversation and shows the answer; defers it where it takes longer than the platform waits. Never rejects. */
export async function answer<Shown>(
  responder: Responder<Shown>,
  log: Log,
  place: Place,
  ask: () => Promise<Reply>,
): Promise<void> {
  const answering = rendered(responder, ask).then(
    (shown) => ({ shown, place }),
    (thrown: unknown) => {
      logFailure(log, thrown, 'An interaction could not be answered');
      // The message with the button stays.
      return { shown: responder.sentence(sentenceOf(thrown)), place: 'own' as const };
    },
  );
  const { deferral } = responder;
  if (deferral !== undefined) {
    const isQuick = (await within(answering, deferral.afterMs)) !== undefined;
    if (!isQuick && !(await deferral.defer(place))) {
      await answering;
      return log.error({}, 'An answer could not be shown: the platform did not wait for it');
    }
  }
  const { shown, place: shownAt } = await answering;
  await responder.answer(shown, shownAt);
}

async function rendered<Shown>(responder: Responder<Shown>, ask: () => Promise<Reply>): Promise<Shown> {
  return responder.render(await inTime(ask()));
}
