import type { Figure } from '../../domain/findings.ts';
import { placeKey } from '../../domain/places.ts';
import { headKey } from '../../domain/series.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import { monthOf } from '../../domain/time.ts';

/** The compiled record among what was read. */

/** The last month that a figure covers; '' where it is not known. */
function endOf({ period, to, published }: Figure): string {
  return monthOf(period?.to ?? to ?? published ?? '');
}

function isOfSeries(one: Figure, other: Figure): boolean {
  if (one.measure !== other.measure || !areSameSpeakers(one.speakers, other.speakers)) return false;
  return one.place === null || other.place === null || placeKey(one.place) === placeKey(other.place);
}

/**
 * Returns the compiled figures that lead their series: the latest of each, unless as late a figure of the series was read,
 * whoever published it. A figure that was read and is earlier is current beside it, because it has a quote.
 */
export function compiledHeads(compiled: readonly Figure[], heads: readonly Figure[]): readonly Figure[] {
  const order = (figure: Figure) => `${endOf(figure)} ${figure.published ?? ''}`;
  const latest = [...Map.groupBy(compiled, headKey).values()].flatMap(
    (figures) => figures.toSorted((one, other) => (order(one) < order(other) ? 1 : -1))[0] ?? [],
  );
  return latest.filter((figure) => !heads.some((head) => isOfSeries(head, figure) && endOf(head) >= endOf(figure)));
}

/** Where a row stands in the history of a measure: sort_period, sort_published, recorded_at, id. */
export type Place = readonly [string, string, string, string];

/** Orders the newest first. */
export function comparePlaces(one: Place, other: Place): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  if (at === -1) return 0;
  return (one[at] ?? '') < (other[at] ?? '') ? 1 : -1;
}
