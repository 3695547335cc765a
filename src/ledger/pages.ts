import { ledgerError } from './database/errors.ts';

/** One page of rows. `next` continues it and is null at the end. Keyset, so a page costs the same at any depth. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

/** Returns a text that only `decodeMark` reads. */
function encodeMark(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Throws `LedgerError` (`invalid`) unless the mark was made of as many values. */
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

/** `rows` has one more than the page if there is a next page. `mark` returns where a row is in the order. */
export function toPage<Row, T>(page: {
  readonly rows: readonly Row[];
  readonly limit: number;
  readonly mark: (row: Row) => readonly string[];
  readonly value: (row: Row) => T;
}): Page<T> {
  const { rows, limit, mark, value } = page;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? encodeMark(mark(last)) : null;
  return { rows: shown.map(value), next };
}
