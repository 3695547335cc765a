import type { Token } from '../../engine/token.ts';
import { type Governor, isAsserting } from '../speech/governor.ts';
import { skipBack } from '../speech/subjects-after.ts';
import type { Toll } from '../tolls/toll.ts';

/** "- calculated to prevent an attack -", "(as first estimated)": words of an aside that closes before the number. */
function isInAside(tokens: readonly Token[], { at }: Governor, toll: Toll): boolean {
  const pairs = [
    ['DASH', 'DASH'],
    ['OPEN', 'CLOSE'],
  ] as const;
  return pairs.some(([open, close]) => {
    const opens = tokens.slice(0, at).findLastIndex(({ class: name }) => name === open || name === close);
    const isOpen =
      tokens[opens]?.class === open &&
      tokens.slice(0, opens).filter(({ class: name }) => name === open).length % 2 === 0;
    return opens > 0 && isOpen && tokens.slice(at, toll.from).some(({ class: name }) => name === close);
  });
}

/** "the strikes reviewed, ...", "the strikes that we looked at", "its drone, sent to prevent an attack,": what is told of the strike. */
export function isOfStrike(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.class === 'AVERT') {
    const opens = tokens.slice(Math.max(0, at - 4), at).findLastIndex(({ class: name }) => name === 'COMMA');
    const comma = Math.max(0, at - 4) + opens;
    const closes = tokens.slice(at, at + 12).some(({ class: name }) => name === 'COMMA');
    return opens !== -1 && closes && tokens[at - 1]?.class === 'TO' && tokens[comma - 1]?.class === 'STRIKE';
  }
  if (token?.class !== 'REVIEW' || !token.isVerb) return false;
  if (tokens[at - 1]?.class === 'STRIKE')
    return /ed$/.test(token.lower) && /^(?:COMMA|IN|PREPOSITION|BY|KILLED)$/.test(tokens[at + 1]?.class ?? '');
  const subject = tokens[at - 1];
  const opener = tokens[at - 2]?.class === 'DETERMINER' ? at - 3 : at - 2;
  const link = /^(?:THAT|WHO)$/.test(tokens[opener]?.class ?? '') ? opener - 1 : opener;
  return /^(?:PRONOUN|SPEAKER)$/.test(subject?.class ?? '') && tokens[link]?.class === 'STRIKE';
}

/** "its drone, sent to prevent an attack, killed", "the strikes that we looked at killed": said of the strike alone. */
function isOfStrikes(tokens: readonly Token[], { class: name, at, end }: Governor, toll: Toll): boolean {
  if (name === 'AVERT') {
    const opens = tokens.slice(Math.max(0, at - 4), at).findLastIndex((token) => token.class === 'COMMA');
    const closes = tokens.slice(end, toll.from).some((token) => token.class === 'COMMA');
    return opens !== -1 && closes && tokens[at - 1]?.class === 'TO';
  }
  if (isOfStrike(tokens, at)) return true;
  if (name !== 'REVIEW' || !/^(?:KILLED|CAUSE|AUXILIARY)$/.test(tokens[end]?.class ?? '')) return false;
  const subject = tokens[at - 1];
  const link = tokens[at - 2]?.class === 'THAT' || tokens[at - 2]?.class === 'WHO' ? at - 3 : at - 2;
  return /^(?:PRONOUN|SPEAKER)$/.test(subject?.class ?? '') && tokens[link]?.class === 'STRIKE';
}

/** The number stands in a clause that ended before: "which denied it, ...". */
export function isClosed(tokens: readonly Token[], governor: Governor, toll: Toll): boolean {
  if (isInAside(tokens, governor, toll) || isOfStrikes(tokens, governor, toll)) return true;
  // "The Coalition, which denies most reports, admits": an aside between commas.
  let opens = -1;
  for (let index = governor.at - 1; index >= Math.max(0, governor.at - 12); index -= 1) {
    const token = tokens[index];
    if (token?.class === 'WHO' && tokens[index - 1]?.class === 'COMMA') {
      opens = index;
      break;
    }
    if (token?.class === 'COMMA') break;
  }
  if (opens === -1) return false;
  return tokens.slice(governor.end, toll.from).some((token) => token.class === 'COMMA');
}

/** "bodies were found, bringing the toll to": by nobody in particular, and of something else. */
export function isAgentless(tokens: readonly Token[], { isPassive, subject, end }: Governor, toll: Toll): boolean {
  return (
    isPassive && subject.kind === 'unknown' && tokens.slice(end, toll.from).some((token) => token.class === 'COMMA')
  );
}

export const substantiates = /^(?:substantiat|confirm|corroborat|verif|validat|uph[eo]ld)/;

function isUpholding(tokens: readonly Token[], { at, class: name, isNoun }: Governor): boolean {
  return name === 'ASSERT' && !isNoun && substantiates.test(tokens[at]?.lower ?? '');
}

/** "deemed credible a report that", "substantiated claims that", "judged a report of ... to be credible". */
export function isBelieved(
  tokens: readonly Token[],
  { class: name, at, isNoun, subject }: Governor,
  toll: Toll,
): boolean {
  const isReport =
    (name === 'ALLEGATION' && isNoun) ||
    (name === 'SAY' && subject.kind === 'unknown' && /^claims?$/.test(tokens[at]?.lower ?? ''));
  if (!isReport) return false;
  let index = at - 1;
  while (index > 0 && /^(?:DETERMINER|ADJECTIVE|NUMBER|SPEAKER|GENITIVE|CIVILIAN)$/.test(tokens[index]?.class ?? ''))
    index -= 1;
  // "assessed as credible a report that".
  const before = tokens[index];
  const judged = tokens[index - 1]?.lower === 'as' ? tokens[index - 2] : tokens[index - 1];
  const isSubstantiated = before?.isVerb === true && substantiates.test(before.lower);
  // "assesses that there are credible reports of".
  const there = skipBack(tokens, index - 1, ['AUXILIARY', 'DETERMINER', 'THAT']);
  const isStated =
    tokens[there]?.isVerb === true &&
    /^(?:assess|determin|conclud|f[io]u?nd|deem|judg)/.test(tokens[there]?.lower ?? '');
  const isCredible = before?.class === 'CREDIBLE' && (judged?.class === 'ASSERT' || isStated);
  const after = tokens.slice(toll.to, toll.to + 9);
  const credible = after.findIndex((token) => token.class === 'CREDIBLE');
  const isJudged =
    before?.isVerb === true &&
    /^(?:ASSERT|ESTIMATE)$/.test(before.class) &&
    credible !== -1 &&
    after.slice(0, credible).every((token) => !/^(?:NOT|COMMA|DOUBT|AND)$/.test(token.class));
  return isSubstantiated || isCredible || isJudged;
}

/** The governor is a participle inside the words of the toll: "were reportedly killed". */
export function isInside(governor: Governor, toll: Toll): boolean {
  // "Airwars' own tally of civilians killed stands at 98" ends before the number.
  if (governor.class === 'ADMISSION' && governor.isNoun && governor.end <= toll.number) return false;
  // "22 people were killed, the Coalition concluded, and 14 of those were civilians".
  if (toll.rule === 'killed-of-whom-civilians' && governor.end <= toll.number) return false;
  return governor.at >= toll.from && governor.at < toll.to;
}

/** "The report said": the noun is the subject of a verb that governs. */
export function isInSubject(governor: Governor, all: readonly Governor[], toll: Toll): boolean {
  if (!governor.isNoun) return false;
  return all.some(
    ({ subject, at, isNoun }) =>
      !isNoun &&
      at < toll.number &&
      governor.at >= subject.from &&
      governor.at < at &&
      subject.kind !== 'unknown' &&
      subject.kind !== 'same',
  );
}

/** Whether the outer governor governs the inner one, rather than standing beside it. */
export function governs(tokens: readonly Token[], outer: Governor, inner: Governor): boolean {
  const begins = inner.subject.kind === 'same' ? inner.at : inner.subject.from;
  // "Of four allegations CENTCOM substantiated one".
  if (outer.class === 'ALLEGATION' && outer.isNoun && outer.end === begins && isUpholding(tokens, inner)) return false;
  const between = tokens.slice(outer.end, Math.max(outer.end, begins));
  const last = between.findLast(
    (token) =>
      token.class !== 'DETERMINER' &&
      token.class !== 'ADVERB' &&
      token.class !== 'ADJECTIVE' &&
      token.class !== 'AUXILIARY',
  );
  if (inner.subject.kind === 'same')
    return !between.some((token) => token.class === 'AND' || token.class === 'COMMA' || token.class === 'BUT');
  if (last?.class === 'COMMA' || last?.class === 'AND' || last?.class === 'QUOTE') return false;
  return true;
}

/** "..., the Coalition said", "..., according to Airwars", "... confirmed by Amnesty". */
export function isAttribution(tokens: readonly Token[], governor: Governor, toll: Toll): boolean {
  if (governor.isNoun && governor.class !== 'ACCORDING') return false;
  if (governor.isPassive) return governor.at - toll.to < 14 && governor.subject.kind !== 'unknown';
  if (governor.class === 'ACCORDING') return true;
  const begins = Math.min(governor.subject.from, governor.at);
  // "The death of one civilian is all that the ministry accepts", "is what it now admits".
  const link = tokens
    .slice(toll.to, begins)
    .map(({ lower }) => lower)
    .join(' ');
  if (/^(?:is|are|was|were) (?:what|all)(?: that)?(?: the)?$/.test(link)) return true;
  if (tokens[governor.at]?.class === 'DASH' || tokens[governor.at]?.class === 'COLON') return true;
  const before = tokens
    .slice(toll.to, begins)
    .filter(
      (token) =>
        !/^(?:as|monitoring)$/.test(token.lower) &&
        !/^(?:DETERMINER|ADJECTIVE|FORCE|ADVERB|NAME|PERSON|OF|WORD|ORGANISATION|REFERENCE|STOP)$/.test(token.class),
    )
    .at(-1);
  return before?.class === 'COMMA' || before?.class === 'QUOTE' || before?.class === 'DASH';
}

/** The figure is what the governor says, and not something that only stands near. */
export function isComplement(tokens: readonly Token[], governor: Governor, toll: Toll): boolean {
  const between = tokens.slice(governor.end, toll.from);
  const thats = between.flatMap((token, index) => (token.class === 'THAT' ? [index] : []));
  // "said it had heard a story that": a second complement has a governor that is not known.
  for (const at of thats.slice(1)) {
    const next = between[at + 1] ?? tokens[toll.from];
    if (/^(?:AND|COMMA)$/.test(between[at - 1]?.class ?? '')) continue;
    const isRelative =
      between[at - 1]?.class === 'STRIKE' || /^(?:KILLED|CAUSE|AUXILIARY|WORD|KILL)$/.test(next?.class ?? '');
    if (!isRelative) return false;
  }
  const [first] = thats;
  if (
    first !== undefined &&
    between.slice(0, first).some((token) => token.class === 'AUXILIARY') &&
    between[first - 1]?.class === 'WORD' &&
    !/^(?:clear|certain|true|proven|established|fact|regrettable|tragic|sad|undisputed|indisputable)$/.test(
      between[first - 1]?.lower ?? '',
    )
  )
    return false;
  if (isOfAnother(between)) return false;
  // "apologised to the families of four civilians killed by its strike": its own.
  const isOwnStrike =
    governor.class === 'CONFESS' &&
    tokens[toll.to]?.class === 'BY' &&
    tokens.slice(toll.to + 1, toll.to + 4).some(({ class: name }) => name === 'POSSESSIVE');
  if (toll.form === 'reduced' && !isOwnStrike && isOwned(tokens, toll)) return false;
  if (toll.form !== 'nominal' && toll.form !== 'toll') return true;
  // What is counted as a noun has to be what the verb is about.
  const last = between.findLast(
    (token) =>
      !/^(?:DETERMINER|ADJECTIVE|ADVERB|POSSESSIVE|ADDITIONAL|QUALIFIER|PREPOSITION|LIKELY|COLON|QUOTE)$/.test(
        token.class,
      ),
  );
  if (last === undefined || /^(?:bring|rais|tak|push|lift|increas|mak)(?:e|es|ing)?$/.test(last.lower)) return true;
  return /^(?:THAT|CAUSE|OF|FOR|AUXILIARY|IN|BY|TO|RESPONSIBILITY|AND|COMMA|DATE|STRIKE|NAME|KILLING|TOLL|CREDIBLE|DEATH|SPEAKER|ADMISSION|INJURED|INJURY|NUMBER|CIVILIAN|VICTIM|ALLEGATION|WHO|ASSERT|CONFESS|STATEMENT|KILLED)$/.test(
    last.class,
  );
}

/** "the families of 12 civilians killed", "the case of the 10 civilians killed": of something that has to do with them. */
function isOwned(tokens: readonly Token[], toll: Toll): boolean {
  const before = tokens
    .slice(0, toll.number)
    .findLastIndex(({ class: name }) => !/^(?:DETERMINER|QUALIFIER|ADJECTIVE|ADDITIONAL|POSSESSIVE)$/.test(name));
  if (tokens[before]?.class === 'FAMILY') return /^famil/.test(tokens[before]?.lower ?? '');
  const noun = tokens[before - 1];
  // Who identifies the dead by name says that they died.
  const isOfThem =
    /^(?:DEATH|KILLING|TOLL|LIVES|ADMISSION|STATEMENT|INJURY)$/.test(noun?.class ?? '') ||
    /^(?:identities|names)$/.test(noun?.lower ?? '') ||
    (noun?.class === 'ALLEGATION' && tokens[before - 2]?.class === 'CREDIBLE') ||
    // "identified by name 19 of the 31 civilians".
    (noun?.class === 'NUMBER' && /^(?:name|named|identified)$/.test(tokens[before - 2]?.lower ?? ''));
  return tokens[before]?.class === 'OF' && !isOfThem;
}

/** "the site where seven civilians died", "a gunman who had killed three": what is told of a noun that is no deed of the speaker. */
function isOfAnother(between: readonly Token[]): boolean {
  const relative = between.findLastIndex(({ class: name }) => name === 'WHO');
  if (relative === -1 || between.slice(relative).some(({ class: name }) => name === 'COMMA' || name === 'THAT'))
    return false;
  const noun = between.slice(0, relative).findLast(({ class: name }) => !/^(?:IN|PREPOSITION|BY|COMMA)$/.test(name));
  return (
    /^(?:who|where)$/.test(between[relative]?.lower ?? '') &&
    /^(?:FIGHTER|WORD|PERSON|ARMED_GROUP)$/.test(noun?.class ?? '')
  );
}

/** The last ", that" or "and that" before a figure: another clause of what is said. -1 for none. */
function parallelClause(tokens: readonly Token[], from: number, toll: Toll): number {
  for (let index = toll.from - 1; index > from + 1; index -= 1) {
    const previous = tokens[index - 1]?.class;
    if (tokens[index]?.class === 'THAT' && (previous === 'COMMA' || previous === 'AND')) return index;
  }
  return -1;
}

/** "says it looked at 19 strikes, that it killed six": the last clause is of who says, and not of who looked. */
export function isSetAside(
  tokens: readonly Token[],
  governor: Governor,
  { own, toll }: { readonly own: readonly Governor[]; readonly toll: Toll },
): boolean {
  const isReviewed = (one: Governor): boolean => one.class === 'REVIEW' && !one.isNoun && one.end <= governor.at;
  const mayEnd = governor.isNoun
    ? own.some(isReviewed)
    : /^(?:REVIEW|AVERT|DEMAND|SAY|ASSERT|ESTIMATE)$/.test(governor.class);
  const first = tokens.slice(governor.end, toll.from).findIndex(({ class: name }) => name === 'THAT');
  // "the minister said, that": its own.
  const isParallel = first > 1 || (first === 1 && governor.isNoun);
  const link = tokens[governor.end + first - 1]?.class;
  if (!mayEnd || !isParallel || (link !== 'COMMA' && link !== 'AND')) return false;
  return own.some((outer) => outer.at < governor.at && outer.subject.kind !== 'unknown' && isAsserting(outer));
}

/** Where the clause begins that a governor says of a figure: behind "and that" if it said another one before. */
export function clauseStart(tokens: readonly Token[], governor: Governor | undefined, toll: Toll): number | undefined {
  if (governor === undefined) return undefined;
  if (governor.isNoun || !isAsserting(governor)) return governor.end;
  return Math.max(governor.end, parallelClause(tokens, governor.end, toll));
}
