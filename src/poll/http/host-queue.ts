/** One request at a time per host, with a pause between them, whoever asks. */

interface Host {
  tail: Promise<void>;
  waiting: number;
  lastEnded: number | null;
  heldUntil: Date | null;
}

export interface HostQueue {
  /**
   * Waits for the host to be free and the pause to be over, then gives `leave`, to be called once.
   * Rejects with the signal's reason when it is aborted while waiting.
   */
  enter(host: string, spacingMs: number, signal: AbortSignal): Promise<() => void>;
  /** The host asked to be left alone. A hold is only ever lengthened. */
  hold(host: string, until: Date): void;
  /** Null when the host may be asked. */
  heldUntil(host: string): Date | null;
}

/** Hosts remembered at once; a feed may name any number of them. */
const mostHosts = 1000;

export function createHostQueue(now: () => Date, sleep: (ms: number, signal: AbortSignal) => Promise<void>): HostQueue {
  const hosts = new Map<string, Host>();

  function heldUntil(host: string): Date | null {
    const until = hosts.get(host)?.heldUntil ?? null;
    return until !== null && until > now() ? until : null;
  }

  function get(name: string): Host {
    const known = hosts.get(name);
    if (known) return known;
    if (hosts.size >= mostHosts) {
      for (const [key, host] of hosts) if (host.waiting === 0 && heldUntil(key) === null) hosts.delete(key);
    }
    const host: Host = { tail: Promise.resolve(), waiting: 0, lastEnded: null, heldUntil: null };
    hosts.set(name, host);
    return host;
  }

  return {
    heldUntil,
    hold(name, until) {
      const host = get(name);
      if (host.heldUntil === null || host.heldUntil < until) host.heldUntil = until;
    },
    async enter(name, spacingMs, signal) {
      signal.throwIfAborted();
      const host = get(name);
      const before = host.tail;
      const mine = Promise.withResolvers<void>();
      host.tail = before.then(() => mine.promise);
      host.waiting += 1;
      const leave = () => {
        host.waiting -= 1;
        mine.resolve();
      };
      try {
        await raced(before, signal);
        // A clock set back must not turn the pause into hours.
        const since = host.lastEnded === null ? spacingMs : Math.max(0, now().getTime() - host.lastEnded);
        if (since < spacingMs) await sleep(spacingMs - since, signal);
        signal.throwIfAborted();
      } catch (error) {
        leave();
        throw error;
      }
      return () => {
        host.lastEnded = now().getTime();
        leave();
      };
    },
  };
}

async function raced(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
