import type { Report } from '../documents.ts';

/** What a document relates to, as it is stored when it is asked for. Documents that are gone are left out. */
export interface Related {
  /** The document whose text this one publishes; null if it is no copy, or if the original is not stored. */
  readonly original: Report | null;
  /** Ids of the documents that this one is a copy of in the end, also of those that are gone; empty if it is no copy. */
  readonly copiedFrom: readonly string[];
  /** Other documents with this text, apart from the original and, where there is none, from this one. */
  readonly copies: readonly Pick<Report, 'documentId' | 'publisher' | 'url'>[];
  /** The report that it answers or quotes, or that its original or a copy of it does. */
  readonly admission: Report | null;
  /** How many relations of this document are stored: when there are more, what was composed is outdated. */
  readonly recorded: number;
}

export const unrelated: Related = { original: null, copiedFrom: [], copies: [], admission: null, recorded: 0 };
