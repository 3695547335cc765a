/**
 * The tokens of one platform that takes so many calls a second. A token counts from when it is granted until a little
 * more than a second after its call began.
 */

/** The right to begin one call. */
export interface Token {
  /** Called as the call begins. */
  use(): void;
  /** It is not needed any more; also after `use`. */
  release(): void;
}

/**
 * What a token is for, in the order in which they are granted: a post that was begun or may have arrived, for that has
 * its time; another post; an edit.
 */
export type Priority = 'repeat' | 'post' | 'edit';

export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

interface Waiting {
  readonly since: number;
  readonly signal: AbortSignal;
  readonly grant: (token: Token | undefined) => void;
}

/**
 * A second, and by how much a call may be longer on its way than those after it: the platform counts what arrives, and a
 * single refusal of the whole costs more than this.
 */
const secondMs = 1000 + 50;
/** An edit waits behind posts for this long at the most: far less than its lease. */
const editPatienceMs = 30_000;

/** Returns how to acquire a token: first come, first served within a priority; undefined when the signal aborts first. */
export function createTokenWindow(
  perSecond: number,
  now: () => Date,
  sleep: Sleep,
): (priority: Priority, signal: AbortSignal) => Promise<Token | undefined> {
  const waiting = { repeat: new Set<Waiting>(), post: new Set<Waiting>(), edit: new Set<Waiting>() };
  /** Tokens whose calls have not begun. */
  let granted = 0;
  /** When the calls of the last second began. */
  let begun: readonly number[] = [];
  let isAsleep = false;

  function first(at: number): Waiting | undefined {
    const [repeat] = waiting.repeat;
    const [post] = waiting.post;
    const [edit] = waiting.edit;
    const isPatienceOver = edit !== undefined && at - edit.since >= editPatienceMs;
    return repeat ?? (isPatienceOver ? edit : (post ?? edit));
  }
  function grant(one: Waiting, token: Token | undefined): void {
    for (const calls of Object.values(waiting)) calls.delete(one);
    one.grant(token);
  }
  function createToken(): Token {
    let isOpen = true;
    const close = (calls: readonly number[]) => {
      if (!isOpen) return;
      isOpen = false;
      granted -= 1;
      begun = [...begun, ...calls];
      grantAll();
    };
    granted += 1;
    return { use: () => close([now().getTime()]), release: () => close([]) };
  }
  function grantAll(): void {
    const at = now().getTime();
    // A clock that was set back must not stop the platform for longer than a second.
    begun = begun.map((time) => Math.min(time, at)).filter((time) => time + secondMs > at);
    let one = first(at);
    while (one !== undefined && granted + begun.length < perSecond) {
      grant(one, createToken());
      one = first(at);
    }
    const [oldest] = begun;
    if (one === undefined || oldest === undefined || isAsleep) return;
    isAsleep = true;
    void sleep(oldest + secondMs - at, one.signal).then(() => {
      isAsleep = false;
      grantAll();
    });
  }
  return (priority, signal) =>
    new Promise((resolve) => {
      const stop = () => grant(one, undefined);
      const one: Waiting = {
        since: now().getTime(),
        signal,
        grant(token) {
          signal.removeEventListener('abort', stop);
          resolve(token);
        },
      };
      if (signal.aborted) return resolve(undefined);
      signal.addEventListener('abort', stop);
      waiting[priority].add(one);
      grantAll();
    });
}
