import type { SourceFailure } from '../domain/failures.ts';
import type { Instant } from '../domain/time.ts';

export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What is remembered of a source between polls. */
export interface SourceState {
  readonly cursor: { readonly [key: string]: unknown } | null;
  readonly nextPollAt: Instant | null;
  readonly lastAttemptAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  /** In a row. */
  readonly failures: number;
  readonly failingSince: Instant | null;
  readonly lastError: SourceFailure | null;
  /** True from the `source-broken` finding to the `source-recovered` one. */
  readonly reportedBroken: boolean;
  /** The last period for which `overdue` was announced, so that it is announced once. */
  readonly overdueSince: Instant | null;
}

export interface KnownDocument extends Validators {
  readonly documentId: string;
  readonly identity: string;
  readonly url: string;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly textLength: number;
  readonly lastCheckedAt: Instant;
}

export interface PollStore {
  source(source: string): Promise<SourceState | undefined>;
  setSource(source: string, state: SourceState): Promise<void>;
  /**
   * Documents of the source, present ones unless asked otherwise, least recently checked first. One that is gone has no
   * validators: it has to be asked for anew.
   */
  knownDocuments(source: string, limit: number, state?: 'present' | 'gone'): Promise<readonly KnownDocument[]>;
  /** Snapshots whose current run is of an older version of the reader, or of no reader. Oldest first, by id after `after`. */
  outdatedSnapshots(
    versions: Readonly<Record<string, number>>,
    after: string | null,
    limit: number,
  ): Promise<
    readonly {
      snapshotId: string;
      publisher: string;
      url: string;
      title: string | null;
      published: Instant | null;
      text: string;
    }[]
  >;
}
