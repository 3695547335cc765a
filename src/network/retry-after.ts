/** A server that asks for a longer pause gets this one: a year would be silence. */
export const maxRetryAfterMs = 24 * 3_600_000;

/** The one date form that senders must use (RFC 9110, 5.6.7). Others (`0`, `-1`, local times) are no date: null. */
function httpDate(value: string | undefined): number | null {
  if (!value || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

/**
 * Returns the milliseconds until a server's date, negative where it has passed, null where it is no date. Counts from the
 * server's own `Date`: the two clocks may differ by hours.
 */
export function msUntilDate(date: string | undefined, serverDate: string | undefined, now: Date): number | null {
  const at = httpDate(date);
  return at === null ? null : at - (httpDate(serverDate) ?? now.getTime());
}

export type ResponseHeaders = Readonly<Record<string, string | undefined>>;

/** Returns the milliseconds of `Retry-After` (seconds or a date), between 0 and a day; null where there is none. */
export function retryAfterMs(headers: ResponseHeaders, now: Date): number | null {
  const value = headers['retry-after']?.trim();
  const wait = value && /^\d{1,9}$/.test(value) ? Number(value) * 1000 : msUntilDate(value, headers['date'], now);
  return wait === null ? null : Math.min(Math.max(wait, 0), maxRetryAfterMs);
}
