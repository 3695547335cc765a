import { z } from 'zod';
import type { Instant } from '../domain/time.ts';
import { identitySources } from './identity.ts';
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
  identity: z
    .enum(identitySources)
    .optional()
    .describe(
      'What decides whether an item is a new document: its id in the list (guid), its address (link) or its text (content). Default: the id where the text is in the list, else the address; a changed address is recognised by id and text',
    ),
  mayShrink,
  match: matchOption,
  olderThanDays: z
    .number()
    .positive()
    .optional()
    .describe('Leave out items that the list dates further back than so many days. Default: none'),
  maxItems: z
    .int()
    .min(1)
    .max(500)
    .default(50)
    .describe('Maximum number of documents fetched in one poll; the rest follow in the next'),
};

interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** After this time a request is unconditional, because some servers and caches answer 304 for ever. */
const conditionalMs = 24 * 3_600_000;

/** Returns the conditional request of a poll: without validators if the last full answer is a day old. */
export function pollRequest(
  stored: Validators & { readonly answeredAt: Instant | null },
  accept: string,
  context: PollContext,
): HttpRequest {
  const isTrusted = stored.answeredAt !== null && answeredAt(stored, context) === stored.answeredAt;
  const validators = isTrusted ? usableValidators(stored, context.now()) : {};
  return { ...validators, accept, signal: context.signal };
}

/** Returns when a cursor that is stored now had its full answer: the stored time, or now if that is a day old. */
export function answeredAt(
  stored: { readonly answeredAt: Instant | null } | null,
  { now }: Pick<PollContext, 'now'>,
): Instant {
  const at = stored?.answeredAt ?? null;
  const ageMs = now().getTime() - Date.parse(at ?? '');
  return at !== null && ageMs >= 0 && ageMs < conditionalMs ? at : now().toISOString();
}

/** Returns the validators without a Last-Modified of the future, to which every later change is older. */
export function usableValidators({ etag, lastModified }: Validators, now: Date): Validators {
  const isFuture = lastModified !== null && Date.parse(lastModified) > now.getTime() + 60_000;
  return { etag, lastModified: isFuture ? null : lastModified };
}

export function unchanged(notBefore: Date | null) {
  return notBefore === null ? ({ status: 'unchanged' } as const) : ({ status: 'unchanged', notBefore } as const);
}

/** Throws `suspect` for an empty list, which is an error of the site or the options and never news. */
export function assertNotEmpty(entries: readonly unknown[], message: string): void {
  if (entries.length === 0) throw new SourceError('suspect', message);
}
