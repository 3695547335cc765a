import type { z } from 'zod';
import type { FetchedDocument, GoneDocument } from '../domain/documents.ts';
import type { SourceErrorKind } from '../domain/failures.ts';
import type { Instant } from '../domain/time.ts';

/** State of a source between polls, as JSON. Only the source kind that made it may interpret it. */
export type Cursor = { readonly [key: string]: unknown };

/** A complete answer of the HTTP client (`http/client.ts`). */
export interface HttpAnswer {
  readonly status: 'ok';
  /** After redirects. */
  readonly url: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed body. */
  readonly bytes: Uint8Array;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** When the answer expires by Cache-Control or Expires; null if it states neither. */
  readonly notBefore: Date | null;
}
export interface HttpUnchanged {
  readonly status: 'not-modified';
  readonly notBefore: Date | null;
}
export interface HttpRequest {
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  readonly accept?: string;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}
/** Sends a GET request with the limits, address guard and User-Agent of one source. Throws `SourceError`. */
export type Fetch = (url: string, request?: HttpRequest) => Promise<HttpAnswer | HttpUnchanged>;

export interface PollContext {
  readonly fetch: Fetch;
  /** Parses untrusted bytes in a worker with a deadline. */
  readonly extract: Extract;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** Every method may throw `SourceError`: `timeout`, `too-large`, `not-a-feed`, `unreadable`, `suspect`, `blocked`. */
export interface Extract {
  feed(bytes: Uint8Array, contentType: string, url: string): Promise<ExtractedFeed>;
  /** Returns the items of a JSON answer, in its order. */
  jsonList(bytes: Uint8Array, contentType: string, url: string, list: JsonList): Promise<readonly ListItem[]>;
  /** Extracts HTML, plain text or PDF, recognised by the bytes and then by `contentType`. `selector` selects the article, `ignore` leaves out. */
  document(
    bytes: Uint8Array,
    contentType: string,
    options?: { selector?: string; url?: string; ignore?: readonly string[] },
  ): Promise<ExtractedDocument>;
  /** Returns the links of a page that `selector` matches, with absolute addresses, in page order, each once. */
  links(bytes: Uint8Array, contentType: string, url: string, selector: string): Promise<readonly ExtractedLink[]>;
}
export type JsonPreset = 'wordpress' | 'reliefweb';
/** Dotted paths inside an item of a JSON list. */
export interface JsonFields {
  readonly url?: string | undefined;
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly published?: string | undefined;
  readonly modified?: string | undefined;
  readonly html?: string | undefined;
}
/** Where a JSON answer has its list. Without a preset the API is recognised from the answer. */
export interface JsonList {
  readonly preset?: JsonPreset | undefined;
  /** Dotted path; empty if the answer is the list. */
  readonly items?: string | undefined;
  /** They override those of the preset. */
  readonly fields?: JsonFields | undefined;
}
export interface ExtractedLink {
  readonly url: string;
  readonly text: string;
}
export interface ExtractedDocument {
  readonly text: string;
  readonly title: string | null;
  /** From the metadata of the page; null where it has none. */
  readonly published: Instant | null;
  readonly modified: Instant | null;
  /** rel=canonical, absolute, or null. */
  readonly canonical: string | null;
  /** The selector of the source matches nothing on the page, so that the article was recognised without it. */
  readonly selectorMissed?: true;
}
/** One entry of a feed, an index page or an API, before its document is fetched. */
export interface ListItem {
  /** guid or atom:id; null if missing or shared with another item. */
  readonly id: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly updated: Instant | null;
  /** The longest HTML inside the item (content:encoded, content, description), or null. */
  readonly html: string | null;
}
export interface ExtractedFeed {
  readonly title: string | null;
  readonly items: readonly ListItem[];
}

/** Failure of a single item. The other items of the poll are not affected. */
export interface ItemProblem {
  readonly url: string;
  readonly error: SourceError;
}

export type PollResult =
  | { readonly status: 'unchanged'; readonly notBefore?: Date }
  | {
      readonly status: 'fetched';
      readonly documents: readonly FetchedDocument[];
      readonly gone?: readonly GoneDocument[];
      readonly problems?: readonly ItemProblem[];
      /** Covers only what was fetched. An item with a problem is requested again. */
      readonly cursor: Cursor;
      readonly notBefore?: Date;
      /** True if new items remain for the next poll, so that first contact is not complete. */
      readonly more?: boolean;
      /** How many new items remain for the next polls; absent for none. */
      readonly remaining?: number;
    };

export interface SourceKind<Options = unknown> {
  readonly kind: string;
  /** Options in the configuration besides those of every source. Unknown keys are errors. */
  readonly options: z.ZodType<Options>;
  /** Used by the contract suite and the documentation. */
  readonly example: Options;
  /** Polls once. `cursor` is that of the last `fetched` result, or undefined at first contact. Throws `SourceError`. */
  poll(options: Options, cursor: Cursor | undefined, context: PollContext): Promise<PollResult>;
}

/** Why a poll failed. The message is for operators, ends with the fix and contains no secret. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly kind: SourceErrorKind;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;

  constructor(
    kind: SourceErrorKind,
    message: string,
    details: { retryable?: boolean; retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.kind = kind;
    this.retryable = details.retryable ?? (kind === 'unavailable' || kind === 'timeout' || kind === 'rate-limited');
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}
