import type { Claimed, Figure, Reaction } from '../../domain/findings.ts';
import { countsPeople, isOfEvent } from '../../domain/measures.ts';
import { placeKey } from '../../domain/places.ts';
import { seriesKey } from '../../domain/series.ts';
import { areSameSpeakers, areUnknown, type Speakers, shareSpeaker } from '../../domain/speakers.ts';
import { lastDay, mayBeSameTime } from '../../domain/time.ts';
import { isRounded } from '../compare/rounding.ts';
import { arePublishedTogether, isSameEvent, repeatsAdmission } from '../compare/same-admission.ts';
import { firstOfEachSeries, toFigure } from '../compare/series.ts';
import type { DetectContext } from '../detection.ts';
import { isAnswered } from './reaction.ts';

/**
 * Returns a finding for each new casualty figure that is not an admission, with the latest stored figure of the same
 * speaker and scope. A toll that its speaker stated before is not new, nor is a rounder form of it (1,300 for 1,302). What
 * only unknown speakers say is no claim: `reader-warning` has it. The admission that a reaction answers is said there.
 */
export function claimedFindings(
  { now, before, admissions, storedFigures, others, makeBase, speakers }: DetectContext,
  reactions: readonly Reaction[],
): Claimed[] {
  const reports = before === undefined ? others : [...others, before];
  const known = [
    ...storedFigures,
    ...reports.flatMap((report) => report.readings.map((reading) => toFigure(report, reading))),
  ];
  const findings: Claimed[] = [];
  for (const reading of firstOfEachSeries(now.readings)) {
    if (admissions.includes(reading) || !countsPeople(reading.measure) || areUnknown(reading.speakers)) continue;
    if (isAnswered(reading, reactions)) continue;
    const claim = toFigure(now, reading);
    const figures = [...known, ...findings.map((finding) => finding.now)];
    const comparable = figures.filter((each) => isSameScope(each, claim));
    if (comparable.some((figure) => repeats(claim, figure))) continue;
    if (isQuotedAgain(claim, figures, speakers)) continue;
    const earlier = comparable.filter(
      (figure) =>
        areSameSpeakers(figure.speakers, claim.speakers) && (!isOfEvent(claim.measure) || isSameEvent(figure, claim)),
    );
    findings.push({
      ...makeBase('claimed', [seriesKey(claim), claim.value]),
      kind: 'claimed',
      now: claim,
      before: latest(earlier),
    });
  }
  return findings;
}

/** Returns whether another body of the chain of command admitted the same. */
function isQuotedAgain(claim: Figure, figures: readonly Figure[], speakers: Speakers): boolean {
  return (
    speakers.areAcknowledging(claim.speakers) && figures.some((figure) => repeatsAdmission(claim, figure, speakers))
  );
}

function isSameScope(one: Figure, other: Figure): boolean {
  if (one.measure !== other.measure) return false;
  if (!shareSpeaker(one.speakers, other.speakers)) return false;
  return (
    isCompatible(placeKey(one.place), placeKey(other.place), placeKey(null)) &&
    // A year and the months of a campaign within it name one event, and so do a month and one of its days.
    (!isOfEvent(one.measure) || mayBeOneTime(one, other))
  );
}

/** A time that one of them leaves out may be that of the other if both are published within weeks. */
function mayBeOneTime(one: Figure, other: Figure): boolean {
  const areDated = ![one.from, one.to, other.from, other.to].includes(null);
  return mayBeSameTime(one, other) && (areDated || arePublishedTogether(one, other));
}

/** A place that one side does not state contradicts nothing. */
function isCompatible(one: string, other: string, unstated: string): boolean {
  return one === other || one === unstated || other === unstated;
}

function repeats(now: Figure, known: Figure): boolean {
  if (now.value === known.value && (now.valueMax ?? now.value) === (known.valueMax ?? known.value)) return true;
  return now.valueMax === null && isRounded(now, known.value);
}

/** Returns the figure that covers the latest time; of several, the one published last. */
function latest(figures: readonly Figure[]): Figure | null {
  const order = ({ period, to, published }: Figure) => {
    const end = period?.to ?? to;
    return `${end === null ? '' : lastDay(end)} ${published ?? ''}`;
  };
  return figures.reduce<Figure | null>(
    (best, each) => (best === null || order(each) > order(best) ? each : best),
    null,
  );
}
