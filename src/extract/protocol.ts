import type { SourceErrorKind } from '../domain/failures.ts';
import type { ExtractedDocument, ExtractedFeed, ExtractedLink, JsonList, ListItem } from '../poll/source.ts';

/** A message to the worker. Messages in both directions contain only what can be cloned between threads. */
export type WorkerCall =
  | { readonly task: 'feed'; readonly bytes: Uint8Array; readonly contentType: string; readonly url: string }
  | {
      readonly task: 'jsonList';
      readonly bytes: Uint8Array;
      readonly contentType: string;
      readonly url: string;
      readonly list: JsonList;
    }
  | {
      readonly task: 'document';
      readonly bytes: Uint8Array;
      readonly contentType: string;
      readonly options: { selector?: string; url?: string; ignore?: readonly string[] };
    }
  | {
      readonly task: 'links';
      readonly bytes: Uint8Array;
      readonly contentType: string;
      readonly url: string;
      readonly selector: string;
    };

export interface WorkerResults {
  readonly feed: ExtractedFeed;
  readonly jsonList: readonly ListItem[];
  readonly document: ExtractedDocument;
  readonly links: readonly ExtractedLink[];
}

export type WorkerReply =
  | { readonly ok: true; readonly value: WorkerResults[keyof WorkerResults] }
  | { readonly ok: false; readonly kind: SourceErrorKind; readonly message: string };
