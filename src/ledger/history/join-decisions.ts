import type { Instant } from '../../domain/time.ts';
import { ledgerError } from '../database/errors.ts';
import { type Database, insert, type Schema, type Writing } from '../database/schema.ts';
import { parseFacts } from './accounts.ts';
import { idOf } from './hashes.ts';
import { joinChanged } from './incident-events.ts';

/** What a person decided about pairs of accounts. A later decision about the same two replaces it; both are kept. */
export interface NewJoinDecision {
  readonly decision: 'joined' | 'parted';
  /** Pairs of keys. */
  readonly pairs: readonly (readonly [string, string])[];
  readonly person: string;
  /** In the person's words. */
  readonly reason: string;
  readonly at: Instant;
}

export type JoinDecisionStore = ReturnType<typeof createJoinDecisionStore>;

export function createJoinDecisionStore(db: Writing) {
  return {
    /**
     * Stores a decision about each pair and joins or parts the accounts by it. What a person decided last about a pair is not
     * stored again for the same person. A decision is later than all before it about its pairs, whatever the clocks of two
     * processes say. Returns how many were stored, all with one time that no other has. Throws `LedgerError` (`missing`) where an
     * account is not stored, `invalid` where both of a pair are one.
     */
    async decideJoin({ decision, pairs, person, reason, at }: NewJoinDecision): Promise<number> {
      const undecided: (readonly [string, string])[] = [];
      let decidedAt = at;
      const changed = new Map<string, Schema['accounts']>();
      for (const pair of pairs) {
        const [one, other] = pair.toSorted();
        if (one === undefined || other === undefined || one === other)
          throw ledgerError('invalid', 'A decision is about two accounts');
        const rows = await db.selectFrom('accounts').selectAll().where('key', 'in', [one, other]).execute();
        if (rows.length < 2) throw ledgerError('missing', `The ledger holds no two accounts ${one} and ${other}`);
        const last = await lastDecision(db, one, other);
        if (last?.decision === decision && last.person === person) continue;
        if (last !== undefined && last.decided_at >= decidedAt) decidedAt = justAfter(last.decided_at);
        undecided.push([one, other]);
        for (const row of rows) changed.set(row.key, row);
      }
      if (undecided.length === 0) return 0;
      while (await isTaken(db, decidedAt)) decidedAt = justAfter(decidedAt);
      const decided = { decision, person, reason, decided_at: decidedAt };
      await insert(
        db,
        'join_decisions',
        undecided.map(([one, other]) => ({
          id: idOf(one, other, decision, person, decidedAt),
          one,
          other,
          ...decided,
        })),
      );
      const rows = [...changed.values()];
      await joinChanged(db, {
        changed: rows.map(({ facts }) => parseFacts(facts)),
        eventIds: rows.map((row) => row.event_id),
      });
      return undecided.length;
    },
  };
}

async function lastDecision(db: Database, one: string, other: string): Promise<Schema['join_decisions'] | undefined> {
  return db
    .selectFrom('join_decisions')
    .selectAll()
    .where('one', '=', one)
    .where('other', '=', other)
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** What was decided at one time was decided at once, so that no other decision has it. */
async function isTaken(db: Database, at: Instant): Promise<boolean> {
  const row = await db.selectFrom('join_decisions').select('id').where('decided_at', '=', at).executeTakeFirst();
  return row !== undefined;
}

function justAfter(at: Instant): Instant {
  return new Date(Date.parse(at) + 1).toISOString();
}
