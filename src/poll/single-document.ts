import { createHash } from 'node:crypto';
import { z } from 'zod';
import { assertNotShrunken, extractDocument, toDocument } from './fetch-document.ts';
import { documentIdentity } from './identity.ts';
import { pollRequest, unchanged } from './options.ts';
import type { Cursor, PollContext, PollResult } from './source.ts';

/** One address whose content is replaced in place. */

const shape = z.object({
  version: z.literal(1),
  url: z.string(),
  selector: z.string().nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Of the text with white space folded: pages carry form tokens and counters that change at every look. */
  textSha256: z.string(),
  textLength: z.number(),
});

export async function watchOne(
  options: { readonly url: string; readonly selector?: string | undefined; readonly mayShrink: boolean },
  cursor: Cursor | undefined,
  context: PollContext,
  pdf: boolean,
): Promise<PollResult> {
  const selector = options.selector ?? null;
  const read = shape.safeParse(cursor);
  // After a change of the options the old answer says nothing about the new text.
  const held = read.success && read.data.url === options.url && read.data.selector === selector ? read.data : null;
  const accept = pdf ? 'application/pdf,*/*;q=0.1' : 'text/html,application/xhtml+xml,application/pdf,*/*;q=0.5';
  const answer = await context.fetch(
    options.url,
    pollRequest(held ?? { etag: null, lastModified: null }, accept, context),
  );
  if (answer.status === 'not-modified') return unchanged(answer.notBefore);

  const extracted = await extractDocument(options.url, answer, { selector: options.selector, pdf }, context);
  const { text, canonical } = extracted;
  if (held !== null && !options.mayShrink) assertNotShrunken(options.url, text.length, held.textLength);
  const next = {
    version: 1 as const,
    url: options.url,
    selector,
    etag: answer.etag,
    lastModified: answer.lastModified,
    textSha256: createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('hex'),
    textLength: text.length,
  };
  // Compared as read: stores may reorder the keys.
  if (JSON.stringify(next) === JSON.stringify(held)) return unchanged(answer.notBefore);
  const link = options.url;
  // The address is what is watched: where it happens to redirect today is no part of its identity.
  const identity = documentIdentity({ link, canonical, content: answer.bytes });
  const same = held?.textSha256 === next.textSha256;
  const documents = same ? [] : [toDocument({ answer, extracted }, { link, identity }, context)];
  const wait = answer.notBefore === null ? {} : { notBefore: answer.notBefore };
  return { status: 'fetched', documents, cursor: next, ...wait };
}
