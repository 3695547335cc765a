import type { Report } from '../../domain/documents.ts';
import {
  areInOneSequence,
  compareFigures,
  type FigureComparison,
  hasDifferentValue,
  isHeadlineMeasure,
} from '../compare/figures.ts';
import { compareNewList, isKnownEntry } from '../compare/incidents.ts';
import { isSamePeriod } from '../compare/periods.ts';
import { isPublishedLater } from '../compare/series.ts';
import type { DetectContext, Detection } from '../detection.ts';
import { incidentFindings } from '../kinds/incident.ts';
import { restatedFindings } from '../kinds/restated.ts';
import { sumFindings } from '../kinds/sum.ts';
import { announce, incidentsOfOthers } from './new-report.ts';

/**
 * Returns the findings of another document about a period whose `current` report is stored. It may be a copy, restate a
 * figure, or state more than is known.
 */
export function anotherDocument(context: DetectContext, current: Report): Detection {
  const { now, record, admissions, makeBase } = context;
  const compared = compareFigures(current, now, admissions);
  const headlines = compared.added.filter((reading) => isHeadlineMeasure(reading.measure));
  if (headlines.length === 0 && isCopy(context, current, compared)) return { findings: [], sums: [] };
  const isOlder = isPublishedLater(current, now);
  // The later publication restates the earlier one, whichever of them is fetched first.
  const revisions = isOlder
    ? restatedFindings(
        compared.changed.map((pair) => ({ before: pair.now, now: pair.before })),
        { before: now, now: current },
        makeBase,
      )
    : restatedFindings(compared.changed, { before: current, now }, makeBase);
  const checked = sumFindings(context, [current]);
  const lists = compareNewList(now.incidents, incidentsOfOthers(context));
  const added = lists.added.filter((entry) => !isKnownEntry(entry, context.knownIncidents));
  return {
    findings: [
      ...revisions,
      ...(headlines.length > 0 ? announce(context, headlines, record) : []),
      ...(isOlder ? [] : checked.findings),
      ...incidentFindings(context, { added, changed: lists.changed }),
    ],
    sums: checked.sums,
  };
}

/** Returns whether a second batch of admissions covers the same months: it lists other entries or other numbers. */
export function isAnotherBatch({ now, admissions, knownIncidents }: DetectContext, current: Report): boolean {
  if (areInOneSequence(current, now)) return false;
  const { changed } = compareFigures(current, now, admissions);
  return changed.length > 0 || now.incidents.some((entry) => !isKnownEntry(entry, knownIncidents));
}

/**
 * Returns whether the figures repeat the current ones, or those of an older document of the period. A later publication
 * that states an old value again is no copy.
 */
function isCopy({ now, record, admissions }: DetectContext, current: Report, compared: FigureComparison): boolean {
  if (!hasNewValue(compared)) return compared.shared > 0;
  if (!isPublishedLater(current, now)) return false;
  return record.some((other) => {
    if (!isSamePeriod(other.period, now.period)) return false;
    const comparison = compareFigures(other, now, admissions);
    return comparison.shared > 0 && !hasNewValue(comparison);
  });
}

function hasNewValue({ changed }: FigureComparison): boolean {
  return changed.some((pair) => hasDifferentValue(pair.before, pair.now));
}
