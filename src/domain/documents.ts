import type { Compiled } from './compiled/record.ts';
import type { Incident } from './incidents.ts';
import type { Measure } from './measures.ts';
import type { Mention, Reading } from './readings.ts';
import type { Position } from './relations/positions.ts';
import type { Instant, Period } from './time.ts';
import type { Warning } from './warnings.ts';

/** A document as fetched and not yet recorded. Its bytes and text are untrusted. */
export interface FetchedDocument {
  /** Unique within the publisher: `afpims:1234567`, `guid:…`, `url:…` or `sha256:…`. */
  readonly identity: string;
  /** The id that the list gives it; absent or null if it has none or shares it with another item. */
  readonly guid?: string | null;
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

/** A recorded document that two requests in a row answered with 404 or 410. */
export interface GoneDocument {
  readonly identity: string;
  readonly url: string;
  readonly fetchedAt: Instant;
  readonly status: 404 | 410;
}

/** Current state of one document: its latest snapshot as the latest reader version read it. */
export interface Report {
  readonly documentId: string;
  /** `<documentId>.<n>` for the nth snapshot. A page that changes A -> B -> A has three ids. */
  readonly snapshotId: string;
  readonly publisher: string;
  readonly url: string;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly firstSeen: Instant;
  readonly fetchedAt: Instant;
  readonly sha256: string;
  /** Hash of the text with white space collapsed. Two snapshots with the same hash count as unchanged. */
  readonly textSha256: string;
  readonly state: 'present' | 'gone';
  readonly reader: string;
  readonly readerVersion: number;
  readonly period: Period | null;
  readonly readings: readonly Reading[];
  readonly mentions: readonly Mention[];
  readonly positions: readonly Position[];
  readonly incidents: readonly Incident[];
  readonly warnings: readonly Warning[];
}

/** A report of the compiled record, as far as it is like one that was read. Its readings have no quotes. */
export interface CompiledReport extends Report {
  readonly compiled: Omit<Compiled, 'isReconstructed'> & { readonly reconstructed: readonly Measure[] };
  /** Identity of the document at its publisher; null where it is not known. */
  readonly identity: string | null;
}
