import { ledgerError } from './errors.ts';

type Bindable = string | number | bigint | null | Uint8Array;

/**
 * What both databases can store, alike. NUL, which Postgres refuses, and lone surrogates, which UTF-8 cannot hold,
 * become U+FFFD: one UTF-16 unit each, so that the offsets of quotes stay right.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/**
 * The only way a value reaches a statement. A Date is refused because SQLite's binding would store it as NULL;
 * a boolean or undefined because the databases differ. Throws `LedgerError` (`invalid`).
 */
export function bindable(value: unknown): Bindable {
  if (typeof value === 'string') return storable(value);
  if (value === null || typeof value === 'bigint' || value instanceof Uint8Array) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const what = value instanceof Date ? 'a Date' : typeof value === 'number' ? String(value) : typeof value;
  throw ledgerError('invalid', `A ledger holds text, finite numbers, bytes and null, not ${what}`);
}
