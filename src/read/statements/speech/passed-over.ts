import type { Token } from '../../engine/token.ts';
import type { TokenClass } from '../../lexicon/classes.ts';

/** Phrases between a subject and its verb. Each function returns the token before the phrase that ends at `at`, or null. */

/** "was forced to admit", "went on to say", "wishes to state": done, and not only meant. */
const catenatives =
  /^(?:forced|compelled|obliged|obligated|made|moved|went|goes|go|wishes|wished|came|comes|got|proceeded|chose|bound|quick|first|pressed|pressured)$/;
/** "data released on Thursday": what was done with a document. */
export const issued =
  /^(?:released|published|issued|obtained|seen|compiled|collected|gathered|made|dated|posted|shared|sent)$/;
/** An aside of more tokens is none. */
export const longestAside = 30;

/** Words of the verb group. */
export const skipped: ReadonlySet<TokenClass> = new Set<TokenClass>([
  'AUXILIARY',
  'ADVERB',
  'MODAL',
  'NOT',
  'LIKELY',
  'DOUBT',
  'TO',
  'QUOTE',
  'CREDIBLE',
  'ADDITIONAL',
]);

/** "expressed regret for", "bears responsibility for". */
export const lightVerbs =
  /^(?:expressed|expresses|voiced|offered|offers|bears|bore|assumed|assumes|shoulders|shouldered|takes|took|has|begged|conveyed|made|issued|extended|asked|asks|sought|accepts|accepted|admits|admitted|full|sole|complete|deep|sincere|profound|heartfelt|its|their|his|her)$/;

/** "considers itself responsible for". */
export function considersItself(tokens: readonly Token[], at: number): boolean {
  const verb = /^(?:itself|themselves|himself|herself)$/.test(tokens[at]?.lower ?? '') ? at - 1 : at;
  return (
    /^(?:itself|themselves|himself|herself)$/.test(tokens[verb + 1]?.lower ?? '') &&
    /^(?:consider(?:s|ed)?|h[eo]ld|holds|regard(?:s|ed)?|deem(?:s|ed)?|f[io]u?nds?|believ(?:es|ed)|declar(?:es|ed))$/.test(
      tokens[verb]?.lower ?? '',
    )
  );
}

/** Returns the token before "was forced" or "went on" of an infinitive whose "to" is next, or null. */
export function beforeInfinitive(tokens: readonly Token[], at: number, start: number): number | null {
  if (tokens[at + 1]?.class !== 'TO') return null;
  const verb = tokens[at]?.lower === 'on' ? at - 1 : at;
  const revised = beforeRevised(tokens, at, start);
  if (revised !== null) return revised;
  const duration = beforeDuration(tokens, at, start);
  if (duration !== null) return duration;
  return verb > start && catenatives.test(tokens[verb]?.lower ?? '') ? verb - 1 : null;
}

/** "amended the entry to say": who amended it says so. */
function beforeRevised(tokens: readonly Token[], at: number, start: number): number | null {
  for (let index = at - 1; index > Math.max(start, at - 6); index -= 1) {
    const token = tokens[index];
    if (/^(?:amended|revised|updated|corrected|changed|edited|rewrote|rewritten)$/.test(token?.lower ?? ''))
      return index - 1;
    if (token === undefined || !/^(?:DETERMINER|POSSESSIVE|ADJECTIVE|WORD|STATEMENT|DATE)$/.test(token.class))
      return null;
  }
  return null;
}

/** "It took the ministry four years to admit", "waited two years to admit": they did. Returns the token of the subject, or before it. */
function beforeDuration(tokens: readonly Token[], at: number, start: number): number | null {
  if (!/^(?:years?|months?|weeks?|days?|decades?|long)$/.test(tokens[at]?.lower ?? '')) return null;
  for (let index = at - 1; index >= Math.max(start, at - 6); index -= 1) {
    const token = tokens[index];
    if (/^(?:took|needed|waited|spent)$/.test(token?.lower ?? '')) return index - 1;
    if (token?.class === 'SPEAKER' || token?.class === 'REFERENCE') return index;
    if (token === undefined || !/^(?:NUMBER|QUALIFIER|DETERMINER|ADJECTIVE|WORD|THAN|OTHERS)$/.test(token.class))
      return null;
  }
  return null;
}

/** Returns the token before the aside that ends at `at`; null if the comma begins no aside. */
export function beforeAside(tokens: readonly Token[], at: number, start: number): number | null {
  const open: TokenClass = tokens[at]?.class === 'CLOSE' ? 'OPEN' : (tokens[at]?.class ?? 'COMMA');
  const relative = open === 'COMMA' ? beforeRelative(tokens, at, start) : null;
  if (relative !== null) return relative;
  for (let index = at - 1; index >= Math.max(start, at - longestAside); index -= 1) {
    const token = tokens[index];
    if (token?.class === 'SEMICOLON') return null;
    if (token?.class === 'QUOTE') {
      // `, "Enslaved by Fear",`: the title of a report, and no speech.
      if (!isTitle(tokens, index, at)) return null;
      const opens = tokens.slice(start, index).findLastIndex(({ class: name }) => name === 'QUOTE');
      return tokens[start + opens - 1]?.class === open ? start + opens - 2 : null;
    }
    if (token?.class === open) return index - 1;
  }
  return null;
}

/** "Airwars, whose list draws on the press, on films and on witnesses,": the comma before "whose". */
function beforeRelative(tokens: readonly Token[], at: number, start: number): number | null {
  const from = Math.max(start, at - longestAside);
  const opens = tokens
    .slice(from, at)
    .findLastIndex(({ class: name }, index, all) => name === 'COMMA' && all[index + 1]?.class === 'WHO');
  const comma = from + opens;
  const isBroken = tokens.slice(comma, at).some(({ class: name }) => /^(?:SEMICOLON|QUOTE|COLON)$/.test(name));
  return opens === -1 || isBroken || tokens[comma - 1]?.class !== 'SPEAKER' ? null : comma - 1;
}

/** A quotation that ends at `close`, right before the comma, and begins with a capital behind a comma and a document. */
function isTitle(tokens: readonly Token[], close: number, comma: number): boolean {
  if (close !== comma - 1) return false;
  const opens = tokens.slice(0, close).findLastIndex(({ class: name }) => name === 'QUOTE');
  const words = tokens.slice(opens + 1, close);
  return (
    opens > 1 &&
    words.length < 10 &&
    words.every(({ isVerb, class: name }) => !isVerb && name !== 'STOP' && name !== 'COMMA') &&
    /^\p{Lu}/u.test(words[0]?.text ?? '') &&
    tokens
      .slice(Math.max(0, opens - 8), opens)
      .some(({ class: name, lower }) => name === 'STATEMENT' || /report/.test(lower))
  );
}

/** Returns the token before a phrase of time or manner that ends at `at`, or null. */
export function beforeAdjunct(tokens: readonly Token[], at: number, start: number): number | null {
  const last = tokens[at];
  // "a day later", "two weeks before".
  const unit = tokens[at - 1];
  if (
    /^(?:later|after|earlier|before|ago)$/.test(last?.lower ?? '') &&
    /^(?:hours?|days?|weeks?|months?|years?)$/.test(unit?.lower ?? '')
  )
    return at - 3 >= start && /^(?:DETERMINER|NUMBER)$/.test(tokens[at - 2]?.class ?? '') ? at - 3 : null;
  if (
    /^(?:hours?|days?|weeks?|months?|years?)$/.test(last?.lower ?? '') &&
    /^(?:later|after|earlier|before|ago)$/.test(tokens[at + 1]?.lower ?? '')
  )
    return at - 2 >= start && /^(?:DETERMINER|NUMBER)$/.test(unit?.class ?? '') ? at - 2 : null;
  const isDate = last?.class === 'DATE' || /day$/.test(last?.lower ?? '');
  const isManner = last?.class === 'STATEMENT' || last?.class === 'WORD';
  if (!isDate && !isManner) return null;
  for (let index = at; index > Math.max(start, at - 5); index -= 1) {
    const token = tokens[index];
    const previous = tokens[index - 1];
    if (token === undefined || previous === undefined) return null;
    if (
      (token.class === 'PREPOSITION' || token.class === 'IN') &&
      (isDate || token.lower === 'in' || token.lower === 'at' || token.lower === 'on')
    )
      return issued.test(previous.lower) ||
        /^(?:SPEAKER|PERSON|NAME|PRONOUN|REFERENCE|SAY|ASSERT|CONFESS|ORGANISATION|STATEMENT)$/.test(previous.class)
        ? index - 1
        : null;
    if (
      !/^(?:DATE|DETERMINER|ADJECTIVE|STATEMENT|WORD|OF|NAME)$/.test(token.class) &&
      !/^(?:late|early)$/.test(token.lower)
    )
      return null;
  }
  return isDate ? at - 1 : null;
}

/** Returns the document whose topic ends at `at`, "an investigation into a clash", or null. */
export function beforeTopic(tokens: readonly Token[], at: number, start: number): number | null {
  if (!/^(?:WORD|STRIKE|NAME|DATE)$/.test(tokens[at]?.class ?? '')) return null;
  for (let index = at; index > Math.max(start, at - 5); index -= 1) {
    const token = tokens[index];
    if (/^(?:into|on|to|for)$/.test(token?.lower ?? '') && tokens[index - 1]?.class === 'STATEMENT') return index - 1;
    if (!/^(?:WORD|STRIKE|NAME|DATE|DETERMINER|ADJECTIVE|FORCE)$/.test(token?.class ?? '')) return null;
  }
  return null;
}

/** Returns the token before a phrase of place or purpose that ends at `at`, or null. */
export function beforePlace(tokens: readonly Token[], at: number, start: number): number | null {
  if (!/^(?:NAME|ARMED_GROUP|FORCE|DATE|STRIKE|FIGHTER)$/.test(tokens[at]?.class ?? '')) return null;
  for (let index = at - 1; index >= Math.max(start, at - 7); index -= 1) {
    const token = tokens[index];
    if (token === undefined) return null;
    if (token.class === 'OF' && /^(?:STATEMENT|ADMISSION)$/.test(tokens[index - 1]?.class ?? '')) return index - 1;
    if (
      token.class === 'IN' ||
      (token.class === 'PREPOSITION' && token.lower !== 'for') ||
      (token.class === 'WORD' && /ing$/.test(token.lower))
    )
      return index - 1 >= start ? index - 1 : null;
    if (!/^(?:NAME|DETERMINER|ADJECTIVE|AND|ARMED_GROUP|FORCE|DATE|STRIKE|COMMA|FIGHTER|NUMBER)$/.test(token.class))
      return null;
  }
  return null;
}
