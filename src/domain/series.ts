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
 * Returns the same text for two figures of which one is current at a time: the same measure by the same speakers for the same
 * places. The toll of an event that is stated again with another window takes the place of the earlier one. The text is
 * compared and stored, never parsed.
 */
export function headKey({ measure, speakers, place }: Pick<SeriesFacts, 'measure' | 'speakers' | 'place'>): string {
  return JSON.stringify([measure, speakers, placeKey(place)]);
}

/** Returns the same text for two figures of one series: those of one head, the toll of an event also told apart by its window. */
export function seriesKey(facts: SeriesFacts): string {
  return isOfEvent(facts.measure) ? JSON.stringify([headKey(facts), facts.from, facts.to]) : headKey(facts);
}
