import { z } from 'zod';
import { shownAddress } from './http/source-errors.ts';
import { itemFingerprint, itemKey, optionsFingerprint, readListCursor } from './list-cursor.ts';
import { identityBy, pollListItems } from './list-items.ts';
import { address, assertNotEmpty, listOptions, pollRequest, unchanged } from './options.ts';
import {
  type HttpAnswer,
  type HttpRequest,
  type HttpUnchanged,
  type ListItem,
  type PollContext,
  SourceError,
  type SourceKind,
} from './source.ts';

const path = z.string().regex(/^[\w@:-]+(\.[\w@:-]+)*$/, 'Write names joined by dots, e.g. title.rendered');

const options = z.strictObject({
  url: address.describe('The API request, newest items first'),
  preset: z
    .enum(['wordpress', 'reliefweb'])
    .optional()
    .describe('Where this well-known API has its fields. Default: recognised from the answer'),
  items: z
    .union([z.literal(''), path])
    .optional()
    .describe('Path to the list; empty: the answer is the list'),
  fields: z
    .strictObject({
      url: path.optional().describe("The document's address"),
      id: path.optional(),
      title: path.optional(),
      published: path.optional(),
      modified: path.optional(),
      html: path.optional().describe('The text itself'),
    })
    .optional()
    .describe('Paths inside an item; they override those of the preset'),
  follow: z
    .boolean()
    .default(false)
    .describe('true: the page at the address is the document. false: the HTML in the answer is, if there is any'),
  pages: z
    .int()
    .min(1)
    .max(20)
    .default(1)
    .describe('Maximum number of pages requested with the page parameter, until a page contains nothing new'),
  ...listOptions,
});
type JsonOptions = z.infer<typeof options>;

/** A JSON API that lists documents. */
export const json: SourceKind<JsonOptions> = {
  kind: 'json',
  options,
  example: {
    url: 'https://airwars.org/wp-json/wp/v2/civ?per_page=50&orderby=modified&order=desc',
    preset: 'wordpress',
    follow: false,
    pages: 2,
    mayShrink: false,
    maxItems: 50,
  },

  async poll(options, cursor, context) {
    const of = optionsFingerprint(options);
    const stored = readListCursor(cursor, of);
    const first = await fetchPage(options.url, pollRequest(stored, 'application/json', context), context);
    if (first.status === 'not-modified') return unchanged(first.notBefore);
    const seen = new Map(stored.seen);
    const items = [...(await listItems(first, options, context))];
    assertNotEmpty(
      items,
      `${shownAddress(options.url)} lists no items, so its reports are unknown. Open it in a browser and correct the url or items of this source.`,
    );
    let page: readonly ListItem[] = items;
    for (let number = 2; number <= pageCount(first, options.pages); number += 1) {
      if (page.every((item) => seen.get(itemKey(item, identityBy(options))) === itemFingerprint(item))) break;
      const answer = await fetchPage(
        pageUrl(options.url, number),
        { accept: 'application/json', signal: context.signal },
        context,
      );
      if (answer.status === 'not-modified') break;
      page = await listItems(answer, options, context);
      items.push(...page);
    }
    return await pollListItems(options.url, first, items, cursor, { ...options, of }, context);
  },
};

/** Returns the number of pages to request. WordPress states how many there are and answers 400 beyond them. */
function pageCount(answer: HttpAnswer, max: number): number {
  const total = Number(answer.headers['x-wp-totalpages'] ?? 1);
  return Number.isInteger(total) ? Math.min(total, max) : 1;
}

function pageUrl(address: string, number: number): string {
  const url = new URL(address);
  url.searchParams.set('page', String(number));
  return url.href;
}

function listItems(answer: HttpAnswer, options: JsonOptions, context: PollContext): Promise<readonly ListItem[]> {
  const { preset, items, fields } = options;
  return context.extract.jsonList(answer.bytes, answer.contentType, answer.url, { preset, items, fields });
}

/** Fetches a page of the list. Two refusals of ReliefWeb get an error message with their particular fix. */
async function fetchPage(url: string, request: HttpRequest, context: PollContext): Promise<HttpAnswer | HttpUnchanged> {
  try {
    return await context.fetch(url, request);
  } catch (error) {
    if (!(error instanceof SourceError) || !isReliefweb(url)) throw error;
    if (error.kind === 'gone') {
      throw new SourceError(
        'gone',
        'ReliefWeb answered 410: version 1 of its API was switched off. Put /v2/ in place of /v1/ in the url of this source.',
        { cause: error },
      );
    }
    if (error.kind === 'blocked') {
      throw new SourceError(
        'blocked',
        'ReliefWeb answered 403: its API requires an appname that ReliefWeb has approved. Request one at https://apidoc.reliefweb.int/parameters#appname and add &appname=… to the url of this source.',
        { cause: error },
      );
    }
    throw error;
  }
}

/** Recognises ReliefWeb by its host, or by its paths on a mirror. */
function isReliefweb(address: string): boolean {
  const url = new URL(address);
  return /(^|\.)reliefweb\.int$/.test(url.hostname) || /^\/v[12]\/(reports|disasters)\b/.test(url.pathname);
}
