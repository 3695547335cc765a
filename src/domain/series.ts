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
 * Returns a key that is equal for figures of one series: same measure, same speakers, same places. For the toll of an
 * event the window is part of the key too. The key is compared and stored, never parsed.
 */
export function seriesKey({ measure, speakers, place, from, to }: SeriesFacts): string {
  return JSON.stringify([measure, speakers, placeKey(place), ...(isOfEvent(measure) ? [from, to] : [])]);
}
