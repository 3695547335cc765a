import type { Token } from '../../engine/token.ts';

/** Noun phrases with words that the table does not know: "MINUSMA's human rights division", "the NATO commander for the south". */

/** Parts of a body, and those who work there. */
const parts =
  /^(?:division|unit|section|branch|desk|wing|arm|bureau|headquarters|secretariat|board|panel|cell|inspectorate|inspectors|mechanism|researchers|fieldworkers|assessors|auditors|successor|data|figures)$/;
const within = /^(?:WORD|ADJECTIVE|PERSON|ORGANISATION|NAME|STOP|OF|LOCALS|NUMBER|DATE|STATEMENT)$/;

function isPart({ class: name, lower }: Token): boolean {
  return name === 'PERSON' || name === 'ORGANISATION' || parts.test(lower);
}

/** Returns the token of the body whose part, or whose officer, the phrase that ends at `at` names; null for none. */
export function bodyOfPhrase(tokens: readonly Token[], at: number, start: number): number | null {
  return ownerOfPart(tokens, at, start) ?? officerWithPost(tokens, at, start) ?? groupNamed(tokens, at, start);
}

/** "B'Tselem's field researchers", "the Nigerian military's director of media operations". */
function ownerOfPart(tokens: readonly Token[], at: number, start: number): number | null {
  for (let index = at; index > start; index -= 1) {
    const token = tokens[index];
    if (token === undefined) return null;
    if (token.class === 'GENITIVE') {
      const owner = tokens[index - 1];
      const phrase = tokens.slice(index + 1, at + 1);
      return owner?.class === 'SPEAKER' && phrase.some(isPart) && isClauseStart(tokens, index - 1, start)
        ? index - 1
        : null;
    }
    if (!within.test(token.class) || token.isVerb || at - index > 10) return null;
  }
  return null;
}

/** "the NATO commander for the south". */
function officerWithPost(tokens: readonly Token[], at: number, start: number): number | null {
  const link = tokens.slice(start, at + 1).findLastIndex(({ class: name }) => /^(?:FOR|OF|IN)$/.test(name)) + start;
  const [body, person] = [tokens[link - 2], tokens[link - 1]];
  const post = tokens.slice(link + 1, at + 1);
  const isPost = post.length < 5 && post.every(({ class: name }) => /^(?:DETERMINER|WORD|NAME|ADJECTIVE)$/.test(name));
  if (link - 2 < start || person?.class !== 'PERSON' || body?.class !== 'SPEAKER' || !isPost) return null;
  return isClauseStart(tokens, link - 2, start) ? link - 2 : null;
}

/** "the organisation PAX" has its name last: nothing to do. "PAX, the peace organisation," has it first. */
function groupNamed(tokens: readonly Token[], at: number, start: number): number | null {
  const comma = tokens.slice(start, at).findLastIndex(({ class: name }) => name === 'COMMA') + start;
  const body = tokens[comma - 1];
  const phrase = tokens.slice(comma + 1, at + 1);
  const isGroup =
    phrase.at(-1)?.class === 'ORGANISATION' &&
    phrase[0]?.class === 'DETERMINER' &&
    phrase.slice(1).every(({ class: name }) => /^(?:ADJECTIVE|WORD|ORGANISATION|FORCE)$/.test(name));
  return isGroup && body?.class === 'SPEAKER' && comma - 1 >= start ? comma - 1 : null;
}

/** Nothing that would make the body another part of the sentence stands before it: "strikes by", "a letter to". */
function isClauseStart(tokens: readonly Token[], at: number, start: number): boolean {
  const opener = tokens[at - 1]?.class === 'DETERMINER' ? at - 2 : at - 1;
  if (opener < start) return true;
  return /^(?:COMMA|QUOTE|THAT|SEMICOLON|COLON|DASH|AND|BUT|WHO|DATE|ADVERB)$/.test(tokens[opener]?.class ?? '');
}
