import type { Instant } from '../domain/time.ts';
import type { Database, Writing } from './database/schema.ts';

/** `InstallationStore.get`. */
export async function get(db: Database, destination: string, space: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('installations')
    .select('sealed')
    .where('destination', '=', destination)
    .where('space', '=', space)
    .executeTakeFirst();
  return row?.sealed;
}

/** `InstallationStore.set`. */
export async function set(db: Writing, destination: string, space: string, sealed: string, at: Instant): Promise<void> {
  await db
    .insertInto('installations')
    .values({ destination, space, sealed, installed_at: at })
    .onConflict((conflict) => conflict.columns(['destination', 'space']).doUpdateSet({ sealed, installed_at: at }))
    .execute();
}

/** `InstallationStore.remove`. */
export async function remove(db: Writing, destination: string, space: string): Promise<void> {
  await db.deleteFrom('installations').where('destination', '=', destination).where('space', '=', space).execute();
}

/** `InstallationStore.all`. */
export function all(db: Database, destination: string) {
  return db
    .selectFrom('installations')
    .select(['space', 'sealed'])
    .where('destination', '=', destination)
    .orderBy('space')
    .execute();
}
