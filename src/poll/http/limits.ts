export interface HttpLimits {
  readonly connectMs: number;
  /** Until the headers are complete. */
  readonly headersMs: number;
  /** Between two chunks of a body. */
  readonly bodyMs: number;
  /** For one request with its body, so that a slow trickle of bytes ends too. */
  readonly totalMs: number;
  readonly spacingMs: number;
  readonly maxBytes: number;
  readonly maxPdfBytes: number;
  readonly redirects: number;
  /** Pause of a host that answered 429 without Retry-After. */
  readonly defaultPauseMs: number;
}

export const defaultHttpLimits: HttpLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  bodyMs: 30_000,
  totalMs: 180_000,
  spacingMs: 2_000,
  maxBytes: 10_000_000,
  maxPdfBytes: 50_000_000,
  redirects: 5,
  defaultPauseMs: 60_000,
};
