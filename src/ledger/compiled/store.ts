import type { CompiledRecord } from '../../domain/compiled/record.ts';
import type { CompiledReport } from '../../domain/documents.ts';
import type { Instant } from '../../domain/time.ts';
import { type Access, type Database, insert } from '../database/schema.ts';
import { compiledRow, toCompiledReports } from './rows.ts';
import { unreadRows } from './unread.ts';

async function storedVersion(db: Database): Promise<number | null> {
  const row = await db.selectFrom('compiled_figures').select('version').limit(1).executeTakeFirst();
  return row?.version ?? null;
}

function isStored(stored: number | null, record: CompiledRecord | null): boolean {
  if (record === null) return stored === null;
  return stored !== null && stored >= record.version;
}

export type CompiledStore = ReturnType<typeof createCompiledStore>;

export function createCompiledStore({ read, write }: Access) {
  return {
    /**
     * Stores the compiled record in place of an earlier version, or removes it for null. Returns whether it changed
     * anything. A later version stays. Nothing is announced. Idempotent, in several processes at once too.
     */
    async sync(record: CompiledRecord | null, at: Instant): Promise<boolean> {
      if (isStored(await read(storedVersion), record)) return false;
      return write(async (db) => {
        if (isStored(await storedVersion(db), record)) return false;
        await db.deleteFrom('compiled_figures').execute();
        const rows = record?.figures.map((figure) => compiledRow(figure, record.version, at)) ?? [];
        await insert(db, 'compiled_figures', rows);
        return true;
      });
    },
  };
}

export type CompiledReportStore = ReturnType<typeof createCompiledReportStore>;

export function createCompiledReportStore(db: Database) {
  return {
    /** Returns what the compiled record holds of reports of these publishers that Ackwatch has not read itself. */
    compiledReports: async (publishers: readonly string[]): Promise<readonly CompiledReport[]> =>
      toCompiledReports(await unreadRows(db, { publishers })),
  };
}
