import { type Expression, type SqlBool, sql } from 'kysely';
import type { Incident } from '../../domain/incidents.ts';
import type { Database } from '../database/schema.ts';
import type { IncidentQuery, IncidentRow, Page } from '../ledger.ts';
import { decodeMark, pageSize, toPage } from '../marks.ts';
import { toIncident } from './rows.ts';
import { foldPrefix, keysOf } from './words.ts';

/** Up to here each matching part is walked by itself, newest first: the same cost at any size. */
export const mostParts = 100;
/** Up to here all matches are sorted; with more of them, so many of the newest entries match that walking by date is quick. */
const mostSorted = 5000;
/** Behind whatever begins with what stands before it. */
export const afterAll = '\u{10FFFF}';

interface Place {
  readonly sort_date: string;
  readonly incident_id: string;
}

/** Conditions on the columns that listed_incidents and incident_parts share. */
function conditions(table: 'listed_incidents' | 'incident_parts', query: IncidentQuery): Expression<SqlBool>[] {
  const column = (name: string) => sql.ref<string>(`${table}.${name}`);
  const found: Expression<SqlBool>[] = [];
  if (query.outcome !== undefined) found.push(sql<SqlBool>`${column('outcome')} = ${query.outcome}`);
  if (query.since !== undefined) found.push(sql<SqlBool>`${column('sort_date')} >= ${query.since}`);
  if (query.until !== undefined) {
    // The undated have sort_date ''.
    found.push(sql<SqlBool>`${column('sort_date')} <= ${query.until}`, sql<SqlBool>`${column('sort_date')} > ''`);
  }
  if (query.publisher !== undefined) found.push(sql<SqlBool>`${column('publisher')} = ${query.publisher}`);
  if (query.country !== undefined) found.push(sql<SqlBool>`${column('country')} = ${foldPrefix(query.country)}`);
  if (query.after !== undefined) {
    const [date = '', id = ''] = decodeMark(query.after, 2);
    found.push(sql<SqlBool>`(${column('sort_date')}, ${column('incident_id')}) < (${date}, ${id})`);
  }
  return found;
}

function all(found: readonly Expression<SqlBool>[]): Expression<SqlBool> {
  return found.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join([...found], sql` and `)}`;
}

/** The distinct parts that begin with `prefix`, by jumps along the index. */
export async function partsLike(db: Database, prefix: string): Promise<readonly string[]> {
  const end = prefix + afterAll;
  const { rows } = await sql<{ part: string }>`
    with recursive found (part) as (
      select min(part) from incident_parts where part >= ${prefix} and part < ${end}
      union all
      select (select min(p.part) from incident_parts p where p.part > found.part and p.part < ${end})
      from found where found.part is not null
    )
    select part from found where part is not null limit ${mostParts + 1}`.execute(db);
  return rows.map((row) => row.part);
}

function walkByDate(db: Database, query: IncidentQuery, rows: number, also: readonly Expression<SqlBool>[] = []) {
  return db
    .selectFrom('listed_incidents')
    .select(['sort_date', 'incident_id'])
    .where(all([...conditions('listed_incidents', query), ...also]))
    .orderBy('sort_date', 'desc')
    .orderBy('incident_id', 'desc')
    .limit(rows)
    .execute();
}

/** The newest of one part; `within` says which. */
function ofParts(db: Database, query: IncidentQuery, within: Expression<SqlBool>, rows: number) {
  return db
    .selectFrom('incident_parts')
    .select(['sort_date', 'incident_id'])
    .where(all([within, ...conditions('incident_parts', query)]))
    .orderBy('sort_date', 'desc')
    .orderBy('incident_id', 'desc')
    .limit(rows);
}

/** Newest first, each once. */
function merge(places: readonly Place[], rows: number): readonly Place[] {
  const order = (place: Place): string => `${place.sort_date} ${place.incident_id}`;
  const once = new Map(places.map((place) => [place.incident_id, place]));
  return [...once.values()].sort((a, b) => (order(a) < order(b) ? 1 : -1)).slice(0, rows);
}

async function find(db: Database, query: IncidentQuery, rows: number): Promise<readonly Place[]> {
  if (query.place === undefined) return walkByDate(db, query, rows);
  const prefix = foldPrefix(query.place);
  if (prefix === '') return [];
  const parts = await partsLike(db, prefix);
  if (parts.length === 0) return [];
  if (parts.length <= mostParts) {
    const [first, ...others] = parts.map((part) =>
      db.selectFrom(ofParts(db, query, sql<SqlBool>`part = ${part}`, rows).as('one')).selectAll(),
    );
    if (first === undefined) return [];
    return merge(await others.reduce((union, one) => union.unionAll(one), first).execute(), rows);
  }
  const range = sql<SqlBool>`part >= ${prefix} and part < ${prefix + afterAll}`;
  const counted = await db
    .selectFrom(
      db
        .selectFrom('incident_parts')
        .select('part')
        .where(range)
        .limit(mostSorted + 1)
        .as('some'),
    )
    .select((build) => build.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (counted.count <= mostSorted) return merge(await ofParts(db, query, range, mostSorted).execute(), rows);
  // The offset keeps Postgres from collecting all matches first.
  const matches = sql<SqlBool>`exists (select 1 from incident_parts
    where incident_parts.incident_id = listed_incidents.incident_id and ${range} limit 1 offset 0)`;
  return walkByDate(db, query, rows, [matches]);
}

/** `LookupStore.incidents`. */
export async function incidents(db: Database, query: IncidentQuery): Promise<Page<IncidentRow>> {
  const limit = pageSize(query.limit);
  const places = await find(db, query, limit + 1);
  const rows = await db
    .selectFrom('incidents')
    .innerJoin('listed_incidents', 'listed_incidents.incident_id', 'incidents.id')
    .innerJoin('documents', 'documents.id', 'listed_incidents.document_id')
    .selectAll('incidents')
    .select(['documents.publisher', 'documents.url', 'documents.published'])
    .where('incidents.id', 'in', [...places.map((place) => place.incident_id), ''])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const held = places.flatMap((place) => {
    const row = byId.get(place.incident_id);
    return row === undefined ? [] : [{ place, row }];
  });
  return toPage(
    held,
    limit,
    ({ place }) => [place.sort_date, place.incident_id],
    ({ row }) => ({
      ...toIncident(row),
      id: row.id,
      publisher: row.publisher,
      url: row.url,
      published: row.published,
    }),
  );
}

const keysAtOnce = 500;

/** `LedgerTransaction.knownIncidents`: of each document as last read, in order of their ids. */
export async function knownIncidents(
  db: Database,
  publisher: string,
  like: readonly Incident[],
): Promise<readonly (Incident & { documentId: string })[]> {
  const keys = [...new Set(like.flatMap(keysOf))];
  const found = new Map<string, Incident & { documentId: string }>();
  for (let at = 0; at < keys.length; at += keysAtOnce) {
    const rows = await db
      .selectFrom('incident_keys')
      .innerJoin('incidents', 'incidents.id', 'incident_keys.incident_id')
      .selectAll('incidents')
      .select('incident_keys.document_id')
      .where('incident_keys.publisher', '=', publisher)
      .where('incident_keys.key', 'in', keys.slice(at, at + keysAtOnce))
      .execute();
    for (const row of rows) found.set(row.id, { ...toIncident(row), documentId: row.document_id });
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, incident]) => incident);
}
