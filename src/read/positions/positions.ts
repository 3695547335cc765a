import { type Position, positionKinds } from '../../domain/relations/positions.ts';
import { quoteAt } from '../text/quotes.ts';
import { findSentences } from '../text/sentences.ts';
import { rules } from './rules.ts';

/** What others want or say, a question, and what is denied is no demand and no position of the statement. */
const refusal =
  /\?\s*["”’]?$|\b(?:no need|need not|(?:do|does|did|is|are|was|were)(?: not|n['’]t) (?:call|ask|demand|urge|in denial|necessary)|rejects? (?:calls?|claims?)|if|unless)\b/iu;
const others =
  /\b(?:residents?|famil(?:y|ies)|relatives?|survivors?|villagers?|elders?|lawmakers?|senators?|critics|activists|officials?|spokes\w+|ministers?|ministry|army|command|coalition|military|forces?|pentagon|government|it|they|he|she)\s+(?:\w+\s+){0,2}?(?:said|says?|told|insists?|argues?|wants?|demand(?:s|ed)?|ask(?:s|ed)? for|call(?:s|ed) for|urge[sd]?)\b/iu;

const longestSentence = 700;

/**
 * Returns at most one demand or position of each kind, in the order of `positionKinds`: by the rule that is named first, then
 * the first in the text. Texts are English.
 */
export function readPositions(text: string): readonly Position[] {
  const sentences = findSentences(text).filter(({ start, end }) => {
    const sentence = text.slice(start, end);
    return sentence.length <= longestSentence && !refusal.test(sentence) && !others.test(sentence);
  });
  const found = new Map<string, Position>();
  for (const { kind, name, parts } of rules) {
    if (found.has(kind)) continue;
    const span = sentences.find(({ start, end }) => parts.every((part) => part.test(text.slice(start, end))));
    if (span !== undefined) found.set(kind, { ...quoteAt(text, span), kind, rule: name });
  }
  return positionKinds.flatMap((kind) => found.get(kind) ?? []);
}
