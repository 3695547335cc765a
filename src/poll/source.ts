import type { z } from 'zod';
import type { FetchedDocument, GoneDocument } from '../domain/documents.ts';
import type { SourceErrorKind } from '../domain/failures.ts';
import type { Instant } from '../domain/time.ts';

/** Opaque to everyone but the source kind that made it; JSON. */
export type Cursor = { readonly [key: string]: unknown };

/** One answer through the one door to the network (`http.ts`). */
export interface HttpAnswer {
  readonly status: 'ok';
  /** After redirects. */
  readonly url: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed, complete, within the cap. */
  readonly bytes: Uint8Array;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** From Cache-Control or Expires: not worth asking again before. */
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
/** A GET as the source may make it: its host limits, address guard and User-Agent are already bound. Throws `SourceError`. */
export type Fetch = (url: string, request?: HttpRequest) => Promise<HttpAnswer | HttpUnchanged>;

export interface PollContext {
  readonly fetch: Fetch;
  /** Turns hostile bytes into data, in a worker with a deadline. */
  readonly extract: Extract;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** What `src/extract` offers to pollers; every call may throw `SourceError` (`timeout`, `too-large`, `not-a-feed`, `unreadable`). */
export interface Extract {
  feed(bytes: Uint8Array, contentType: string, url: string): Promise<ExtractedFeed>;
  /** HTML, plain text or PDF, told apart by bytes first and `contentType` second. `selector` narrows HTML to the article. */
  document(
    bytes: Uint8Array,
    contentType: string,
    options?: { selector?: string; url?: string },
  ): Promise<ExtractedDocument>;
  /** The links of a listing page that `selector` matches, absolute, in page order, each once. */
  links(bytes: Uint8Array, contentType: string, url: string, selector: string): Promise<readonly ExtractedLink[]>;
}
export interface ExtractedLink {
  readonly url: string;
  readonly text: string;
}
export interface ExtractedDocument {
  readonly text: string;
  readonly title: string | null;
  /** From the page's own metadata, where it has any. */
  readonly published: Instant | null;
  readonly modified: Instant | null;
  /** rel=canonical, absolute, or null. */
  readonly canonical: string | null;
}
export interface FeedItem {
  /** guid / atom:id; null where missing or shared by another item of the feed (an ambiguous id is not trusted). */
  readonly id: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly updated: Instant | null;
  /** The fullest HTML the item carries (content:encoded, content, description); null where it has none. */
  readonly html: string | null;
}
export interface ExtractedFeed {
  readonly title: string | null;
  readonly items: readonly FeedItem[];
}

/** What happened to one item of a poll while the others went on. */
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
      /** Moves on only past what was fetched: an item with a problem is asked for again. */
      readonly cursor: Cursor;
      readonly notBefore?: Date;
      /** True where news was left for the next poll: first contact is not over yet. */
      readonly more?: boolean;
    };

export interface SourceKind<Options = unknown> {
  readonly kind: string;
  /** What may stand in the configuration beside `id`, `publisher`, `kind`, `schedule`. Unknown keys are errors. */
  readonly options: z.ZodType<Options>;
  /** Runs in the contract suite and is shown in the docs. */
  readonly example: Options;
  /** One polite look. `cursor` is what the last `fetched` gave, or undefined at first contact. Throws `SourceError`. */
  poll(options: Options, cursor: Cursor | undefined, context: PollContext): Promise<PollResult>;
}

/** Why a look at a source failed. The message is for operators, ends with the fix and holds no secret. */
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
