import { blockKeysOf } from '../../detect/events/codes.ts';
import { joinAccounts } from '../../detect/events/join.ts';
import { relate } from '../../detect/events/relate.ts';
import type { AccountFacts, Event, JoinDecision } from '../../domain/events.ts';
import { firstDay } from '../../domain/time.ts';
import { type Database, insert, type Schema, type Writing } from '../database/schema.ts';
import { type AccountChange, parseFacts } from './accounts.ts';

/** Which accounts are of one event. Drawn anew for the accounts that are related to a changed one, and for no others. */

const keysAtOnce = 400;

async function inPieces<Row>(
  values: readonly string[],
  select: (piece: string[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let at = 0; at < values.length; at += keysAtOnce)
    rows.push(...(await select(values.slice(at, at + keysAtOnce))));
  return rows;
}

async function factsOf(db: Database, keys: readonly string[]): Promise<readonly AccountFacts[]> {
  const rows = await inPieces(keys, (piece) =>
    db.selectFrom('accounts').select('facts').where('key', 'in', piece).execute(),
  );
  return rows.map(({ facts }) => parseFacts(facts));
}

/** Returns the latest decision about each pair with one of these accounts, in the order in which they were made. */
async function decisionsAbout(db: Database, keys: readonly string[]): Promise<readonly JoinDecision[]> {
  const rows = await inPieces(keys, (piece) =>
    db
      .selectFrom('join_decisions')
      .selectAll()
      .where((build) => build.or([build('one', 'in', piece), build('other', 'in', piece)]))
      .execute(),
  );
  const order = (row: Schema['join_decisions']) => `${row.decided_at} ${row.id}`;
  const once = new Map(rows.map((row) => [row.id, row]));
  return [...once.values()]
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .map(({ one, other, decision }) => ({ decision, accounts: [one, other] }));
}

/** Returns these accounts and all that are related to one of them, and so on. */
async function relatedTo(
  db: Database,
  seeds: readonly AccountFacts[],
): Promise<{ readonly accounts: readonly AccountFacts[]; readonly decisions: readonly JoinDecision[] }> {
  const found = new Map(seeds.map((account) => [account.key, account]));
  const candidates = new Map(found);
  const decisions = new Map<string, JoinDecision>();
  for (let frontier = [...found.values()]; frontier.length > 0; ) {
    const blocks = [...new Set(frontier.flatMap(blockKeysOf))];
    const sharing = await inPieces(blocks, (piece) =>
      db.selectFrom('account_blocks').select('key').distinct().where('block', 'in', piece).execute(),
    );
    const decided = await decisionsAbout(
      db,
      frontier.map(({ key }) => key),
    );
    for (const one of decided) decisions.set(JSON.stringify(one.accounts), one);
    const partners = new Set(decided.flatMap(({ accounts }) => accounts));
    const unknown = [...new Set([...sharing.map(({ key }) => key), ...partners])].filter((key) => !candidates.has(key));
    for (const account of await factsOf(db, unknown)) candidates.set(account.key, account);
    const next: AccountFacts[] = [];
    for (const account of candidates.values()) {
      if (found.has(account.key)) continue;
      const isRelated = frontier.some((one) => relate(one, account).verdict !== 'different');
      if (isRelated || partners.has(account.key)) next.push(account);
    }
    for (const account of next) found.set(account.key, account);
    frontier = next;
  }
  return { accounts: [...found.values()], decisions: [...decisions.values()] };
}

function sortDayOf({ accounts }: Event): string {
  const days = accounts.flatMap(({ from }) => (from === null ? [] : [firstDay(from)]));
  return days.sort()[0] ?? '';
}

async function storeEvents(db: Writing, accounts: readonly AccountFacts[], events: readonly Event[]): Promise<void> {
  const former = await inPieces(
    accounts.map(({ key }) => key),
    (piece) => db.selectFrom('accounts').select('event_id').distinct().where('key', 'in', piece).execute(),
  );
  const outdated = new Set([...former.map((row) => row.event_id), ...events.map(({ id }) => id)]);
  for (const id of outdated) await db.deleteFrom('incident_events').where('id', '=', id).execute();
  await insert(
    db,
    'incident_events',
    events.map((event) => ({ id: event.id, sort_day: sortDayOf(event), hints: JSON.stringify(event.hints) })),
  );
  for (const event of events) {
    const keys = event.accounts.map(({ key }) => key);
    await inPieces(keys, async (piece) => {
      await db.updateTable('accounts').set({ event_id: event.id }).where('key', 'in', piece).execute();
      return [];
    });
  }
}

/** Returns the accounts of the event that an account is of, by the key of that account. Keys of no account are left out. */
export async function accountsOfEvents(
  db: Database,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly AccountFacts[]>> {
  const found = new Map<string, readonly AccountFacts[]>();
  for (const key of keys) {
    const event = db.selectFrom('accounts').select('event_id').where('key', '=', key);
    const rows = await db.selectFrom('accounts').select('facts').where('event_id', '=', event).execute();
    if (rows.length > 0)
      found.set(
        key,
        rows.map(({ facts }) => parseFacts(facts)),
      );
  }
  return found;
}

/** Joins the accounts that changed, and those that their events had, to the events that they are of now. */
export async function joinChanged(db: Writing, { changed, eventIds }: AccountChange): Promise<void> {
  const left = await inPieces([...new Set(eventIds)], (piece) =>
    db.selectFrom('accounts').select('key').where('event_id', 'in', piece).execute(),
  );
  for (const id of new Set(eventIds)) await db.deleteFrom('incident_events').where('id', '=', id).execute();
  const others = await factsOf(
    db,
    left.map(({ key }) => key),
  );
  const seeds = new Map([...others, ...changed].map((account) => [account.key, account]));
  if (seeds.size === 0) return;
  const { accounts, decisions } = await relatedTo(db, [...seeds.values()]);
  await storeEvents(db, accounts, joinAccounts(accounts, decisions));
}

/** Joins all accounts. Those that are related to none of the others are joined apart from them. */
export async function joinAll(db: Writing): Promise<void> {
  await db.deleteFrom('incident_events').execute();
  const joined = new Set<string>();
  for (let after = ''; ; ) {
    const row = await db
      .selectFrom('accounts')
      .select('key')
      .where('key', '>', after)
      .orderBy('key')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return;
    after = row.key;
    if (joined.has(row.key)) continue;
    const { accounts, decisions } = await relatedTo(db, await factsOf(db, [row.key]));
    for (const { key } of accounts) joined.add(key);
    await storeEvents(db, accounts, joinAccounts(accounts, decisions));
  }
}
