import { createHash } from 'node:crypto';
import { circumstancesNotRead } from '../../src/domain/circumstances.ts';
import type { FetchedDocument, Report } from '../../src/domain/documents.ts';
import type { Figure, Finding, Sum } from '../../src/domain/findings.ts';
import type { Incident } from '../../src/domain/incidents.ts';
import { hasCircumstances } from '../../src/domain/measures.ts';
import type { Mention, Reading, ReadResult } from '../../src/domain/readings.ts';
import type { Position } from '../../src/domain/relations/positions.ts';
import { type SourceState, unpolled } from '../../src/domain/source-state.ts';
import { defaultPreferences, type NewSubscription, noFilters } from '../../src/domain/subscriptions.ts';

/** Noon of a day as an instant. */
export function noon(day: string): string {
  return `${day}T12:00:00.000Z`;
}

/** So many minutes after noon on 1 June 2019: near enough for a lease. */
export function minutes(after: number): string {
  return new Date(Date.parse(noon('2019-06-01')) + after * 60_000).toISOString();
}

export function fetched(
  text: string,
  changes: Partial<FetchedDocument> & { readonly day?: string } = {},
): FetchedDocument {
  const { day = '2019-05-31', ...rest } = changes;
  return {
    identity: 'afpims:1860000',
    url: 'https://example.org/Article/1860000/',
    title: 'Monthly report',
    published: noon(day),
    fetchedAt: noon(day),
    contentType: 'text/html',
    headers: { etag: '"v1"', 'last-modified': 'Fri, 31 May 2019 12:00:00 GMT' },
    bytes: Buffer.from(`<p>${text}</p>`, 'utf8'),
    text,
    ...rest,
  };
}

export function reading(changes: Partial<Reading> = {}): Reading {
  return {
    measure: 'killed_total',
    value: 1302,
    valueMax: null,
    qualifier: 'at least',
    speakers: ['cjtf-oir'],
    place: 'Iraq and Syria',
    from: '2014-08',
    to: null,
    quote: 'at least 1,302 civilians',
    start: 0,
    end: 24,
    stance: 'asserted',
    rule: null,
    circumstances: hasCircumstances(changes.measure ?? 'killed_total') ? circumstancesNotRead : null,
    ...changes,
  };
}

export function mention(changes: Partial<Mention> = {}): Mention {
  return {
    measure: 'killed_event',
    value: 7,
    valueMax: null,
    qualifier: null,
    speakers: ['africom'],
    place: 'Jamaame',
    from: '2020-02-02',
    to: '2020-02-02',
    quote: 'the report that 7 civilians were killed is not credible',
    start: 60,
    end: 116,
    stance: 'doubted',
    rule: 'verdict-against',
    ...changes,
  };
}

export function position(changes: Partial<Position> = {}): Position {
  const quote = 'Families need full reparation.';
  return { kind: 'reparation', rule: 'calls-for-reparation', quote, start: 20, end: 20 + quote.length, ...changes };
}

export function incident(changes: Partial<Incident> = {}): Incident {
  return {
    number: 1,
    date: '2017-06-01',
    dateTo: null,
    place: 'near Raqqa',
    country: 'Syria',
    vias: ['airwars'],
    outcome: 'credible',
    killed: 2,
    killedMax: null,
    injured: null,
    reportNumbers: [],
    ngoCodes: [],
    mgrs: [],
    notPreviouslyReported: false,
    dossier: null,
    circumstances: circumstancesNotRead,
    quote: 'two civilians were killed',
    start: 30,
    end: 55,
    ...changes,
  };
}

export function read(changes: Partial<ReadResult> = {}): ReadResult {
  return {
    reader: 'coalition-monthly',
    readerVersion: 1,
    period: { from: '2019-04', to: '2019-04' },
    readings: [reading()],
    mentions: [],
    positions: [],
    incidents: [],
    warnings: [],
    ...changes,
  };
}

/** What a report with one total says, for a month. */
export function total(month: string, value: number, changes: Partial<ReadResult> = {}): ReadResult {
  return read({ period: { from: month, to: month }, readings: [reading({ value })], ...changes });
}

export function figureOf(report: Report): Figure {
  const first = report.readings[0] ?? reading();
  const { measure, value, valueMax, qualifier, speakers, place, from, to, quote, circumstances } = first;
  const { period, documentId, snapshotId, publisher, url, published } = report;
  const said = { measure, value, valueMax, qualifier, speakers, place, from, to, quote, circumstances };
  return { ...said, period, documentId, snapshotId, publisher, url, published };
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function found(report: Report, name: string) {
  return {
    id: hash(`${report.snapshotId} ${name}`),
    event: report.snapshotId,
    publisher: report.publisher,
    source: null,
    documentId: report.documentId,
    snapshotId: report.snapshotId,
    period: report.period,
    foundAt: report.fetchedAt,
  };
}

export function admitted(report: Report, changes: Partial<Finding> = {}): Finding {
  return { ...found(report, 'admitted'), kind: 'admitted', now: figureOf(report), ...changes } as Finding;
}

export function sum(report: Report, terms: readonly Report[] = []): Sum {
  return {
    rule: 'deaths',
    verdict: 'does-not-add-up',
    terms: terms.map((term) => ({ sign: 1, figure: figureOf(term) })),
    stated: figureOf(report),
    expected: 1296,
    gap: 6,
    reason: null,
    missing: [],
    expectedWithReopened: null,
    note: null,
  };
}

export function discrepancy(report: Report, terms: readonly Report[] = []): Finding {
  return { ...found(report, 'sum'), kind: 'does-not-add-up', sum: sum(report, terms) };
}

export function sourceState(changes: Partial<SourceState> = {}): SourceState {
  return {
    ...unpolled,
    cursor: { seen: ['1860000'] },
    firstContact: { isOver: true },
    answered: true,
    nextPollAt: noon('2019-06-01'),
    lastAttemptAt: noon('2019-05-31'),
    lastSuccessAt: noon('2019-05-31'),
    ...changes,
  };
}

export async function collect(pieces: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const piece of pieces) all += piece;
  return all;
}

/** A channel of the configuration that wants everything, unless said otherwise. */
export function subscriptionTo(channel: string, more: Partial<NewSubscription> = {}): NewSubscription {
  return {
    destination: 'terminal',
    space: null,
    channel,
    origin: 'configuration',
    wants: ['all'],
    filters: noFilters,
    follows: [],
    preferences: defaultPreferences,
    owner: null,
    ...more,
  };
}
