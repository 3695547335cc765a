import { isOfEvent, type Measure } from './measures.ts';
import { placeKey } from './places.ts';
import type { Month } from './time.ts';

/** The facts that decide to which series a figure belongs. */
export interface SeriesFacts {
  readonly measure: Measure;
  readonly speakers: readonly string[];
  readonly place: string | null;
  readonly from: Month | null;
  readonly to: Month | null;
}

/**
 * Returns a key that is equal for figures of which only one is current at a time: same measure, same speakers, same places.
 * The toll of an event that is restated for another window replaces the earlier one. The key is compared and stored, never
 * parsed.
 */
export function headKey({ measure, speakers, place }: Pick<SeriesFacts, 'measure' | 'speakers' | 'place'>): string {
  return JSON.stringify([measure, speakers, placeKey(place)]);
}

/** Returns a key that is equal for figures of one series: `headKey` and, for the toll of an event, its window. */
export function seriesKey(facts: SeriesFacts): string {
  return isOfEvent(facts.measure) ? JSON.stringify([headKey(facts), facts.from, facts.to]) : headKey(facts);
}
