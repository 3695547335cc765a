import { circumstancesNotRead } from '../../domain/circumstances.ts';
import {
  type Compiled,
  type CompiledFigure,
  compiledAddresses,
  publishedAt,
  type WayKnown,
  waysKnown,
} from '../../domain/compiled/record.ts';
import type { CompiledReport } from '../../domain/documents.ts';
import type { Figure } from '../../domain/findings.ts';
import { hasCircumstances } from '../../domain/measures.ts';
import type { Reading } from '../../domain/readings.ts';
import type { Instant } from '../../domain/time.ts';
import { oneOf, parseTexts, toMeasure, toPeriod, toQualifier } from '../history/rows.ts';
import type { CompiledRow } from './table.ts';

/** Between the rows of the compiled record and the model's values. */

/** The reader that a compiled report names: no reader found its figures. */
const noReader = 'compiled-record';

export function compiledRow(figure: CompiledFigure, version: number, at: Instant): CompiledRow {
  return {
    id: `${figure.report}:${figure.measure}`,
    report: figure.report,
    version,
    publisher: figure.publisher,
    measure: figure.measure,
    value: figure.value,
    value_max: figure.valueMax,
    qualifier: figure.qualifier,
    speakers: JSON.stringify(figure.speakers),
    place: figure.place,
    window_from: figure.from,
    window_to: figure.to,
    period_from: figure.period?.from ?? null,
    period_to: figure.period?.to ?? null,
    published: figure.published,
    url: figure.url,
    address: figure.address,
    identity: figure.identity,
    known: JSON.stringify(figure.known),
    reconstructed: figure.isReconstructed ? 1 : 0,
    note: figure.note,
    loaded_at: at,
  };
}

function toMark(row: CompiledRow): Compiled {
  return {
    known: parseTexts(row.known).map((way) => oneOf<WayKnown>(waysKnown, way)),
    address: oneOf(compiledAddresses, row.address),
    isReconstructed: row.reconstructed === 1,
    note: row.note,
  };
}

function toValue(row: CompiledRow) {
  const measure = toMeasure(row.measure);
  return {
    measure,
    value: row.value,
    valueMax: row.value_max,
    qualifier: toQualifier(row.qualifier),
    speakers: parseTexts(row.speakers),
    place: row.place,
    from: row.window_from,
    to: row.window_to,
    quote: '',
    circumstances: hasCircumstances(measure) ? circumstancesNotRead : null,
  };
}

export function toCompiledFigure(row: CompiledRow): Figure {
  return {
    ...toValue(row),
    period: toPeriod(row),
    documentId: row.report,
    snapshotId: row.report,
    publisher: row.publisher,
    url: row.url,
    published: publishedAt(row),
    compiled: toMark(row),
  };
}

/** Returns the reports that the rows are of, the oldest period first. */
export function toCompiledReports(rows: readonly CompiledRow[]): readonly CompiledReport[] {
  const reports = [...Map.groupBy(rows, ({ report }) => report).values()].flatMap(toReport);
  const order = ({ period, published }: CompiledReport) => `${period?.to ?? ''} ${published ?? ''}`;
  return reports.toSorted((one, other) => (order(one) < order(other) ? -1 : 1));
}

function toReport(rows: readonly CompiledRow[]): readonly CompiledReport[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { isReconstructed: _ofOneFigure, ...mark } = toMark(first);
  const reconstructed = rows.filter((row) => row.reconstructed === 1).map(({ measure }) => toMeasure(measure));
  return [
    {
      documentId: first.report,
      snapshotId: first.report,
      publisher: first.publisher,
      url: first.url,
      title: null,
      published: publishedAt(first),
      firstSeen: first.loaded_at,
      fetchedAt: first.loaded_at,
      sha256: '',
      textSha256: '',
      state: 'present',
      reader: noReader,
      readerVersion: first.version,
      period: toPeriod(first),
      readings: rows.map((row): Reading => ({ ...toValue(row), stance: 'asserted', rule: null, start: 0, end: 0 })),
      mentions: [],
      positions: [],
      incidents: [],
      warnings: [],
      compiled: { ...mark, reconstructed },
      identity: first.identity,
    },
  ];
}
