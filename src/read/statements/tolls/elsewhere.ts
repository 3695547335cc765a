import { matches, tokenPattern } from '../../engine/patterns.ts';
import type { Token } from '../../engine/token.ts';
import { qualifierOf } from './numbers.ts';
import type { Toll } from './toll.ts';

/** Counts whose words for the dead and the deed stand with another count of the same sentence. */

const another = tokenPattern(
  '(?:AND|COMMA) (?:COMMA? [NUMBER WORD ADVERB DATE IN PREPOSITION DETERMINER STRIKE ADDITIONAL]{1,8} COMMA)? (?:QUALIFIER|ADDITIONAL|DETERMINER OTHERS)* (?<number>NUMBER) (?:OTHERS|ADDITIONAL)? VICTIM? (?:IN|BY|PREPOSITION|COMMA PREPOSITION)',
);

const reversed = tokenPattern(
  '(?:AND|SEMICOLON|COMMA) (?:IN|PREPOSITION) [NAME WORD ADDITIONAL DETERMINER OTHERS THAT STRIKE IN PREPOSITION DATE ADVERB]{1,9} (?:COMMA PREPOSITION DATE COMMA)? (?:QUALIFIER|ADDITIONAL)* (?<number>NUMBER) (?=$|STOP|COMMA|SEMICOLON|QUOTE)',
);

/** "in Khost it killed two civilians and in Paktia three". */
export function placedFirst(tokens: readonly Token[], tolls: readonly Toll[]): readonly Toll[] {
  return matches(tokens, reversed).flatMap(({ from, to, groups }): readonly Toll[] => {
    const at = groups['number']?.[0];
    const first = tolls.findLast((toll) => toll.to <= from);
    if (at === undefined || first === undefined || !isNear(tokens, first, from)) return [];
    const isPlaced = tokens
      .slice(from, at)
      .some(({ class: name, lower }) => name === 'NAME' || /^(?:another|second|other|third)$/.test(lower));
    if (!isPlaced || tolls.some(({ number }) => number === at)) return [];
    return [countedLike(tokens, first, { from, to, at, rule: `${first.harm}-elsewhere` })];
  });
}

/** "killed 40 in Mansoura and 44 in Tabqa": the second count has the words of the first. */
export function elsewhere(tokens: readonly Token[], tolls: readonly Toll[]): readonly Toll[] {
  return matches(tokens, another).flatMap(({ from, to, groups }): readonly Toll[] => {
    const at = groups['number']?.[0];
    const number = at === undefined ? null : tokens[at]?.number;
    const first = tolls.findLast((toll) => toll.number < from);
    if (
      at === undefined ||
      number === null ||
      number === undefined ||
      first === undefined ||
      tolls.some((toll) => toll.number === at)
    )
      return [];
    const link = tokens[to - 1]?.lower ?? '';
    if (!/^(?:in|near|at|on|by|outside|around)$/.test(link)) return [];
    // "Two civilians in Hajin and four in Baghuz were killed": inside the words of the first.
    // "40 killed by the coalition and 12 by the Houthis": the second count has a doer of its own.
    const by = tokens.slice(first.to, from).findIndex(({ class: name }) => name === 'BY');
    const isSameDoer = tokens[to]?.class === 'POSSESSIVE' && tokens[first.to + by + 1]?.lower === tokens[to]?.lower;
    if (link === 'by' && by !== -1 && !isSameDoer) return [];
    const isInside = first.rule === 'killed-places' && to <= first.to;
    if (!isInside && (from < first.to || !isNear(tokens, first, from))) return [];
    // "one in Daglun that killed four": one strike.
    if (number.value === 1 && tokens.slice(to, to + 4).some(({ class: name }) => name === 'THAT' || name === 'WHO'))
      return [];
    const range = isInside ? { from: first.from, to: first.to } : { from, to };
    return [countedLike(tokens, first, { ...range, at, rule: `${first.harm}-elsewhere` })];
  });
}

/** Only a place and a time stand between the first count and the second. */
function isNear(tokens: readonly Token[], first: Toll, from: number): boolean {
  const between = withoutAsides(tokens.slice(first.to, from));
  return (
    between.length < 24 &&
    !between.some(
      (token, index) =>
        token.isVerb ||
        // "killed by the coalition in Saada and 12 in Hodeidah".
        (token.class === 'SPEAKER' &&
          between[index - 1]?.class !== 'BY' &&
          !(between[index - 1]?.class === 'DETERMINER' && between[index - 2]?.class === 'BY')) ||
        /^(?:SEMICOLON|BUT|STOP|QUOTE|INCLUDE|AUXILIARY|FIGHTER)$/.test(token.class) ||
        // "in Iraq and Syria and 76 in Afghanistan".
        (token.class === 'AND' && !(between[index - 1]?.class === 'NAME' && between[index + 1]?.class === 'NAME')),
    )
  );
}

const sayingAside = tokenPattern('COMMA (?:PRONOUN|DETERMINER? SPEAKER) AUXILIARY? (?:SAY|ASSERT|CONFESS) (?=$|COMMA)');

/** "..., it found,". */
function withoutAsides(tokens: readonly Token[]): readonly Token[] {
  const [aside] = matches(tokens, sayingAside);
  return aside === undefined ? tokens : [...tokens.slice(0, aside.from), ...tokens.slice(aside.to)];
}

const gap = tokenPattern(
  '(?:AND|SEMICOLON|BUT|COMMA) (?:DETERMINER|POSSESSIVE) (?:NUMBER|OTHERS|ADJECTIVE|ADVERB|WORD){0,2} STRIKE? (?:COMMA? (?:IN|PREPOSITION)[NAME WORD DATE DETERMINER]{1,5}|COMMA [WORD ADVERB DATE NUMBER PREPOSITION]{1,6})? COMMA? QUALIFIER? (?<number>NUMBER) (?:OTHERS)? (?=$|STOP|COMMA|SEMICOLON|QUOTE|IN|PREPOSITION)',
);

/** "The bomb at Surman killed 12 civilians, and the one at Sirte two." */
export function repeatedStrike(tokens: readonly Token[], tolls: readonly Toll[]): readonly Toll[] {
  return matches(tokens, gap).flatMap(({ from, to, groups }): readonly Toll[] => {
    const at = groups['number']?.[0];
    const first = tolls.findLast((toll) => toll.to <= from);
    if (at === undefined || at === from + 2 || first?.form !== 'active' || tolls.some(({ number }) => number === at))
      return [];
    // "and the second wounded two" has a verb, and "the raid in May 12 aircraft" another noun.
    // "the first, in Izium, killed 44".
    const isOfStrikes = tokens
      .slice(0, first.from)
      .some(({ class: name, lower }) => name === 'STRIKE' || /^(?:first|former)$/.test(lower));
    const isAgain = tokens
      .slice(from + 1, at)
      .some(
        ({ class: name, lower }) => name === 'STRIKE' || /^(?:one|other|second|third|latter|former|next)$/.test(lower),
      );
    if (!isOfStrikes || !isAgain) return [];
    return [countedLike(tokens, first, { from, to, at, rule: `${first.harm}-repeated` })];
  });
}

const item = tokenPattern(
  '(?:COLON|COMMA|AND|SEMICOLON) AND? (?:QUALIFIER|ADDITIONAL)* (?<number>NUMBER) VICTIM? (?:IN|PREPOSITION)',
);

/** The colon, or the comma behind "killed in two of them". */
function listStart(tokens: readonly Token[]): number {
  const colon = tokens.findIndex(({ class: name }) => name === 'COLON');
  if (colon !== -1) return colon;
  return tokens.findIndex(
    ({ class: name }, index) =>
      name === 'COMMA' &&
      /^(?:NUMBER|QUALIFIER)$/.test(tokens[index + 1]?.class ?? '') &&
      /^(?:of them|of these|of those)$/.test(tokens[index - 1]?.lower ?? '') &&
      tokens[index - 2]?.class === 'NUMBER' &&
      tokens[index - 3]?.class === 'IN',
  );
}

/** "said civilians had died in both places: three in Maidan Shahr and nine in Nirkh". */
export function listed(tokens: readonly Token[], tolls: readonly Toll[]): readonly Toll[] {
  const colon = listStart(tokens);
  const clause = tokens.slice(0, Math.max(0, colon));
  const isOfDeaths =
    clause.some(({ class: name }) => name === 'VICTIM' || name === 'CIVILIAN') &&
    clause.some(({ class: name }) => name === 'KILLED' || name === 'DEATH') &&
    tolls.every(({ number }) => number > colon);
  if (!isOfDeaths || tokens.some(({ class: name }) => name === 'FIGHTER')) return [];
  return matches(tokens, item).flatMap(({ from, to, groups }): readonly Toll[] => {
    const at = groups['number']?.[0] ?? from;
    const number = tokens[at]?.number;
    // "one near Raqqa that killed six": one strike.
    const isStrike = tokens
      .slice(to, to + 6)
      .some(({ class: name }, index, near) => /^(?:THAT|WHO)$/.test(name) && near[index + 1]?.class === 'KILLED');
    const isPlace = /^(?:in|near|at|on|outside|around)$/.test(tokens[to - 1]?.lower ?? '');
    // "one in Jilib (two dead)": the brackets count the dead.
    const near = tokens.slice(to, to + 6);
    const opens = near.findIndex(({ class: name }) => name === 'OPEN');
    if (opens !== -1 && near[opens + 1]?.class === 'NUMBER') return [];
    if (from < colon || number == null || isStrike || !isPlace || tolls.some((toll) => toll.number === at)) return [];
    return [
      {
        rule: 'killed-listed',
        harm: 'killed',
        value: number.value,
        valueMax: null,
        qualifier: qualifierOf(tokens, at),
        from: at,
        to,
        number: at,
        numberEnd: at + 1,
        whom: 'civilians',
        form: 'clause',
        isNew: false,
      },
    ];
  });
}

const atNumber = tokenPattern(
  '(?:COMMA|SEMICOLON|AND|BUT) DETERMINER? SPEAKER PREPOSITION? QUALIFIER? (?<number>NUMBER) (?=$|STOP|COMMA|SEMICOLON|QUOTE|AND|BUT)',
);

/** "Airwars puts the civilian dead at 40, the Coalition at 12". */
export function saidByTwo(tokens: readonly Token[], tolls: readonly Toll[]): readonly Toll[] {
  if (tokens.some(({ class: name }) => name === 'FIGHTER')) return [];
  return matches(tokens, atNumber).flatMap(({ from, to, groups }): readonly Toll[] => {
    const at = groups['number']?.[0] ?? from;
    const first = tolls.findLast((toll) => toll.to <= from);
    const link = tokens[at - 1]?.class === 'QUALIFIER' ? tokens[at - 2] : tokens[at - 1];
    if (first === undefined || tolls.some(({ number }) => number === at)) return [];
    if (link?.class === 'PREPOSITION' && (link.lower !== 'at' || first.form !== 'toll')) return [];
    return [countedLike(tokens, first, { from: at, to, at, rule: 'killed-said-by-two' })];
  });
}

const admitted = tokenPattern('CONFESS (?:TO|ADVERB|QUALIFIER)* (?<number>NUMBER) (?=$|STOP|COMMA|SEMICOLON|QUOTE)');

/** "Airwars counts 8,000 civilians killed; the Coalition admits 1,410": what the first count says is counted. */
export function gapped(tokens: readonly Token[], tolls: readonly Toll[]): readonly Toll[] {
  if (tokens.some((token) => token.class === 'FIGHTER')) return [];
  return matches(tokens, admitted).flatMap(({ from, to, groups }): readonly Toll[] => {
    const at = groups['number']?.[0] ?? from;
    const first = tolls.findLast((toll) => toll.to <= from && toll.harm === 'killed');
    if (
      tokens[at]?.number == null ||
      first === undefined ||
      tokens[from]?.isVerb !== true ||
      tolls.some((toll) => toll.number === at)
    )
      return [];
    return [countedLike(tokens, first, { from: at, to, at, rule: 'killed-gapped' })];
  });
}

function countedLike(
  tokens: readonly Token[],
  first: Toll,
  { from, to, at, rule }: { readonly from: number; readonly to: number; readonly at: number; readonly rule: string },
): Toll {
  return {
    ...first,
    rule,
    value: tokens[at]?.number?.value ?? first.value,
    valueMax: null,
    qualifier: qualifierOf(tokens, at),
    from,
    to,
    number: at,
    numberEnd: at + 1,
    isNew: false,
  };
}
