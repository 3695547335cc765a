import type { Refusal } from '../../../domain/reader/explanations.ts';
import type { Stance } from '../../../domain/readings.ts';
import type { Token } from '../../engine/token.ts';
import type { TokenClass } from '../../lexicon/classes.ts';
import { type Governor, isAsserting } from '../speech/governor.ts';
import type { Toll } from '../tolls/toll.ts';
import { isAtFirst, isDeniedByOthers, isRemark, isUndenied, notTheirs, remarkOfOthers } from './denials.ts';
import { isHarmless } from './harmless.ts';
import type { Segment } from './segments.ts';

export const refusals: Readonly<Partial<Record<TokenClass, Refusal>>> = {
  WITHDRAW: 'withdrawn',
  DENY: 'denied',
  DOUBT: 'doubted',
  REVIEW: 'under-review',
  ALLEGATION: 'hearsay',
  ALLEGE: 'hearsay',
  LOCALS: 'hearsay',
  NOT: 'negated',
  MODAL: 'supposed',
  IF: 'supposed',
  DEMAND: 'demanded',
  AVERT: 'averted',
  EXCLUDE: 'excluded',
  THAN: 'compared',
};
/** Of several reasons the first decides. */
export const order: readonly Refusal[] = [
  'withdrawn',
  'denied',
  'doubted',
  'under-review',
  'hearsay',
  'negated',
  'supposed',
  'demanded',
  'averted',
  'excluded',
  'compared',
];
export const stanceOf: Readonly<Partial<Record<Refusal, Exclude<Stance, 'asserted'>>>> = {
  withdrawn: 'withdrawn',
  denied: 'denied',
  doubted: 'doubted',
  negated: 'doubted',
  'under-review': 'under-review',
  hearsay: 'alleged',
};

/** What a governor takes back by itself. */
export function refusalOf(governor: Governor): readonly Refusal[] {
  if (isAsserting(governor)) return [];
  const { class: name, isNegated, isSupposed } = governor;
  const reason = refusals[name];
  if (name === 'ALLEGATION' && isNegated) return ['doubted'];
  // "does not accept that" says no; "could not confirm that" does not know.
  if (name === 'CONFESS' && isNegated && !isSupposed) return ['denied'];
  if (reason !== undefined) return [reason];
  if (isNegated) return ['doubted'];
  return isSupposed ? ['supposed'] : [];
}

/** What stands between the governor and the end of the toll, apart from asides. */
export function cuesBefore(tokens: readonly Token[], toll: Toll, { from, to }: Segment): readonly Refusal[] {
  const found: Refusal[] = [];
  // "36 may have been inside, of whom it killed 11": a clause of its own.
  const opens = tokens.slice(from, toll.from).findLastIndex(({ lower }) => /^of wh(?:om|ich)$/.test(lower));
  const isOwnClause = opens !== -1 && tokens[from + opens + 1]?.class === 'PRONOUN';
  for (let index = isOwnClause ? from + opens : from; index < to; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const isInToll = index >= toll.from;
    // ", which was meant for a commander it suspected, ": an aside about something else.
    if (!isInToll && token.class === 'WHO' && tokens[index - 1]?.class === 'COMMA') {
      const closing = tokens.slice(index, toll.from).findIndex((one) => one.class === 'COMMA');
      if (closing !== -1) {
        index += closing;
        continue;
      }
    }
    // "- at first meant to prevent an attack -", "(feared to be more)".
    if (!isInToll && (token.class === 'DASH' || token.class === 'OPEN')) {
      const closing = tokens
        .slice(index + 1, toll.from)
        .findIndex((one) => one.class === (token.class === 'DASH' ? 'DASH' : 'CLOSE'));
      if (closing > 0) {
        index += closing + 1;
        continue;
      }
    }
    if (isHarmless(tokens, index, toll)) continue;
    // "either its strike or an Iraqi one killed four".
    if (token.class === 'OR' && !isInToll && toll.form === 'active' && tokens[index - 1]?.class !== 'NUMBER') {
      const isStrike = tokens.slice(from, index).some((one) => one.class === 'STRIKE');
      const others = tokens.slice(index, toll.from);
      if (isStrike && others.some((one) => one.lower === 'one' || /^(?:FORCE|ARMED_GROUP|SPEAKER)$/.test(one.class)))
        found.push('supposed');
    }
    const refusal = refusals[token.class];
    // "an assessment into whether", "a panel to establish if".
    const isExamined =
      token.class === 'IF' &&
      /^(?:whether|if|how|why)$/.test(token.lower) &&
      tokens
        .slice(Math.max(0, index - 6), index)
        .some((one) => /^(?:REVIEW|ASSERT|STATEMENT|ESTIMATE)$/.test(one.class));
    if (isExamined) found.push('under-review');
    // "can no longer establish whether": it does not know.
    else if (refusal === 'under-review' && /whether$/.test(token.lower) && isUnable(tokens, index))
      found.push('doubted');
    else if (refusal !== undefined) found.push(refusal);
    // "who, it says, were killed", "whom the Coalition says it killed".
    const isTold =
      /^(?:COMMA|PRONOUN|THAT)$/.test(tokens[index + 1]?.class ?? '') &&
      /^(?:PRONOUN|SPEAKER)$/.test(tokens[index - 1]?.class ?? '');
    // "civilians estimated killed": whoever counts estimates.
    const isEstimated = token.lower === 'estimated' && /^(?:KILLED|INJURED)$/.test(tokens[index + 1]?.class ?? '');
    if (
      isInToll &&
      index > toll.number &&
      token.isVerb &&
      !isTold &&
      !isEstimated &&
      /^(?:SAY|ESTIMATE)$/.test(token.class)
    )
      found.push('hearsay');
  }
  if (tokens[toll.from - 1]?.class === 'EXCLUDE') found.push('excluded');
  return found;
}

/** "can no longer establish whether", "was not able to determine whether". */
function isUnable(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.class === 'MODAL' ? at - 2 : at - 1;
  return tokens[before]?.class === 'NOT' || tokens[at - 1]?.lower === 'unable to';
}

/** "four civilians who had failed to hear the order": told of them. */
function isOfVictims(tokens: readonly Token[], index: number, toll: Toll): boolean {
  const opens = [toll.to - 1, toll.to].find((at) => tokens[at]?.lower === 'who');
  return opens !== undefined && tokens.slice(opens, index).every(({ class: name }) => name !== 'COMMA');
}

const predicates: ReadonlySet<TokenClass> = new Set<TokenClass>(['DENY', 'DOUBT', 'WITHDRAW', 'ALLEGE']);

/** Verdicts on what was said that stand after it: "... were killed are false". */
export function cuesAfter(
  tokens: readonly Token[],
  toll: Toll,
  { to }: Segment,
  { right, nearest }: { readonly right: readonly Governor[]; readonly nearest: Governor | undefined },
): readonly Refusal[] {
  const isObject =
    nearest !== undefined &&
    tokens
      .slice(nearest.end, toll.from)
      .every(({ class: name }) =>
        /^(?:DETERMINER|ADJECTIVE|ADVERB|OF|POSSESSIVE|QUALIFIER|ADDITIONAL|FOR)$/.test(name),
      );
  // "determined the 17 civilians killed were not": the count is the subject of a clause, not what was determined.
  const finite = tokens.slice(toll.to, toll.to + 8).findIndex(({ lower }) => /^(?:was|were)$/.test(lower));
  const isSubject =
    finite !== -1 &&
    nearest?.isNoun !== true &&
    toll.form !== 'active' &&
    tokens
      .slice(toll.to, toll.to + finite)
      .every(({ class: name }) => /^(?:IN|PREPOSITION|NAME|DATE|DETERMINER|OF|ADJECTIVE)$/.test(name));
  // "10 more civilians than earlier counts": a difference.
  const isDifference = tokens
    .slice(toll.number + 1, toll.to + 1)
    .some((token) => token.class === 'OTHERS' || token.class === 'ADDITIONAL');
  if (isDifference && tokens.slice(toll.to, toll.to + 3).some((token) => token.class === 'THAN')) return ['compared'];
  // "Where the UN recorded 97 killed, Riyadh denied": another clause, of another body.
  const isContrast = tokens[0]?.class === 'BUT' || tokens[0]?.lower === 'where';
  const other = right.find(
    (governor) =>
      governor.subject.kind !== 'same' &&
      governor.subject.kind !== 'unknown' &&
      !governor.isInverted &&
      !governor.isPassive &&
      (tokens[governor.subject.from - 1]?.class === 'AND' ||
        (isContrast && tokens[governor.subject.from - 1]?.class === 'COMMA')),
  );
  const end = Math.min(other?.subject.from ?? to, remarkOfOthers(tokens, toll.to, nearest) ?? to);
  // "12 civilians had died, none by its hand".
  const [comma, none, by] = tokens.slice(toll.to, toll.to + 3);
  const isNone = comma?.class === 'COMMA' && none?.class === 'NOT' && by?.class === 'BY';
  const found: Refusal[] = isNone || notTheirs(tokens, toll.to) ? ['denied'] : [];
  for (let index = toll.to; index < end; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.class === 'REVIEW' && /^(?:under|being|pending)/.test(token.lower) && toll.form !== 'active' && !isObject)
      found.push('under-review');
    if (predicates.has(token.class)) {
      const reason = refusals[token.class];
      if (
        reason !== undefined &&
        // "followed a year of denials": of earlier times.
        // "admits four deaths, blaming a faulty bomb": what the speaker adds.
        !(token.isVerb && /ing$/.test(token.lower) && tokens[index - 1]?.class === 'COMMA') &&
        !isRemark(tokens, index) &&
        !isOfVictims(tokens, index, toll) &&
        !isUndenied(tokens, index) &&
        !isAtFirst(tokens, index) &&
        !isDeniedByOthers(right, index, nearest) &&
        !(/^denials?$/.test(token.lower) && tokens[index - 1]?.class !== 'AUXILIARY') &&
        !(
          token.class === 'ALLEGE' &&
          !/^(?:blam|accus|charg)/.test(token.lower) &&
          /^(?:FIGHTER|ARMED_GROUP|NAME|WORD)$/.test(tokens[index + 1]?.class ?? '')
        ) &&
        !(token.class === 'DOUBT' && token.isVerb && index > toll.to + 8)
      )
        found.push(reason);
    }
    // "12 civilians killed in Raqqa were fighters", "the deaths of 12 civilians have not been confirmed".
    const isPredicate =
      (!isObject || isSubject) &&
      (toll.form === 'reduced' || toll.form === 'nominal' || toll.form === 'toll') &&
      token.class === 'AUXILIARY' &&
      !/^(?:COMMA|WHO|AND)$/.test(tokens[index - 1]?.class ?? '') &&
      index <= toll.to + 12;
    if (
      isPredicate &&
      !tokens
        .slice(toll.to, index)
        .some(
          (one) =>
            one.class === 'COMMA' ||
            one.class === 'WHO' ||
            one.class === 'AND' ||
            one.class === 'THAT' ||
            one.class === 'QUOTE',
        )
    ) {
      const said = tokens.slice(index, index + 5);
      // "is all that the ministry accepts", "are what it now admits".
      if (/^(?:all|what)$/.test(said[1]?.lower ?? '')) continue;
      if (said.some((_, offset) => isUndenied(tokens, index + offset))) continue;
      if (right.some(({ at }) => isDeniedByOthers(right, at, nearest) && at < index + 5)) continue;
      if (said.some((one) => one.class === 'NOT')) found.push('negated');
      else if (said.some((one) => one.class === 'REVIEW')) found.push('under-review');
      else if (
        !said.some(
          (one) =>
            /^(?:CONFESS|ASSERT|CAUSE|SAY|CREDIBLE|KILLED)$/.test(one.class) ||
            /^(?:due|caused|result)/.test(one.lower),
        )
      )
        found.push('compared');
    }
  }
  return found;
}
