import { Parser } from 'htmlparser2';
import { type ExtractedFeed, SourceError } from '../../poll/source.ts';
import { findChallenge } from '../html/challenge.ts';
import { decode } from '../text/charset.ts';
import { plainTitle } from '../text/plain-title.ts';
import { cleanXml, dropIncompleteItem } from './clean-xml.ts';
import { normaliseFeed, type RawFeed } from './normalise.ts';
import { parseWithFeedsmith, parseWithHtmlparser2, parseWithRssParser } from './parsers.ts';

/**
 * Extracts a feed of any format. If rss-parser fails or finds fewer items than the text contains, feedsmith and then
 * htmlparser2 parse it too, and the result with the most items is used. Throws `SourceError`: `suspect` for an empty answer
 * or a feed without items, `blocked` for a challenge page, `not-a-feed` for anything else.
 */
export async function extractFeed(bytes: Uint8Array, contentType: string, url: string): Promise<ExtractedFeed> {
  const raw = decode(bytes, contentType);
  if (raw.trim() === '')
    throw new SourceError('suspect', 'The feed is empty. Open its address in a browser and check that it still works.');
  if (/^\s{0,1000}\{/.test(raw)) return chooseFeed([attempt(() => parseWithFeedsmith(raw))], url);
  const xml = dropIncompleteItem(cleanXml(raw));
  assertNotHtml(raw, xml);
  assertSafeShape(xml);
  const expected = countItems(xml);
  const attempts: Attempt[] = [];
  for (const parse of [parseWithRssParser, parseWithFeedsmith, parseWithHtmlparser2]) {
    const found = await attempt(() => parse(xml));
    attempts.push(found);
    if ('feed' in found && found.feed.items.length >= Math.max(expected, 1)) break;
  }
  return chooseFeed(attempts, url, xmlBase.exec(xml)?.slice(1).find(Boolean));
}

const xmlBase = /^<[\w:.-]{1,50}[^<>]{0,5000}?\sxml:base\s{0,5}=\s{0,5}(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})')/;

type Attempt = { readonly feed: RawFeed } | { readonly reason: string };

async function attempt(parse: () => RawFeed | Promise<RawFeed>): Promise<Attempt> {
  try {
    return { feed: await parse() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { reason: message.replace(/\s+/g, ' ').slice(0, 120) };
  }
}

async function chooseFeed(
  pending: readonly (Attempt | Promise<Attempt>)[],
  url: string,
  rootBase?: string,
): Promise<ExtractedFeed> {
  const attempts = await Promise.all(pending);
  let best: RawFeed | null = null;
  for (const found of attempts)
    if ('feed' in found && (best === null || found.feed.items.length > best.items.length)) best = found.feed;
  if (best === null) {
    const reason = attempts.find((found) => 'reason' in found)?.reason ?? 'no parser knows it';
    throw new SourceError(
      'not-a-feed',
      `The answer is no RSS, Atom or JSON feed (${reason}). Check the address of the source, or watch the page with kind: index.`,
    );
  }
  const feed = normaliseFeed(best, url, rootBase);
  if (feed.items.length === 0)
    throw new SourceError(
      'suspect',
      'The feed has no items. Check in a browser that its address still lists releases.',
    );
  return feed;
}

const htmlRoot = /^<(?:html|head|body|div|p|script|meta|title|center|table|h[1-6])\b/i;

function assertNotHtml(raw: string, xml: string): void {
  if (!htmlRoot.test(xml) && !/^\s{0,100}<!doctype\s{1,10}html/i.test(raw.slice(0, 500))) return;
  const challenge = findChallenge(raw);
  if (challenge !== null)
    throw new SourceError(
      'blocked',
      `The site blocked access to the feed (${challenge}). Ask the publisher for access, or watch the same releases at another address.`,
    );
  const title = plainTitle(/<title[^<>]{0,200}>([^<]{0,200})/i.exec(raw)?.[1] ?? '').slice(0, 100);
  throw new SourceError(
    'not-a-feed',
    `The answer is an HTML page${title === '' ? '' : ` ("${title}")`}, not a feed. Check the address of the source, or watch the page with kind: index.`,
  );
}

/** Real feeds are far below these limits. The time and memory of the parsers grow faster than either. */
const maximum = { depth: 500, elements: 400_000 };

function assertSafeShape(xml: string): void {
  let depth = 0;
  let elements = 0;
  const refused = (kind: 'not-a-feed' | 'too-large', fault: string) =>
    new SourceError(kind, `The feed could not be read: ${fault}. Open its address in a browser and check it.`);
  const parser = new Parser(
    {
      onopentagname() {
        if (++depth > maximum.depth) throw refused('not-a-feed', `its elements are nested ${depth} deep`);
        if (++elements > maximum.elements) throw refused('too-large', `it has more than ${maximum.elements} elements`);
      },
      onclosetag() {
        depth--;
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(xml);
}

function countItems(xml: string): number {
  let count = 0;
  for (const _ of xml.matchAll(/<(?:\w{1,20}:)?(?:item|entry)[\s>]/g)) count++;
  return count;
}
