import type { Report } from '../domain/documents.ts';
import type { Figure, Finding } from '../domain/findings.ts';
import { headlineMeasures } from '../domain/measures.ts';
import type { Reading } from '../domain/readings.ts';
import { areSameSpeakers } from '../domain/speakers.ts';

/** Returns a finding about a copy as that of its original, as far as the original states the same. */
export function ofOriginal(finding: Finding, report: Report, original: Report): Finding {
  const figure = (one: Figure): Figure => (one.documentId === report.documentId ? (stated(one, original) ?? one) : one);
  if (finding.kind === 'claimed') return { ...finding, now: figure(finding.now) };
  if (finding.kind !== 'reaction') return finding;
  const { own, quoted, positions } = finding;
  const known = original.positions.length > 0 ? original.positions : positions;
  return {
    ...finding,
    own: own && figure(own),
    quoted: quoted && figure(quoted),
    positions: positions.length === 0 ? positions : known,
  };
}

function stated(figure: Figure, original: Report): Figure | undefined {
  const reading = original.readings.find(
    (one) =>
      one.measure === figure.measure && one.value === figure.value && areSameSpeakers(one.speakers, figure.speakers),
  );
  return reading && figureOfReport(original, reading);
}

function figureOfReport(report: Report, reading: Reading): Figure {
  const { period, documentId, snapshotId, publisher, url, published } = report;
  const { measure, value, valueMax, qualifier, speakers, place, from, to, quote, circumstances } = reading;
  return {
    ...{ measure, value, valueMax, qualifier, speakers, place, from, to, quote, circumstances },
    ...{ period, documentId, snapshotId, publisher, url, published },
  };
}

/** Returns the admission that a quoted figure repeats, or the headline of the report; null where it states none. */
export function admittedFigure(report: Report, quoted: Figure | null): Figure | null {
  const equal = report.readings.find(({ value, measure }) => value === quoted?.value && measure === quoted.measure);
  const headline = headlineMeasures
    .map((measure) => report.readings.find((reading) => reading.measure === measure))
    .find((reading) => reading !== undefined);
  const reading = equal ?? (quoted === null ? headline : undefined);
  return reading === undefined ? null : figureOfReport(report, reading);
}
