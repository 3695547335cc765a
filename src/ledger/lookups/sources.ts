import type { FindingKind } from '../../domain/findings.ts';
import type { SourceState } from '../../domain/source-state.ts';
import type { Access } from '../database/schema.ts';
import { parseState } from '../polling.ts';

export interface SourceRow extends SourceState {
  readonly source: string;
  readonly documents: number;
}

export type SourceLookups = ReturnType<typeof createSourceLookups>;

export function createSourceLookups({ read }: Pick<Access, 'read'>) {
  return {
    /** Returns the state of every source that was polled, with the number of documents that it found first. */
    sources: (): Promise<readonly SourceRow[]> =>
      read(async (db) => {
        const states = await db.selectFrom('sources').selectAll().orderBy('source').execute();
        const counted = await db
          .selectFrom('documents')
          .select(['source', (build) => build.fn.countAll<number>().as('count')])
          .groupBy('source')
          .execute();
        const documents = new Map(counted.map((row) => [row.source, row.count]));
        return states.map((row) => ({
          ...parseState(row.state),
          source: row.source,
          documents: documents.get(row.source) ?? 0,
        }));
      }),

    /** Returns how much is stored. A report is a document whose current snapshot states at least one figure. */
    summary: (): Promise<{
      readonly documents: number;
      readonly reports: number;
      readonly incidents: number;
      readonly findings: Readonly<Partial<Record<FindingKind, number>>>;
    }> =>
      read(async (db) => {
        const documents = await db
          .selectFrom('documents')
          .select((build) => build.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        const reports = await db
          .selectFrom('documents')
          .select((build) => build.fn.countAll<number>().as('count'))
          .where('readings', '>', 0)
          .executeTakeFirstOrThrow();
        const incidents = await db
          .selectFrom('listed_incidents')
          .select((build) => build.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        const findings = await db
          .selectFrom('findings')
          .select(['kind', (build) => build.fn.countAll<number>().as('count')])
          .groupBy('kind')
          .execute();
        return {
          documents: documents.count,
          reports: reports.count,
          incidents: incidents.count,
          findings: Object.fromEntries(findings.map((row) => [row.kind, row.count])),
        };
      }),
  };
}
