import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { CompiledFigure, CompiledRecord } from '../../src/domain/compiled/record.ts';
import { isRunning, type Measure, measures } from '../../src/domain/measures.ts';
import { type RecordFile, recordFileSchema } from './schema.ts';

/** Raise it whenever a row changes: a ledger that holds an earlier version loads the record anew. */
export const recordVersion = 1;

type Entry = RecordFile['reports'][number];

/** Reads the bundled record. Throws where a file does not have the shape of `schema.ts`. */
export function loadRecord(folder: URL = new URL('.', import.meta.url)): CompiledRecord {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const files = names.sort().map((name) => recordFileSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8'))));
  return { version: recordVersion, figures: files.flatMap(figuresOf) };
}

function figuresOf(file: RecordFile): readonly CompiledFigure[] {
  return file.reports.flatMap((entry) =>
    measures.flatMap((measure) => {
      const figure = entry.figures[measure];
      return figure === undefined ? [] : [compiledFigure(file, entry, measure, figure)];
    }),
  );
}

function compiledFigure(
  file: RecordFile,
  entry: Entry,
  measure: Measure,
  figure: NonNullable<Entry['figures'][Measure]>,
): CompiledFigure {
  const {
    value,
    max = null,
    qualifier = file.qualifiers[measure] ?? 'none',
  } = typeof figure === 'number' ? { value: figure } : figure;
  const { period = null } = entry;
  const covered =
    period === null
      ? null
      : typeof period === 'string'
        ? { from: period, to: period }
        : { from: period[0], to: period[1] };
  const to = covered?.to ?? entry.to ?? null;
  const first = isRunning(measure) ? file.since : (covered?.from ?? entry.from);
  return {
    report: ['record', file.publisher, to, entry.published].filter(Boolean).join(':'),
    publisher: file.publisher,
    measure,
    value,
    valueMax: max,
    qualifier: qualifier === 'none' ? null : qualifier,
    speakers: file.speakers,
    place: file.place,
    from: first ?? null,
    to,
    period: covered,
    published: entry.published ?? null,
    url: entry.url ?? file.list,
    address: entry.address ?? 'list',
    identity: entry.article === undefined ? null : `afpims:${entry.article}`,
    known: entry.known,
    isReconstructed: entry.reconstructed.includes(measure),
    note: entry.note ?? null,
  };
}
