import { createHash } from 'node:crypto';
import { z } from 'zod';
import { assertNotShrunken, extractAnswer, toDocument } from './fetch-document.ts';
import { documentIdentity } from './identity.ts';
import { answeredAt, pollRequest, unchanged } from './options.ts';
import type { Cursor, PollContext, PollResult } from './source.ts';

const cursorSchema = z.object({
  version: z.literal(1),
  url: z.string(),
  selector: z.string().nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** As in the cursor of a list. */
  answeredAt: z.string().nullable().default(null),
  /** Hash of the text with white space collapsed. The bytes of many pages differ at every request. */
  textSha256: z.string(),
  textLength: z.number(),
});

/** Polls one address whose content is replaced in place. `pdf` says that the answer must be a PDF. */
export async function pollSingleDocument(
  options: { readonly url: string; readonly selector?: string | undefined; readonly mayShrink: boolean },
  cursor: Cursor | undefined,
  context: PollContext,
  pdf: boolean,
): Promise<PollResult> {
  const selector = options.selector ?? null;
  const { data } = cursorSchema.safeParse(cursor);
  // A cursor of other options cannot be compared with the new text.
  const stored = data !== undefined && data.url === options.url && data.selector === selector ? data : null;
  const accept = pdf ? 'application/pdf,*/*;q=0.1' : 'text/html,application/xhtml+xml,application/pdf,*/*;q=0.5';
  const answer = await context.fetch(
    options.url,
    pollRequest(stored ?? { etag: null, lastModified: null, answeredAt: null }, accept, context),
  );
  if (answer.status === 'not-modified') return unchanged(answer.notBefore);

  const extracted = await extractAnswer(options.url, answer, { selector: options.selector, pdf }, context);
  const { text, canonical } = extracted;
  if (stored !== null && !options.mayShrink) assertNotShrunken(options.url, text.length, stored.textLength);
  const next = {
    version: 1 as const,
    url: options.url,
    selector,
    etag: answer.etag,
    lastModified: answer.lastModified,
    answeredAt: answeredAt(stored, context),
    textSha256: createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('hex'),
    textLength: text.length,
  };
  // The schema restores the order of the keys, which stores may change.
  if (JSON.stringify(next) === JSON.stringify(stored)) return unchanged(answer.notBefore);
  const link = options.url;
  // The identity is the watched address, because its redirect target may change.
  const identity = documentIdentity({ link, canonical, content: answer.bytes });
  const same = stored?.textSha256 === next.textSha256;
  const documents = same ? [] : [toDocument({ answer, extracted }, { link, identity }, context)];
  const wait = answer.notBefore === null ? {} : { notBefore: answer.notBefore };
  return { status: 'fetched', documents, cursor: next, ...wait };
}
