import { z } from 'zod';
import { matchOption } from './match.ts';
import { type HttpRequest, type PollContext, SourceError } from './source.ts';

/** Option shapes that several source kinds share. */

export const address = z
  .url({ protocol: /^https?$/, error: 'Write an http or https address' })
  .describe('The address that is polled');

export const selector = z
  .string()
  .min(1)
  .optional()
  .describe('CSS selector of the article; left out: the article is found by its shape');

export const mayShrink = z
  .boolean()
  .default(false)
  .describe('Take a text that lost three quarters for a change. Only for the one poll after the publisher cut a page');

export const listOptions = {
  selector,
  mayShrink,
  match: matchOption,
  maxItems: z
    .int()
    .min(1)
    .max(500)
    .default(50)
    .describe('Most documents fetched in one poll; the rest comes next time'),
};

/** The conditional request of a poll. */
export function pollRequest(
  held: { readonly etag: string | null; readonly lastModified: string | null },
  accept: string,
  context: PollContext,
): HttpRequest {
  return { etag: held.etag, lastModified: held.lastModified, accept, signal: context.signal };
}

export function unchanged(notBefore: Date | null) {
  return notBefore === null ? ({ status: 'unchanged' } as const) : ({ status: 'unchanged', notBefore } as const);
}

/** A list without entries is a fault of the site or of the options, never news. */
export function assertNotEmpty(entries: readonly unknown[], message: string): void {
  if (entries.length === 0) throw new SourceError('suspect', message);
}
