import type { Refusal } from '../../../domain/reader/explanations.ts';
import type { Stance } from '../../../domain/readings.ts';
import type { Token } from '../../engine/token.ts';
import { type Governor, isAsserting } from '../speech/governor.ts';
import type { Subject } from '../speech/subjects.ts';
import { skipBack } from '../speech/subjects-after.ts';
import type { Toll } from '../tolls/toll.ts';
import { cuesAfter, cuesBefore, order, refusalOf, refusals, stanceOf } from './cues.ts';
import { isAtFirst } from './denials.ts';
import { frameRefusal } from './frames.ts';
import { isMixed } from './mixed-counts.ts';
import { announcerOf, credibleGovernor, interposed, parenthetical, resumed, sharedGovernor } from './other-clauses.ts';
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
import { confirmerOf, upheldBy } from './upheld.ts';

export type Verdict =
  | { readonly stance: 'asserted'; readonly rule: string; readonly governor: Governor }
  | { readonly stance: Exclude<Stance, 'asserted'>; readonly subject: Subject; readonly because: Refusal }
  | { readonly stance: null; readonly because: Refusal };

const earlierVersion = /\b(?:earlier|previous|first|original|initial) (?:version|edition|draft)\b/;

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
  // "Of 44 deaths that it examined, it accepts": the whole of which it speaks.
  const opening = tokens[segment.from]?.class === 'QUOTE' ? segment.from + 1 : segment.from;
  if (tokens[opening]?.class === 'OF' && toll.number <= opening + 3 && toll.form === 'nominal')
    return { stance: null, because: 'compared' };
  // "lower by 200 civilians killed": a difference.
  const link = tokens[skipBack(tokens, toll.number - 1, ['QUALIFIER', 'DETERMINER', 'ADDITIONAL'])];
  if (link?.class === 'BY' && !toll.isNew) return { stance: null, because: 'compared' };
  const frame = frameRefusal(tokens, toll, governors);
  if (frame === 'fiction' || frame === 'excluded') return { stance: null, because: frame };
  // "An earlier version stated that": what a correction takes back.
  if (
    earlierVersion.test(
      tokens
        .slice(0, toll.from)
        .map(({ lower }) => lower)
        .join(' '),
    )
  )
    return { stance: 'withdrawn', subject: { kind: 'back', word: 'report', nouns: [], from: 0 }, because: 'withdrawn' };
  // "The Coalition corrects its statement: 3 and not 15 civilians were killed."
  const corrects = governors.find(
    ({ class: name, at, isNegated, isSupposed }) =>
      name === 'WITHDRAW' && at < toll.number && !isNegated && !isSupposed && /^correct/.test(tokens[at]?.lower ?? ''),
  );
  const isNotOther = tokens
    .slice(toll.number + 1, toll.number + 16)
    .some(
      (token, index, after) =>
        token.class === 'NOT' &&
        after[index + 1]?.class === 'NUMBER' &&
        (index < 4 || /^(?:STOP|QUOTE|COMMA|SEMICOLON)$/.test(after[index + 2]?.class ?? 'STOP')),
    );
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
  const right = own.filter(({ at }) => at >= toll.to && !isAtFirst(tokens, at));
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
              // "the number of civilians the Coalition says it has killed".
              tokens[skipBack(tokens, governor.subject.from - 1, ['DETERMINER'])]?.class === 'VICTIM' ||
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
            (tokens.slice(governor.end, governor.end + 4).some(({ class: name }) => name === 'KILLED') ||
              // "the number of civilian deaths the Coalition has admitted".
              (governor.class === 'CONFESS' && tokens[toll.to - 1]?.class === 'DEATH')),
        )
      : undefined;
  const inside = isReversed(tokens, toll) ? undefined : saidInside(toll, own, left);
  if (inside !== undefined && cuesBefore(tokens, toll, { from: segment.from, to: toll.to }).length === 0)
    return { stance: 'asserted', rule: 'said-inside', governor: inside };
  // "brings to 352 the number of civilians whom the Coalition says it has killed".
  if (admitted !== undefined && cuesBefore(tokens, toll, segment).length === 0)
    return { stance: 'asserted', rule: 'counted-by', governor: admitted };
  if (counted !== undefined && left.length === 0 && cuesBefore(tokens, toll, segment).length === 0)
    return { stance: 'asserted', rule: 'counted-by', governor: counted };
  const upheld = upheldBy(tokens, nearest, { right, toll });
  if (upheld !== undefined && left.length === 1) return { stance: 'asserted', rule: 'upheld', governor: upheld };
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
    resumed(tokens, toll, nearest) ??
    interposed(tokens, toll, nearest);
  const announced = after === undefined && nearest === undefined ? announcerOf(tokens, segment) : null;
  if (announced !== null && cues.length === 0 && verdicts.length === 0)
    return { stance: 'asserted', rule: 'announced', governor: announced };
  if (after === undefined) return ungovernedVerdict(tokens, toll, [...cues, ...verdicts]);
  return attributedVerdict({ after, cues: [...cues, ...verdicts] });
}

/** "five civilians, it admits, were killed", "have been confirmed by AFRICOM as killed": who speaks stands inside the clause. */
function saidInside(toll: Toll, own: readonly Governor[], left: readonly Governor[]): Governor | undefined {
  if (toll.form !== 'clause' || left.length > 0) return undefined;
  const [governor, ...others] = own.filter((one) => isInside(one, toll));
  const isKnown = governor !== undefined && !/^(?:unknown|same|locals)$/.test(governor.subject.kind);
  return isKnown && others.length === 0 && isAsserting(governor) ? governor : undefined;
}

/** "The two civilians whom it said it had killed are alive", "have turned out to be fighters". */
function isReversed(tokens: readonly Token[], toll: Toll): boolean {
  return tokens
    .slice(toll.to)
    .some(
      ({ class: name, lower }) => name === 'FIGHTER' || /^(?:alive|living|unhurt|unharmed|turned|never)$/.test(lower),
    );
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
  const isExamined =
    isHandedOn(tokens) ||
    tokens.some(
      (token) => token.class === 'REVIEW' || /^(?:assessing|reviewing|investigating|examining)$/.test(token.lower),
    );
  const own = [
    ...cues,
    ...outer.flatMap((governor) => refusalOf(governor)),
    ...refusalOf(nearest),
    ...(isVain || isUnmet(tokens, left) ? (['doubted'] as const) : []),
    // "no longer believes that".
    ...(isGivenUp(tokens, nearest) ? (['withdrawn'] as const) : []),
  ];
  const reasons = own.includes('hearsay') && isExamined ? [...own, 'under-review' as const] : own;
  const because = order.find((reason) => reasons.includes(reason));
  if (because !== undefined) {
    // "holds that its jets did not kill": no doubt of theirs.
    const stance = because === 'negated' && deniesDeed(tokens, toll, nearest) ? 'denied' : stanceOf[because];
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
  // "Residents say the ministry admitted".
  const isTold = tokens
    .slice(0, nearest.at)
    .some(
      ({ class: name, lower }, index) =>
        name === 'LOCALS' && / say$/.test(lower) && !isApart(tokens, index, nearest.at),
    );
  if (isTold) return { stance: 'alleged', subject: { kind: 'locals', from: 0 }, because: 'hearsay' };
  if (nearest.subject.kind === 'locals') return { stance: 'alleged', subject: nearest.subject, because: 'hearsay' };
  if (!isComplement(tokens, nearest, toll)) return { stance: null, because: 'not-governed' };
  return {
    stance: 'asserted',
    rule: `${nearest.class.toLowerCase()}-governs`,
    governor: confirmerOf(tokens, left) ?? nearest,
  };
}

function isApart(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some(({ class: name }) => /^(?:COMMA|BUT|SEMICOLON|AND|COLON)$/.test(name));
}

/** "says its jets did not kill 33". */
function deniesDeed(tokens: readonly Token[], toll: Toll, nearest: Governor): boolean {
  const verb = tokens[toll.from];
  return (
    isAsserting(nearest) &&
    toll.form === 'active' &&
    verb?.class === 'KILL' &&
    tokens[toll.from - 1]?.class === 'NOT' &&
    tokens.slice(nearest.end, toll.from).some(({ class: name }) => name === 'POSSESSIVE' || name === 'PRONOUN')
  );
}

/** "no longer holds that". */
function isGivenUp(tokens: readonly Token[], { at, isNegated, class: name }: Governor): boolean {
  return isNegated && /^(?:SAY|ESTIMATE|ASSERT)$/.test(name) && tokens[at - 1]?.lower === 'no longer';
}

/** "not enough information to corroborate a claim". */
function isUnmet(tokens: readonly Token[], left: readonly Governor[]): boolean {
  return left.some(
    ({ at, class: name }) =>
      name === 'ASSERT' &&
      tokens[at - 1]?.class === 'TO' &&
      tokens.slice(0, at).some(({ lower }) => /^(?:not enough|too little|insufficient|lack of) ?/.test(lower)),
  );
}

/** "four reports remain open", "passed the reports to its assessment team". */
function isHandedOn(tokens: readonly Token[]): boolean {
  return tokens.some((token, index) => {
    const next = tokens.slice(index + 1, index + 18);
    if (token.class === 'ALLEGATION' && /^(?:remains?|are|is|stays?)$/.test(next[0]?.lower ?? ''))
      return next.slice(1, 3).some(({ lower }) => lower === 'open');
    return (
      /^(?:passed|referred|forwarded|handed)/.test(token.lower) &&
      next.some(
        ({ class: name, lower }, at) =>
          /^(?:team|investigators|assessors|mechanism)$/.test(lower) ||
          (name === 'STATEMENT' && /^(?:ORGANISATION|PERSON)$/.test(next[at + 1]?.class ?? '')),
      )
    );
  });
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
