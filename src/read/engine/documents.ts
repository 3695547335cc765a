import type { Token } from './token.ts';

/** Whether a word such as "report" means a document, and not an allegation. */

/** "according to the recently released Pentagon report". */
export function isNamedDocument(tokens: readonly Token[], index: number): boolean {
  const opener = tokens
    .slice(Math.max(0, index - 7), index)
    .findLast(
      ({ class: name }) =>
        !/^(?:DETERMINER|ADJECTIVE|ADVERB|ADDITIONAL|SAY|WORD|DATE|NUMBER|SPEAKER|GENITIVE|REFERENCE|CIVILIAN|CASUALTY)$/.test(
          name,
        ),
    );
  return opener?.class === 'ACCORDING';
}

const isMonth = /^(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)$/;

export function isDocument(tokens: readonly Token[], index: number): boolean {
  if (isNamedDocument(tokens, index)) return true;
  for (let at = index - 1; at >= Math.max(0, index - 5); at -= 1) {
    const token = tokens[at];
    if (token === undefined) return false;
    if (token.class === 'POSSESSIVE' || token.class === 'IN' || token.class === 'ACCORDING') return true;
    // "released a report in which it acknowledges".
    if (/^(?:released|published|issued|unveiled|submitted|presented)$/.test(token.lower))
      return tokens[index + 1]?.class === 'IN';
    if (!/^(?:DETERMINER|ADJECTIVE|WORD|CIVILIAN|CASUALTY|DATE|NUMBER)$/.test(token.class) && !isMonth.test(token.text))
      return false;
  }
  return false;
}

/** Verbs of which a report is the subject. */
const tells = /^(?:speaks|gives|gave|names|cites|runs|covers|covered|tells|told|contains|goes|has|had)$/;

/** "The Coalition's March report adds". */
export function isPeriodic(tokens: readonly Token[], index: number): boolean {
  // "The Pentagon's report to Congress lists", "Airwars' report for May says".
  const owner = tokens[index - 1]?.class === 'ADJECTIVE' ? index - 2 : index - 1;
  const topic = tokens.slice(index + 1, index + 6);
  const says = topic.findIndex(({ isVerb }) => isVerb);
  const isOwned = tokens[owner]?.class === 'GENITIVE' && tokens[owner - 1]?.class === 'SPEAKER';
  const hasTopic =
    says > 1 &&
    /^(?:to|for|on|of)$/.test(topic[0]?.lower ?? '') &&
    topic.slice(1, says).every(({ class: name }) => /^(?:NAME|DATE|DETERMINER|WORD|ADJECTIVE)$/.test(name));
  if (isOwned && hasTopic) return true;
  // "Thursday's report admits".
  const day = tokens[index - 1]?.class === 'GENITIVE' ? tokens[index - 2] : undefined;
  if (day !== undefined && isMonth.test(day.text) && tokens[index + 1]?.isVerb === true) return true;
  const dated = /^(?:DATE|NAME|ADJECTIVE)$/.test(tokens[index - 1]?.class ?? '') ? index - 2 : index - 1;
  return (
    tokens[dated]?.class === 'GENITIVE' &&
    tokens[dated - 1]?.class === 'SPEAKER' &&
    (tokens[index + 1]?.isVerb === true || tells.test(tokens[index + 1]?.lower ?? ''))
  );
}
