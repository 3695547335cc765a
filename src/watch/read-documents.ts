import type { FetchedDocument } from '../domain/documents.ts';
import type { Publisher } from '../domain/publishers.ts';
import type { ReadContext, ReadResult } from '../domain/readings.ts';

/** A source and who publishes there. */
export interface SourceIdentity {
  readonly id: string;
  readonly publisher: Publisher;
  /** The operator says that a text which is replaced or cut is an edit. */
  readonly mayShrink?: boolean | undefined;
}

export type Read = (text: string, context: ReadContext) => ReadResult;

export interface ReadDocument {
  readonly document: FetchedDocument;
  readonly result: ReadResult;
}

/** Reads a text. A reader that fails must not keep the document out of the ledger, so its failure becomes a warning. */
export function readSafely(read: Read, text: string, context: ReadContext): ReadResult {
  try {
    return read(text, context);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const warnings = [{ code: 'reader-failed', error: reason, url: context.url } as const];
    return {
      reader: 'none',
      readerVersion: 0,
      period: null,
      readings: [],
      mentions: [],
      positions: [],
      incidents: [],
      warnings,
    };
  }
}

/** A date may be this far ahead, because publishers state days and times without their zone. */
const aheadMs = 26 * 3_600_000;

/** Returns the document without a date of publication that was not reached when it was fetched. */
function withoutFutureDate(document: FetchedDocument): FetchedDocument {
  const aheadBy = Date.parse(document.published ?? '') - Date.parse(document.fetchedAt);
  return aheadBy > aheadMs ? { ...document, published: null } : document;
}

/** Reads documents and returns them in the order of what they report: of two reports, the one of the earlier period first. */
export function readDocuments(
  { publisher }: SourceIdentity,
  documents: readonly FetchedDocument[],
  read: Read,
): readonly ReadDocument[] {
  const results = documents.map(withoutFutureDate).map((document) => ({
    document,
    result: readSafely(read, document.text, {
      publisher: publisher.id,
      url: document.url,
      title: document.title,
      published: document.published?.slice(0, 10) ?? null,
    }),
  }));
  const order = ({ document, result }: ReadDocument) =>
    `${result.period?.to ?? document.published?.slice(0, 7) ?? ''} ${document.published ?? ''}`;
  return results.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}
