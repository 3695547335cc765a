import type { Report } from '../../domain/documents.ts';
import { answerKinds, demandKinds, type PositionKind } from '../../domain/relations/positions.ts';
import type { Access, Database } from '../database/schema.ts';
import { reportOf } from '../history/reports.ts';
import { relatedOf } from '../history/threads.ts';

/** A document with what it demands of a belligerent, or with what a belligerent says in it that may answer a demand. */
export interface PositionsOf {
  readonly report: Report;
  /** Events of which the document gives an account. */
  readonly events: readonly string[];
}

/** A statement with demands. */
export interface DemandingStatement extends PositionsOf {
  /** The report that it answers or quotes; null where it is about an event alone. */
  readonly admission: Pick<Report, 'documentId' | 'publisher' | 'url' | 'period'> | null;
  readonly copies: readonly { readonly publisher: string; readonly url: string }[];
}

/** A record has some hundred statements with demands, and fewer answers to them. */
const mostDocuments = 2000;

export type PositionLookups = ReturnType<typeof createPositionLookups>;

export function createPositionLookups({ read }: Pick<Access, 'read'>) {
  return {
    /**
     * Returns the present documents with demands that belong to a thread about an admission, or give an account of an event:
     * each text once, as its original has it where that is stored. The newest first.
     */
    demandingStatements: (): Promise<readonly DemandingStatement[]> =>
      read(async (db) => {
        const found = await withPositions(db, demandKinds);
        const statements: DemandingStatement[] = [];
        for (const one of found) {
          const { original, admission, copies } = await relatedOf(db, one.report.documentId);
          if (original !== null || (admission === null && one.events.length === 0)) continue;
          statements.push({ ...one, admission, copies });
        }
        return statements;
      }),

    /** Returns the present documents with what may answer a demand, the newest first. */
    answeringDocuments: (): Promise<readonly PositionsOf[]> => read((db) => withPositions(db, answerKinds)),
  };
}

async function withPositions(db: Database, kinds: readonly PositionKind[]): Promise<readonly PositionsOf[]> {
  const rows = await db
    .selectFrom('documents')
    .innerJoin('positions', 'positions.run_id', 'documents.current_run_id')
    .select(['documents.id', 'documents.current_snapshot_id', 'documents.current_run_id'])
    .distinct()
    .where('positions.kind', 'in', [...kinds])
    .where('documents.state', '=', 'present')
    .orderBy('documents.id')
    .limit(mostDocuments)
    .execute();
  const found: PositionsOf[] = [];
  for (const row of rows) {
    const events = await db
      .selectFrom('accounts')
      .select('event_id')
      .distinct()
      .where('document_id', '=', row.id)
      .where('is_current', '=', 1)
      .orderBy('event_id')
      .execute();
    const report = await reportOf(db, row.current_snapshot_id, row.current_run_id);
    found.push({ report, events: events.map(({ event_id }) => event_id) });
  }
  const published = ({ report }: PositionsOf) => report.published ?? report.firstSeen;
  return found.sort((one, other) => (published(one) > published(other) ? -1 : 1));
}
