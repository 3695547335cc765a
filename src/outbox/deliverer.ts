import pLimit from 'p-limit';
import type { EventRecord } from '../domain/event-record.ts';
import type { Delivery, Edit } from '../ledger/ledger.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { createDispatcher, type Dispatcher, type Outcome } from './dispatcher.ts';
import { createEditor, type Editor } from './editor.ts';
import { createObstacles } from './obstacles.ts';
import { type DelivererParts, type OutboxParts, withDefaults } from './parts.ts';
import { all, type Queue, queuesOf, workOff, workQueues } from './queues.ts';
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts';
import { createScheduler } from './schedule.ts';

interface DrainResult {
  readonly sent: number;
  /** Not sent, due again later: after an outage, a limit, behind a pause, or waiting for the channel's time. */
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

/** Calls under way at once in a queue: where each takes 100 ms, these are 2,500 posts a second. */
const postsAtOnce = 250;
const editsAtOnce = 50;
/** What other processes find is looked for this often. */
const idleMs = 2000;
/** Leases that ended are looked for this often. */
const rescueEveryMs = 5000;
const momentMs = 20;
/** A poll writes its documents one after the other: longer than there is between two of them. */
const settleMs = 3000;
const rememberedEvents = 32;

/**
 * The only thing that retries. Claims what is due, writes down that it is sending, sends, writes down the receipt and
 * which earlier posts are outdated; those are edited after that, in a separate queue. What a crash leaves in
 * `sending` is rescued when its lease ends.
 */
export function createDeliverer(given: DelivererParts): Deliverer {
  const parts = withDefaults(given);
  const { ledger, destinations, now, sleep, log } = parts;
  const events = createEventCache((id) => ledger.deliveries.event(id));
  const store = { ...ledger.deliveries, event: events.event };
  const limiter = createRateLimiter(now, sleep);
  const breaker = createCircuitBreaker(parts);
  // A single pass comes after its polls; what runs on posts while they go on.
  let isRunning = false;
  const dispatcherParts = {
    ...{ ...parts, limiter, breaker },
    preparing: { store, lookups: ledger.lookups, wordingFor: parts.wordingFor, endOfWeek: parts.endOfWeek },
    obstacleTo: createObstacles(parts, limiter, breaker),
    schedule: createScheduler({ store, now, log, settleMs: () => (isRunning ? settleMs : 0) }),
  };
  const dispatcher = createDispatcher(dispatcherParts);
  // An edit shows what is stored now, which may be more than when the event was read for a post.
  const uncached = { ...dispatcherParts.preparing, store: ledger.deliveries };
  const editor = createEditor({ ...dispatcherParts, preparing: uncached });
  const queues = queuesOf(destinations, parts.leaseMs);

  async function drain(signal: AbortSignal): Promise<DrainResult> {
    const counts: Record<Outcome, number> = { sent: 0, waiting: 0, rejected: 0, uncertain: 0, unfinished: 0 };
    const count = (outcome: Outcome) => {
      counts[outcome] += 1;
    };
    events.clear();
    const work = (queue: Queue) => workQueue(queue, { ...parts, dispatcher, editor, limiter, count }, signal);
    await workQueues({ queues, work, rest: (until) => sleep(idleMs, until) }, signal);
    const { sent, waiting, rejected, uncertain } = counts;
    return { sent, waiting, rejected, uncertain, nextDue: await ledger.deliveries.nextDue() };
  }

  async function run(signal: AbortSignal): Promise<void> {
    isRunning = true;
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

/** One event goes to many channels. */
function createEventCache(read: (id: string) => Promise<EventRecord>) {
  const events = new Map<string, Promise<EventRecord>>();
  return {
    clear: () => events.clear(),
    event(id: string): Promise<EventRecord> {
      const event = events.get(id) ?? read(id);
      events.delete(id);
      events.set(id, event);
      for (const oldest of events.keys()) if (events.size > rememberedEvents) events.delete(oldest);
      return event;
    },
  };
}

interface QueueParts extends OutboxParts {
  readonly dispatcher: Dispatcher;
  readonly editor: Editor;
  readonly limiter: RateLimiter;
  readonly count: (outcome: Outcome) => void;
}

async function workQueue(queue: Queue, parts: QueueParts, signal: AbortSignal): Promise<void> {
  const { ledger, destinations, now, sleep, worker, leaseMs, dispatcher, editor, limiter, count } = parts;
  // Of this queue alone: a platform that does not answer keeps all that it gets.
  const [calls, edits] = [pLimit(postsAtOnce), pLimit(editsAtOnce)];
  let isPosting = true;
  let rescuedAt = Number.NEGATIVE_INFINITY;
  const claim = () => {
    const at = now();
    const leaseUntil = new Date(at.getTime() + leaseMs).toISOString();
    return { worker, at: at.toISOString(), leaseUntil, of: queue.of };
  };

  /** A queue may be worked off for long, and an orphan is looked up while the platform still refuses its second copy. */
  async function rescue(): Promise<readonly Delivery[]> {
    const at = now().getTime();
    if (at - rescuedAt < rescueEveryMs) return [];
    rescuedAt = at;
    return ledger.deliveries.rescue(claim());
  }
  async function reconcile(delivery: Delivery): Promise<void> {
    await calls(async () => count(await dispatcher.reconcile(delivery, signal)));
  }
  async function dispatch(delivery: Delivery): Promise<void> {
    const { subscription, uncertainSince } = delivery;
    const destination = destinations.get(subscription.destination);
    const priority = uncertainSince === null ? 'post' : 'repeat';
    const token = await limiter.acquire({ destination, priority, channel: subscription }, signal);
    try {
      await calls(async () => {
        // For the next process not to wait until the lease ends.
        if (signal.aborted || token === undefined) return ledger.deliveries.release({ id: delivery.id, worker });
        count(await dispatcher.dispatch(delivery, token, signal));
      });
    } finally {
      token?.release();
    }
  }
  async function edit(one: Edit): Promise<void> {
    const destination = destinations.get(one.delivery.subscription.destination);
    const token = await limiter.acquire({ destination, priority: 'edit' }, signal);
    if (token === undefined) return ledger.edits.release(one);
    await edits(() => editor(one, token)).finally(() => token.release());
  }

  const common = { moment: () => sleep(momentMs, signal), signal };
  const editing = workOff<Edit>({
    ...common,
    claim: (limit) => ledger.edits.claim({ ...claim(), limit }),
    work: edit,
    most: editsAtOnce,
    mayGetMore: () => isPosting,
  });
  const posting = workOff<() => Promise<void>>({
    ...common,
    async claim(limit) {
      const orphans = await rescue();
      const due = await ledger.deliveries.claim({ ...claim(), limit });
      return [
        ...orphans.map((delivery) => () => reconcile(delivery)),
        ...due.map((delivery) => () => dispatch(delivery).then(editing.wake)),
      ];
    },
    work: (job) => job(),
    most: queue.most,
    mayGetMore: () => false,
  });
  const posted = posting.done.finally(() => {
    isPosting = false;
    editing.wake();
  });
  await all([posted, editing.done]);
}
