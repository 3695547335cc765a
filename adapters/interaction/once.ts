/** More than any platform sends within the time in which it repeats itself. */
export const mostRemembered = 10_000;

/** Remembers keys, the newest `most` of them. */
export interface Once {
  /** Returns true for a key that is not remembered, and remembers it. */
  isFirst(key: string): boolean;
  forget(key: string): void;
}

export function createOnce(most = mostRemembered): Once {
  const keys = new Set<string>();
  return {
    isFirst(key) {
      if (keys.has(key)) return false;
      keys.add(key);
      for (const oldest of keys) {
        if (keys.size <= most) break;
        keys.delete(oldest);
      }
      return true;
    },
    forget(key) {
      keys.delete(key);
    },
  };
}

/** Handles each interaction once: a platform repeats what it believes did not arrive. */
export interface Intake {
  /** Begins `handle` unless the key came before, and returns whether it did. A null key is always new. `handle` must not reject. */
  take(key: string | null, handle: () => Promise<void>): boolean;
  /** Resolves when everything that was taken is handled. */
  settled(): Promise<void>;
}

export function createIntake(): Intake {
  const once = createOnce();
  const pending = new Set<Promise<void>>();
  return {
    take(key, handle) {
      if (key !== null && !once.isFirst(key)) return false;
      const handled = handle().finally(() => pending.delete(handled));
      pending.add(handled);
      return true;
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
