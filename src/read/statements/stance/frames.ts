import type { Refusal } from '../../../domain/reader/explanations.ts';
import type { Token } from '../../engine/token.ts';
import type { Governor } from '../speech/governor.ts';
import type { Toll } from '../tolls/toll.ts';

/** What the whole sentence is: a fiction, a list of what is left out, the words of a crowd. No verb that asserts outweighs it. */

/** Works that are also real things: they make a fiction only of what the sentence says happens in them. */
const works = /^(?:film|movie|play|series|episode|book|exercise|script|scenario|drama|opera|game|comic|story|joke)$/;
/** "Not among the deaths", "Absent from the list", "Missing from the report". */
const leftOut = /^(?:not (?:among|in|part|on)|(?:absent|missing|omitted|excluded|left out) from)\b/;
/** "At no time did its soldiers kill". */
const nowhere =
  /^(?:"\s)?(?:at no time|at no point|never|nowhere|in no case|on no occasion|not once|under no circumstances)\b/;
const takesBack =
  /\b(?:tak(?:e|es|en|ing)|took) (?:that|this|it|both|them) back\b|\b(?:withdr[ae]w\w*|retract\w*|rescind\w*|correct(?:s|ed)) (?:that|this|it|the (?:claim|statement|figure|admission))\b/;

/** Returns why the frame of a sentence refuses the count, or null. */
export function frameRefusal(tokens: readonly Token[], toll: Toll, governors: readonly Governor[]): Refusal | null {
  if (isFiction(tokens, toll)) return 'fiction';
  const lower = tokens.map((token) => token.lower);
  if (leftOut.test(lower.slice(0, 4).join(' '))) return 'excluded';
  const isOneClause = !tokens.slice(0, toll.from).some(({ class: name }) => /^(?:SEMICOLON|BUT|COLON)$/.test(name));
  if ((isOneClause && nowhere.test(lower.slice(0, 5).join(' '))) || isInverted(tokens, toll)) return 'denied';
  if (takesBack.test(lower.slice(toll.to).join(' '))) return 'withdrawn';
  if (isSaidByCrowd(tokens, toll, governors) || anonymous.test(lower.join(' '))) return 'hearsay';
  if (isPointOfHearsay(tokens, toll)) return 'hearsay';
  return ofImpersonal(tokens);
}

/** Who speaks so speaks for no body. */
const anonymous =
  /\b(?:condition of anonymity|(?:asked|declined|wished|refused|preferred|requested) not to be (?:named|identified|quoted)|(?:asked|declined|refused) to be (?:named|identified)|not (?:authorised|authorized) to (?:speak|talk|comment)|(?:spoke|speaking|said|told) \w* ?anonymously|(?:said|told|speaking|admitted|acknowledged|conceded) privately|(?:unnamed|anonymous|unidentified) (?:u s |us |american |defence |military |senior |israeli )*(?:officials?|officers?|sources?|commanders?))\b/;

/** "did its soldiers kill 223": no sentence that states so has its subject behind "did". */
function isInverted(tokens: readonly Token[], toll: Toll): boolean {
  if (toll.form !== 'active' || tokens[toll.from]?.lower !== 'kill') return false;
  const group = tokens.slice(Math.max(0, toll.from - 7), toll.from);
  const did = group.findLastIndex(({ lower }) => /^(?:did|does|do)$/.test(lower));
  return did !== -1 && group.slice(did + 1).some(({ class: name }) => !/^(?:ADVERB|NOT)$/.test(name));
}

const reported = /^(?:claimed|alleged|suggested|rumou?red|reported|said|argued|assumed|believed|thought|feared)$/;

/** "It seems, the monitor said, that", "It is untrue, the ministry says, that", "It has been claimed, it said, that". */
function ofImpersonal(tokens: readonly Token[]): Refusal | null {
  if (tokens[0]?.lower !== 'it') return null;
  if (/^(?:MODAL|ALLEGE)$/.test(tokens[1]?.class ?? '')) return 'supposed';
  if (tokens[1]?.class !== 'AUXILIARY') return null;
  const end = tokens.findIndex(({ class: name }) => name === 'COMMA' || name === 'THAT');
  const words = tokens.slice(2, Math.max(2, Math.min(end, 9)));
  if (words.some(({ class: name }) => name === 'DENY')) return 'denied';
  if (words.some(({ class: name }) => name === 'DOUBT')) return 'doubted';
  if (words.some(({ lower }) => reported.test(lower))) return 'hearsay';
  return null;
}

/** "A forged letter in which", "In the film, ", "The script says", "in a fictional emirate". */
function isFiction(tokens: readonly Token[], toll: Toll): boolean {
  const isNamed = tokens.some(
    (token, index) =>
      (token.class === 'UNREAL' || (token.lower === 'fake' && tokens[index + 1]?.class === 'SPEAKER')) &&
      (index < toll.from || /^(?:fict|imagin)/.test(token.lower)),
  );
  if (isNamed) return true;
  const comma = tokens.slice(0, toll.from).findIndex((token) => token.class === 'COMMA');
  const opening = tokens.slice(0, comma === -1 ? 0 : Math.min(comma, 9));
  const isOpened = /^(?:IN|PREPOSITION|FOR)$/.test(opening[0]?.class ?? '');
  if (isOpened && opening.some(({ lower }) => works.test(lower))) return true;
  // "In the film the ministry admits".
  const place = tokens.slice(0, 4).findIndex(({ lower }) => works.test(lower));
  const isPlaced =
    tokens[0]?.class === 'IN' && place !== -1 && /^(?:DETERMINER|SPEAKER)$/.test(tokens[place + 1]?.class ?? '');
  if (isPlaced && tokens.slice(1, place).every(({ class: name }) => /^(?:DETERMINER|ADJECTIVE|WORD)$/.test(name)))
    return true;
  const first = tokens.slice(0, 5).findIndex(({ lower }) => works.test(lower));
  return (
    first !== -1 &&
    tokens.slice(0, first).every(({ class: name }) => /^(?:DETERMINER|ADJECTIVE|WORD|NAME|GENITIVE)$/.test(name)) &&
    tokens[first + 1]?.isVerb === true
  );
}

/** "..., locals say", "a post claims that the Pentagon admitted": what somebody unnamed says of what a body said. */
function isSaidByCrowd(tokens: readonly Token[], toll: Toll, governors: readonly Governor[]): boolean {
  const quote = tokens.findIndex((token, index) => index >= toll.to && token.class === 'QUOTE');
  // "..." a shopkeeper said: nobody that is known, whoever is quoted inside.
  const isAnonymous =
    quote !== -1 &&
    tokens[quote + 1]?.number?.form === 'article' &&
    /^(?:WORD|LOCALS)$/.test(tokens[quote + 2]?.class ?? '') &&
    tokens[quote + 3]?.isVerb === true;
  if (isAnonymous) return true;
  return governors.some(({ subject, at, isNoun, isPassive, class: name }) => {
    if (isNoun || isPassive || subject.kind !== 'locals' || !/^(?:SAY|ALLEGE|ESTIMATE)$/.test(name)) return false;
    if (at > toll.to)
      return (
        tokens[Math.min(subject.from, at) - 1]?.class === 'COMMA' ||
        (tokens[subject.from - 1]?.class === 'DETERMINER' &&
          /^(?:COMMA|QUOTE|DASH)$/.test(tokens[subject.from - 2]?.class ?? '')) ||
        tokens[subject.from - 1]?.class === 'QUOTE'
      );
    return (
      at < toll.from && tokens.slice(at, toll.from).every((token) => !/^(?:COMMA|BUT|SEMICOLON|AND)$/.test(token.class))
    );
  });
}

/** "The allegation, Amnesty said, is that", "What we hear is that": the sentence tells what an allegation is. */
function isPointOfHearsay(tokens: readonly Token[], toll: Toll): boolean {
  const point = tokens.findIndex(
    (token, index) =>
      index < toll.from &&
      token.class === 'AUXILIARY' &&
      /^(?:is|was)$/.test(token.lower) &&
      tokens[index + 1]?.class === 'THAT',
  );
  return tokens.slice(0, Math.max(0, point)).some((token, index, before) => {
    if (token.class === 'ALLEGE') return true;
    return (
      token.class === 'ALLEGATION' &&
      before.slice(0, index).every((one) => /^(?:DETERMINER|ADJECTIVE|WORD|POSSESSIVE)$/.test(one.class))
    );
  });
}
