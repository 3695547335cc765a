/** Policy for the wait before the next attempt. The wait grows with the number of consecutive failures. */
export interface Backoff {
  /** Ceiling of the first wait. Each further failure doubles the ceiling, up to `capMs`. */
  readonly baseMs: number;
  readonly capMs: number;
  /** `full`: random between 0 and the ceiling. `half`: random in its upper half. `none`: always the ceiling. */
  readonly jitter: 'full' | 'half' | 'none';
}

/** Exceeds every cap in use and keeps the product below the largest safe integer. */
const maxDoublings = 30;

/**
 * Returns the wait after this many consecutive failures, in milliseconds. Returns 0 for no failure. `random` is in
 * [0, 1) and has no effect without jitter.
 */
export function backoffMs({ baseMs, capMs, jitter }: Backoff, failures: number, random = 0): number {
  if (failures <= 0) return 0;
  const ceilingMs = Math.min(capMs, baseMs * 2 ** Math.min(failures - 1, maxDoublings));
  switch (jitter) {
    case 'full':
      return Math.floor(ceilingMs * random);
    case 'half':
      return Math.floor(ceilingMs * (0.5 + random / 2));
    case 'none':
      return ceilingMs;
  }
}
