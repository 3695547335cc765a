import { type Position, type PositionKind, positionKinds } from '../../domain/relations/positions.ts';
import { quoteAt } from '../text/quotes.ts';
import { findSentences } from '../text/sentences.ts';
import { answerRules, isNotDone } from './answers.ts';
import { type Rule, rules } from './rules.ts';

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
  return foundBy(rules, text, (sentence) => refusal.test(sentence) || others.test(sentence));
}

/** Returns at most one of each kind of what a belligerent says in a document of its own that may answer a demand. */
export function readAnswers(text: string): readonly Position[] {
  return foundBy(answerRules, text, isNotDone);
}

function foundBy(
  rules: readonly Rule[],
  text: string,
  isRefused: (sentence: string, kind: PositionKind) => boolean,
): readonly Position[] {
  const sentences = findSentences(text).filter(({ start, end }) => end - start <= longestSentence);
  const found = new Map<PositionKind, Position>();
  for (const { kind, name, parts } of rules) {
    if (found.has(kind)) continue;
    const span = sentences.find(({ start, end }) => {
      const sentence = text.slice(start, end);
      return parts.every((part) => part.test(sentence)) && !isRefused(sentence, kind);
    });
    if (span !== undefined) found.set(kind, { ...quoteAt(text, span), kind, rule: name });
  }
  return positionKinds.flatMap((kind) => found.get(kind) ?? []);
}
