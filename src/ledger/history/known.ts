import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database/schema.ts';

/**
 * Returns the query of the runs that were current at a past moment: of each document the last snapshot that was fetched before
 * it, as the last run before it read that. A document that was gone then has none.
 */
export function runsCurrentBefore(db: Database, before: Instant) {
  return db
    .selectFrom('reader_runs as known_run')
    .innerJoin('snapshots as known', 'known.id', 'known_run.snapshot_id')
    .select('known_run.id')
    .where('known.state', '=', 'present')
    .where('known.fetched_at', '<', before)
    .where('known_run.run_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('snapshots as later')
            .select('later.id')
            .whereRef('later.document_id', '=', 'known.document_id')
            .whereRef('later.n', '>', 'known.n')
            .where('later.fetched_at', '<', before),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reader_runs as later_run')
            .select('later_run.id')
            .whereRef('later_run.snapshot_id', '=', 'known.id')
            .whereRef('later_run.n', '>', 'known_run.n')
            .where('later_run.run_at', '<', before),
        ),
      ),
    );
}
