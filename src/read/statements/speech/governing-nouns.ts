import type { Token } from '../../engine/token.ts';
import type { Governor, Range } from './governor.ts';
import { plain } from './polarity.ts';
import { type Subject, subjectBefore } from './subjects.ts';
import { skip, skipBack, subjectAfter } from './subjects-after.ts';

/** "Coalition admission of", "announcement by the Coalition that", "reports that". */
export function ofNoun(tokens: readonly Token[], at: number, { from, to }: Range): Governor | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const base = {
    ...plain(tokens, at, from),
    class: token.class,
    at,
    isNoun: true,
    isNegated: tokens[at - 1]?.class === 'NOT',
    isSupposed: false,
  };
  const revised = token.class === 'TOLL' ? (ofRevision(tokens, at, { from, to }) ?? broughtTo(tokens, at, from)) : null;
  if (revised !== null) return revised;
  const when = skip(tokens, at + 1, ['ADVERB', 'DATE']);
  const next = tokens[when]?.class === 'BY' ? tokens[when] : tokens[at + 1];
  const maker =
    /^(?:STATEMENT|ADMISSION)$/.test(token.class) && next?.class === 'THAT' ? makerOf(tokens, at, from) : null;
  if (maker !== null) return { ...base, ...maker, class: 'ADMISSION', end: at + 1 };
  const owner = token.class === 'STATEMENT' && next?.class === 'THAT' ? ownerOf(tokens, at, from) : null;
  // "thanked Airwars for its report that": of two, nobody knows whose; "told the inquiry that": it only listens.
  const bodies = new Set(
    tokens.slice(from, at).flatMap((one) => (one.class === 'SPEAKER' ? [one.speakers[0]?.id] : [])),
  );
  const isAnybodys = owner?.kind === 'back' && bodies.size > 1;
  const listener = skipBack(tokens, (owner?.from ?? at) - 1, ['DETERMINER', 'ADJECTIVE']);
  if (
    owner !== null &&
    (isAnybodys || /^(?:told|tell|tells|informed|reminded|briefed|assured)$/.test(tokens[listener]?.lower ?? ''))
  )
    return null;
  // "the Coalition's statement that".
  if (owner !== null && owner.kind !== 'unknown') return { ...base, class: 'ADMISSION', subject: owner, end: at + 1 };
  if (token.class === 'TOLL' || token.class === 'STATEMENT') return ownFigure(tokens, at, { from, to });
  if (
    token.class === 'ADMISSION' &&
    next !== undefined &&
    /^(?:BY|OF|PREPOSITION)$/.test(next.class) &&
    (next.lower !== 'of' || tokens[skip(tokens, at + 2, ['DETERMINER'])]?.class === 'SPEAKER')
  ) {
    const { subject, end } = subjectAfter(tokens, tokens.indexOf(next) + 1, to);
    if (subject.kind !== 'unknown') return { ...base, subject, end };
  }
  const measured = ownFigure(tokens, at, { from, to });
  if (measured?.class === 'ACCORDING') return measured;
  // The subject of a verb is no governor: "the report said", "its estimate rose".
  const linked = tokens
    .slice(at + 1, at + 8)
    .findIndex(
      ({ class: name }) =>
        name === 'THAT' ||
        name === 'OF' ||
        name === 'NUMBER' ||
        name === 'KILLED' ||
        name === 'VICTIM' ||
        name === 'CIVILIAN' ||
        name === 'COLON',
    );
  const verb = tokens
    .slice(at + 1, at + 8)
    .findIndex(
      (one) => one.isVerb || (one.class === 'AUXILIARY' && /^(?:was|were|is|are|has|had|have)$/.test(one.lower)),
    );
  if (token.class === 'ALLEGATION') return { ...base, subject: subjectBefore(tokens, at + 1, from), end: at + 1 };
  if (linked === -1) return null;
  // "did not support a finding that".
  const negation = tokens
    .slice(Math.max(from, at - 5), at)
    .findLastIndex((one) => one.class === 'NOT' || one.class === 'DOUBT');
  if (negation !== -1)
    return {
      ...base,
      subject: subjectBefore(tokens, Math.max(from, at - 5) + negation, from),
      end: at + 1,
      isNegated: true,
    };
  if (verb !== -1 && verb < linked) return ownFigure(tokens, at, { from, to });
  const subject = ownerOf(tokens, at, from);
  return { ...base, subject, end: at + 1, isSupposed: isWanted(tokens, subject.from) };
}

const wanting =
  /^(?:demands?|calls?|calling|hopes?|hoping|pleas?|push|pressing|pressure|campaign|waits?|waited|waiting|need|requests?|petition|absence|lack)$/;

/** "demands for Danish recognition that": there is none. */
function isWanted(tokens: readonly Token[], at: number): boolean {
  const link = skipBack(tokens, at - 1, ['DETERMINER', 'ADJECTIVE', 'ADVERB']);
  return /^(?:FOR|OF)$/.test(tokens[link]?.class ?? '') && wanting.test(tokens[link - 1]?.lower ?? '');
}

export const stands = /^(?:is|was|are|were|stands|stood|now|rose|rises|reached|includes|totals|puts)$/;
/** "the Pentagon's list has 11 civilians killed": right behind the noun. */
const contains = /^(?:has|contains|gives|holds)$/;

/** "the database of Airwars has". */
function isOwnerBehind(tokens: readonly Token[], link: number): boolean {
  const body = tokens[skip(tokens, link + 1, ['DETERMINER'])];
  return tokens[link]?.class === 'OF' && body?.class === 'SPEAKER';
}

/** "its tally now stands at", "the best estimate by Airwars is": the figure of whoever counts. */
function ownFigure(tokens: readonly Token[], at: number, { from, to }: Range): Governor | null {
  const token = tokens[at];
  if (token === undefined) return null;
  let subject = ownerOf(tokens, at, from);
  let end = at + 1;
  const link = tokens[end];
  if (
    subject.kind === 'unknown' &&
    link !== undefined &&
    (link.class === 'BY' || link.lower === 'from' || isOwnerBehind(tokens, end))
  )
    ({ subject, end } = subjectAfter(tokens, end + 1, to));
  const keeper = subject.kind === 'unknown' ? keeperOf(tokens, at) : null;
  if (keeper !== null) {
    subject = {
      kind: 'speakers',
      ids: [keeper.id],
      from: skipBack(tokens, at - 1, ['DETERMINER', 'ADJECTIVE', 'CIVILIAN', 'WORD']) + 1,
    };
    end = keeper.end;
  }
  if (subject.kind === 'unknown') return null;
  // "having new evidence from Amnesty, it now considers": of another clause.
  if (tokens[end]?.class === 'COMMA' && tokens[end + 1]?.class === 'PRONOUN') return null;
  let verb = contains.test(tokens[end]?.lower ?? '')
    ? 0
    : tokens.slice(end, end + 10).findIndex((one) => one.class === 'REACH' || stands.test(one.lower));
  const number = tokens.slice(end, end + 14).findIndex(({ class: name }) => name === 'NUMBER');
  // "By the Coalition's own count its war has killed".
  const opener = skipBack(tokens, subject.from - 1, ['DETERMINER']);
  const isMeasure = opener <= from || /^(?:COMMA|BUT|AND|SEMICOLON)$/.test(tokens[opener - 1]?.class ?? '');
  if (/^(?:BY|PREPOSITION|IN)$/.test(tokens[opener]?.class ?? '') && isMeasure)
    return {
      class: 'ACCORDING',
      at,
      end,
      subject,
      isNegated: false,
      isSupposed: false,
      isPassive: false,
      isInverted: false,
      isNoun: true,
    };
  // "the Pentagon's total of 120 civilians killed": what it counts.
  const isOf = token.class === 'TOLL' && tokens[at + 1]?.class === 'OF' && subject.kind === 'speakers';
  if (isOf && tokens[skip(tokens, at + 2, ['QUALIFIER'])]?.class === 'NUMBER') verb = 0;
  if (verb === -1 || number === -1 || verb > number) return null;
  return {
    class: 'ADMISSION',
    at,
    end: end + verb + 1,
    subject,
    isNegated: tokens[end + verb + 1]?.class === 'NOT',
    // "If Amnesty's count is right".
    isSupposed: tokens.slice(Math.max(from, subject.from - 3), subject.from).some(({ class: name }) => name === 'IF'),
    isPassive: false,
    isInverted: false,
    isNoun: true,
  };
}

/** "a tally that Airwars keeps", "the count HRW has made": whose it is, and where its clause ends. */
function keeperOf(tokens: readonly Token[], at: number): { readonly id: string; readonly end: number } | null {
  const link = /^(?:THAT|WHO)$/.test(tokens[at + 1]?.class ?? '') ? at + 2 : at + 1;
  const body = tokens[skip(tokens, link, ['DETERMINER'])];
  const verb = skip(tokens, skip(tokens, link, ['DETERMINER']) + 1, ['AUXILIARY', 'ADVERB']);
  const keeps =
    /^(?:keeps|kept|maintains|maintained|runs|made|makes|holds|drew|compiles|compiled|published|publishes)$/;
  if (body?.class !== 'SPEAKER' || !keeps.test(tokens[verb]?.lower ?? '')) return null;
  return { id: body.speakers[0]?.id ?? '', end: tokens[verb + 1]?.lower === 'up' ? verb + 2 : verb + 1 };
}

/** "Pentagon: 45 civilians killed" and "Two civilians killed - AFRICOM". */
export function headlineGovernor(tokens: readonly Token[]): Governor | null {
  const base = { isNegated: false, isSupposed: false, isPassive: false, isNoun: false } as const;
  const opening = tokens.findIndex(({ class: name }) => name !== 'DETERMINER');
  const first = tokens[opening];
  const partner =
    tokens[opening + 1]?.class === 'AND' && tokens[opening + 2]?.class === 'SPEAKER' ? tokens[opening + 2] : undefined;
  const colon = opening + (partner === undefined ? 1 : 3);
  if (first?.class === 'SPEAKER' && tokens[colon]?.class === 'COLON') {
    const ids = [first, partner].flatMap((one) => one?.speakers[0]?.id ?? []);
    return {
      ...base,
      class: 'SAY',
      at: colon,
      end: colon + 1,
      subject: { kind: 'speakers', ids, from: 0 },
      isInverted: false,
    };
  }
  const introduced = introducing(tokens);
  if (introduced !== null) return { ...base, ...introduced, class: 'SAY', isInverted: false };
  const last = tokens.at(-1);
  const dash = tokens.at(-2);
  if (last?.class === 'SPEAKER' && (dash?.class === 'DASH' || dash?.class === 'COLON')) {
    const at = tokens.length - 2;
    return {
      ...base,
      class: 'SAY',
      at,
      end: tokens.length,
      subject: { kind: 'speakers', ids: [last.speakers[0]?.id ?? ''], from: at },
      isInverted: true,
    };
  }
  return null;
}

/** "Colonel Joe Scrocca, a coalition spokesman: 'We found'". */
function introducing(tokens: readonly Token[]): Pick<Governor, 'at' | 'end' | 'subject'> | null {
  const at = tokens.slice(0, 16).findIndex(({ class: name }) => name === 'COLON');
  const group = tokens.slice(0, Math.max(0, at));
  const isGroup = group.every(({ class: name }) =>
    /^(?:PERSON|NAME|COMMA|DETERMINER|SPEAKER|GENITIVE|OF|FOR|IN|ADJECTIVE|STOP|AND|PREPOSITION|WORD)$/.test(name),
  );
  const bodies = group.filter(({ class: name }) => name === 'SPEAKER');
  const [body] = bodies;
  if (!isGroup || bodies.length !== 1 || body === undefined || tokens[at + 1]?.class !== 'QUOTE') return null;
  if (!group.some(({ class: name }) => name === 'PERSON')) return null;
  return { at, end: at + 1, subject: { kind: 'speakers', ids: [body.speakers[0]?.id ?? ''], from: 0 } };
}

/** "raised its count to", "raised to 1,114 the number of": whoever revises a toll says the new one. */
function ofRevision(tokens: readonly Token[], at: number, { from }: Range): Governor | null {
  for (let index = at - 1; index >= Math.max(from, at - 7); index -= 1) {
    const token = tokens[index];
    if (
      /^(?:rais(?:e|es|ed)|increas(?:e|es|ed)|revis(?:e|es|ed)|updat(?:e|es|ed)|lift(?:s|ed)?|lower(?:s|ed)?|ups|upped|bumps?|bumped|boost(?:s|ed)?|adjust(?:s|ed)?)$/.test(
        token?.lower ?? '',
      )
    ) {
      const subject = subjectBefore(tokens, index, from);
      if (subject.kind === 'unknown' || subject.kind === 'same') return null;
      return { ...plain(tokens, index, from), class: 'ADMISSION', at: index, end: index + 1, subject };
    }
    if (
      !/^(?:POSSESSIVE|DETERMINER|ADJECTIVE|CIVILIAN|TO|PREPOSITION|NUMBER|QUALIFIER|WORD|ADVERB)$/.test(
        token?.class ?? '',
      )
    )
      return null;
  }
  return null;
}

/** "That brings its total to 1,335", "the latest figures take the Coalition's total to": the new total of whose it is. */
function broughtTo(tokens: readonly Token[], at: number, from: number): Governor | null {
  const subject = ownerOf(tokens, at, from);
  if (subject.kind === 'unknown' || subject.kind === 'person') return null;
  const verb = skipBack(tokens, subject.from - 1, ['DETERMINER']);
  if (!/^(?:brings?|brought|takes?|took|push(?:es|ed)|lifts?|lifted)$/.test(tokens[verb]?.lower ?? '')) return null;
  const opening = tokens.slice(from, verb);
  const isTheirs = opening.some(({ lower }) =>
    /^(?:that|this|it|which|figures?|deaths?|admissions?|report|review|release|additions?|update)$/.test(lower),
  );
  const isOthers = opening.some(({ class: name }) => /^(?:SPEAKER|LOCALS|NOT|MODAL|IF|ALLEGE|DOUBT|DENY)$/.test(name));
  const isTo = tokens.slice(at + 1, at + 12).some(({ class: name }) => name === 'TO');
  if (opening.length > 8 || !isTheirs || isOthers || !isTo) return null;
  return { ...plain(tokens, verb, from), class: 'ADMISSION', at: verb, end: verb + 1, subject };
}

const lightVerbs =
  /^(?:came to|comes to|come to|reach|reached|reaches|arrived at|made|makes|issued|has|have|had|holds|drew|gave|gives|provided|offered|published|released|gathered|obtained|collected|produced|presented|compiled|assembled)$/;

/** "came to the conclusion that", "has evidence that": of whoever has or makes it. Null for "had no evidence that". */
function makerOf(
  tokens: readonly Token[],
  at: number,
  from: number,
): Pick<Governor, 'subject' | 'isNegated' | 'isSupposed'> | null {
  let index = at - 1;
  while (index > from && /^(?:DETERMINER|ADJECTIVE|ADVERB)$/.test(tokens[index]?.class ?? '')) index -= 1;
  if (!lightVerbs.test(tokens[index]?.lower ?? '')) return null;
  const subject = subjectBefore(tokens, index, from);
  return subject.kind === 'unknown'
    ? null
    : { subject, isNegated: plain(tokens, index, from).isNegated, isSupposed: plain(tokens, index, from).isSupposed };
}

const confessions = /^(?:admissions?|acknowledge?ments?|confession|concession|acceptance|recognition)$/;

/** "the Pentagon", "Denmark": whose admission it can be. */
export function isBodyOrCountry({ class: name, isVague, speakers }: Token): boolean {
  return name === 'SPEAKER' || (name === 'NAME' && isVague && speakers[0]?.role === 'acknowledging');
}

function ownerOf(tokens: readonly Token[], at: number, from: number): Subject {
  let index = at - 1;
  while (
    index >= from &&
    (/^(?:ADJECTIVE|WORD|ADVERB|CIVILIAN|DEATH|CASUALTY|ORGANISATION)$/.test(tokens[index]?.class ?? '') ||
      // "admitted death toll".
      (tokens[index]?.class === 'CONFESS' && /ed$/.test(tokens[index]?.lower ?? '')))
  )
    index -= 1;
  const token = tokens[index];
  // "to the Coalition's statement": the owner, whatever stands before.
  const possessor = token?.class === 'GENITIVE' ? tokens[index - 1] : undefined;
  const isConfession = confessions.test(tokens[at]?.lower ?? '');
  // "the Dutch admission of".
  if (isConfession && token?.class === 'FORCE' && token.speakers[0]?.role === 'acknowledging')
    return { kind: 'speakers', ids: [token.speakers[0].id], from: index };
  if (possessor !== undefined && (isConfession ? isBodyOrCountry(possessor) : possessor.class === 'SPEAKER'))
    return { kind: 'speakers', ids: [possessor.speakers[0]?.id ?? ''], from: index - 1 };
  if (token?.class === 'GENITIVE') return subjectBefore(tokens, index, from);
  if (token?.class === 'SPEAKER') return { kind: 'speakers', ids: [token.speakers[0]?.id ?? ''], from: index };
  if (token?.class === 'POSSESSIVE') return { kind: 'back', word: token.lower, nouns: [], from: index };
  return { kind: 'unknown', from: index };
}
