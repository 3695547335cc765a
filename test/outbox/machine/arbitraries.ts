import fc from 'fast-check';
import { type DeliveryErrorKind, deliveryErrorKinds } from '../../../src/domain/failures.ts';
import type { DeliveryProgress, DeliveryState, EditProgress } from '../../../src/ledger/ledger.ts';
import type { MachineDelivery, Now } from '../../../src/outbox/machine/decision.ts';
import type { EditEvent } from '../../../src/outbox/machine/edit-machine.ts';
import type { DeliveryEvent, Obstacle, PlatformError } from '../../../src/outbox/machine/events.ts';
import type { Capabilities } from '../../../src/outbox/machine/retry.ts';

/** Any delivery, any event and any destination, without a clock. */

const start = Date.parse('2019-06-01T00:00:00.000Z');
const week = 7 * 24 * 3_600_000;

const dateOf = (milliseconds: number) => new Date(start + milliseconds);
export const date = fc.integer({ min: -week, max: week }).map(dateOf);
const instant = date.map((at) => at.toISOString());
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
export const now: fc.Arbitrary<Now> = fc.record({ at: date, random });

const kind = fc.constantFrom<DeliveryErrorKind>(...deliveryErrorKinds);
const failure = fc.record({ kind, message: fc.constantFrom('It failed.', 'Do something.') });
export const platformError: fc.Arbitrary<PlatformError> = fc.record({
  kind,
  message: fc.constantFrom('It failed.', 'Do something.'),
  retryAfterMs: fc.option(fc.integer({ min: -1000, max: 3_600_000 })),
  scope: fc.constantFrom('channel', 'space', 'destination'),
});
const receipt = fc.record({ channel: fc.constant('desk'), id: fc.constantFrom('1', '2') });
const lookUp = fc.constantFrom('first' as const, 'last' as const);
const isForOperators = fc.boolean();

const obstacle: fc.Arbitrary<Obstacle> = fc.oneof(
  fc.record({ type: fc.constant('destination-off' as const), error: failure }),
  fc.record({ type: fc.constant('circuit-open' as const), error: failure }),
  fc.record({ type: fc.constant('limited' as const), until: date, error: failure }),
);

/** One arbitrary for each type: a new event does not compile without one. */
const events: { readonly [Type in DeliveryEvent['type']]: fc.Arbitrary<Extract<DeliveryEvent, { type: Type }>> } = {
  claimed: fc.constant({ type: 'claimed' }),
  'destination-off': fc.record({ type: fc.constant('destination-off' as const), error: failure }),
  'circuit-open': fc.record({ type: fc.constant('circuit-open' as const), error: failure }),
  limited: fc.record({ type: fc.constant('limited' as const), until: date, error: failure }),
  scheduled: fc.record({ type: fc.constant('scheduled' as const), dueAt: date, isDigest: fc.boolean() }),
  accepted: fc.record({ type: fc.constant('accepted' as const), receipt }),
  refused: fc.record({
    ...{ type: fc.constant('refused' as const), error: platformError, failingSince: date, isForOperators },
  }),
  unacknowledged: fc.record({ type: fc.constant('unacknowledged' as const), error: platformError, isForOperators }),
  orphaned: fc.record({ type: fc.constant('orphaned' as const), isForOperators }),
  'not-found': fc.record({ type: fc.constant('not-found' as const), lookUp, error: failure }),
  'look-up-failed': fc.record({
    ...{ type: fc.constant('look-up-failed' as const), lookUp, error: platformError, attemptError: platformError },
    isForOperators,
  }),
  'seen-by-a-person': fc.constant({ type: 'seen-by-a-person' }),
  'asked-for-again': fc.constant({ type: 'asked-for-again' }),
};
export const event: fc.Arbitrary<DeliveryEvent> = fc.oneof(...Object.values(events));

export const capabilities: fc.Arbitrary<Capabilities> = fc.record({
  refusesDuplicatesForMs: fc.constantFrom(0, 120_000, 600_000, Number.POSITIVE_INFINITY),
  canFind: fc.boolean(),
  canUpdate: fc.boolean(),
});

type Columns = Partial<DeliveryProgress>;

/** The columns as each state has them. */
const states = {
  pending: fc.record({ holdUntil: fc.option(instant), uncertainSince: fc.option(instant), error: fc.option(failure) }),
  sending: fc.record({ attemptedAt: instant, uncertainSince: fc.option(instant), error: fc.option(failure) }),
  sent: fc.record({ attemptedAt: instant, receipt, sentAt: instant }),
  rejected: fc.record({ attemptedAt: instant, error: failure }),
  uncertain: fc.record({ attemptedAt: instant, uncertainSince: instant, error: failure }),
} satisfies Readonly<Record<DeliveryState, fc.Arbitrary<object>>>;
export const delivery: fc.Arbitrary<MachineDelivery> = fc
  .constantFrom(...(Object.keys(states) as DeliveryState[]))
  .chain((state) =>
    fc.tuple(fc.integer({ min: 1, max: 40 }), instant, states[state] as fc.Arbitrary<Columns>, fc.boolean()).map(
      ([attempts, nextAttemptAt, columns, isToOwner]): MachineDelivery => ({
        ...{ state, attempts, nextAttemptAt, holdUntil: null, attemptedAt: null, uncertainSince: null },
        ...{ error: null, receipt: null, sentAt: null, ...columns, isToOwner },
      }),
    ),
  );

export const edit: fc.Arbitrary<EditProgress> = fc.record({
  state: fc.constantFrom('waiting', 'done', 'refused'),
  attempts: fc.nat({ max: 1000 }),
  nextAttemptAt: instant,
  error: fc.option(failure),
});
export const editEvent: fc.Arbitrary<EditEvent> = fc.oneof(
  obstacle,
  fc.constant({ type: 'claimed' as const }),
  fc.constant({ type: 'edited' as const }),
  fc.record({ type: fc.constant('refused' as const), error: platformError }),
);
