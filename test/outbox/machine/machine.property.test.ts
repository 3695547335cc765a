import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decision, MachineDelivery, Now } from '../../../src/outbox/machine/decision.ts';
import type { DeliveryEffect, DeliveryEvent } from '../../../src/outbox/machine/events.ts';
import { next } from '../../../src/outbox/machine/machine.ts';
import { type Capabilities, refusesDuplicates } from '../../../src/outbox/machine/retry.ts';
import * as arbitrary from './arbitraries.ts';

/** What holds for every delivery, whatever happens to it in whatever order. */

interface Step {
  readonly before: MachineDelivery;
  readonly event: DeliveryEvent;
  readonly now: Now;
  readonly capabilities: Capabilities;
  readonly decision: Decision;
}

const typesOf = ({ effects }: Decision) => effects.map(({ type }) => type);
const find = <Type extends DeliveryEffect['type']>({ effects }: Decision, type: Type) =>
  effects.find((effect): effect is Extract<DeliveryEffect, { type: Type }> => effect.type === type);
/** Of such effects the dispatcher makes the next event at once. */
const asks: readonly DeliveryEffect['type'][] = ['schedule', 'reconcile', 'send', 'look-up'];

/** Holds of any sequence of events, each decided upon the state that the one before left. */
function holds(check: (step: Step) => void): void {
  const moment = fc.record({ event: arbitrary.event, now: arbitrary.now });
  fc.assert(
    fc.property(
      arbitrary.delivery,
      arbitrary.capabilities,
      fc.array(moment, { minLength: 1, maxLength: 20 }),
      (first, capabilities, moments) => {
        let before = first;
        for (const { event, now } of moments) {
          const decision = next(before, event, now, capabilities);
          check({ before, event, now, capabilities, decision });
          before = decision.state;
        }
      },
    ),
    { numRuns: 2000 },
  );
}

test('what is sent stays sent, with the time of its first receipt', () => {
  holds(({ before, event, decision }) => {
    if (before.state !== 'sent') return;
    expect(decision.state).toMatchObject({ state: 'sent', sentAt: before.sentAt });
    if (event.type !== 'accepted') expect(decision).toEqual({ state: before, effects: [] });
  });
});

test('nothing is sent while it may have arrived, unless the platform refuses the second copy', () => {
  holds(({ before, now, capabilities, decision }) => {
    if (!typesOf(decision).includes('send') || before.uncertainSince === null) return;
    expect(refusesDuplicates(capabilities, before.uncertainSince, now.at)).toBe(true);
  });
});

test('an attempt is written down before the platform is called, and counted', () => {
  holds(({ before, decision }) => {
    const types = typesOf(decision);
    expect(decision.state.attempts - before.attempts).toBe(types.includes('send') ? 1 : 0);
    expect(decision.state.state === 'sending' && before.state !== 'sending').toBe(types.includes('send'));
    if (types.includes('send')) expect(types.slice(-2)).toEqual(['begin', 'send']);
  });
});

test('what may have arrived is uncertain until it is found, found missing, sent, refused for good or asked for again', () => {
  const settling: readonly DeliveryEvent['type'][] = [
    'accepted',
    'not-found',
    'refused',
    'seen-by-a-person',
    'asked-for-again',
  ];
  holds(({ before, event, decision }) => {
    if (before.uncertainSince === null || decision.state.uncertainSince === before.uncertainSince) return;
    // The first attempt counts.
    expect(decision.state.uncertainSince).toBeNull();
    expect(settling).toContain(event.type);
    if (event.type === 'not-found') expect(event.lookUp).toBe('last');
    if (event.type === 'refused') expect(decision.state.state).toBe('rejected');
  });
});

test('a decision changes the stored columns only where it is stored, or asks what comes next', () => {
  holds(({ before, event, decision }) => {
    const types = typesOf(decision);
    if (types.some((type) => type === 'save' || asks.includes(type))) return;
    // Its lease goes on: when that ends, it is rescued or claimed anew.
    expect(decision.state, event.type).toEqual(before);
    expect(types.every((type) => type === 'log')).toBe(true);
  });
});

test('what is stored is final, with a person, or due again', () => {
  holds(({ event, decision, now }) => {
    if (!typesOf(decision).includes('save')) return;
    const { state, nextAttemptAt, holdUntil, receipt, error } = decision.state;
    expect(state).not.toBe('sending');
    if (state === 'sent') expect(receipt === null).toBe(event.type === 'seen-by-a-person');
    if (state === 'rejected' || state === 'uncertain') expect(error).not.toBeNull();
    if (state === 'pending') expect(Date.parse(holdUntil ?? nextAttemptAt)).not.toBeNaN();
    if (holdUntil !== null) expect(state === 'pending' && Date.parse(holdUntil) > now.at.getTime()).toBe(true);
  });
});

test('a wait is never shorter than the platform asks for', () => {
  holds(({ before, event, now, decision }) => {
    if (event.type !== 'refused' || before.state !== 'sending' || decision.state.state !== 'pending') return;
    const { kind, retryAfterMs } = event.error;
    if (!['rate-limited', 'unavailable', 'timeout', 'unknown'].includes(kind) || find(decision, 'notify')) return;
    const waitMs = Date.parse(decision.state.nextAttemptAt) - now.at.getTime();
    expect(waitMs).toBeGreaterThanOrEqual(Math.max(0, retryAfterMs ?? 0));
  });
});

test('people are notified before it is stored, so that a crash between loses nothing; a pause comes after its notice', () => {
  holds(({ decision }) => {
    const types = typesOf(decision);
    const order = ['notify', 'pause-subscription', 'save'].map((type) => types.indexOf(type as DeliveryEffect['type']));
    const present = order.filter((at) => at !== -1);
    expect(present).toEqual(present.toSorted((one, other) => one - other));
    expect(types.filter((type) => type === 'save').length).toBeLessThanOrEqual(1);
    if (types.includes('notify')) expect(types).toContain('save');
  });
});

test('a person is notified of every delivery that is given up, but not of a failed post about our own troubles', () => {
  holds(({ before, event, decision }) => {
    const { state } = decision.state;
    const isGivenUp = (state === 'rejected' || state === 'uncertain') && before.state !== state;
    if (!isGivenUp || !('isForOperators' in event)) return;
    expect(find(decision, 'notify')?.trouble).toBe(event.isForOperators && !before.isToOwner ? undefined : state);
  });
});

test('a pause loses no delivery, and the subscription of an owner is never paused', () => {
  holds(({ before, event, decision }) => {
    const effect = find(decision, 'pause-subscription');
    if (effect === undefined) return;
    expect(before.isToOwner).toBe(false);
    expect(decision.state).toMatchObject({ state: 'pending', holdUntil: null });
    expect(find(decision, 'notify')?.trouble).toMatch(/paused|unreachable/);
    if (event.type === 'refused' && event.error.scope === 'space')
      expect(effect.pause.cause).toBe('removed-from-space');
  });
});

test('nothing is looked up where a platform cannot, and what cannot be looked up or repeated goes to a person', () => {
  holds(({ before, event, now, capabilities, decision }) => {
    if (find(decision, 'look-up')) expect(capabilities.canFind).toBe(true);
    if (event.type !== 'orphaned' || capabilities.canFind || before.state === 'sent') return;
    if (before.state !== 'sending' && before.state !== 'pending') return;
    const since = before.uncertainSince ?? before.attemptedAt;
    const isRepeated = refusesDuplicates(capabilities, since, now.at);
    expect(decision.state.state).toBe(isRepeated ? 'pending' : 'uncertain');
  });
});

/** A channel of a platform: what arrived there, and what it does to the next calls. */
type Fault = 'none' | 'lost-before' | 'lost-after' | 'late' | 'refused' | 'look-up-fails';

/**
 * Runs deliveries as the dispatcher does, on a platform that loses calls and answers, in a process that dies at any
 * point. Time only moves on; in the end everything works.
 */
function runToTheEnd(
  capabilities: Capabilities,
  faults: readonly Fault[],
  crashes: readonly number[],
): MachineDelivery & { readonly copies: number } {
  const left = [...faults];
  let at = Date.parse('2019-06-01T00:00:00.000Z');
  const arrivedAt: number[] = [];
  let onTheWay: number[] = [];
  let effectsRun = 0;
  let stored: MachineDelivery = {
    ...{ state: 'pending', attempts: 0, nextAttemptAt: new Date(at).toISOString(), holdUntil: null, attemptedAt: null },
    ...{ uncertainSince: null, error: null, receipt: null, sentAt: null, isToOwner: false },
  };
  const error = (kind: 'unavailable' | 'timeout') =>
    ({ kind, message: 'It failed.', retryAfterMs: null, scope: 'channel' }) as const;
  const isForOperators = false;

  function arrive(when: number): void {
    const isRefused = arrivedAt.some((earlier) => when - earlier < capabilities.refusesDuplicatesForMs);
    if (!isRefused) arrivedAt.push(when);
  }
  function pass(milliseconds: number): void {
    at += milliseconds;
    for (const when of onTheWay) if (when <= at) arrive(when);
    onTheWay = onTheWay.filter((when) => when > at);
  }
  function call(): DeliveryEvent {
    const fault = left.shift() ?? 'none';
    pass(100);
    if (fault === 'refused')
      return { type: 'refused', error: error('unavailable'), failingSince: new Date(at), isForOperators };
    if (fault === 'lost-before') return { type: 'unacknowledged', error: error('timeout'), isForOperators };
    if (fault === 'late') onTheWay.push(at + 20_000);
    else arrive(at);
    if (fault === 'lost-after' || fault === 'late')
      return { type: 'unacknowledged', error: error('timeout'), isForOperators };
    return { type: 'accepted', receipt: { channel: 'desk', id: '1' } };
  }
  function perform(effect: DeliveryEffect): DeliveryEvent | undefined {
    switch (effect.type) {
      case 'schedule':
        return { type: 'scheduled', dueAt: new Date(at), isDigest: false };
      case 'reconcile':
        return { type: 'orphaned', isForOperators };
      case 'send':
        return call();
      case 'look-up': {
        const { lookUp, attemptError } = effect;
        pass(5000);
        if ((left.shift() ?? 'none') === 'look-up-fails')
          return { type: 'look-up-failed', lookUp, error: error('unavailable'), attemptError, isForOperators };
        return arrivedAt.length > 0
          ? { type: 'accepted', receipt: { channel: 'desk', id: '1' } }
          : { type: 'not-found', lookUp, error: attemptError };
      }
      default:
        return undefined;
    }
  }
  /** Returns whether the lease was ended. */
  function work(first: DeliveryEvent): boolean {
    let current = stored;
    let event: DeliveryEvent | undefined = first;
    while (event !== undefined) {
      const decision: Decision = next(current, event, { at: new Date(at), random: 0.5 }, capabilities);
      current = decision.state;
      event = undefined;
      for (const effect of decision.effects) {
        effectsRun += 1;
        if (crashes.includes(effectsRun)) return false;
        if (effect.type === 'begin' || effect.type === 'save') stored = current;
        if (effect.type === 'save') return true;
        event = perform(effect) ?? event;
      }
    }
    return false;
  }
  let isLeased = false;
  for (let round = 0; round < 400 && (stored.state === 'pending' || stored.state === 'sending'); round += 1) {
    // A lease lasts for a minute at the most.
    pass(Math.max(isLeased ? 60_000 : 0, Date.parse(stored.nextAttemptAt) - at));
    isLeased = !work(stored.state === 'pending' ? { type: 'claimed' } : { type: 'orphaned', isForOperators });
  }
  pass(60_000);
  return { ...stored, copies: arrivedAt.length };
}

test('every delivery ends as sent, rejected or uncertain, and no reader sees it twice', () => {
  const faults = fc.array(
    fc.constantFrom<Fault>('none', 'lost-before', 'lost-after', 'late', 'refused', 'look-up-fails'),
    {
      maxLength: 12,
    },
  );
  const crashes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 });
  fc.assert(
    fc.property(arbitrary.capabilities, faults, crashes, (capabilities, given, dies) => {
      const { state, copies } = runToTheEnd(capabilities, given, dies);
      expect(['sent', 'uncertain']).toContain(state);
      expect(copies).toBeLessThanOrEqual(1);
      if (state === 'sent') expect(copies).toBe(1);
      // What can be looked up is known in the end.
      if (capabilities.canFind) expect(state).toBe('sent');
    }),
    { numRuns: 3000 },
  );
});
