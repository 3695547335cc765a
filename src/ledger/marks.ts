import { ledgerError } from './database/errors.ts';

/** Where a page ended, opaque to the caller. */
export function encodeMark(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Throws `LedgerError` (`invalid`) for what `encodeMark` did not make of as many values. */
export function decodeMark(mark: string, length: number): readonly string[] {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(mark, 'base64url').toString('utf8'));
  } catch {
    values = undefined;
  }
  if (!Array.isArray(values) || values.length !== length) throw unreadable();
  return values.map((value: unknown) => {
    if (typeof value !== 'string') throw unreadable();
    return value;
  });
}

const unreadable = () => ledgerError('invalid', 'The mark of the next page cannot be read');

const mostRows = 1000;
export function pageSize(limit: number): number {
  return Math.min(Math.max(Math.trunc(limit) || 1, 1), mostRows);
}

/** `rows` hold one more than the page where there is a next page. */
export function toPage<Row, T>(
  rows: readonly Row[],
  limit: number,
  mark: (row: Row) => readonly string[],
  value: (row: Row) => T,
): { readonly rows: readonly T[]; readonly next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? encodeMark(mark(last)) : null;
  return { rows: shown.map(value), next };
}
