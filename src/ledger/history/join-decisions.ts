import type { Instant } from '../../domain/time.ts';
import { ledgerError } from '../database/errors.ts';
import { insert, type Writing } from '../database/schema.ts';
import { parseFacts } from './accounts.ts';
import { idOf } from './hashes.ts';
import { joinChanged } from './incident-events.ts';

/** What a person decided about two accounts. A later decision about the same two replaces it; both are kept. */
export interface NewJoinDecision {
  readonly decision: 'joined' | 'parted';
  /** Keys of the two accounts. */
  readonly accounts: readonly [string, string];
  readonly person: string;
  /** In the person's words. */
  readonly reason: string;
  readonly at: Instant;
}

export type JoinDecisionStore = ReturnType<typeof createJoinDecisionStore>;

export function createJoinDecisionStore(db: Writing) {
  return {
    /**
     * Stores a decision and joins or parts the two accounts by it. Idempotent. Throws `LedgerError` (`missing`) where an account
     * is not stored, `invalid` where both are one.
     */
    async decideJoin({ decision, accounts, person, reason, at }: NewJoinDecision): Promise<void> {
      const [one, other] = accounts.toSorted();
      if (one === undefined || other === undefined || one === other)
        throw ledgerError('invalid', 'A decision is about two accounts');
      const rows = await db.selectFrom('accounts').selectAll().where('key', 'in', [one, other]).execute();
      if (rows.length < 2) throw ledgerError('missing', `The ledger holds no two accounts ${one} and ${other}`);
      const id = idOf(one, other, decision, person, at);
      const stored = await db.selectFrom('join_decisions').select('id').where('id', '=', id).executeTakeFirst();
      if (stored !== undefined) return;
      await insert(db, 'join_decisions', [{ id, one, other, decision, person, reason, decided_at: at }]);
      await joinChanged(db, {
        changed: rows.map(({ facts }) => parseFacts(facts)),
        eventIds: rows.map((row) => row.event_id),
      });
    },
  };
}
