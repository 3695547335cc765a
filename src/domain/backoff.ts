/** How the wait before the next try grows with the failures in a row. Times are in milliseconds. */
export interface Backoff {
  /** The ceiling of the first wait. It doubles with each further failure, up to `capMs`. */
  readonly baseMs: number;
  readonly capMs: number;
  /** `full`: a random wait below the ceiling. `half`: in its upper half. `none`: the ceiling itself. */
  readonly jitter: 'full' | 'half' | 'none';
}

/** Far beyond every cap, and far below the largest safe integer. */
const maxDoublings = 30;

/**
 * Returns how long to wait after so many failures in a row, in whole milliseconds; 0 for no failure. `random` is in
 * [0, 1) and counts for nothing without jitter.
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
