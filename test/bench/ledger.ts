import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { IncidentQuery } from '../../src/ledger/ledger.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { type Incident, type Outcome, outcomes } from '../../src/model.ts';
import { fetched, incident, read, reading } from '../ledger/fixtures.ts';

export interface LookupTiming {
  readonly lookup: string;
  /** Incidents held. */
  readonly incidents: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const entriesOfReport = 1000;
const firstDay = Date.UTC(2014, 7, 8);
const dayMs = 86_400_000;
const days = 4000;
const places = ['Raqqa', 'near Raqqa', 'Mosul', 'West Mosul', 'Tal Afar', 'Deir ez-Zor', 'al-Bab', 'Al Tanf', 'Tabqa'];

function entry(number: number): Incident {
  const outcome: Outcome =
    number % 10 === 0 ? (outcomes[(number / 10) % outcomes.length] ?? 'unknown') : 'non_credible';
  return incident({
    number,
    date: new Date(firstDay + ((number * 7919) % days) * dayMs).toISOString().slice(0, 10),
    place: number % 7 === 0 ? `Village ${number}` : (places[number % places.length] ?? null),
    country: number % 2 === 0 ? 'Iraq' : 'Syria',
    outcome,
    reportNumber: String(number),
  });
}

/** Fills a ledger with reports of 1,000 entries each. */
export async function fillIncidents(
  ledger: OpenedLedger,
  count: number,
  progress: (done: number) => void = () => undefined,
): Promise<void> {
  for (let done = 0; done < count; done += entriesOfReport) {
    const incidents = Array.from({ length: Math.min(entriesOfReport, count - done) }, (_, at) => entry(done + at));
    const number = done / entriesOfReport;
    const month = `${2014 + (Math.floor(number / 12) % 80)}-${String((number % 12) + 1).padStart(2, '0')}`;
    const readings = (['killed_total', 'injured_total', 'strikes_total'] as const).map((measure) =>
      reading({ measure, value: 1000 + number }),
    );
    const result = read({ period: { from: month, to: month }, readings, incidents });
    const document = fetched(`Report ${number}`, { identity: `url:${number}` });
    await ledger.transaction((open) => open.addSnapshot('bench', 'cjtf-oir', document, result));
    progress(done + incidents.length);
  }
}

/** Takes the indexes that only lookups need out of a ledger while it is filled; the same indexes, made at once, come back. */
function withoutLookupIndexes(path: string): () => void {
  const database = new DatabaseSync(path, { timeout: 5000 });
  const indexes = database
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
      AND (name LIKE 'parts_by_%' OR name LIKE 'listed_by_%') AND name <> 'listed_by_document'`)
    .all();
  for (const { name } of indexes) database.exec(`DROP INDEX ${name}`);
  return () => {
    for (const { sql } of indexes) database.exec(String(sql));
    database.close();
  };
}

async function time(rounds: number, lookup: () => Promise<unknown>): Promise<{ p50: number; p99: number }> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await lookup();
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(Math.floor(took.length * share), took.length - 1)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

const questions: Readonly<Record<string, Omit<IncidentQuery, 'limit'>>> = {
  'incidents, newest': {},
  'incidents of a place': { place: 'raqqa' },
  'incidents of a beginning that 1 in 7 places share': { place: 'vil' },
  'incidents since a day': { since: '2020-01-01' },
  'incidents of an outcome': { outcome: 'credible' },
  'incidents of a place, outcome and time': { place: 'raqqa', outcome: 'credible', until: '2019-12-31' },
  'incidents of a country and outcome': { country: 'Syria', outcome: 'reopened' },
};

/** `totals` and `incidents` with so many incidents on SQLite, in a file of its own that is removed afterwards. */
export async function benchLedger(
  incidents: number,
  progress: (done: number) => void = () => undefined,
  rounds = 300,
): Promise<readonly LookupTiming[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ackwatch-bench-'));
  const path = join(folder, 'ackwatch.db');
  const ledger = await openLedger(path);
  try {
    const complete = withoutLookupIndexes(path);
    await fillIncidents(ledger, incidents, progress);
    complete();
    const timings: LookupTiming[] = [
      { lookup: 'totals', incidents, ...(await time(rounds, () => ledger.lookups.totals())) },
    ];
    for (const [lookup, query] of Object.entries(questions)) {
      const took = await time(rounds, () => ledger.lookups.incidents({ ...query, limit: 25 }));
      timings.push({ lookup, incidents, ...took });
    }
    return timings;
  } finally {
    await ledger.close();
    await rm(folder, { recursive: true, force: true });
  }
}
