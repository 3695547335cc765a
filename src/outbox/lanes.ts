import type { Destination } from '../chat/destination.ts';
import type { Selection } from '../ledger/ledger.ts';

/** Destinations whose posts are claimed together. */
export interface Lane {
  readonly of: Selection;
  /** Claimed at once. */
  readonly most: number;
}

/** A channel that waits for its pace takes none of the calls. */
const claimedAtOnce = 2000;

/**
 * A platform that takes so many calls a second has a lane of its own, or what waits for it would keep the others' posts
 * from being claimed. Of these as many are claimed as it takes in a third of the time for which a claim holds: the last
 * is begun long before another process may take it.
 */
export function lanesOf(destinations: ReadonlyMap<string, Destination>, leaseMs: number): readonly Lane[] {
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

export interface LaneParts {
  readonly lanes: readonly Lane[];
  /** Until nothing is due in a lane. */
  readonly work: (lane: Lane) => Promise<void>;
  /** What comes meanwhile is looked for after a rest, which the signal may end. */
  readonly rest: (until: AbortSignal) => Promise<void>;
}

/**
 * Until nothing is due in any lane, or the signal aborts: one that is done goes on with what comes while another is still
 * busy. Rejects with the first failure, when all have ended.
 */
export async function inLanes({ lanes, work, rest }: LaneParts, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const end = () => over.abort();
  let busy = lanes.length;
  async function run(lane: Lane): Promise<void> {
    for (;;) {
      await work(lane);
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
    await all(lanes.map((lane) => run(lane).finally(() => end())));
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** Waits for all of it, then rejects with the first failure. */
export async function all(work: readonly Promise<void>[]): Promise<void> {
  for (const end of await Promise.allSettled(work)) if (end.status === 'rejected') throw end.reason;
}
