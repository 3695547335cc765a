import { type Expression, type SqlBool, sql } from 'kysely';
import type { Incident, IncidentOutcome } from '../../domain/incidents.ts';
import type { Instant } from '../../domain/time.ts';
import type { Access, Database } from '../database/schema.ts';
import { toIncident } from '../history/rows.ts';
import { foldPrefix } from '../history/words.ts';
import { decodeMark, type Page, pageSize, toPage } from '../pages.ts';

export interface IncidentQuery {
  /** Beginning of any word-wise part of the place, case-insensitive. */
  readonly place?: string;
  readonly country?: string;
  readonly since?: string;
  readonly until?: string;
  readonly outcome?: IncidentOutcome;
  readonly publisher?: string;
  readonly after?: string;
  readonly limit: number;
}

export type IncidentRow = Incident & {
  readonly id: string;
  readonly publisher: string;
  readonly url: string;
  readonly published: Instant | null;
  /** The event that it is an account of; '' where its accounts were never drawn. */
  readonly event: string;
};

/** Up to this number of matching parts each is walked separately, newest first: the same cost at any size. */
export const mostParts = 100;
/** Up to this number all matches are sorted. With more, so many of the newest entries match that walking by date is quick. */
const mostSorted = 5000;
/** Appended to a prefix it sorts after everything that begins with the prefix. */
export const afterAll = '\u{10FFFF}';

interface Entry {
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

/** Returns the distinct parts that begin with `prefix`, by jumps along the index: at most one more than `mostParts`. */
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

/** Returns the query of the newest entries of the parts that `within` selects. */
function ofParts(db: Database, query: IncidentQuery, within: Expression<SqlBool>, rows: number) {
  return db
    .selectFrom('incident_parts')
    .select(['sort_date', 'incident_id'])
    .where(all([within, ...conditions('incident_parts', query)]))
    .orderBy('sort_date', 'desc')
    .orderBy('incident_id', 'desc')
    .limit(rows);
}

/** Returns each entry once, newest first. */
function merge(entries: readonly Entry[], rows: number): readonly Entry[] {
  const order = (entry: Entry): string => `${entry.sort_date} ${entry.incident_id}`;
  const once = new Map(entries.map((entry) => [entry.incident_id, entry]));
  return [...once.values()].sort((a, b) => (order(a) < order(b) ? 1 : -1)).slice(0, rows);
}

async function find(db: Database, query: IncidentQuery, rows: number): Promise<readonly Entry[]> {
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

export type IncidentLookups = ReturnType<typeof createIncidentLookups>;

export function createIncidentLookups({ read }: Pick<Access, 'read'>) {
  return {
    /** Returns the listed incidents that match, newest date first. */
    incidents: (query: IncidentQuery): Promise<Page<IncidentRow>> =>
      read(async (db) => {
        const limit = pageSize(query.limit);
        const entries = await find(db, query, limit + 1);
        const rows = await db
          .selectFrom('incidents')
          .innerJoin('listed_incidents', 'listed_incidents.incident_id', 'incidents.id')
          .innerJoin('documents', 'documents.id', 'listed_incidents.document_id')
          .leftJoin('account_versions', 'account_versions.incident_id', 'incidents.id')
          .leftJoin('accounts', 'accounts.key', 'account_versions.key')
          .selectAll('incidents')
          .select(['documents.publisher', 'documents.url', 'documents.published', 'accounts.event_id'])
          .where('incidents.id', 'in', [...entries.map((entry) => entry.incident_id), ''])
          .execute();
        const byId = new Map(rows.map((row) => [row.id, row]));
        const found = entries.flatMap((entry) => {
          const row = byId.get(entry.incident_id);
          return row === undefined ? [] : [{ entry, row }];
        });
        return toPage({
          rows: found,
          limit,
          mark: ({ entry }) => [entry.sort_date, entry.incident_id],
          value: ({ row }) => ({
            ...toIncident(row),
            id: row.id,
            publisher: row.publisher,
            url: row.url,
            published: row.published,
            event: row.event_id ?? '',
          }),
        });
      }),
  };
}
