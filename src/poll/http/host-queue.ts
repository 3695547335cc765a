interface Host {
  tail: Promise<void>;
  waiting: number;
  /** Milliseconds since the epoch; null before the first request. */
  lastEndedMs: number | null;
  pausedUntil: Date | null;
}

/** Allows one request at a time for each host, with a pause between two requests. */
interface HostQueue {
  /**
   * Waits until the host is free and the pause is over. Returns a function that must be called once, at the end of the
   * request. Rejects with the reason of the signal if it aborts.
   */
  enter(host: string, spacingMs: number, signal: AbortSignal): Promise<() => void>;
  /** Blocks requests to the host. A shorter pause does not replace a longer one. */
  pause(host: string, until: Date): void;
  /** Returns null if requests to the host are allowed. */
  pausedUntil(host: string): Date | null;
}

/** Maximum number of remembered hosts. A feed may link to any number of them. */
const maxHosts = 1000;

export function createHostQueue(now: () => Date, sleep: (ms: number, signal: AbortSignal) => Promise<void>): HostQueue {
  const hosts = new Map<string, Host>();

  function pausedUntil(name: string): Date | null {
    const until = hosts.get(name)?.pausedUntil ?? null;
    return until !== null && until > now() ? until : null;
  }

  function get(name: string): Host {
    const known = hosts.get(name);
    if (known) return known;
    if (hosts.size >= maxHosts) {
      for (const [key, host] of hosts) if (host.waiting === 0 && pausedUntil(key) === null) hosts.delete(key);
    }
    const host: Host = { tail: Promise.resolve(), waiting: 0, lastEndedMs: null, pausedUntil: null };
    hosts.set(name, host);
    return host;
  }

  return {
    pausedUntil,
    pause(name, until) {
      const host = get(name);
      if (host.pausedUntil === null || host.pausedUntil < until) host.pausedUntil = until;
    },
    async enter(name, spacingMs, signal) {
      signal.throwIfAborted();
      const host = get(name);
      const previous = host.tail;
      const current = Promise.withResolvers<void>();
      host.tail = previous.then(() => current.promise);
      host.waiting += 1;
      const leave = () => {
        host.waiting -= 1;
        current.resolve();
      };
      try {
        await waitFor(previous, signal);
        // A clock that is set back must not turn the pause into hours.
        const elapsedMs = host.lastEndedMs === null ? spacingMs : Math.max(0, now().getTime() - host.lastEndedMs);
        if (elapsedMs < spacingMs) await sleep(spacingMs - elapsedMs, signal);
        signal.throwIfAborted();
      } catch (error) {
        leave();
        throw error;
      }
      return () => {
        host.lastEndedMs = now().getTime();
        leave();
      };
    },
  };
}

async function waitFor(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
