/** Upper bound of Retry-After. A server that asks for a year would otherwise silence its source. */
export const maxRetryAfterMs = 24 * 3_600_000;

/** Returns the time of an IMF-fixdate, the only form that senders may use (RFC 9110, 5.6.7). Null for anything else. */
function httpDate(value: string | undefined): number | null {
  if (!value || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

/**
 * Returns the milliseconds until a server's date, negative for a past one, null for no date. Counts from the server's
 * `Date` header if there is one, because the two clocks may differ by hours.
 */
export function msUntilDate(date: string | undefined, serverDate: string | undefined, now: Date): number | null {
  const at = httpDate(date);
  return at === null ? null : at - (httpDate(serverDate) ?? now.getTime());
}

export type ResponseHeaders = Readonly<Record<string, string | undefined>>;

/** Returns `Retry-After` (seconds or a date) in milliseconds, between 0 and one day, or null. */
export function retryAfterMs(headers: ResponseHeaders, now: Date): number | null {
  const value = headers['retry-after']?.trim();
  const wait = value && /^\d{1,9}$/.test(value) ? Number(value) * 1000 : msUntilDate(value, headers['date'], now);
  return wait === null ? null : Math.min(Math.max(wait, 0), maxRetryAfterMs);
}
