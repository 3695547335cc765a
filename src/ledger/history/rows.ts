import { type Circumstances, circumstancesOf } from '../../domain/circumstances.ts';
import type { Finding, Sum } from '../../domain/findings.ts';
import {
  type Dossier,
  type Incident,
  type IncidentOutcome,
  incidentOutcomes,
  type Via,
  vias,
} from '../../domain/incidents.ts';
import { hasCircumstances, type Measure, measures, type Qualifier, qualifiers } from '../../domain/measures.ts';
import { type Mention, mentionStances, type Reading } from '../../domain/readings.ts';
import { type Position, positionKinds } from '../../domain/relations/positions.ts';
import { type Relation, type RelationReason, relationKinds } from '../../domain/relations/relation.ts';
import { monthOf, type Period } from '../../domain/time.ts';
import type { Warning } from '../../domain/warnings.ts';
import { ledgerError } from '../database/errors.ts';
import type { Schema } from '../database/schema.ts';
import {
  type FormerReaderWarning,
  type FormerWarning,
  toSourceFailure,
  upcast,
  upcastReaderWarning,
  upcastWarning,
} from './upcast.ts';

/** Between the tables' rows and the model's values. */

export function oneOf<T extends string>(allowed: readonly T[], value: string): T {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw ledgerError('corrupt', `The ledger holds the unknown word ${JSON.stringify(value)}`);
  return found;
}

export function toMeasure(value: string): Measure {
  return oneOf(measures, value);
}

export function toQualifier(value: string | null): Qualifier | null {
  return value === null ? null : oneOf(qualifiers, value);
}

export function toPeriod(row: { period_from: string | null; period_to: string | null }): Period | null {
  return row.period_from === null || row.period_to === null ? null : { from: row.period_from, to: row.period_to };
}

// The JSON columns below are written from these very types, here alone, and a ledger is exported and restored as it is.
export function parseFinding(body: string): Finding {
  const finding = JSON.parse(body, upcast) as Finding | FormerReaderWarning;
  switch (finding.kind) {
    case 'source-broken':
    case 'source-degraded':
    case 'source-recovered':
      return { ...finding, error: toSourceFailure(finding.error) };
    case 'reader-warning':
      return upcastReaderWarning(finding);
    default:
      return finding;
  }
}
export const parseSums = (sums: string): readonly Sum[] => JSON.parse(sums, upcast) as readonly Sum[];
export const parseWarnings = (warnings: string): readonly Warning[] =>
  (JSON.parse(warnings) as readonly (Warning | FormerWarning)[]).map(upcastWarning);
export const parseTexts = (texts: string): readonly string[] => JSON.parse(texts) as readonly string[];

/** Only what was read is stored, so that a kind which is added later was not read in older rows. */
function circumstancesJson(circumstances: Circumstances | null): string {
  const known = Object.entries(circumstances ?? {}).filter(([, { state }]) => state !== 'not-read');
  return JSON.stringify(Object.fromEntries(known));
}

const parseCircumstances = (known: string): Circumstances =>
  circumstancesOf(JSON.parse(known) as Partial<Circumstances>);

/** Returns null for a measure that has no circumstances. */
export function toTollCircumstances(measure: Measure, known: string): Circumstances | null {
  return hasCircumstances(measure) ? parseCircumstances(known) : null;
}

/** The columns that readings and mentions share. */
type ReadFigureRow = Omit<Schema['mentions'], 'stance'>;

function toReadFigure(row: ReadFigureRow): Omit<Mention, 'stance'> {
  return {
    measure: toMeasure(row.measure),
    value: row.value,
    valueMax: row.value_max,
    qualifier: toQualifier(row.qualifier),
    speakers: parseTexts(row.speakers),
    place: row.place,
    from: row.window_from,
    to: row.window_to,
    quote: row.quote,
    start: row.quote_start,
    end: row.quote_end,
    rule: row.rule,
  };
}

export function toReading(row: Schema['readings']): Reading {
  const figure = toReadFigure(row);
  return { ...figure, stance: 'asserted', circumstances: toTollCircumstances(figure.measure, row.circumstances) };
}

export function toMention(row: Schema['mentions']): Mention {
  return { ...toReadFigure(row), stance: oneOf(mentionStances, row.stance) };
}

interface RunContext {
  readonly runId: string;
  readonly documentId: string;
  readonly snapshotId: string;
  readonly publisher: string;
  readonly period: Period | null;
  readonly published: string | null;
  readonly recordedAt: string;
}

/** Text order of the ids is the order in the report. */
function rowId(runId: string, index: number): string {
  return `${runId}.${String(index).padStart(5, '0')}`;
}

function readFigureRow(reading: Reading | Mention, index: number, run: RunContext): ReadFigureRow {
  return {
    id: rowId(run.runId, index),
    run_id: run.runId,
    document_id: run.documentId,
    snapshot_id: run.snapshotId,
    publisher: run.publisher,
    measure: reading.measure,
    value: reading.value,
    value_max: reading.valueMax,
    qualifier: reading.qualifier,
    speakers: JSON.stringify(reading.speakers),
    place: reading.place,
    window_from: reading.from,
    window_to: reading.to,
    quote: reading.quote,
    quote_start: reading.start,
    quote_end: reading.end,
    rule: reading.rule,
  };
}

export function mentionRow(mention: Mention, index: number, run: RunContext): Schema['mentions'] {
  return { ...readFigureRow(mention, index, run), stance: mention.stance };
}

function endMonth({ to }: Reading): string | null {
  return to === null ? null : monthOf(to);
}

export function readingRow(reading: Reading, index: number, run: RunContext): Schema['readings'] {
  return {
    ...readFigureRow(reading, index, run),
    // A statement outside a report counts for the end of its own window, else for the month it was published in. Both are
    // months: the text of a day would come after the month that it lies in.
    sort_period: run.period?.to ?? endMonth(reading) ?? run.published?.slice(0, 7) ?? '',
    sort_to: endMonth(reading) ?? run.period?.to ?? '',
    sort_published: run.published ?? '',
    recorded_at: run.recordedAt,
    circumstances: circumstancesJson(reading.circumstances),
  };
}

export function positionRow(position: Position, index: number, run: RunContext): Schema['positions'] {
  return {
    id: rowId(run.runId, index),
    run_id: run.runId,
    document_id: run.documentId,
    kind: position.kind,
    rule: position.rule,
    quote: position.quote,
    quote_start: position.start,
    quote_end: position.end,
  };
}

export function toPosition(row: Schema['positions']): Position {
  const { rule, quote, quote_start: start, quote_end: end } = row;
  return { kind: oneOf(positionKinds, row.kind), rule, quote, start, end };
}

export function toRelation(row: Schema['document_relations']): Relation {
  return {
    kind: oneOf(relationKinds, row.kind),
    from: row.from_document,
    to: row.to_document,
    reason: JSON.parse(row.reason) as RelationReason, // `addRelations` alone writes it
  };
}

export function incidentRow(incident: Incident, index: number, runId: string): Schema['incidents'] {
  return {
    id: rowId(runId, index),
    run_id: runId,
    number: incident.number,
    date: incident.date,
    date_to: incident.dateTo,
    place: incident.place,
    country: incident.country,
    vias: JSON.stringify(incident.vias),
    outcome: incident.outcome,
    killed: incident.killed,
    killed_max: incident.killedMax,
    injured: incident.injured,
    report_numbers: JSON.stringify(incident.reportNumbers),
    ngo_codes: JSON.stringify(incident.ngoCodes),
    mgrs: JSON.stringify(incident.mgrs),
    not_previously_reported: incident.notPreviouslyReported ? 1 : 0,
    quote: incident.quote,
    quote_start: incident.start,
    quote_end: incident.end,
    circumstances: circumstancesJson(incident.circumstances),
    dossier: incident.dossier === null ? null : JSON.stringify(incident.dossier),
  };
}

export function toIncident(row: Schema['incidents']): Incident {
  return {
    number: row.number,
    date: row.date,
    dateTo: row.date_to,
    place: row.place,
    country: row.country,
    vias: parseTexts(row.vias).map((via) => oneOf<Via>(vias, via)),
    outcome: oneOf<IncidentOutcome>(incidentOutcomes, row.outcome),
    killed: row.killed,
    killedMax: row.killed_max,
    injured: row.injured,
    reportNumbers: parseTexts(row.report_numbers),
    ngoCodes: parseTexts(row.ngo_codes),
    mgrs: parseTexts(row.mgrs),
    notPreviouslyReported: row.not_previously_reported === 1,
    quote: row.quote,
    start: row.quote_start,
    end: row.quote_end,
    circumstances: parseCircumstances(row.circumstances),
    dossier: row.dossier === null ? null : (JSON.parse(row.dossier) as Dossier),
  };
}
