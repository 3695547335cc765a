import type { Refusal } from '../../../domain/reader/explanations.ts';
import type { Stance } from '../../../domain/readings.ts';
import type { Token } from '../../engine/token.ts';
import { type Governor, isAsserting } from '../speech/governor.ts';
import type { Subject } from '../speech/subjects.ts';
import type { Toll } from '../tolls/toll.ts';
import { cuesAfter, cuesBefore, order, refusalOf, refusals, stanceOf } from './cues.ts';
import { frameRefusal } from './frames.ts';
import { isMixed } from './mixed-counts.ts';
import {
  clauseStart,
  governs,
  isAgentless,
  isAttribution,
  isBelieved,
  isClosed,
  isComplement,
  isInSubject,
  isInside,
  isSetAside,
} from './reach.ts';
import type { Segment } from './segments.ts';

export type Verdict =
  | { readonly stance: 'asserted'; readonly rule: string; readonly governor: Governor }
  | { readonly stance: Exclude<Stance, 'asserted'>; readonly subject: Subject; readonly because: Refusal }
  | { readonly stance: null; readonly because: Refusal };

/**
 * Says what a sentence does with a figure. Refuses by default: `asserted` only where an asserting verb of somebody governs the
 * figure and no word between the two, nor a verdict after it, takes that back.
 */
export function verdictOf(
  tokens: readonly Token[],
  toll: Toll,
  segment: Segment,
  governors: readonly Governor[],
): Verdict {
  if (tokens.at(-1)?.class === 'QUESTION') return { stance: null, because: 'questioned' };
  if (isMixed(tokens, toll)) return { stance: null, because: 'fighters-among-them' };
  const frame = frameRefusal(tokens, toll, governors);
  if (frame === 'fiction' || frame === 'excluded') return { stance: null, because: frame };
  // "The Coalition corrects its statement: 3 and not 15 civilians were killed."
  const corrects = governors.find(
    ({ class: name, at, isNegated, isSupposed }) =>
      name === 'WITHDRAW' && at < toll.number && !isNegated && !isSupposed && /^correct/.test(tokens[at]?.lower ?? ''),
  );
  const isNotOther = tokens
    .slice(toll.number + 1, toll.number + 5)
    .some((token, index, after) => token.class === 'NOT' && after[index + 1]?.class === 'NUMBER');
  if (corrects !== undefined && isNotOther) return { stance: 'asserted', rule: 'corrected', governor: corrects };
  const own = governors.filter(({ at }) => at >= segment.from && at < segment.to);
  const left = own.filter(
    (governor) =>
      governor.end <= toll.number &&
      !isInside(governor, toll) &&
      !isClosed(tokens, governor, toll) &&
      !isInSubject(governor, own, toll) &&
      !isBelieved(tokens, governor, toll) &&
      !isAgentless(tokens, governor, toll) &&
      !isSetAside(tokens, governor, { own, toll }),
  );
  const right = own.filter(({ at }) => at >= toll.to);
  // "acknowledged that the home had no link to the group and that four civilians were killed".
  const shared = sharedGovernor(tokens, toll, left);
  const nearest = credibleGovernor(tokens, toll, own) ?? shared?.governor ?? left.at(-1);
  // "the number of deaths acknowledged by CENTCOM has risen to 119".
  const counted =
    toll.form === 'toll'
      ? own.find(
          (governor) =>
            isInside(governor, toll) &&
            (governor.isPassive ||
              tokens.slice(toll.from, governor.at).some(({ class: name }) => name === 'THAT' || name === 'WHO')) &&
            isAsserting(governor) &&
            governor.subject.kind === 'speakers',
        )
      : undefined;
  const admitted =
    toll.form === 'toll' && left.length === 0
      ? right.find(
          (governor) =>
            isAsserting(governor) &&
            governor.subject.kind === 'speakers' &&
            governor.subject.from <= toll.to + 2 &&
            tokens
              .slice(toll.to, governor.subject.from)
              .every(({ class: name }) => /^(?:WHO|THAT|DETERMINER)$/.test(name)) &&
            tokens.slice(governor.end, governor.end + 4).some(({ class: name }) => name === 'KILLED'),
        )
      : undefined;
  // "brings to 352 the number of civilians whom the Coalition says it has killed".
  if (admitted !== undefined && cuesBefore(tokens, toll, segment).length === 0)
    return { stance: 'asserted', rule: 'counted-by', governor: admitted };
  if (counted !== undefined && left.length === 0 && cuesBefore(tokens, toll, segment).length === 0)
    return { stance: 'asserted', rule: 'counted-by', governor: counted };
  const cues = [
    ...cuesBefore(tokens, toll, {
      from: shared?.from ?? clauseStart(tokens, nearest, toll) ?? segment.from,
      to: toll.to,
    }),
    ...(frame === null ? [] : [frame]),
  ];
  const verdicts = cuesAfter(tokens, toll, segment, { right, nearest });
  if (nearest !== undefined && !(nearest.isInverted && nearest.class !== 'ACCORDING'))
    return governedVerdict(tokens, toll, {
      nearest,
      left: shared === null ? left : left.slice(0, left.indexOf(shared.governor) + 1),
      right,
      cues: [...cues, ...verdicts],
    });
  const after =
    right.find((governor) => isAttribution(tokens, governor, toll)) ??
    parenthetical(tokens, toll, nearest) ??
    resumed(tokens, toll, nearest);
  const announced = after === undefined && nearest === undefined ? announcerOf(tokens, segment) : null;
  if (announced !== null && cues.length === 0 && verdicts.length === 0)
    return { stance: 'asserted', rule: 'announced', governor: announced };
  if (after === undefined) return ungovernedVerdict(tokens, toll, [...cues, ...verdicts]);
  return attributedVerdict({ after, cues: [...cues, ...verdicts] });
}

/** "The strike, said a spokesman, 'killed two civilians'": the speaker stands inside the clause. */
function parenthetical(tokens: readonly Token[], toll: Toll, nearest: Governor | undefined): Governor | undefined {
  if (nearest === undefined || toll.form !== 'active' || tokens[nearest.at - 1]?.class !== 'COMMA') return undefined;
  const between = tokens.slice(nearest.end, toll.from);
  const isClosed =
    between.some(({ class: name }) => name === 'COMMA') &&
    between.every(({ class: name }) => /^(?:COMMA|QUOTE|PERSON|NAME)$/.test(name));
  return isClosed ? nearest : undefined;
}

/** "'It was the wrong house,' said the spokesman, 'and 14 civilians died'": the quotation goes on behind its speaker. */
function resumed(tokens: readonly Token[], toll: Toll, nearest: Governor | undefined): Governor | undefined {
  if (nearest === undefined || !nearest.isInverted || tokens[nearest.at - 1]?.class !== 'QUOTE') return undefined;
  const between = tokens.slice(nearest.end, toll.from);
  const quotes = between.filter(({ class: name }) => name === 'QUOTE').length;
  const opens = between.findIndex(({ class: name }) => name === 'QUOTE');
  return quotes === 1 && /^(?:COMMA|COLON)$/.test(between[opens - 1]?.class ?? '') ? nearest : undefined;
}

/** The verb of two complements, "said A and that B", whose second has the toll; null where two verbs could have it. */
function sharedGovernor(
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
  return governor !== undefined && complements <= 1 && governor.subject.kind !== 'unknown' && isAsserting(governor)
    ? { governor, from: that + 1 }
    : null;
}

/** "The statement by CENTCOM was short: one civilian was killed". */
function announcerOf(tokens: readonly Token[], { from }: Segment): Governor | null {
  if (tokens[from - 1]?.class !== 'COLON') return null;
  const clause = tokens.slice(0, from - 1);
  const substantiated = believedBefore(clause);
  if (substantiated !== null) return substantiated;
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
    clause[at + 1]?.class === 'BY' || clause[at + 1]?.lower === 'from'
      ? clause.slice(at + 2, at + 4)
      : clause.slice(0, Math.max(0, at));
  const speaker = owner.find(({ class: name }) => name === 'SPEAKER');
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
  if (body === undefined) return null;
  const subject: Subject =
    body.class === 'SPEAKER'
      ? { kind: 'speakers', ids: [body.speakers[0]?.id ?? ''], from: at }
      : { kind: 'back', word: body.lower, nouns: body.speakers.map(({ id }) => id), from: at };
  return { ...statedBy, class: 'ASSERT', at: clause.length - 1, end: clause.length + 1, subject };
}

const statedBy = { isNegated: false, isSupposed: false, isPassive: false, isInverted: false, isNoun: false } as const;

/** "16 were assessed to be credible, resulting in 132 civilian deaths": the words before speak of other reports. */
function credibleGovernor(tokens: readonly Token[], toll: Toll, own: readonly Governor[]): Governor | null {
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

/** Without a governor nothing is asserted; whom the sentence is about may still deny, doubt or examine it. */
function ungovernedVerdict(tokens: readonly Token[], toll: Toll, cues: readonly Refusal[]): Verdict {
  const because = order.find((reason) => cues.includes(reason)) ?? 'not-governed';
  const opening = tokens.findIndex((token) => !/^(?:DETERMINER|ADVERB|QUOTE)$/.test(token.class));
  const subject = openingSubject(tokens, opening);
  // "We did not kill 25 civilians", "the command's airstrike did not kill three".
  const isOwnDenial =
    because === 'negated' &&
    toll.form === 'active' &&
    tokens
      .slice(0, toll.from)
      .some(
        (token) =>
          /^(?:PRONOUN|REFERENCE|POSSESSIVE|SPEAKER)$/.test(token.class) &&
          /^(?:we|our)$|^the |command|coalition|force/.test(`${token.lower}`),
      );
  if (isOwnDenial)
    return { stance: 'denied', subject: { kind: 'back', word: 'we', nouns: [], from: 0 }, because: 'denied' };
  const stance = stanceOf[because];
  if (subject === null || stance === undefined || because === 'hearsay' || because === 'negated')
    return { stance: null, because };
  return { stance, subject, because };
}

function openingSubject(tokens: readonly Token[], opening: number): Subject | null {
  const token = tokens[opening];
  if (token?.class === 'SPEAKER') return { kind: 'speakers', ids: [token.speakers[0]?.id ?? ''], from: opening };
  if (token?.class === 'REFERENCE' || token?.class === 'PRONOUN')
    return { kind: 'back', word: token.lower, nouns: token.speakers.map(({ id }) => id), from: opening };
  return null;
}

interface Governed {
  readonly nearest: Governor;
  readonly left: readonly Governor[];
  readonly right: readonly Governor[];
  readonly cues: readonly Refusal[];
}

function governedVerdict(tokens: readonly Token[], toll: Toll, { nearest, left, right, cues }: Governed): Verdict {
  // "assessed 56 reports and found four credible": the ones that were believed are meant.
  const isCredible = tokens[nearest.at]?.class === 'CREDIBLE';
  const outer = left
    .slice(0, -1)
    .filter((governor) => governs(tokens, governor, nearest) && !(isCredible && governor.class === 'ALLEGATION'));
  // "found no corroboration for a report of".
  const isVain =
    nearest.isNoun &&
    left.at(-2) !== undefined &&
    tokens.slice(left.at(-2)?.end, nearest.at).some((token) => token.class === 'NOT' || token.class === 'DOUBT');
  const isExamined = tokens.some(
    (token) => token.class === 'REVIEW' || /^(?:assessing|reviewing|investigating|examining)$/.test(token.lower),
  );
  const own = [
    ...cues,
    ...outer.flatMap((governor) => refusalOf(governor)),
    ...refusalOf(nearest),
    ...(isVain ? (['doubted'] as const) : []),
  ];
  const reasons = own.includes('hearsay') && isExamined ? [...own, 'under-review' as const] : own;
  const because = order.find((reason) => reasons.includes(reason));
  if (because !== undefined) {
    const stance = stanceOf[because];
    const speaking = [...left, ...right].filter(
      ({ subject, isNoun }) => !isNoun && subject.kind !== 'unknown' && subject.kind !== 'locals',
    );
    const { subject } = speaking.find(({ class: name }) => refusals[name] === because) ?? speaking.at(-1) ?? nearest;
    return stance === undefined ? { stance: null, because } : { stance, subject, because };
  }
  if (!isAsserting(nearest)) return { stance: null, because: 'not-governed' };
  // "The mayor said that the Coalition told him": what a person says that a body said.
  const teller = outer.find(
    ({ subject, class: name }) => name === 'SAY' && (subject.kind === 'locals' || subject.kind === 'unknown'),
  );
  if (teller !== undefined)
    return { stance: 'alleged', subject: { kind: 'locals', from: teller.at }, because: 'hearsay' };
  if (nearest.subject.kind === 'locals') return { stance: 'alleged', subject: nearest.subject, because: 'hearsay' };
  if (!isComplement(tokens, nearest, toll)) return { stance: null, because: 'not-governed' };
  return { stance: 'asserted', rule: `${nearest.class.toLowerCase()}-governs`, governor: nearest };
}

function attributedVerdict({ after, cues }: { readonly after: Governor; readonly cues: readonly Refusal[] }): Verdict {
  const reasons = [...cues, ...refusalOf(after)];
  const because = order.find((reason) => reasons.includes(reason));
  if (because !== undefined) {
    const stance = stanceOf[because];
    return stance === undefined ? { stance: null, because } : { stance, subject: after.subject, because };
  }
  if (after.subject.kind === 'locals') return { stance: 'alleged', subject: after.subject, because: 'hearsay' };
  if (!isAsserting(after)) return { stance: null, because: 'not-governed' };
  return { stance: 'asserted', rule: after.isPassive ? 'said-by' : 'attributed', governor: after };
}
