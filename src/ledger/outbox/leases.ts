import type { ExpressionBuilder } from 'kysely';
import type { Instant } from '../../domain/time.ts';
import type { Schema } from '../database/schema.ts';

/** Longer than any worker claims something for. */
const longestLeaseMs = 600_000;

/** A lease that ends later than this was written by a clock that ran ahead, and would block for as long as it did. */
const furthest = (at: Instant): Instant => new Date(Date.parse(at) + longestLeaseMs).toISOString();

/** That nobody holds the delivery at this time. */
export function leaseEnded(at: Instant) {
  return (build: ExpressionBuilder<Schema, 'deliveries'>) =>
    build.or([
      build('lease_until', 'is', null),
      build('lease_until', '<=', at),
      build('lease_until', '>', furthest(at)),
    ]);
}

/** Whether somebody holds it at this time. */
export function isLeased(leaseUntil: Instant | null, at: Instant): boolean {
  return leaseUntil !== null && leaseUntil > at && leaseUntil <= furthest(at);
}

/** When the first of what is done one after the other can be begun: when it is due, but not while any of it is claimed. */
export function dueOf(
  line: readonly { readonly next_attempt_at: Instant; readonly lease_until: Instant | null }[],
): Instant {
  const due = line.map((row) => row.next_attempt_at).sort()[0] ?? '';
  const free =
    line
      .map((row) => row.lease_until ?? '')
      .sort()
      .at(-1) ?? '';
  return free > due ? free : due;
}
