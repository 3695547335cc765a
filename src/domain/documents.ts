import type { Incident } from './incidents.ts';
import type { Reading, Warning } from './readings.ts';
import type { Instant, Period } from './time.ts';

/** A document as polled: hostile bytes and the text drawn from them. Not yet in the ledger. */
export interface FetchedDocument {
  /** Stable within a publisher: `afpims:1234567`, `guid:…`, `url:…` or `sha256:…`. */
  readonly identity: string;
  /** Canonical address, shown to readers. */
  readonly url: string;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly fetchedAt: Instant;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** A document that was known and is gone (404 or 410, asked twice). */
export interface GoneDocument {
  readonly identity: string;
  readonly url: string;
  readonly fetchedAt: Instant;
  readonly status: 404 | 410;
}

/** The current state of one document: its latest snapshot under its latest reader run. */
export interface Report {
  readonly documentId: string;
  /** `<documentId>.<n>`: the nth snapshot, so that A -> B -> A gives three ids. */
  readonly snapshotId: string;
  readonly publisher: string;
  readonly url: string;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly firstSeen: Instant;
  readonly fetchedAt: Instant;
  readonly sha256: string;
  /** Of the text, white space folded: a page whose bytes differ and whose text does not has not changed. */
  readonly textSha256: string;
  readonly state: 'present' | 'gone';
  readonly reader: string;
  readonly readerVersion: number;
  readonly period: Period | null;
  readonly readings: readonly Reading[];
  readonly incidents: readonly Incident[];
  readonly warnings: readonly Warning[];
}
