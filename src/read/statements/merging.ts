import type { Measure } from '../../domain/measures.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import type { ReadingFacts } from '../text/quotes.ts';
import type { Span } from '../text/sentences.ts';

/** One figure as one sentence states it, before repeats are dropped. */
export interface Claim extends Required<ReadingFacts> {
  /** The speakers admit a deed of their own side. */
  readonly isOwnDeed: boolean;
  readonly span: Span;
  readonly harm: 'killed' | 'injured';
  /** The speaker is a bare "US". */
  readonly isVague: boolean;
  /** The sentence recalls an earlier statement: "in August it had admitted". */
  readonly isHistorical: boolean;
  readonly isHeadline: boolean;
}

/**
 * A text says one figure several times: exact and rounded, with and without place. One reading each remains: the exact one, in the
 * sentence that says most, its missing place and window filled from the repeats.
 */
export function mergeClaims(claims: readonly Claim[]): readonly Claim[] {
  const groups: Claim[][] = [];
  for (const claim of claims) {
    const group = groups.find((members) => members.every((member) => isSame(member, claim)));
    if (group === undefined) groups.push([claim]);
    else group.push(claim);
  }
  const merged = groups.map(mergeGroup);
  const kept = merged.filter(
    (claim) =>
      !merged.some(
        (rival) =>
          rival !== claim &&
          (isRoundedRepeat(claim, rival) || isVagueRepeat(claim, rival) || isSuperseded(claim, rival, merged)),
      ),
  );
  return kept.map((claim) => withRepeats(claim, merged)).toSorted((a, b) => a.span.start - b.span.start);
}

function isSame(a: Claim, b: Claim): boolean {
  return (
    a.harm === b.harm &&
    areSameSpeakers(a.speakers, b.speakers) &&
    a.value === b.value &&
    (a.valueMax ?? a.value) === (b.valueMax ?? b.value) &&
    samePlace(a, b) &&
    sameWindow(a, b)
  );
}

/** Equal, unknown, or one holds the other (a town and its country). */
function samePlace(a: Claim, b: Claim): boolean {
  if (a.place === null || b.place === null || a.place === b.place) return true;
  return (
    isCountry(a.place) !== isCountry(b.place) ||
    (isCountry(a.place) && (a.place.includes(b.place) || b.place.includes(a.place)))
  );
}

function isCountry(place: string): boolean {
  return /^(?:Iraq|Syria|Afghanistan|Somalia|Libya|Yemen|Pakistan|Iran|Nigeria)/.test(place);
}

function sameWindow(a: Claim, b: Claim): boolean {
  return (a.from ?? '0') <= (b.to ?? '9') && (b.from ?? '0') <= (a.to ?? '9');
}

function score(claim: Claim): number {
  const known = (claim.place === null ? 0 : 2) + (claim.from === null ? 0 : 2) + (claim.to === null ? 0 : 2);
  return (
    known +
    (claim.qualifier === null ? 0 : 1) -
    (claim.isHeadline ? 4 : 0) -
    (claim.isVague ? 3 : 0) -
    (claim.isHistorical ? 2 : 0)
  );
}

function mergeGroup(group: readonly Claim[]): Claim {
  const best = group.reduce((a, b) => (score(b) > score(a) ? b : a));
  const measure = preferredMeasure(group, best);
  const filled = group.reduce((claim, member) => fill(claim, member), { ...best, measure });
  return { ...filled, isHistorical: group.every(({ isHistorical }) => isHistorical) };
}

/** A bare headline says nothing of the kind of count; a sentence that calls it a total or new does. */
function preferredMeasure(group: readonly Claim[], best: Claim): Measure {
  const isStated = (measure: Measure): boolean => group.some((claim) => claim.measure === measure);
  if (best.harm === 'killed' && isStated('killed_new')) return 'killed_new';
  if (best.harm === 'injured' && isStated('injured_new')) return 'injured_new';
  return best.measure;
}

function fill(claim: Claim, repeat: Claim): Claim {
  const isNarrower =
    claim.place !== null && repeat.place !== null && isCountry(claim.place) && !isCountry(repeat.place);
  const noWindow = claim.from === null && claim.to === null;
  return {
    ...claim,
    place: claim.place === null || (isNarrower && claim.measure.endsWith('event')) ? repeat.place : claim.place,
    from: noWindow ? repeat.from : claim.from,
    to: noWindow ? repeat.to : claim.to,
    qualifier: claim.qualifier ?? repeat.qualifier,
  };
}

function roundness(value: number): number {
  let zeros = 0;
  for (let rest = value; rest >= 10 && rest % 10 === 0; rest /= 10) zeros += 1;
  return zeros;
}

/** "1,300" or "more than 1,300" where the same speaker also says 1,302. */
function isRoundedRepeat(claim: Claim, rival: Claim): boolean {
  if (
    claim.harm !== rival.harm ||
    !areSameSpeakers(claim.speakers, rival.speakers) ||
    claim.valueMax !== null ||
    !samePlace(claim, rival)
  )
    return false;
  const isNear = Math.abs(claim.value - rival.value) <= 0.06 * rival.value && claim.value >= 50;
  return (
    isNear &&
    roundness(claim.value) > roundness(rival.value) &&
    !(claim.measure.endsWith('new') !== rival.measure.endsWith('new'))
  );
}

/** "US: 64 killed" where the text also names the command that says so. */
function isVagueRepeat(claim: Claim, rival: Claim): boolean {
  return (
    claim.isVague &&
    !rival.isVague &&
    claim.harm === rival.harm &&
    claim.value === rival.value &&
    !areSameSpeakers(claim.speakers, rival.speakers) &&
    rival.isOwnDeed
  );
}

/** An earlier total of the same speaker and scope gives way to the current one; so does the first of two of which neither is dated. */
function isSuperseded(claim: Claim, rival: Claim, all: readonly Claim[]): boolean {
  const bothTotals = claim.measure === 'killed_total' && rival.measure === 'killed_total';
  if (
    !bothTotals ||
    !areSameSpeakers(claim.speakers, rival.speakers) ||
    claim.value === rival.value ||
    claim.place !== rival.place
  )
    return false;
  if (claim.isHistorical !== rival.isHistorical) return claim.isHistorical;
  const bothDated = claim.to !== null && rival.to !== null && claim.to !== rival.to;
  if (bothDated) return (claim.to ?? '') < (rival.to ?? '');
  return claim.isOwnDeed && all.indexOf(rival) < all.indexOf(claim) && score(rival) >= score(claim);
}

function withRepeats(claim: Claim, all: readonly Claim[]): Claim {
  const repeats = all.filter((other) => other !== claim && isRoundedRepeat(other, claim));
  return repeats.reduce((filled, repeat) => fill(filled, { ...repeat, qualifier: null }), claim);
}
