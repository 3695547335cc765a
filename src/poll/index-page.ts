import { z } from 'zod';
import { shownAddress } from './http/source-errors.ts';
import { type Candidate, listMark, readListCursor } from './list-cursor.ts';
import { gather } from './list-items.ts';
import { address, assertNotEmpty, listOptions, pollRequest, unchanged } from './options.ts';
import type { Cursor, HttpAnswer, PollContext, PollResult, SourceKind } from './source.ts';

const options = z.strictObject({
  url: address.describe('The page that lists the releases, newest first'),
  link: z
    .string()
    .min(1)
    .default('a[href]:not(nav a):not(header a):not(footer a)')
    .describe('CSS selector of the links to the releases. Left out: every link outside menus; narrow it with match'),
  ...listOptions,
});
export type IndexOptions = z.infer<typeof options>;

/** A page that lists releases; each link's page or PDF is a document. */
export const indexPage: SourceKind<IndexOptions> = {
  kind: 'index',
  options,
  example: {
    url: 'https://www.africom.mil/civilian-harm-report',
    link: 'main a[href*="/pressrelease/"]',
    match: 'civilian',
    mayShrink: false,
    maxItems: 50,
  },

  async poll(options, cursor, context) {
    return await pollLinks(options, cursor, context, false);
  },
};

/** `pdf`: every link must lead to a PDF. */
export async function pollLinks(
  options: IndexOptions,
  cursor: Cursor | undefined,
  context: PollContext,
  pdf: boolean,
): Promise<PollResult> {
  const of = listMark(options);
  const held = readListCursor(cursor, of);
  const answer = await context.fetch(
    options.url,
    pollRequest(held, 'text/html,application/xhtml+xml,*/*;q=0.5', context),
  );
  if (answer.status === 'not-modified') return unchanged(answer.notBefore);
  const candidates = await linkedItems(options, answer, context);
  return await gather(
    options.url,
    answer,
    candidates,
    cursor,
    { ...options, of, follow: true, ownTitles: true, pdf },
    context,
  );
}

async function linkedItems(
  options: IndexOptions,
  answer: HttpAnswer,
  context: PollContext,
): Promise<readonly Candidate[]> {
  const links = await context.extract.links(answer.bytes, answer.contentType, answer.url, options.link);
  assertNotEmpty(
    links,
    `No link on ${shownAddress(options.url)} matches ${options.link}, which says nothing about the reports. Open it in a browser and correct the selector link.`,
  );
  return links.map(({ url, text }) => ({
    id: null,
    url,
    title: text.trim() === '' ? null : text.trim(),
    published: null,
    updated: null,
    html: null,
  }));
}
