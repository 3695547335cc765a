import type { Token } from '../../engine/token.ts';
import { type Governor, isAsserting } from '../speech/governor.ts';
import type { Subject } from '../speech/subjects.ts';
import type { Toll } from '../tolls/toll.ts';
import type { Segment } from './segments.ts';

/** Governors that stand in another clause than the figure, or inside its own. */

/** "The strike, said a spokesman, 'killed two civilians'": the speaker stands inside the clause. */
export function parenthetical(
  tokens: readonly Token[],
  toll: Toll,
  nearest: Governor | undefined,
): Governor | undefined {
  if (nearest === undefined || toll.form !== 'active' || tokens[nearest.at - 1]?.class !== 'COMMA') return undefined;
  const between = tokens.slice(nearest.end, toll.from);
  const isClosed =
    between.some(({ class: name }) => name === 'COMMA') &&
    between.every(({ class: name }) => /^(?:COMMA|QUOTE|PERSON|NAME)$/.test(name));
  return isClosed ? nearest : undefined;
}

const adjunct = /^(?:DATE|IN|PREPOSITION|ADVERB|NAME|DETERMINER|WORD|ADJECTIVE|NUMBER|OF|COMMA|STRIKE|ADDITIONAL|FOR)$/;

/** "Last month, said Volker Türk of OHCHR, the Sudanese air force killed 17": only a phrase stands before the speaker. */
export function interposed(tokens: readonly Token[], toll: Toll, nearest: Governor | undefined): Governor | undefined {
  if (nearest === undefined || !nearest.isInverted || nearest.class === 'ACCORDING') return undefined;
  const before = tokens.slice(0, nearest.at - 1);
  const after = tokens.slice(nearest.end, toll.from);
  const isPhrase =
    before.length > 0 &&
    before.length < 14 &&
    tokens[nearest.at - 1]?.class === 'COMMA' &&
    before.every(({ class: name, isVerb }) => adjunct.test(name) && !isVerb);
  return isPhrase && after[0]?.class === 'COMMA' && nearest.end <= toll.from ? nearest : undefined;
}

/** "'It was the wrong house,' said the spokesman, 'and 14 civilians died'": the quotation goes on behind its speaker. */
export function resumed(tokens: readonly Token[], toll: Toll, nearest: Governor | undefined): Governor | undefined {
  if (nearest === undefined || !nearest.isInverted || tokens[nearest.at - 1]?.class !== 'QUOTE') return undefined;
  const between = tokens.slice(nearest.end, toll.from);
  const quotes = between.filter(({ class: name }) => name === 'QUOTE').length;
  const opens = between.findIndex(({ class: name }) => name === 'QUOTE');
  return quotes === 1 && /^(?:COMMA|COLON)$/.test(between[opens - 1]?.class ?? '') ? nearest : undefined;
}

/** The verb of two complements, "said A and that B", whose second has the toll; null where two verbs could have it. */
export function sharedGovernor(
  tokens: readonly Token[],
  toll: Toll,
  left: readonly Governor[],
): { readonly governor: Governor; readonly from: number } | null {
  const that = tokens.slice(0, toll.from).findLastIndex(({ class: name }) => name === 'THAT');
  const isSecond =
    /^(?:AND|COMMA)$/.test(tokens[that - 1]?.class ?? '') && left.every(({ at }) => at < that || at > toll.from);
  if (that < 1 || !isSecond) return null;
  const before = left.filter(
    ({ at, isNoun, isPassive, class: name }) => at < that && !isNoun && !isPassive && name !== 'ACCORDING',
  );
  const complements = tokens.slice(0, that).filter(({ class: name }) => name === 'THAT').length;
  const [governor] = before;
  // "is reviewing a report that A and that B": what the report says.
  const first = tokens.findIndex(({ class: name }) => name === 'THAT');
  if (first < that && left.some(({ at }) => governor !== undefined && at > governor.at && at < first)) return null;
  return governor !== undefined && complements <= 1 && governor.subject.kind !== 'unknown' && isAsserting(governor)
    ? { governor, from: that + 1 }
    : null;
}

/** "The statement by CENTCOM was short: one civilian was killed". */
export function announcerOf(tokens: readonly Token[], { from }: Segment): Governor | null {
  if (tokens[from - 1]?.class !== 'COLON') return null;
  const clause = tokens.slice(0, from - 1);
  const substantiated = believedBefore(clause);
  if (substantiated !== null) return substantiated;
  const given = accountOf(clause) ?? (tokens[from]?.class === 'QUOTE' ? briefly(clause) : null);
  if (given !== null) return given;
  if (
    clause.some(({ class: name }) =>
      /^(?:NOT|DENY|DOUBT|ALLEGE|ALLEGATION|REVIEW|IF|MODAL|WITHDRAW|LOCALS|FORMER|UNREAL|TO)$/.test(name),
    )
  )
    return null;
  const at = clause
    .slice(0, 5)
    .findIndex(
      ({ class: name, lower }) =>
        /^(?:STATEMENT|ADMISSION)$/.test(name) || /^(?:verdict|answer|reply|message)$/.test(lower),
    );
  const owner =
    /^(?:BY|OF)$/.test(clause[at + 1]?.class ?? '') || clause[at + 1]?.lower === 'from'
      ? clause.slice(at + 2, at + 4)
      : clause.slice(0, Math.max(0, at));
  const named = [...owner, ...clause.slice(0, Math.max(0, at))];
  const speaker = named.find(({ class: name }) => name === 'SPEAKER');
  if (at === -1 || speaker === undefined) return null;
  const subject: Subject = { kind: 'speakers', ids: [speaker.speakers[0]?.id ?? ''], from: 0 };
  return {
    class: 'SAY',
    at,
    end: from,
    subject,
    isNegated: false,
    isSupposed: false,
    isPassive: false,
    isInverted: false,
    isNoun: true,
  };
}

/** 'CENTCOM was brief: "..."', 'Its command wrote on X: "..."': the only body of a clause that leads in to a quotation. */
function briefly(clause: readonly Token[]): Governor | null {
  const opening = clause.findIndex(({ class: name }) => name !== 'DETERMINER');
  const body = clause[opening];
  const isOnly = clause.filter(({ class: name }) => name === 'SPEAKER').length === 1;
  const isRefused = clause.some(({ class: name }) =>
    /^(?:NOT|DENY|DOUBT|ALLEGE|ALLEGATION|REVIEW|IF|MODAL|WITHDRAW|LOCALS|VICTIM|FORMER|UNREAL|TO)$/.test(name),
  );
  const words = clause
    .slice(opening + 1)
    .map(({ lower }) => lower)
    .join(' ');
  const isSaid =
    /^(?:was|is) (?:brief|short|blunt|frank|clear|terse)$|^(?:put|puts) it\b|^(?:wrote|writes|tweeted|posted|replied|answered) (?:on|in) |^'s? (?:\w+ ){0,2}(?:reply|answer|response|statement|comment)(?: (?:reads|read|was brief|is brief|was short))?$/.test(
      words,
    );
  if (body?.class !== 'SPEAKER' || !isOnly || isRefused || !isSaid) return null;
  const subject: Subject = { kind: 'speakers', ids: [body.speakers[0]?.id ?? ''], from: opening };
  return { ...statedBy, class: 'SAY', at: clause.length - 1, end: clause.length + 1, subject };
}

/** "The Coalition gave this account of its raid", "CENTCOM published the findings of its inquiry". */
function accountOf(clause: readonly Token[]): Governor | null {
  const opening = clause.findIndex(({ class: name }) => name !== 'DETERMINER');
  const body = clause[opening];
  const verb = clause.findIndex(({ lower }) => /^(?:gave|gives|offered|issued|published|released|posted)$/.test(lower));
  const noun = clause.slice(Math.max(0, verb), verb + 5).some(({ class: name, lower }) => {
    if (name === 'STATEMENT' || name === 'ADMISSION') return true;
    return /^(?:account|version|figures|results|breakdown|details|list)$/.test(lower);
  });
  const isRefused = clause.some(({ class: name }) =>
    /^(?:NOT|DENY|DOUBT|ALLEGE|REVIEW|IF|MODAL|WITHDRAW|LOCALS|FORMER|UNREAL|TO)$/.test(name),
  );
  if (body?.class !== 'SPEAKER' || verb === -1 || !noun || isRefused) return null;
  const subject: Subject = { kind: 'speakers', ids: [body.speakers[0]?.id ?? ''], from: opening };
  return { ...statedBy, class: 'SAY', at: verb, end: clause.length + 1, subject };
}

/** "the command assessed four reports, one of which was substantiated: one civilian was killed". */
function believedBefore(clause: readonly Token[]): Governor | null {
  const last = clause.at(-1);
  const isBelieved =
    last !== undefined &&
    (last.class === 'CREDIBLE' || /^(?:substantiated|confirmed|corroborated|upheld|verified)$/.test(last.lower)) &&
    !clause.slice(-4).some(({ class: name }) => /^(?:NOT|DOUBT|MODAL|IF)$/.test(name)) &&
    clause.slice(-3).some(({ class: name, lower }) => name === 'AUXILIARY' || /^(?:as|proved|found)$/.test(lower));
  if (!isBelieved || clause.some(({ class: name }) => /^(?:LOCALS|UNREAL|FORMER|DENY|WITHDRAW)$/.test(name)))
    return null;
  const at = clause.findIndex(
    ({ class: name }, index) =>
      /^(?:SPEAKER|REFERENCE|PRONOUN)$/.test(name) && !/^(?:BY|OF|FOR|TO|IN)$/.test(clause[index - 1]?.class ?? ''),
  );
  const body = clause[at];
  // "Two reports were assessed to be credible": by whoever publishes.
  const subject: Subject =
    body === undefined
      ? { kind: 'back', word: 'we', nouns: [], from: 0 }
      : body.class === 'SPEAKER'
        ? { kind: 'speakers', ids: [body.speakers[0]?.id ?? ''], from: at }
        : { kind: 'back', word: body.lower, nouns: body.speakers.map(({ id }) => id), from: at };
  return { ...statedBy, class: 'ASSERT', at: clause.length - 1, end: clause.length + 1, subject };
}

const statedBy = { isNegated: false, isSupposed: false, isPassive: false, isInverted: false, isNoun: false } as const;

/** "16 were assessed to be credible, resulting in 132 civilian deaths": the words before speak of other reports. */
export function credibleGovernor(tokens: readonly Token[], toll: Toll, own: readonly Governor[]): Governor | null {
  const credible = tokens.slice(0, toll.from).findLastIndex((token) => token.class === 'CREDIBLE');
  if (credible === -1 || tokens[credible - 1]?.class === 'NOT') return null;
  const between = tokens.slice(credible + 1, toll.from);
  if (
    between.length > 14 ||
    !between.some((token) => token.class === 'CAUSE') ||
    between.some((token) => token.class === 'NOT' || token.class === 'DOUBT' || token.class === 'MODAL')
  )
    return null;
  const known = own
    .filter(({ at, subject }) => at < credible && subject.kind !== 'unknown' && subject.kind !== 'same')
    .at(-1);
  const opening = tokens.findIndex((token) => token.class === 'SPEAKER');
  const subject: Subject | undefined =
    known?.subject ??
    (opening !== -1 && opening < credible
      ? { kind: 'speakers', ids: [tokens[opening]?.speakers[0]?.id ?? ''], from: opening }
      : (own.find(({ at, subject: one }) => at > credible && one.kind === 'speakers')?.subject ?? {
          kind: 'back',
          word: 'it',
          nouns: [],
          from: 0,
        }));
  return {
    class: 'ASSERT',
    at: credible,
    end: credible + 1,
    subject,
    isNegated: false,
    isSupposed: false,
    isPassive: false,
    isInverted: false,
    isNoun: false,
  };
}
