import { placeBlock, plainCode } from '../../detect/events/codes.ts';
import { placeNames } from '../../detect/events/places.ts';
import type { AccountFacts, Hint } from '../../domain/events.ts';
import type { Figure } from '../../domain/findings.ts';
import type { Incident } from '../../domain/incidents.ts';
import type { Instant } from '../../domain/time.ts';
import type { Access, Database, Schema } from '../database/schema.ts';
import { parseFacts } from '../history/accounts.ts';
import { figureRows, toFigure } from '../history/figures.ts';
import { accountsOfEvents } from '../history/incident-events.ts';
import { parseTexts, toIncident } from '../history/rows.ts';
import { afterAll } from './incidents.ts';

/** What one speaker says of one event, as one snapshot gives it. */
export interface Account {
  readonly facts: AccountFacts;
  readonly publisher: string;
  readonly url: string;
  readonly published: Instant | null;
  /** When that snapshot was fetched. */
  readonly recordedAt: Instant;
  /** Null for a toll. */
  readonly incident: Incident | null;
  /** The figures of a toll: killed, injured, or both. */
  readonly figures: readonly Figure[];
  /** Whether the document is published now and gives the account as here. */
  readonly isCurrent: boolean;
}

export interface StoredEvent {
  readonly id: string;
  /** The first day that an account gives; '' where none does. */
  readonly day: string;
  /** As each document gives them now, the first published first. */
  readonly accounts: readonly Account[];
  readonly hints: readonly (Hint & { readonly event: string })[];
}

export interface StoredDecision {
  readonly decision: 'joined' | 'parted';
  readonly accounts: readonly [string, string];
  readonly person: string;
  readonly reason: string;
  readonly at: Instant;
}

/** A shorter beginning of an id fits too many events. */
const shortestId = 6;
const mostEvents = 20;
const keysAtOnce = 400;

type Version = Schema['account_versions'] & {
  publisher: string;
  url: string;
  published: string | null;
  current_run_id: string | null;
};

function versionRows(db: Database) {
  return db
    .selectFrom('account_versions')
    .innerJoin('reader_runs', 'reader_runs.id', 'account_versions.run_id')
    .innerJoin('snapshots', 'snapshots.id', 'reader_runs.snapshot_id')
    .innerJoin('documents', 'documents.id', 'account_versions.document_id')
    .selectAll('account_versions')
    .select(['documents.publisher', 'documents.current_run_id', 'snapshots.url', 'snapshots.published']);
}

async function toAccounts(db: Database, versions: readonly Version[]): Promise<readonly Account[]> {
  const incidentIds = versions.flatMap((version) => version.incident_id ?? []);
  const readingIds = versions.flatMap((version) => parseTexts(version.reading_ids));
  const incidents = new Map<string, Incident>();
  const figures = new Map<string, Figure>();
  for (let at = 0; at < incidentIds.length; at += keysAtOnce) {
    const piece = incidentIds.slice(at, at + keysAtOnce);
    for (const row of await db.selectFrom('incidents').selectAll().where('id', 'in', piece).execute())
      incidents.set(row.id, toIncident(row));
  }
  for (let at = 0; at < readingIds.length; at += keysAtOnce) {
    const piece = readingIds.slice(at, at + keysAtOnce);
    for (const row of await figureRows(db).where('readings.id', 'in', piece).execute())
      figures.set(row.id, toFigure(row));
  }
  const order = ({ published, recorded_at, key, run_id }: Version) =>
    [published ?? recorded_at, recorded_at, key, run_id].join(' ');
  return versions
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .map((version) => ({
      facts: parseFacts(version.facts),
      ...{ publisher: version.publisher, url: version.url, published: version.published },
      recordedAt: version.recorded_at,
      incident: version.incident_id === null ? null : (incidents.get(version.incident_id) ?? null),
      figures: parseTexts(version.reading_ids).flatMap((id) => figures.get(id) ?? []),
      isCurrent: version.current_run_id === version.run_id,
    }));
}

async function eventsById(db: Database, ids: readonly string[]): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let at = 0; at < ids.length; at += keysAtOnce) {
    const piece = ids.slice(at, at + keysAtOnce);
    const rows = await db.selectFrom('incident_events').selectAll().where('id', 'in', piece).execute();
    const members = await db
      .selectFrom('accounts')
      .select(['key', 'event_id', 'run_id'])
      .where('event_id', 'in', piece)
      .execute();
    const versions = await versionRows(db)
      .innerJoin('accounts', (join) =>
        join
          .onRef('accounts.key', '=', 'account_versions.key')
          .onRef('accounts.run_id', '=', 'account_versions.run_id'),
      )
      .where('accounts.event_id', 'in', piece)
      .execute();
    const accounts = await toAccounts(db, versions);
    const eventOf = new Map(members.map((row) => [row.key, row.event_id]));
    const byEvent = Map.groupBy(accounts, ({ facts }) => eventOf.get(facts.key) ?? '');
    for (const row of rows)
      events.push({
        id: row.id,
        day: row.sort_day,
        accounts: byEvent.get(row.id) ?? [],
        hints: await withEvents(db, JSON.parse(row.hints) as readonly Hint[]),
      });
  }
  return events.sort((a, b) => (`${a.day} ${a.id}` < `${b.day} ${b.id}` ? -1 : 1));
}

async function withEvents(db: Database, hints: readonly Hint[]): Promise<StoredEvent['hints']> {
  if (hints.length === 0) return [];
  const keys = hints.map(({ other }) => other);
  const rows = await db.selectFrom('accounts').select(['key', 'event_id']).where('key', 'in', keys).execute();
  const eventOf = new Map(rows.map((row) => [row.key, row.event_id]));
  return hints.flatMap((hint) => {
    const event = eventOf.get(hint.other);
    return event === undefined ? [] : [{ ...hint, event }];
  });
}

/** Returns the ids of the events that a code, a report number or the beginning of an id names. */
async function namedEvents(db: Database, name: string): Promise<readonly string[]> {
  const code = plainCode(name);
  if (code === '') return [];
  const blocks = [`code:${code}`, `report:${name.trim().toUpperCase()}`];
  const byCode = await db
    .selectFrom('account_blocks')
    .innerJoin('accounts', 'accounts.key', 'account_blocks.key')
    .select('accounts.event_id')
    .distinct()
    .where('account_blocks.block', 'in', blocks)
    .limit(mostEvents)
    .execute();
  const prefix = name.trim().toLowerCase();
  if (byCode.length > 0 || prefix.length < shortestId) return byCode.map((row) => row.event_id);
  const byId = await db
    .selectFrom('accounts')
    .select('event_id')
    .distinct()
    .where('key', '>=', prefix)
    .where('key', '<', prefix + afterAll)
    .limit(mostEvents)
    .execute();
  return byId.map((row) => row.event_id);
}

export type EventLookups = ReturnType<typeof createEventLookups>;

export function createEventLookups({ read }: Pick<Access, 'read'>) {
  return {
    /**
     * Returns the events that a code of a documenting body, a report number, or the beginning of the id of an event or account
     * names (at least 6 hex digits); at most 20, the oldest first.
     */
    eventsNamed: (name: string): Promise<readonly StoredEvent[]> =>
      read(async (db) => eventsById(db, await namedEvents(db, name))),

    /** Returns the events of these ids, the oldest first. Ids that are none are left out. */
    events: (ids: readonly string[]): Promise<readonly StoredEvent[]> =>
      read((db) => eventsById(db, [...new Set(ids)])),

    /** Returns the newest events at a place, by its name as the gazetteer or a text has it; the oldest of them first. */
    eventsAt: (place: string, limit: number): Promise<readonly StoredEvent[]> =>
      read(async (db) => {
        const [name] = placeNames(place).names;
        if (name === undefined) return [];
        const rows = await db
          .selectFrom('account_blocks')
          .innerJoin('accounts', 'accounts.key', 'account_blocks.key')
          .innerJoin('incident_events', 'incident_events.id', 'accounts.event_id')
          .select(['incident_events.id', 'incident_events.sort_day'])
          .distinct()
          .where('account_blocks.block', '>=', placeBlock(name))
          .where('account_blocks.block', '<', placeBlock(name) + afterAll)
          .orderBy('incident_events.sort_day', 'desc')
          .orderBy('incident_events.id')
          .limit(limit)
          .execute();
        return eventsById(
          db,
          rows.map(({ id }) => id),
        );
      }),

    /** Returns the accounts of the event that each of these accounts is of, by the key of the account; of unknown keys none. */
    accountsOfEvents: (keys: readonly string[]): Promise<ReadonlyMap<string, readonly AccountFacts[]>> =>
      read((db) => accountsOfEvents(db, keys)),

    /** Returns every account of an event as each snapshot gave it, the first published first. */
    accountHistory: (eventId: string): Promise<readonly Account[]> =>
      read(async (db) => {
        const keys = db.selectFrom('accounts').select('key').where('event_id', '=', eventId);
        return toAccounts(db, await versionRows(db).where('account_versions.key', 'in', keys).execute());
      }),

    /** Returns what persons decided about these accounts, the latest last. */
    joinDecisions: (accounts: readonly string[]): Promise<readonly StoredDecision[]> =>
      read(async (db) => {
        const keys = [...accounts, ''];
        const rows = await db
          .selectFrom('join_decisions')
          .selectAll()
          .where((build) => build.or([build('one', 'in', keys), build('other', 'in', keys)]))
          .orderBy('decided_at')
          .orderBy('id')
          .execute();
        return rows.map(({ decision, one, other, person, reason, decided_at: at }) => ({
          ...{ decision, person, reason, at },
          accounts: [one, other],
        }));
      }),
  };
}
