import type { Destination } from '../chat/destination.ts';

/** Keeps the most posts and edits together that a platform takes in a second. */

/** The right to begin one call. It counts from when it is given until a little more than a second after the call began. */
export interface Permit {
  /** Called as the call begins. */
  begun(): void;
  /** It is not needed any more; also after `begun`. */
  end(): void;
}
/** Of this process alone: what several processes post to one platform together, its own limit spaces. */
export interface Budget {
  /** Posts that are repeated first, for that has its time; then posts, then edits, each in the order asked for. Without a limit at once. Undefined when the signal aborts before there is one. */
  permit(destination: Destination | undefined, kind: Call, signal: AbortSignal): Promise<Permit | undefined>;
}

type Call = 'repeat' | 'post' | 'edit';
type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;
interface Waiting {
  readonly since: number;
  readonly signal: AbortSignal;
  readonly give: (permit: Permit | undefined) => void;
}

/**
 * A second, and by how much a call may be longer on its way than those after it: the platform counts what arrives, and a
 * single refusal of the whole costs more than this.
 */
const secondMs = 1000 + 50;
/** An edit stands behind posts for this long at the most: far less than its claim holds. */
const editPatienceMs = 30_000;
const free: Permit = { begun: () => undefined, end: () => undefined };

export function createBudget(now: () => Date, sleep: Sleep): Budget {
  const gates = new Map<string, ReturnType<typeof createGate>>();
  return {
    permit(destination, kind, signal) {
      if (destination?.perSecond === undefined) return Promise.resolve(free);
      const { name, perSecond } = destination;
      const gate = gates.get(name) ?? createGate(perSecond, now, sleep);
      gates.set(name, gate);
      return gate(kind, signal);
    },
  };
}

function createGate(perSecond: number, now: () => Date, sleep: Sleep) {
  const waiting = { repeat: new Set<Waiting>(), post: new Set<Waiting>(), edit: new Set<Waiting>() };
  /** Given, and the call has not begun. */
  let given = 0;
  /** When the calls of the last second began. */
  let begun: readonly number[] = [];
  let isAsleep = false;

  function next(at: number): Waiting | undefined {
    const [repeat] = waiting.repeat;
    const [post] = waiting.post;
    const [edit] = waiting.edit;
    const isPatienceOver = edit !== undefined && at - edit.since >= editPatienceMs;
    return repeat ?? (isPatienceOver ? edit : (post ?? edit));
  }
  function take(one: Waiting, permit: Permit | undefined): void {
    for (const calls of Object.values(waiting)) calls.delete(one);
    one.give(permit);
  }
  function makePermit(): Permit {
    let isOpen = true;
    const close = (calls: readonly number[]) => {
      if (!isOpen) return;
      isOpen = false;
      given -= 1;
      begun = [...begun, ...calls];
      look();
    };
    given += 1;
    return { begun: () => close([now().getTime()]), end: () => close([]) };
  }
  function look(): void {
    const at = now().getTime();
    // A clock that was set back must not stop the platform for longer than a second.
    begun = begun.map((time) => Math.min(time, at)).filter((time) => time + secondMs > at);
    let first = next(at);
    while (first !== undefined && given + begun.length < perSecond) {
      take(first, makePermit());
      first = next(at);
    }
    const [oldest] = begun;
    if (first === undefined || oldest === undefined || isAsleep) return;
    isAsleep = true;
    void sleep(oldest + secondMs - at, first.signal).then(() => {
      isAsleep = false;
      look();
    });
  }
  return (kind: Call, signal: AbortSignal): Promise<Permit | undefined> =>
    new Promise((resolve) => {
      const stop = () => take(one, undefined);
      const one: Waiting = {
        since: now().getTime(),
        signal,
        give(permit) {
          signal.removeEventListener('abort', stop);
          resolve(permit);
        },
      };
      if (signal.aborted) return resolve(undefined);
      signal.addEventListener('abort', stop);
      waiting[kind].add(one);
      look();
    });
}
