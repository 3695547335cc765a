/** A clock that stands still while anything is being done, and jumps to the next thing that waits for it. */
export interface VirtualTime {
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Lets time pass until the work has ended. */
  through<T>(work: Promise<T>): Promise<T>;
  /** Lets so many milliseconds pass, and what is due in them happen. */
  pass(milliseconds: number): Promise<void>;
}

export function createVirtualTime(start: string): VirtualTime {
  let clock = Date.parse(start);
  const timers = new Set<{ readonly at: number; readonly wake: () => void }>();
  // A turn of the event loop ends when nothing that is not a timer is left to do.
  const settled = async () => {
    for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = {
        at: clock + Math.max(0, milliseconds),
        wake() {
          timers.delete(timer);
          resolve();
        },
      };
      if (signal?.aborted) resolve();
      else timers.add(timer);
      signal?.addEventListener('abort', timer.wake, { once: true });
    });
  }
  const next = () => Math.min(...[...timers].map(({ at }) => at));
  function jump(to: number): void {
    clock = Math.max(clock, to);
    for (const timer of [...timers]) if (timer.at <= clock) timer.wake();
  }
  return {
    now: () => new Date(clock),
    sleep,
    async through(work) {
      let ended = false;
      const watched = work.finally(() => {
        ended = true;
      });
      watched.catch(() => {});
      for (;;) {
        await settled();
        if (ended) return watched;
        if (timers.size > 0) jump(next());
      }
    },
    async pass(milliseconds) {
      const until = clock + milliseconds;
      for (;;) {
        await settled();
        if (timers.size === 0 || next() > until) break;
        jump(next());
      }
      jump(until);
      await settled();
    },
  };
}
