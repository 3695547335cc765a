import pLimit, { type LimitFunction } from 'p-limit';
import type { Destination, Receipt } from '../chat/destination.ts';
import type { EventRecord } from '../domain/event-record.ts';
import type { Delivery, Edit } from '../ledger/ledger.ts';
import { type DelivererParts, deliveryError, post } from './attempt.ts';
import { createBudget, type Permit } from './budget.ts';
import { createCredentials } from './credentials.ts';
import { createTurns } from './digests.ts';
import { createEditor } from './edits.ts';
import { all, inLanes, type Lane, lanesOf } from './lanes.ts';
import { createLost } from './lost.ts';
import { createPace } from './pace.ts';
import { type Prepared, prepare, type RevisionParts } from './prepare.ts';
import { createRefusals, type Outcome } from './refusals.ts';
import { repeats } from './retry.ts';
import { workOff } from './work.ts';

export interface DrainResult {
  readonly sent: number;
  /** Not sent, due again later: after an outage, a limit, behind a pause, or held for its time. */
  readonly waiting: number;
  readonly rejected: number;
  readonly uncertain: number;
  /** When the next pending post or edit is due (ISO 8601), or null. */
  readonly nextDue: string | null;
}
export interface Deliverer {
  /**
   * Sends everything that is due, edits what that makes outdated, and ends; retries are left to a later call, see
   * `nextDue`. When the signal aborts, nothing new is begun and what was begun is finished. Rejects only when the ledger
   * fails. Not to be called twice at once.
   */
  drain(signal: AbortSignal): Promise<DrainResult>;
  /** Drains again and again until the signal aborts; a ledger that fails is logged and asked again. */
  run(signal: AbortSignal): Promise<void>;
}

/** Calls under way at once in a lane: where each takes 100 ms, these are 2,500 posts a second. */
const postsAtOnce = 250;
const editsAtOnce = 50;
/** What other processes find is looked for this often. */
const idleMs = 2000;
/** What a process left open when it died is looked for this often. */
const leftEveryMs = 5000;
const momentMs = 20;
const rememberedEvents = 32;

/**
 * The only thing that retries. Claims what is due, writes down that it is sending, sends, writes down the receipt and
 * which earlier posts no longer hold; those are edited after that, in a queue of their own. A post whose answer was lost
 * stays `sending` until its claim ends and is then looked for, just as after a crash.
 */
export function createDeliverer(parts: DelivererParts): Deliverer {
  const { ledger, destinations, wording, now, sleep, worker, log, observe } = parts;
  const { leaseMs = 120_000, wordingFor = () => wording } = parts;
  const store = ledger.deliveries;
  const credentials = createCredentials(parts);
  const refusals = createRefusals(parts, credentials);
  const pace = createPace(now, sleep);
  const budget = createBudget(now, sleep);
  const lanes = lanesOf(destinations, leaseMs);
  const instant = () => now().toISOString();
  const leaseUntil = (forMs = leaseMs) => new Date(now().getTime() + forMs).toISOString();

  const events = new Map<string, Promise<EventRecord>>();
  /** One event goes to many channels. */
  function event(id: string): Promise<EventRecord> {
    const held = events.get(id) ?? store.event(id);
    events.delete(id);
    events.set(id, held);
    for (const oldest of events.keys()) if (events.size > rememberedEvents) events.delete(oldest);
    return held;
  }
  /** A crash has to be noticed while the platform still refuses a second copy. */
  function sendingMs({ sendsOnceForMs = Number.POSITIVE_INFINITY }: Destination): number {
    return Math.min(leaseMs, Math.floor(sendsOnceForMs / 2));
  }
  const reading = {
    event,
    sentFor: store.sentFor.bind(store),
    together: store.together.bind(store),
    gather: store.gather.bind(store),
  };
  const revisions: RevisionParts = { store: reading, lookups: ledger.lookups, wordingFor };
  const turnOf = createTurns({ store: reading, now, log });
  const edit = createEditor(parts, revisions, credentials);
  const lost = createLost(parts, revisions, refusals, sent);

  async function sent(delivery: Delivery, receipt: Receipt, { outdated }: Prepared): Promise<Outcome> {
    observe?.('posted', delivery.id);
    await store.markSent(delivery.id, receipt, instant(), outdated);
    observe?.('recorded', delivery.id);
    refusals.succeeded(delivery);
    return 'sent';
  }

  async function attempt(delivery: Delivery, permit: Permit, signal: AbortSignal): Promise<Outcome> {
    observe?.('claimed', delivery.id);
    const destination = destinations.get(delivery.subscription.destination);
    if (destination === undefined) return refusals.off(delivery);
    if (!(await credentials.admits(destination))) return refusals.wait(delivery);
    const limit = refusals.limit(delivery);
    if (limit !== undefined) return refusals.waitFor(delivery, limit);
    if (delivery.unsureSince !== null && !repeats(destination, delivery.unsureSince, now()))
      return lost.settle(delivery);
    const turn = await turnOf(delivery);
    if (turn.type === 'hold') {
      await store.hold(delivery.id, turn.until.toISOString());
      return 'waiting';
    }
    const prepared = await prepare(turn.deliveries, revisions);
    const at = instant();
    if (!(await store.markSending(delivery.id, worker, at, leaseUntil(sendingMs(destination))))) return 'lost';
    observe?.('sending', delivery.id);
    let receipt: Receipt;
    try {
      receipt = await post(destination, delivery, prepared, { pace, budget, permit }, parts, signal);
    } catch (thrown) {
      const error = deliveryError(thrown);
      if (error.outcome === 'not-sent') return refusals.refused(delivery, prepared, error);
      const unsure = { ...delivery, unsureSince: delivery.unsureSince ?? at };
      return lost.answerLost(unsure, destination, prepared, error, signal);
    }
    return sent(delivery, receipt, prepared);
  }

  async function drain(signal: AbortSignal): Promise<DrainResult> {
    const counts: Record<Outcome, number> = { sent: 0, waiting: 0, rejected: 0, uncertain: 0, lost: 0, open: 0 };
    const moment = () => sleep(momentMs, signal);
    events.clear();
    async function settleLeft(delivery: Delivery, calls: LimitFunction): Promise<void> {
      await calls(async () => {
        counts[await lost.settle(delivery)] += 1;
      });
    }
    async function inTurn(delivery: Delivery, calls: LimitFunction): Promise<void> {
      const { subscription } = delivery;
      const destination = destinations.get(subscription.destination);
      if (destination !== undefined) await pace.turn(destination, subscription, signal);
      const kind = delivery.unsureSince === null ? 'post' : 'repeat';
      const permit = await budget.permit(destination, kind, signal);
      try {
        await calls(async () => {
          // Given back, for the next process not to wait until the claim ends.
          if (signal.aborted || permit === undefined) return store.hold(delivery.id, delivery.nextAttemptAt);
          counts[await attempt(delivery, permit, signal)] += 1;
        });
      } finally {
        permit?.end();
      }
    }
    async function editInTurn(one: Edit, edits: LimitFunction): Promise<void> {
      const permit = await budget.permit(destinations.get(one.delivery.subscription.destination), 'edit', signal);
      if (permit === undefined) return store.giveBackEdit(one);
      await edits(() => edit(one, permit)).finally(() => permit.end());
    }
    async function work(lane: Lane): Promise<void> {
      // Of this lane alone: a platform that does not answer holds all that it gets.
      const [calls, edits] = [pLimit(postsAtOnce), pLimit(editsAtOnce)];
      let posting = true;
      let leftAt = Number.NEGATIVE_INFINITY;
      /** This may last long, and what a crash left open is settled while the platform still refuses a second copy. */
      async function left(): Promise<readonly Delivery[]> {
        const at = now().getTime();
        if (at - leftAt < leftEveryMs) return [];
        leftAt = at;
        return await store.abandoned(instant(), worker, leaseUntil(), lane.of);
      }
      const common = { moment, signal };
      const editing = workOff<Edit>({
        ...common,
        claim: (room) => store.claimEdits(worker, instant(), leaseUntil(), room, lane.of),
        work: (one) => editInTurn(one, edits),
        most: editsAtOnce,
        more: () => posting,
      });
      const posts = workOff<() => Promise<void>>({
        ...common,
        async claim(room) {
          const open = await left();
          const due = await store.claim(worker, instant(), leaseUntil(), room, lane.of);
          return [
            ...open.map((delivery) => () => settleLeft(delivery, calls)),
            ...due.map((delivery) => () => inTurn(delivery, calls).then(editing.look)),
          ];
        },
        work: (job) => job(),
        most: lane.most,
        more: () => false,
      });
      const posted = posts.done.finally(() => {
        posting = false;
        editing.look();
      });
      await all([posted, editing.done]);
    }
    await inLanes({ lanes, work, rest: (until) => sleep(idleMs, until) }, signal);
    const { sent: posted, waiting, rejected, uncertain } = counts;
    return { sent: posted, waiting, rejected, uncertain, nextDue: await store.nextDue() };
  }

  async function run(signal: AbortSignal): Promise<void> {
    let before: string | null = null;
    while (!signal.aborted) {
      let waitsMs = idleMs;
      try {
        const { nextDue } = await drain(signal);
        const dueInMs = nextDue === null ? idleMs : Date.parse(nextDue) - now().getTime();
        // What came due just now is taken at once; what is due and was not taken then is another worker's.
        waitsMs = dueInMs <= 0 && nextDue === before ? idleMs : Math.min(Math.max(dueInMs, momentMs), idleMs);
        before = nextDue;
      } catch (failure) {
        log.error({ err: failure }, 'The ledger could not be read or written while posting; trying again');
      }
      await sleep(waitsMs, signal);
    }
  }
  return { drain, run };
}
