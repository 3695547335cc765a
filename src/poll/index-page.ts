import { z } from 'zod';
import { shownAddress } from './http/source-errors.ts';
import { optionsFingerprint, readListCursor } from './list-cursor.ts';
import { pollListItems } from './list-items.ts';
import { address, assertNotEmpty, listOptions, pollRequest, unchanged } from './options.ts';
import type { Cursor, HttpAnswer, ListItem, PollContext, PollResult, SourceKind } from './source.ts';

const options = z.strictObject({
  url: address.describe('The page that lists the releases, newest first'),
  link: z
    .string()
    .min(1)
    .default('a[href]:not(nav a):not(header a):not(footer a)')
    .describe('CSS selector of the links to the releases. Default: every link outside menus; narrow it with match'),
  ...listOptions,
});
type IndexOptions = z.infer<typeof options>;

/** A page that lists releases. The page or PDF behind each link is a document. */
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

/** Polls a page of links. `pdf` says that every link must lead to a PDF. */
export async function pollLinks(
  options: IndexOptions,
  cursor: Cursor | undefined,
  context: PollContext,
  pdf: boolean,
): Promise<PollResult> {
  const of = optionsFingerprint(options);
  const stored = readListCursor(cursor, of);
  const answer = await context.fetch(
    options.url,
    pollRequest(stored, 'text/html,application/xhtml+xml,*/*;q=0.5', context),
  );
  if (answer.status === 'not-modified') return unchanged(answer.notBefore);
  const items = await linkedItems(options, answer, context);
  return await pollListItems(
    options.url,
    answer,
    items,
    cursor,
    { ...options, of, follow: true, ownTitles: true, pdf },
    context,
  );
}

async function linkedItems(
  options: IndexOptions,
  answer: HttpAnswer,
  context: PollContext,
): Promise<readonly ListItem[]> {
  const links = await context.extract.links(answer.bytes, answer.contentType, answer.url, options.link);
  assertNotEmpty(
    links,
    `No link on ${shownAddress(options.url)} matches ${options.link}, so its reports are unknown. Open it in a browser and correct the selector link.`,
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
