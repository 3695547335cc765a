import type { FetchedDocument } from '../domain/documents.ts';
import type { Instant } from '../domain/time.ts';
import { shownAddress } from './http/source-errors.ts';
import { cleanAddress, documentIdentity } from './identity.ts';
import { type ExtractedDocument, type HttpAnswer, type PollContext, SourceError } from './source.ts';

/** From an answer to a document: the steps that all source kinds share. */

export interface Reading {
  readonly answer: HttpAnswer;
  readonly extracted: ExtractedDocument;
}

/** Fetches one page or PDF, unconditionally, and draws its text. Throws `SourceError`. */
export async function fetchDocument(
  url: string,
  options: { readonly selector?: string | undefined; readonly pdf?: boolean | undefined },
  context: PollContext,
): Promise<Reading> {
  const answer = await context.fetch(url, {
    signal: context.signal,
    ...(options.pdf ? { accept: 'application/pdf,*/*;q=0.1' } : {}),
  });
  if (answer.status === 'not-modified') {
    throw new SourceError(
      'unavailable',
      `${shownAddress(url)} answered 304 to an unconditional request. It is asked again later; if this stays, tell the publisher.`,
    );
  }
  return { answer, extracted: await extractDocument(url, answer, options, context) };
}

/** Draws the text of an answer. Throws `suspect` for what cannot be the document that was asked for. */
export async function extractDocument(
  asked: string,
  answer: HttpAnswer,
  options: { readonly selector?: string | undefined; readonly pdf?: boolean | undefined },
  context: PollContext,
): Promise<ExtractedDocument> {
  if (endsAtHome(asked, answer.url)) {
    throw new SourceError(
      'suspect',
      `${shownAddress(asked)} leads to the home page, so the document is not there. Open it in a browser and correct the url if the page has moved.`,
    );
  }
  if (options.pdf && !isPdfFile(answer.bytes)) {
    throw new SourceError(
      'suspect',
      `${shownAddress(asked)} answered with something that is no PDF (${answer.contentType.slice(0, 60) || 'no type'}). Open it in a browser; for a web page use the kind page.`,
    );
  }
  const extracted = await context.extract.document(answer.bytes, answer.contentType, {
    url: answer.url,
    ...(options.selector === undefined ? {} : { selector: options.selector }),
  });
  if (extracted.text.trim() === '') {
    throw new SourceError(
      'suspect',
      `${shownAddress(asked)} has no text. Open it in a browser; if the text is there, correct the selector of this source.`,
    );
  }
  return extracted;
}

/** Removed pages often redirect to the home page with status 200. */
function endsAtHome(asked: string, ended: string): boolean {
  const from = URL.parse(asked);
  const to = URL.parse(ended);
  return from !== null && to !== null && from.pathname !== '/' && to.pathname === '/' && to.search === '';
}

/** Readers of PDF accept the mark anywhere in the first 1,024 bytes. */
export function isPdfFile(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

/** The answer as a document; what the list said of it goes before what the page says of itself. */
export function toDocument(
  { answer, extracted }: Reading,
  said: {
    readonly link: string;
    readonly identity?: string;
    readonly guid?: string | null;
    readonly title?: string | null;
    readonly published?: Instant | null;
  },
  context: PollContext,
): FetchedDocument {
  const parts = { link: said.link, finalUrl: answer.url, canonical: extracted.canonical, guid: said.guid ?? null };
  return {
    identity: said.identity ?? documentIdentity({ ...parts, content: answer.bytes }),
    url: cleanAddress(answer.url),
    title: said.title ?? extracted.title,
    published: said.published ?? extracted.published,
    fetchedAt: context.now().toISOString(),
    contentType: answer.contentType,
    headers: keptHeaders(answer),
    bytes: answer.bytes,
    text: extracted.text,
  };
}

const kept = ['date', 'content-type', 'content-language', 'content-disposition'];

/** The validators of the next conditional request, and what dates the evidence; the rest is the server's business. */
function keptHeaders(answer: HttpAnswer): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of kept) {
    const value = answer.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  if (answer.etag !== null) headers['etag'] = answer.etag;
  if (answer.lastModified !== null) headers['last-modified'] = answer.lastModified;
  return headers;
}

/** Of the text held, this share must still be there; less is taken for a half-loaded page, not for an edit. */
const leastShare = 0.25;

/** Throws `suspect` when a text lost three quarters or more of what is held. */
export function assertNotShrunken(url: string, textLength: number, heldLength: number): void {
  if (heldLength === 0 || textLength > heldLength * leastShare) return;
  throw new SourceError(
    'suspect',
    `${shownAddress(url)} has ${textLength} characters where ${heldLength} are held, so it was not taken for a change. Open it in a browser: if the publisher did cut it, set mayShrink: true for this source until it was read once.`,
  );
}
