import type { Block, Message } from '../../chat/message.ts';
import { line, strong } from '../../compose/blocks.ts';
import { answer } from '../command.ts';
import type { CommandRequest } from '../request.ts';
import { listOf, namedTo } from '../subscriptions/subscriptions.ts';
import { sources } from './sources.ts';
import { totals } from './totals.ts';

/** Composes the app's own page: current totals, the subscriptions of the space, the health of the sources. */
export async function home({ parts, asker, context }: CommandRequest): Promise<Message> {
  const words = context.wording.language.commands;
  const stored = await namedTo(asker, parts.ledger.subscriptions);
  const [current, watched] = [await totals({}, context), await sources(context)];
  const section = (title: string, blocks: readonly Block[]): readonly Block[] => [line(strong(title)), ...blocks];
  return answer(
    words.home.headline,
    [
      ...section(words.home.totals, current.message.blocks),
      { type: 'divider' },
      ...section(
        words.home.subscriptions,
        stored.length === 0
          ? [line(words.subscriptions.noneHere)]
          : listOf(stored, { parts, context }, words.subscriptions.captionAll),
      ),
      { type: 'divider' },
      ...section(words.home.sources, watched.message.blocks),
      line(words.home.ask),
    ],
    context,
  ).message;
}
