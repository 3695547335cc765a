import { z } from 'zod';
import { shownAddress } from './http/source-errors.ts';
import { type Fields, presetOf, reliefweb, toCandidate, valueAt, wordpress } from './json-fields.ts';
import { type Candidate, itemKey, itemMark, listMark, readListCursor } from './list-cursor.ts';
import { gather } from './list-items.ts';
import { address, assertNotEmpty, listOptions, pollRequest, unchanged } from './options.ts';
import {
  type HttpAnswer,
  type HttpRequest,
  type HttpUnchanged,
  type PollContext,
  SourceError,
  type SourceKind,
} from './source.ts';

const path = z.string().regex(/^[\w@:-]+(\.[\w@:-]+)*$/, 'Write names joined by dots, e.g. title.rendered');
const presets = { wordpress, reliefweb } as const;

const options = z.strictObject({
  url: address.describe('The API request, newest items first'),
  preset: z
    .enum(['wordpress', 'reliefweb'])
    .optional()
    .describe('Where this well-known API keeps its fields. Left out: seen from the answer'),
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
    .describe('Paths inside an item; they go before those of the preset'),
  follow: z
    .boolean()
    .default(false)
    .describe('true: the page at the address is the document. false: the HTML of the answer is, where there is any'),
  pages: z
    .int()
    .min(1)
    .max(20)
    .default(1)
    .describe('Most pages asked for, by the page parameter, until a page holds nothing new'),
  ...listOptions,
});
export type JsonOptions = z.infer<typeof options>;

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
    const of = listMark(options);
    const held = readListCursor(cursor, of);
    const first = await ask(options.url, pollRequest(held, 'application/json', context), context);
    if (first.status === 'not-modified') return unchanged(first.notBefore);
    const known = new Map(held.seen);
    const candidates = [...listed(first, options)];
    assertNotEmpty(
      candidates,
      `${shownAddress(options.url)} lists no items, which says nothing about the reports. Open it in a browser and correct the url or items of this source.`,
    );
    let newest: readonly Candidate[] = candidates;
    for (let number = 2; number <= pageCount(first, options.pages); number += 1) {
      if (newest.every((item) => known.get(itemKey(item)) === itemMark(item))) break;
      const answer = await ask(
        pageUrl(options.url, number),
        { accept: 'application/json', signal: context.signal },
        context,
      );
      if (answer.status === 'not-modified') break;
      newest = listed(answer, options);
      candidates.push(...newest);
    }
    return await gather(options.url, first, candidates, cursor, { ...options, of }, context);
  },
};

/** WordPress says how many pages there are and answers 400 beyond them. */
function pageCount(answer: HttpAnswer, most: number): number {
  const total = Number(answer.headers['x-wp-totalpages'] ?? 1);
  return Number.isInteger(total) ? Math.min(total, most) : 1;
}

function pageUrl(address: string, number: number): string {
  const url = new URL(address);
  url.searchParams.set('page', String(number));
  return url.href;
}

function listed(answer: HttpAnswer, options: JsonOptions): readonly Candidate[] {
  const content = parsed(answer);
  const name = options.preset ?? (options.fields?.url === undefined ? presetOf(content) : undefined);
  const preset = name === undefined ? undefined : presets[name];
  if (preset === undefined && options.fields?.url === undefined) {
    throw new SourceError(
      'not-a-feed',
      `${shownAddress(answer.url)} is neither WordPress nor ReliefWeb. Say where its fields are, with items and fields for this source.`,
    );
  }
  const fields: Fields = {
    ...preset?.fields,
    ...defined(options.fields),
    url: options.fields?.url ?? preset?.fields.url ?? '',
  };
  const items = valueAt(content, options.items ?? preset?.items ?? '');
  if (!Array.isArray(items)) {
    throw new SourceError(
      'not-a-feed',
      `${shownAddress(answer.url)} has no list at ${options.items || 'its top'}. Open it in a browser and correct items for this source.`,
    );
  }
  return items.map((item) => toCandidate(item, fields, answer.url));
}

/** Without the keys whose value is undefined, which would hide those of the preset. */
function defined<T extends object>(value: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, entry]) => entry !== undefined)) as Partial<T>; // a subset of its own entries
}

function parsed(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(answer.bytes));
  } catch (cause) {
    throw new SourceError(
      'not-a-feed',
      `${shownAddress(answer.url)} answered with something that is no JSON (${answer.contentType.slice(0, 60) || 'no type'}). Open it in a browser and correct the url of this source.`,
      { cause },
    );
  }
}

/** ReliefWeb's two ways of saying no have one fix each, which the status alone does not tell. */
async function ask(url: string, request: HttpRequest, context: PollContext): Promise<HttpAnswer | HttpUnchanged> {
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
        'ReliefWeb answered 403: its API wants an appname that ReliefWeb has approved. Ask for one at https://apidoc.reliefweb.int/parameters#appname and add &appname=… to the url of this source.',
        { cause: error },
      );
    }
    throw error;
  }
}

/** By its host, or by the form of its paths on a mirror. */
function isReliefweb(address: string): boolean {
  const url = new URL(address);
  return /(^|\.)reliefweb\.int$/.test(url.hostname) || /^\/v[12]\/(reports|disasters)\b/.test(url.pathname);
}
