import type { Figure, Finding } from '../domain/findings.ts';
import type { Incident } from '../domain/incidents.ts';
import { countsDeaths } from '../domain/measures.ts';
import { liesIn } from '../domain/places.ts';
import type { Filters } from '../domain/subscriptions.ts';

/** What a subscription's filters leave out: only what is known to lie outside. */

/** False where the finding is known to be of other publishers, other countries or fewer deaths. */
export function passes(filters: Filters, finding: Finding): boolean {
  return (
    isByOneOf(filters.publishers, finding) &&
    isInOneOf(filters.countries, finding) &&
    isOfAtLeast(filters.minKilled, finding)
  );
}

/** Who published it, or whose figure it is: a carrier that quotes the Coalition tells of the Coalition. */
function isByOneOf(publishers: readonly string[], finding: Finding): boolean {
  if (publishers.length === 0) return true;
  const speakers = figuresIn(finding).flatMap(({ speakers, publisher }) => [...speakers, publisher]);
  return [finding.publisher, ...speakers].some((one) => publishers.includes(one));
}

function isInOneOf(countries: readonly string[], finding: Finding): boolean {
  if (countries.length === 0) return true;
  const places = [
    ...figuresIn(finding).map(({ place }) => ({ text: place, isCountry: false })),
    ...incidentsIn(finding).map(({ place, country }) => ({ text: country ?? place, isCountry: country !== null })),
  ].flatMap(({ text, isCountry }) => (text === null ? [] : [{ text, isCountry }]));
  if (places.length === 0) return true;
  return places.some(({ text, isCountry }) => countries.some((country) => liesIn(text, country, isCountry)));
}

function isOfAtLeast(minKilled: number | null, finding: Finding): boolean {
  const deaths = deathsOf(finding);
  return minKilled === null || deaths === null || deaths >= minKilled;
}

/**
 * How many deaths a finding is about; null where it names no number of deaths. Of a range the upper end; a qualifier
 * (`at least`) does not raise it.
 *
 * a total, raised, lowered or not     the difference from the one before
 * restated                            the difference from what was stated
 * a late report                       the difference from the total before it, else its own
 * newly admitted, claimed, withdrawn  the figure itself
 * an entry                            its deaths; of one that was changed or removed the larger number
 * a sum of deaths                     what it is off by
 */
export function deathsOf(finding: Finding): number | null {
  switch (finding.kind) {
    case 'total-raised':
    case 'total-lowered':
    case 'total-unchanged':
      return countsDeaths(finding.now.measure) ? Math.abs(finding.delta) : null;
    case 'restated':
      return difference(finding.now, finding.before);
    case 'late-report':
      if (finding.now === null || finding.before === null) return upperEnd(finding.now);
      return difference(finding.now, finding.before);
    case 'admitted':
    case 'claimed':
      return upperEnd(finding.now);
    case 'withdrawn':
      return upperEnd(finding.held);
    case 'incident-added':
    case 'incident-changed': {
      const tolls = incidentsIn(finding).map(({ killed, killedMax }) => killedMax ?? killed);
      const known = tolls.filter((toll) => toll !== null);
      return known.length < tolls.length ? null : Math.max(...known);
    }
    case 'does-not-add-up':
    case 'not-checkable':
      return finding.sum.rule === 'deaths' && finding.sum.gap !== null ? Math.abs(finding.sum.gap) : null;
    default:
      return null;
  }
}

function upperEnd(figure: Figure | null): number | null {
  return figure === null || !countsDeaths(figure.measure) ? null : (figure.valueMax ?? figure.value);
}

function difference(now: Figure, before: Figure): number | null {
  const [upper, upperBefore] = [upperEnd(now), upperEnd(before)];
  if (upper === null || upperBefore === null) return null;
  return Math.max(Math.abs(upper - upperBefore), Math.abs(now.value - before.value));
}

function figuresIn(finding: Finding): readonly Figure[] {
  const parts = [
    'now' in finding ? finding.now : null,
    'before' in finding ? finding.before : null,
    'held' in finding ? finding.held : null,
    ...('sum' in finding ? [finding.sum.stated, ...finding.sum.terms.map(({ figure }) => figure)] : []),
  ];
  return parts.flatMap((part) => (part !== null && typeof part === 'object' && 'measure' in part ? [part] : []));
}

function incidentsIn(finding: Finding): readonly Incident[] {
  if (finding.kind === 'incident-added') return [finding.incident];
  if (finding.kind !== 'incident-changed') return [];
  return [finding.before, ...(finding.now === null ? [] : [finding.now])];
}
