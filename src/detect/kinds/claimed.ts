import type { Report } from '../../domain/documents.ts';
import type { Figure } from '../../domain/findings.ts';
import { countsPeople, isOfEvent } from '../../domain/measures.ts';
import { placeKey } from '../../domain/places.ts';
import type { Reading } from '../../domain/readings.ts';
import { areSameSpeakers, shareSpeaker } from '../../domain/speakers.ts';
import { firstOfEachSeries, toFigure } from '../compare/series.ts';

/**
 * The figures of a documenting organisation or a carrier that are not yet held, each with the latest held figure of the
 * same speaker and scope. A figure already held from its speaker, the same toll told again, and a rounder way to say a held
 * figure (1,300 for 1,302) are no claims.
 */
export function newClaims(
  report: Report,
  readings: readonly Reading[],
  held: readonly Figure[],
): readonly { readonly now: Figure; readonly before: Figure | null }[] {
  const claims: { now: Figure; before: Figure | null }[] = [];
  for (const reading of firstOfEachSeries(readings.filter(({ measure }) => countsPeople(measure)))) {
    const now = toFigure(report, reading);
    const comparable = [...held, ...claims.map((claim) => claim.now)].filter((figure) => isSameScope(figure, now));
    if (comparable.some((figure) => repeats(now, figure))) continue;
    claims.push({ now, before: latest(comparable.filter((figure) => areSameSpeakers(figure.speakers, now.speakers))) });
  }
  return claims;
}

function isSameScope(one: Figure, other: Figure): boolean {
  if (one.measure !== other.measure) return false;
  if (!shareSpeaker(one.speakers, other.speakers)) return false;
  return (
    isCompatible(placeKey(one.place), placeKey(other.place), placeKey(null)) &&
    (!isOfEvent(one.measure) || isSameWindow(one, other))
  );
}

function isSameWindow(one: Figure, other: Figure): boolean {
  // A year and the months of a campaign within it name one event.
  if (one.from === null || one.to === null || other.from === null || other.to === null) return true;
  return (one.from <= other.from && other.to <= one.to) || (other.from <= one.from && one.to <= other.to);
}

/** Not said on one side is not contradicted. */
function isCompatible(one: string, other: string, unsaid: string): boolean {
  return one === other || one === unsaid || other === unsaid;
}

function repeats(now: Figure, held: Figure): boolean {
  if (now.value === held.value && (now.valueMax ?? now.value) === (held.valueMax ?? held.value)) return true;
  return now.valueMax === null && isWeaker(now, held.value);
}

/** A claim may be this much off and still be the same figure in round numbers. */
const roundingTolerance = 0.05;

/**
 * Whether a round figure says less than `exact` and nothing else: `more than 1,000` or `1,300` for 1,302, `nearly 1,600` for
 * 1,587. `2,000` for 1,600 says more, and is a claim of its own.
 */
function isWeaker({ value, qualifier }: Figure, exact: number): boolean {
  const unit = 10 ** trailingZeros(value);
  if (unit === 1 || exact % unit === 0) return false;
  if (qualifier === 'more than' || qualifier === 'at least') return Math.floor(exact / unit) * unit === value;
  const mayExceed = qualifier === 'nearly' || qualifier === 'about' || qualifier === 'up to';
  return (mayExceed || value <= exact) && Math.abs(value - exact) <= roundingTolerance * exact;
}

function trailingZeros(value: number): number {
  return value === 0 ? 0 : (/0*$/.exec(String(value))?.[0].length ?? 0);
}

/** By the end of what a figure covers, then by the day it was published. */
function latest(figures: readonly Figure[]): Figure | null {
  const order = (figure: Figure) => `${figure.period?.to ?? figure.to ?? ''} ${figure.published ?? ''}`;
  return figures.reduce<Figure | null>(
    (best, each) => (best === null || order(each) > order(best) ? each : best),
    null,
  );
}
