import type { SourceErrorKind } from '../domain/failures.ts';
import type { ExtractedDocument, ExtractedFeed, ExtractedLink } from '../poll/source.ts';

/** What goes to the worker and comes back: plain data only. */
export type WorkerCall =
  | { readonly ask: 'feed'; readonly bytes: Uint8Array; readonly contentType: string; readonly url: string }
  | {
      readonly ask: 'document';
      readonly bytes: Uint8Array;
      readonly contentType: string;
      readonly options: { selector?: string; url?: string };
    }
  | {
      readonly ask: 'links';
      readonly bytes: Uint8Array;
      readonly contentType: string;
      readonly url: string;
      readonly selector: string;
    };

export interface WorkerResults {
  readonly feed: ExtractedFeed;
  readonly document: ExtractedDocument;
  readonly links: readonly ExtractedLink[];
}

export type WorkerReply =
  | { readonly ok: true; readonly value: WorkerResults[keyof WorkerResults] }
  | { readonly ok: false; readonly kind: SourceErrorKind; readonly message: string };
