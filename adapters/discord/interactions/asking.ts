import type { Conversation, Reply } from '../../../src/chat/conversation.ts';
import type { Log } from '../../../src/chat/destination.ts';
import type { Message } from '../../../src/chat/message.ts';
import { logFailure, sentenceOf } from '../../interaction/failure.ts';
import { inTime, within } from '../../interaction/time-limit.ts';
import { shortButton, withShare, withShortCommands } from '../posts/buttons.ts';
import type { DiscordPayload } from '../posts/payload.ts';
import { plainPayload } from '../posts/payload.ts';
import { withDiscordNames } from '../posts/typed.ts';
import type { Exchange, Place, Shown } from './answers.ts';
import { namesIn } from './commands.ts';

/** Asking the conversation, so that Discord hears of it within its three seconds and the person whatever comes of it. */

/** Discord waits three seconds for the first response, which has to get there too: what takes longer is told to come later. */
const directMs = 1200;

export interface AskingParts {
  readonly conversation: Pick<Conversation, 'shorten' | 'commands'>;
  readonly log: Log;
  /** Of whoever asks. */
  readonly locale: string | null;
  readonly render: (message: Message) => { readonly payload: DiscordPayload };
}

export interface Answered {
  readonly shown: Shown;
  readonly isRefused: boolean;
}

export function apology(thrown: unknown): Shown {
  return sentence(sentenceOf(thrown));
}

export function sentence(text: string): Shown {
  const words = plainPayload(text);
  return { payload: words, words };
}

/** As it is shown, its buttons short enough. Rejects with what `ask` rejects with, and with a `DeliveryError` where it takes longer than anybody waits. */
export async function answeredBy(
  { conversation, log, locale, render }: AskingParts,
  ask: () => Promise<Reply>,
  canShare = true,
): Promise<Answered> {
  const { message: asTyped, share, isRefused = false } = await inTime(ask());
  const message = withDiscordNames(asTyped, namesIn(locale, conversation.commands));
  const shorten = (line: string) => conversation.shorten(line);
  const short = async () => ({
    message: await withShortCommands(message, shorten),
    share: !canShare ? null : await shortButton(share, 'share', shorten),
  });
  // An answer without some of its buttons is better than none.
  const held = await inTime(short()).catch((thrown: unknown) => {
    logFailure(log, thrown, 'The buttons of an answer could not be made short enough');
    return { message: { ...message, blocks: message.blocks.filter(({ type }) => type !== 'actions') }, share: null };
  });
  const { payload, words } = shownOf(held.message, render);
  return { shown: { payload: withShare(payload, held.share), words }, isRefused };
}

export function shownOf(message: Message, render: AskingParts['render']): Shown {
  return { payload: render(message).payload, words: plainPayload(message.text) };
}

/** Answers the person, at once where it is quick. Never rejects: a failure is told and logged. */
export async function answer(
  parts: AskingParts,
  exchange: Exchange,
  ask: () => Promise<Reply>,
  place: Place,
): Promise<void> {
  const { log } = parts;
  const answering = answeredBy(parts, ask).then(
    ({ shown }) => ({ shown, place }),
    (thrown: unknown) => {
      logFailure(log, thrown, 'What was asked could not be answered');
      // What was pressed stays.
      return { shown: apology(thrown), place: 'own' as const };
    },
  );
  const isQuick = (await within(answering, directMs)) !== undefined;
  if (!isQuick && !(await exchange.defer(place))) {
    await answering;
    return log.error({}, 'An answer could not be shown: Discord did not wait for it');
  }
  const made = await answering;
  await exchange.show(made.shown, made.place);
}
