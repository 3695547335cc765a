import type { Destination } from '../chat/destination.ts';
import type { Selection } from '../ledger/ledger.ts';

/** Which destinations share a queue, and how a queue is worked off: claim, do many at once, claim again. */

/** Destinations whose deliveries are claimed together. */
export interface Queue {
  readonly of: Selection;
  /** At most so many are claimed at the same time. */
  readonly most: number;
}

/** A channel that waits for its spacing takes none of the calls. */
const claimedAtOnce = 2000;

/**
 * Returns the queues. A platform that takes so many calls a second has a separate one, or its deliveries would keep those
 * of others from being claimed. It claims as many as the platform takes in a third of a lease, so that the last is begun
 * long before another process may take it.
 */
export function queuesOf(destinations: ReadonlyMap<string, Destination>, leaseMs: number): readonly Queue[] {
  const limited = [...destinations.values()].flatMap(({ name, perSecond }) =>
    perSecond === undefined ? [] : [{ name, perSecond }],
  );
  return [
    { of: { except: limited.map(({ name }) => name) }, most: claimedAtOnce },
    ...limited.map(({ name, perSecond }) => ({
      of: { only: name },
      most: Math.max(1, Math.min(claimedAtOnce, Math.floor((perSecond * leaseMs) / 3000))),
    })),
  ];
}

interface QueuesParts {
  readonly queues: readonly Queue[];
  /** Resolves when nothing is due in a queue. */
  readonly work: (queue: Queue) => Promise<void>;
  /** What comes meanwhile is looked for after a rest, which the signal may end. */
  readonly rest: (until: AbortSignal) => Promise<void>;
}

/**
 * Resolves when nothing is due in any queue, or the signal aborts: one that is done goes on with what comes while another
 * is still busy. Rejects with the first failure, when all have ended.
 */
export async function workQueues({ queues, work, rest }: QueuesParts, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const end = () => over.abort();
  let busy = queues.length;
  async function run(queue: Queue): Promise<void> {
    for (;;) {
      await work(queue);
      busy -= 1;
      if (busy === 0) end();
      if (!over.signal.aborted) await rest(over.signal);
      if (over.signal.aborted) return;
      busy += 1;
    }
  }
  if (signal.aborted) end();
  signal.addEventListener('abort', end);
  try {
    await all(queues.map((queue) => run(queue).finally(() => end())));
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** Waits for all of it, then rejects with the first failure. */
export async function all(work: readonly Promise<void>[]): Promise<void> {
  for (const end of await Promise.allSettled(work)) if (end.status === 'rejected') throw end.reason;
}

interface WorkParts<Item> {
  /** Returns what is due, at most so many. */
  readonly claim: (limit: number) => Promise<readonly Item[]>;
  readonly work: (item: Item) => Promise<void>;
  /** So many may be claimed at the same time. */
  readonly most: number;
  /** Whether more may come although nothing is due and nothing is being done. */
  readonly mayGetMore: () => boolean;
  /** Resolves after a moment, so that what ends at about the same time is followed by one claim. */
  readonly moment: () => Promise<void>;
  readonly signal: AbortSignal;
}
interface Work {
  /** Something may be due now that was not before. */
  wake(): void;
  /** Resolves when nothing is left and nothing is being done. Rejects with the first failure, after what was begun has ended. */
  readonly done: Promise<void>;
}

/** From so many at once on, claims are gathered: each reads all that waits. */
const crowd = 20;

/** Begins at once. When the signal aborts or something fails, nothing new is claimed and what was begun is finished. */
export function workOff<Item>({ claim, work, most, mayGetMore, moment, signal }: WorkParts<Item>): Work {
  const failures: unknown[] = [];
  let underWay = 0;
  let isWoken = false;
  let resume = () => {};

  function wake(): void {
    isWoken = true;
    resume();
  }
  async function begin(item: Item): Promise<void> {
    underWay += 1;
    try {
      await work(item);
    } catch (failure) {
      failures.push(failure);
    } finally {
      underWay -= 1;
      wake();
    }
  }
  /** A failure is thrown at the end, when what was begun is finished. */
  async function tryClaim(limit: number): Promise<readonly Item[]> {
    try {
      return await claim(limit);
    } catch (failure) {
      failures.push(failure);
      return [];
    }
  }
  async function woken(): Promise<void> {
    if (!isWoken) {
      await new Promise<void>((resolve) => {
        resume = resolve;
      });
    }
    if (underWay >= crowd) await moment();
    isWoken = false;
  }
  async function run(): Promise<void> {
    while (!signal.aborted && failures.length === 0) {
      const room = most - underWay;
      const claimed = room > 0 ? await tryClaim(room) : [];
      for (const item of claimed) void begin(item);
      if (failures.length > 0 || (claimed.length > 0 && claimed.length >= room)) continue;
      if (claimed.length === 0 && underWay === 0 && !isWoken && !mayGetMore()) break;
      await woken();
    }
    while (underWay > 0) {
      isWoken = false;
      await woken();
    }
    if (failures.length > 0) throw failures[0];
  }
  return { wake, done: run() };
}
