import { noInstallations } from '../../../src/app/credentials.ts';
import type { AdapterIo, OutputStream } from '../../../src/chat/destination.ts';

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

/** What an adapter gets from outside, with streams that record what they are given and a log that no one reads. */
export function ioOf(given: Partial<Pick<AdapterIo, 'stdout' | 'stderr'>> = {}): AdapterIo {
  const { stdout = sink(), stderr = sink() } = given;
  const log = { info() {}, warn() {}, error() {} };
  return { stdout, stderr, log, now: () => new Date(), installations: noInstallations };
}
