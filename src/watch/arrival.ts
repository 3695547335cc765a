import { isNewFigure } from '../compose/kinds/index.ts';
import type { DetectInput, Detection } from '../detect/detection.ts';
import { detectReport } from '../detect/report.ts';
import type { Report } from '../domain/documents.ts';
import type { Incident } from '../domain/incidents.ts';
import type { Mention, Reading, ReadResult } from '../domain/readings.ts';

/** Returns whether everything that was read now was read in the report before: same period, figures and entries. */
export function isSubset(result: ReadResult, before: Report): boolean {
  const figure = ({ measure, speakers, value, valueMax, stance }: Reading | Mention) =>
    JSON.stringify([measure, speakers, value, valueMax, stance]);
  const entry = ({ date, place, killed, injured, outcome }: Incident) =>
    JSON.stringify([date, place, killed, injured, outcome]);
  const figures = new Set([...before.readings, ...before.mentions].map(figure));
  const entries = new Set(before.incidents.map(entry));
  const isSamePeriod = result.period === null || result.period.to === before.period?.to;
  return (
    isSamePeriod &&
    [...result.readings, ...result.mentions].every((read) => figures.has(figure(read))) &&
    result.incidents.every((incident) => entries.has(entry(incident)))
  );
}

/**
 * Detects what a document changes. First contact announces nothing about a new document. If the document is stored with
 * figures, from another source, then a changed figure is news; changed wording is not, because the two sources may show
 * two versions of one page.
 */
export function detectArrival(input: DetectInput): Detection {
  const hasFigures = input.before !== undefined && input.before.readings.length > 0;
  if (!input.firstContact || !hasFigures) return detectReport(input);
  const detection = detectReport({ ...input, firstContact: false });
  return detection.findings.some(isNewFigure) ? detection : detectReport(input);
}
