import type { FetchedDocument } from '../domain/documents.ts';
import type { Instant } from '../domain/time.ts';
import { shownAddress } from './http/source-errors.ts';
import { cleanAddress, documentIdentity, type IdentitySource } from './identity.ts';
import { type ExtractedDocument, type HttpAnswer, type PollContext, SourceError } from './source.ts';

interface FetchedAnswer {
  readonly answer: HttpAnswer;
  readonly extracted: ExtractedDocument;
}

/** Fetches one page or PDF with an unconditional request and extracts its text. Throws `SourceError`. */
export async function fetchAnswer(
  url: string,
  options: { readonly selector?: string | undefined; readonly pdf?: boolean | undefined },
  context: PollContext,
): Promise<FetchedAnswer> {
  const answer = await context.fetch(url, {
    signal: context.signal,
    ...(options.pdf ? { accept: 'application/pdf,*/*;q=0.1' } : {}),
  });
  if (answer.status === 'not-modified') {
    throw new SourceError(
      'unavailable',
      `${shownAddress(url)} answered 304 to an unconditional request. Ackwatch will try again; if this continues, tell the publisher.`,
    );
  }
  return { answer, extracted: await extractAnswer(url, answer, options, context) };
}

/** Extracts the text of an answer. Throws `suspect` if it cannot be the requested document. */
export async function extractAnswer(
  requested: string,
  answer: HttpAnswer,
  options: { readonly selector?: string | undefined; readonly pdf?: boolean | undefined },
  context: PollContext,
): Promise<ExtractedDocument> {
  if (redirectsToHomePage(requested, answer.url)) {
    throw new SourceError(
      'suspect',
      `${shownAddress(requested)} leads to the home page, so the document is missing. Open it in a browser and correct the url if the page has moved.`,
    );
  }
  if (options.pdf && !hasPdfSignature(answer.bytes)) {
    throw new SourceError(
      'suspect',
      `${shownAddress(requested)} did not answer with a PDF (${answer.contentType.slice(0, 60) || 'no type'}). Open it in a browser; for a web page use the kind page.`,
    );
  }
  const extracted = await context.extract.document(answer.bytes, answer.contentType, {
    url: answer.url,
    ...(options.selector === undefined ? {} : { selector: options.selector }),
  });
  if (extracted.text.trim() === '') {
    throw new SourceError(
      'suspect',
      `${shownAddress(requested)} has no text. Open it in a browser; if the text is there, correct the selector of this source.`,
    );
  }
  return extracted;
}

/** Returns whether a request ended at the home page, as requests for removed pages often do. */
function redirectsToHomePage(requested: string, final: string): boolean {
  const from = URL.parse(requested);
  const to = URL.parse(final);
  return from !== null && to !== null && from.pathname !== '/' && to.pathname === '/' && to.search === '';
}

/** Returns whether the first 1,024 bytes contain the signature of a PDF. PDF viewers accept it anywhere there. */
export function hasPdfSignature(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

/** Returns the answer as a document. `listed` is what the list states; it overrides what the page states. */
export function toDocument(
  { answer, extracted }: FetchedAnswer,
  listed: {
    readonly link: string;
    readonly identity?: string;
    readonly guid?: string | null;
    readonly title?: string | null;
    readonly published?: Instant | null;
    /** Default: the address. */
    readonly by?: IdentitySource | undefined;
  },
  context: PollContext,
): FetchedDocument {
  const parts = { link: listed.link, finalUrl: answer.url, canonical: extracted.canonical, guid: listed.guid ?? null };
  return {
    identity: listed.identity ?? documentIdentity({ ...parts, content: extracted.text }, listed.by),
    guid: listed.by === 'link' ? null : (listed.guid ?? null),
    url: cleanAddress(answer.url),
    title: listed.title ?? extracted.title,
    published: listed.published ?? extracted.published,
    fetchedAt: context.now().toISOString(),
    contentType: answer.contentType,
    headers: storedHeaders(answer),
    bytes: answer.bytes,
    text: extracted.text,
  };
}

const storedHeaderNames = ['date', 'content-type', 'content-language', 'content-disposition'];

/** Returns the validators for the next conditional request and the headers that date and describe the evidence. */
function storedHeaders(answer: HttpAnswer): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of storedHeaderNames) {
    const value = answer.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  if (answer.etag !== null) headers['etag'] = answer.etag;
  if (answer.lastModified !== null) headers['last-modified'] = answer.lastModified;
  return headers;
}

/** Share of the stored length that a new text must exceed. A shorter one counts as a partly loaded page, not as an edit. */
const minShare = 0.25;

/** Throws `suspect` if a text has lost three quarters or more of its stored length. */
export function assertNotShrunken(url: string, textLength: number, storedLength: number): void {
  if (storedLength === 0 || textLength > storedLength * minShare) return;
  throw new SourceError(
    'suspect',
    `${shownAddress(url)} has ${textLength} characters where ${storedLength} are stored, so it does not count as a change. Open it in a browser; if the publisher did shorten it, set mayShrink: true for this source until the next poll.`,
  );
}
