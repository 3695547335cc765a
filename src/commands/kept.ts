import type { ConversationParts } from './scene.ts';
import { wordsOf } from './typed.ts';

/** Lines that are too long for a button, and what stands there for them. */

const longest = 60;
const mark = 'kept';

/** `Conversation.shorten`. */
export async function shortened(
  line: string,
  { ledger, now }: Pick<ConversationParts, 'ledger' | 'now'>,
): Promise<string> {
  return line.length <= longest ? line : `${mark} ${await ledger.lines.keep(line, now().toISOString())}`;
}

/** The line that is meant; the same one where it stands for none. Undefined where it is not, or no longer, held. */
export async function kept(line: string, { ledger }: Pick<ConversationParts, 'ledger'>): Promise<string | undefined> {
  if (line.length > longest) return line;
  const [first, id, ...more] = wordsOf(line);
  return first === mark && id !== undefined && more.length === 0 ? ledger.lines.line(id) : line;
}
