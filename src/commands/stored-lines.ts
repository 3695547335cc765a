import type { ConversationParts } from './request.ts';
import { wordsOf } from './words.ts';

/** Lines that are too long for a button are stored, and a short line stands for each. */

const longest = 60;
const mark = 'kept';

/** Returns a line of at most 60 characters that asks the same. Stores the line where it is longer. */
export async function shortLine(
  line: string,
  { ledger, now }: Pick<ConversationParts, 'ledger' | 'now'>,
): Promise<string> {
  return line.length <= longest ? line : `${mark} ${await ledger.lines.add(line, now().toISOString())}`;
}

/** Returns the line that a short line stands for, or the line itself. Undefined where the stored line is gone. */
export async function resolveLine(
  line: string,
  { ledger }: Pick<ConversationParts, 'ledger'>,
): Promise<string | undefined> {
  if (line.length > longest) return line;
  const [first, id, ...more] = wordsOf(line);
  return first === mark && id !== undefined && more.length === 0 ? ledger.lines.line(id) : line;
}
