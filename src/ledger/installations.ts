import type { Instant } from '../domain/time.ts';
import type { Access } from './database/schema.ts';

export type InstallationStore = ReturnType<typeof createInstallationStore>;

/** The credentials that a platform granted for a space. They are sealed before they come here, and no export has them. */
export function createInstallationStore({ read, write }: Access) {
  return {
    /** Returns the sealed credentials of a space, or undefined. */
    get: (destination: string, space: string): Promise<string | undefined> =>
      read(async (db) => {
        const row = await db
          .selectFrom('installations')
          .select('sealed')
          .where('destination', '=', destination)
          .where('space', '=', space)
          .executeTakeFirst();
        return row?.sealed;
      }),

    /** Stores the credentials of a space in place of those it had. */
    set: (installation: {
      readonly destination: string;
      readonly space: string;
      readonly sealed: string;
      readonly at: Instant;
    }): Promise<void> =>
      write(async (db) => {
        const { destination, space, sealed, at } = installation;
        await db
          .insertInto('installations')
          .values({ destination, space, sealed, installed_at: at })
          .onConflict((conflict) =>
            conflict.columns(['destination', 'space']).doUpdateSet({ sealed, installed_at: at }),
          )
          .execute();
      }),

    /** Removes the credentials of a space. Idempotent. */
    remove: (destination: string, space: string): Promise<void> =>
      write(async (db) => {
        await db
          .deleteFrom('installations')
          .where('destination', '=', destination)
          .where('space', '=', space)
          .execute();
      }),

    /** Returns the credentials of every space of a destination, by space. */
    all: (destination: string): Promise<readonly { readonly space: string; readonly sealed: string }[]> =>
      read((db) =>
        db
          .selectFrom('installations')
          .select(['space', 'sealed'])
          .where('destination', '=', destination)
          .orderBy('space')
          .execute(),
      ),
  };
}
