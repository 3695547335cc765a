import { z } from 'zod';
import { matchOption } from './match.ts';
import { type HttpRequest, type PollContext, SourceError } from './source.ts';

export const address = z
  .url({ protocol: /^https?$/, error: 'Write an http or https address' })
  .describe('The address that is polled');

export const selector = z
  .string()
  .min(1)
  .optional()
  .describe('CSS selector of the article. Default: the article is recognised automatically');

export const mayShrink = z
  .boolean()
  .default(false)
  .describe('Accept a text that lost three quarters of its length as a change. Only for the one poll after such a cut');

export const listOptions = {
  selector,
  mayShrink,
  match: matchOption,
  maxItems: z
    .int()
    .min(1)
    .max(500)
    .default(50)
    .describe('Maximum number of documents fetched in one poll; the rest follow in the next'),
};

/** Returns the conditional request of a poll. */
export function pollRequest(
  validators: { readonly etag: string | null; readonly lastModified: string | null },
  accept: string,
  context: PollContext,
): HttpRequest {
  return { etag: validators.etag, lastModified: validators.lastModified, accept, signal: context.signal };
}

export function unchanged(notBefore: Date | null) {
  return notBefore === null ? ({ status: 'unchanged' } as const) : ({ status: 'unchanged', notBefore } as const);
}

/** Throws `suspect` for an empty list, which is an error of the site or the options and never news. */
export function assertNotEmpty(entries: readonly unknown[], message: string): void {
  if (entries.length === 0) throw new SourceError('suspect', message);
}
