import { isOfEvent, type Measure } from './measures.ts';
import { placeKey } from './places.ts';
import type { Month } from './time.ts';

/** What tells one series of figures from another. */
export interface SeriesFacts {
  readonly measure: Measure;
  readonly speakers: readonly string[];
  readonly place: string | null;
  readonly from: Month | null;
  readonly to: Month | null;
}

/**
 * Returns the same text for two figures of one series: the same measure by the same speakers for the same places. The
 * toll of an event is also told apart by its window. The text is compared and stored, never parsed.
 */
export function seriesKey({ measure, speakers, place, from, to }: SeriesFacts): string {
  return JSON.stringify([measure, speakers, placeKey(place), ...(isOfEvent(measure) ? [from, to] : [])]);
}
