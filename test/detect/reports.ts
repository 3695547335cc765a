import type { DetectInput, Detection } from '../../src/detect/detection.ts';
import { detectReport } from '../../src/detect/report.ts';
import { circumstancesNotRead } from '../../src/domain/circumstances.ts';
import type { Report } from '../../src/domain/documents.ts';
import type { Figure, Finding } from '../../src/domain/findings.ts';
import type { Incident } from '../../src/domain/incidents.ts';
import { hasCircumstances, type Measure } from '../../src/domain/measures.ts';
import type { Publisher } from '../../src/domain/publishers.ts';
import type { Reading } from '../../src/domain/readings.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { columns, record } from './record.ts';

export const coalition: Publisher = { id: 'cjtf-oir', name: 'Operation Inherent Resolve', role: 'acknowledging' };
export const amnesty: Publisher = { id: 'amnesty', name: 'Amnesty International', role: 'documenting' };
export const carrier: Publisher = { id: 'globalresearch', name: 'Global Research', role: 'carrier' };
export const at = '2026-01-01T00:00:00.000Z';

export function reading(measure: Measure, value: number, rest: Partial<Reading> = {}): Reading {
  const base = {
    valueMax: null,
    qualifier: null,
    speakers: ['cjtf-oir'],
    place: null,
    from: null,
    to: null,
    stance: 'asserted' as const,
    rule: null,
    circumstances: hasCircumstances(measure) ? circumstancesNotRead : null,
  };
  return { ...base, measure, value, quote: `${measure} is ${value}`, start: 0, end: 1, ...rest };
}

export function incident(rest: Partial<Incident> = {}): Incident {
  return {
    ...{
      number: null,
      date: '2017-03-17',
      dateTo: null,
      place: 'Mosul',
      country: 'Iraq',
      vias: [],
      outcome: 'credible',
    },
    ...{ killed: 3, killedMax: null, injured: null, reportNumbers: [], ngoCodes: [], mgrs: [] },
    ...{
      notPreviouslyReported: false,
      dossier: null,
      circumstances: circumstancesNotRead,
      quote: 'An entry',
      start: 0,
      end: 8,
    },
    ...rest,
  };
}

/** A report of one month, named after it: `report('2019-04', [...])`. */
export function report(month: string | null, readings: readonly Reading[], rest: Partial<Report> = {}): Report {
  const documentId = rest.documentId ?? `doc-${month ?? 'loose'}`;
  return {
    documentId,
    snapshotId: `${documentId}.1`,
    publisher: 'cjtf-oir',
    url: `https://example.org/${documentId}`,
    title: null,
    published: `${month ?? '2019-01'}-28T12:00:00.000Z`,
    firstSeen: at,
    fetchedAt: at,
    sha256: '',
    textSha256: '',
    state: 'present',
    reader: 'coalition-monthly',
    readerVersion: 1,
    period: month === null ? null : { from: month, to: month },
    readings,
    mentions: [],
    positions: [],
    incidents: [],
    warnings: [],
    ...rest,
  };
}

/** Detects the changes of a report, compared with nothing unless the options say otherwise. */
export function detect(now: Report, rest: Partial<DetectInput> = {}): Detection {
  return detectReport({
    publisher: coalition,
    speakers: builtInSpeakers,
    before: undefined,
    now,
    texts: { before: rest.before === undefined ? null : '', now: '' },
    others: [],
    knownIncidents: [],
    storedFigures: [],
    storedMentions: [],
    relations: [],
    newRelations: [],
    announced: [],
    firstContact: false,
    at,
    ...rest,
  });
}

type Having<F extends Finding, K> = F extends Finding ? (K extends F['kind'] ? F : never) : never;

export function ofKind<K extends Finding['kind']>(detected: Detection, kind: K): readonly Having<Finding, K>[] {
  return detected.findings.filter((finding): finding is Having<Finding, K> => finding.kind === kind);
}

export function kindsOf(detected: Detection): readonly string[] {
  return detected.findings.map((finding) => finding.kind);
}

export function figure(measure: Measure, value: number, rest: Partial<Figure> = {}): Figure {
  return {
    ...{ measure, value, valueMax: null, qualifier: null, speakers: ['cjtf-oir'], place: null, from: null, to: null },
    ...{
      quote: String(value),
      circumstances: null,
      period: null,
      documentId: 'held',
      snapshotId: 'held.1',
      publisher: 'cjtf-oir',
    },
    ...{ url: 'https://example.org/held', published: null },
    ...rest,
  };
}

/** The published record as reports, in order of publication. */
export function recordedReports(): readonly Report[] {
  return record
    .trim()
    .split('\n')
    .map((line) => {
      const [published = '', month = '', ...cells] = line.trim().split(/\s+/);
      const readings = columns.flatMap((measure, index) => {
        const cell = cells[index] ?? '-';
        return cell === '-'
          ? []
          : [reading(measure, Number(cell), { qualifier: measure === 'killed_total' ? 'at least' : null })];
      });
      return report(month, readings, { published: `${published}T12:00:00.000Z` });
    });
}

/** Detects the changes of each report, compared with the reports before it. */
export function replay(reports: readonly Report[]): readonly Finding[] {
  const earlier: Report[] = [];
  return reports.flatMap((now) => {
    const { findings } = detect(now, { others: [...earlier] });
    earlier.push(now);
    return findings;
  });
}
