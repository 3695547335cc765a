import { sql } from 'kysely';
import { fold } from '../../domain/places.ts';
import type { Access, Database } from '../database/schema.ts';
import { foldPrefix } from '../history/words.ts';
import { afterAll, mostParts, partsLike } from './incidents.ts';

/** Entries whose places are read. */
const mostEntries = 150;
/** Newest entries that are searched where very many names begin alike. */
const mostWalked = 1000;
const mostPlaces = 100;

interface Entry {
  readonly sort_date: string;
  readonly incident_id: string;
}

/** Returns the newest entries of each of these parts. */
async function ofEach(db: Database, parts: readonly string[]): Promise<readonly Entry[]> {
  const each = Math.max(1, Math.floor(mostEntries / Math.max(parts.length, 1)));
  const [first, ...others] = parts.map((part) =>
    db
      .selectFrom(
        db
          .selectFrom('incident_parts')
          .select(['sort_date', 'incident_id'])
          .where('part', '=', part)
          .orderBy('sort_date', 'desc')
          .orderBy('incident_id', 'desc')
          .limit(each)
          .as('one'),
      )
      .selectAll(),
  );
  if (first === undefined) return [];
  const found = await others.reduce((union, one) => union.unionAll(one), first).execute();
  return found.sort((a, b) => (a.sort_date < b.sort_date ? 1 : -1));
}

/** Returns the newest entries with a word that begins with `prefix`; every word begins with ''. */
function ofNewest(db: Database, prefix: string): Promise<readonly Entry[]> {
  const newest = db
    .selectFrom('listed_incidents')
    .select(['sort_date', 'incident_id'])
    .orderBy('sort_date', 'desc')
    .orderBy('incident_id', 'desc')
    .limit(prefix === '' ? mostEntries : mostWalked)
    .as('newest');
  const matches = sql<boolean>`exists (select 1 from incident_parts where incident_parts.incident_id = newest.incident_id
    and part >= ${prefix} and part < ${prefix + afterAll})`;
  return db
    .selectFrom(newest)
    .selectAll()
    .where(prefix === '' ? sql<boolean>`1 = 1` : matches)
    .orderBy('sort_date', 'desc')
    .orderBy('incident_id', 'desc')
    .limit(mostEntries)
    .execute();
}

export type PlaceLookups = ReturnType<typeof createPlaceLookups>;

export function createPlaceLookups({ read }: Pick<Access, 'read'>) {
  return {
    /**
     * Returns places as the current reports write them, each once, with a word that begins with what was typed; all
     * places where nothing was typed. Those of the newest incidents come first; where more than a hundred names begin
     * alike, the first by name follow them.
     */
    places: (typed: string, limit: number): Promise<readonly string[]> =>
      read(async (db) => {
        const prefix = foldPrefix(typed);
        const parts = prefix === '' ? [] : await partsLike(db, prefix);
        const most = Math.min(Math.max(Math.trunc(limit) || 1, 1), mostPlaces);
        const areMany = parts.length > mostParts;
        const newest = prefix === '' || areMany ? await ofNewest(db, prefix) : [];
        const named = await ofEach(db, areMany ? parts.slice(0, most) : parts);
        const ids = new Set([...newest, ...named].map((entry) => entry.incident_id));
        const rows = await db
          .selectFrom('incidents')
          .select(['id', 'place'])
          .where('id', 'in', [...ids, ''])
          .execute();
        const placeOf = new Map(rows.map((row) => [row.id, row.place ?? '']));
        const once = new Map<string, string>();
        for (const id of ids) {
          const name = placeOf.get(id) ?? '';
          if (name !== '' && !once.has(fold(name))) once.set(fold(name), name);
        }
        return [...once.values()].slice(0, most);
      }),
  };
}
