import { isOfEvent, type Measure } from './measures.ts';
import { placeKey } from './places.ts';
import { isDay, type Window } from './time.ts';

/** The facts that decide to which series a figure belongs. */
export interface SeriesFacts extends Window {
  readonly measure: Measure;
  readonly speakers: readonly string[];
  readonly place: string | null;
}

/**
 * Returns a key that is equal for figures of which only one is current at a time: same measure, same speakers, same places.
 * The toll of an event that is restated for other months replaces the earlier one. Tolls of other days do not: two strikes
 * on one place are two events. The key is compared and stored, never parsed.
 */
export function headKey(facts: SeriesFacts): string {
  const { measure, speakers, place, from, to } = facts;
  const key = [measure, speakers, placeKey(place)];
  const isDated = isOfEvent(measure) && [from, to].some((end) => end !== null && isDay(end));
  return JSON.stringify(isDated ? [...key, from, to] : key);
}

/** Returns a key that is equal for figures of one series: `headKey` and, for the toll of an event, its window. */
export function seriesKey(facts: SeriesFacts): string {
  return isOfEvent(facts.measure) ? JSON.stringify([headKey(facts), facts.from, facts.to]) : headKey(facts);
}
