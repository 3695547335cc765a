import type { Instant } from '../domain/time.ts';
import { storable } from './database/bind.ts';
import type { Database, Writing } from './database/schema.ts';
import { sha256 } from './history/hashes.ts';

const dayMs = 86_400_000;
const keptDays = 90;
/** An old line is forgotten only when a new one comes, more of them than come: so they never pile up, and no write is long. */
const forgottenAtOnce = 20;
/** Whoever asks many long questions must not fill the disk: of more than these the oldest are forgotten before their time. */
const mostLines = 100_000;
/** To count them takes a while, so it is done for one id in 256. */
const countedFor = '00';

const before = (at: Instant, days: number): Instant => new Date(Date.parse(at) - days * dayMs).toISOString();

function idOf(line: string): string {
  return sha256(storable(line)).slice(0, 20);
}

/** The id where the line was given out within a day: then there is nothing to write. */
export async function keptToday(db: Database, line: string, at: Instant): Promise<string | undefined> {
  const row = await db
    .selectFrom('lines')
    .select('id')
    .where('id', '=', idOf(line))
    .where('kept_at', '>', before(at, 1))
    .executeTakeFirst();
  return row?.id;
}

/** `LineStore.keep`. */
export async function keep(db: Writing, line: string, at: Instant): Promise<string> {
  const id = idOf(line);
  await db
    .insertInto('lines')
    .values({ id, line, kept_at: at })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ kept_at: at }))
    .execute();
  const forgotten = db
    .selectFrom('lines')
    .select('id')
    // One day more, because a line that was given out within a day is not written again.
    .where('kept_at', '<', before(at, keptDays + 1))
    .orderBy('kept_at')
    .limit(forgottenAtOnce);
  await db.deleteFrom('lines').where('id', 'in', forgotten).execute();
  if (id.startsWith(countedFor)) await forgetBeyond(db, mostLines);
  return id;
}

async function forgetBeyond(db: Writing, most: number): Promise<void> {
  const oldest = await db
    .selectFrom('lines')
    .select('kept_at')
    .orderBy('kept_at', 'desc')
    .offset(most)
    .limit(1)
    .executeTakeFirst();
  if (oldest !== undefined) await db.deleteFrom('lines').where('kept_at', '<=', oldest.kept_at).execute();
}

/** `LineStore.line`. */
export async function lineOf(db: Database, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('lines').select('line').where('id', '=', id).executeTakeFirst();
  return row?.line;
}
