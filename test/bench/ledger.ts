import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { configuredWording } from '../../src/app/application.ts';
import { type IncidentsQuery, incidents } from '../../src/commands/lookups/incidents.ts';
import { totals } from '../../src/commands/lookups/totals.ts';
import { type Incident, type IncidentOutcome, incidentOutcomes } from '../../src/domain/incidents.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { startPostgres } from '../fakes/postgres.ts';
import { fetched, incident, read, reading } from '../ledger/fixtures.ts';
import { withFolder } from './application.ts';
import { copyStatements, seed, seedTable } from './bulk.ts';
import { milliseconds, count as number, type Row, type Section, type Spread, time } from './figures.ts';

const entriesOfReport = 1000;
const firstDay = Date.UTC(2014, 7, 8);
const dayMs = 86_400_000;
const days = 4000;
const places = ['Raqqa', 'near Raqqa', 'Mosul', 'West Mosul', 'Tal Afar', 'Deir ez-Zor', 'al-Bab', 'Al Tanf', 'Tabqa'];

function entry(number: number): Incident {
  const outcome: IncidentOutcome =
    number % 10 === 0 ? (incidentOutcomes[(number / 10) % incidentOutcomes.length] ?? 'unknown') : 'non_credible';
  return incident({
    number,
    date: new Date(firstDay + ((number * 7919) % days) * dayMs).toISOString().slice(0, 10),
    place: number % 7 === 0 ? `Village ${number}` : (places[number % places.length] ?? null),
    country: number % 2 === 0 ? 'Iraq' : 'Syria',
    outcome,
    reportNumbers: [String(number)],
  });
}

/** Fills a ledger with reports of 1,000 entries each. */
async function fillIncidents(ledger: OpenedLedger, count: number): Promise<void> {
  for (let done = 0; done < count; done += entriesOfReport) {
    const incidents = Array.from({ length: Math.min(entriesOfReport, count - done) }, (_, at) => entry(done + at));
    const number = done / entriesOfReport;
    const month = `${2014 + (Math.floor(number / 12) % 80)}-${String((number % 12) + 1).padStart(2, '0')}`;
    const readings = (['killed_total', 'injured_total', 'strikes_total'] as const).map((measure) =>
      reading({ measure, value: 1000 + number }),
    );
    const result = read({ period: { from: month, to: month }, readings, incidents });
    const document = fetched(`Report ${number}`, { identity: `url:${number}` });
    await ledger.transaction((open) =>
      open.addSnapshot({ source: 'bench', publisher: 'cjtf-oir', document, read: result }),
    );
  }
}

const questions: Readonly<Record<string, IncidentsQuery>> = {
  'incidents, newest': {},
  'incidents of a place': { place: 'raqqa' },
  'incidents of a beginning that 1 in 7 places share': { place: 'vil' },
  'incidents since a day': { since: '2020-01-01' },
  'incidents of an outcome': { outcome: 'credible' },
  'incidents of a place and outcome since a day': { place: 'raqqa', outcome: 'credible', since: '2016-01-01' },
  'incidents of a country and outcome': { country: 'Syria', outcome: 'reopened' },
};

async function ask(ledger: OpenedLedger, rounds: number): Promise<ReadonlyMap<string, Spread>> {
  const context = { lookups: ledger.lookups, wording: configuredWording({ publishers: [], speakers: [] }) };
  const took = new Map([['totals', await time(rounds, () => totals({}, context))]]);
  for (const [lookup, query] of Object.entries(questions))
    took.set(lookup, await time(rounds, () => incidents({ ...query, limit: 20 }, context)));
  return took;
}

/** Copies what is there until there are `count` incidents; without indexes, which are made again at the end. */
function multiplySqlite(file: string, held: number, count: number): void {
  const raw = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  try {
    raw.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -500000');
    const made = raw
      .prepare(
        "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ('incidents', 'listed_incidents', 'incident_parts', 'incident_keys')",
      )
      .all();
    for (const { name } of made) raw.exec(`drop index ${name}`);
    raw.exec(seedTable);
    raw.exec('begin');
    for (let copy = 1; copy < count / held; copy += 1)
      for (const statement of copyStatements(copy, seed)) raw.exec(statement);
    raw.exec('commit');
    for (const { sql } of made) raw.exec(String(sql));
    raw.exec('pragma journal_mode = wal');
  } finally {
    raw.close();
  }
}

async function multiplyPostgres(address: string, held: number, count: number): Promise<void> {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(seedTable);
    for (let copy = 1; copy < count / held; copy += 1)
      for (const statement of copyStatements(copy, seed)) await client.query(statement);
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

const seeded = 4000;

/** Makes a ledger with so many incidents; `count` is below 4,000 or a multiple of it. */
async function fill(address: string, count: number, multiply: (held: number) => void | Promise<void>): Promise<void> {
  const held = Math.min(seeded, count);
  const filling = await openLedger(address);
  await fillIncidents(filling, held).finally(() => filling.close());
  if (count > held) await multiply(held);
}

/** `fill`, in a SQLite file. */
export function fillSqlite(file: string, count: number): Promise<void> {
  return fill(file, count, (held) => multiplySqlite(file, held, count));
}

/** The lookups with so many incidents, in a ledger that is removed afterwards. */
async function benchAt(
  address: string,
  count: number,
  rounds: number,
  multiply: (held: number) => void | Promise<void>,
): Promise<ReadonlyMap<string, Spread>> {
  await fill(address, count, multiply);
  const ledger = await openLedger(address);
  try {
    const { incidents: there } = await ledger.lookups.summary();
    if (there !== count) throw new Error(`${there} incidents were made instead of ${count}`);
    return await ask(ledger, rounds);
  } finally {
    await ledger.close();
  }
}

function rowsOf(
  database: string,
  [few, many]: readonly [number, number],
  small: ReadonlyMap<string, Spread>,
  large: ReadonlyMap<string, Spread>,
): readonly Row[] {
  return [...large].map(([lookup, { p50, p99 }]) => {
    const before = small.get(lookup);
    return {
      what: `${database}, ${number(many)}: ${lookup}`,
      figure: `p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}`,
      ratio: before === undefined ? '' : `p50 ${(p50 / before.p50).toFixed(1)} times that of ${number(few)}`,
      target: 'p99 under 20 ms',
    };
  });
}

export interface LedgerSizes {
  readonly sqlite: readonly [few: number, many: number];
  readonly postgres: readonly [few: number, many: number] | null;
  readonly rounds: number;
}

export async function benchLedger({ sqlite, postgres, rounds }: LedgerSizes): Promise<Section> {
  const onSqlite = (count: number) =>
    withFolder((folder) => {
      const file = join(folder, 'ledger.sqlite');
      return benchAt(file, count, rounds, (held) => multiplySqlite(file, held, count));
    });
  const rows = [...rowsOf('SQLite', sqlite, await onSqlite(sqlite[0]), await onSqlite(sqlite[1]))];
  let missing = '';
  if (postgres !== null) {
    const server = await startPostgres();
    if (server.status === 'skipped') {
      missing = ` ${server.reason}.`;
    } else {
      try {
        const onPostgres = async (count: number) => {
          const address = await server.address();
          return benchAt(address, count, rounds, (held) => multiplyPostgres(address, held, count));
        };
        rows.push(...rowsOf('Postgres', postgres, await onPostgres(postgres[0]), await onPostgres(postgres[1])));
      } finally {
        await server.stop();
      }
    }
  }
  return {
    title: 'Lookups',
    how: `The commands \`totals\` and \`incidents\` (20 rows), ${number(rounds)} times each, on a warm ledger; the number is of the incidents held. They are spread over 4,000 days; one in seven has a place name of its own. Entries beyond ${number(seeded)} are copies made inside the ledger's own tables.${missing}`,
    rows,
  };
}
