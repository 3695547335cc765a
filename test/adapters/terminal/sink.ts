import type { OutputStream } from '../../../src/notify/destination.ts';

export interface Sink extends OutputStream {
  readonly written: string[];
}

/** A stream that keeps what it is given; `broken` answers every write with that error. */
export function sink(given: { isTTY?: boolean; columns?: number; broken?: Error } = {}): Sink {
  const written: string[] = [];
  return {
    written,
    ...(given.isTTY === undefined ? {} : { isTTY: given.isTTY }),
    ...(given.columns === undefined ? {} : { columns: given.columns }),
    write(text, done) {
      if (given.broken === undefined) written.push(text);
      done(given.broken ?? null);
      return true;
    },
  };
}
