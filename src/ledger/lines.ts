import type { Instant } from '../domain/time.ts';
import { storable } from './database/bind.ts';
import type { Access, Writing } from './database/schema.ts';
import { sha256 } from './history/hashes.ts';

const dayMs = 86_400_000;
const storedDays = 90;
/** Old lines are removed only when a new one comes, more of them than come: so they never pile up, and no write is long. */
const removedAtOnce = 20;
/** Someone who asks many long questions must not fill the disk: beyond this number the oldest lines go early. */
const mostLines = 100_000;
/** Counting takes a while, so only one id in 256 leads to it. */
const countedPrefix = '00';

const before = (at: Instant, days: number): Instant => new Date(Date.parse(at) - days * dayMs).toISOString();

function idOf(line: string): string {
  return sha256(storable(line)).slice(0, 20);
}

async function removeBeyond(db: Writing, most: number): Promise<void> {
  const oldest = await db
    .selectFrom('lines')
    .select('kept_at')
    .orderBy('kept_at', 'desc')
    .offset(most)
    .limit(1)
    .executeTakeFirst();
  if (oldest !== undefined) await db.deleteFrom('lines').where('kept_at', '<=', oldest.kept_at).execute();
}

export type LineStore = ReturnType<typeof createLineStore>;

/** Command lines behind buttons, which hold only a few characters. No export has them. */
export function createLineStore({ read, write }: Access) {
  return {
    /** Returns the id of the line, 20 hex digits. It can be looked up for 90 days after it was last added. Idempotent. */
    async add(line: string, at: Instant): Promise<string> {
      const id = idOf(line);
      // A line that was added within a day is not written again.
      const recent = await read((db) =>
        db
          .selectFrom('lines')
          .select('id')
          .where('id', '=', id)
          .where('kept_at', '>', before(at, 1))
          .executeTakeFirst(),
      );
      if (recent !== undefined) return id;
      await write(async (db) => {
        await db
          .insertInto('lines')
          .values({ id, line, kept_at: at })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ kept_at: at }))
          .execute();
        const expired = db
          .selectFrom('lines')
          .select('id')
          // One day more, because the last day may not have been written.
          .where('kept_at', '<', before(at, storedDays + 1))
          .orderBy('kept_at')
          .limit(removedAtOnce);
        await db.deleteFrom('lines').where('id', 'in', expired).execute();
        if (id.startsWith(countedPrefix)) await removeBeyond(db, mostLines);
      });
      return id;
    },

    /** Returns the line of an id, or undefined where it is not, or no longer, stored. */
    line: (id: string): Promise<string | undefined> =>
      read(async (db) => {
        const row = await db.selectFrom('lines').select('line').where('id', '=', id).executeTakeFirst();
        return row?.line;
      }),
  };
}
