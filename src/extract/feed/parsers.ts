import { parseFeed as feedsmith } from 'feedsmith';
import { parseFeed as htmlparser2 } from 'htmlparser2';
import RssParser from 'rss-parser';
import rssParserParts from 'rss-parser/lib/utils.js';
import { parseInstant } from '../text/instant.ts';
import { asList, textOf, textsOf, valueAt } from '../text/unknown-values.ts';
import type { RawFeed, RawItem, RawLink } from './normalise.ts';

// These functions are replaced because links and bodies are read from the raw arrays below. The first takes quadratic time
// (1 MB of `a<br` never ends), the second rejects a feed for one Atom link without attributes, the third builds unused XML.
rssParserParts.getSnippet = () => '';
rssParserParts.getLink = () => undefined;
rssParserParts.getContent = () => '';

const dateNames: ReadonlySet<string> = new Set([
  'pubDate',
  'pubdate',
  'published',
  'atom:published',
  'issued',
  'dc:date',
  'date',
  'dcterms:issued',
  'dcterms:created',
  'created',
  'updated',
  'modified',
  'dcterms:modified',
  'atom:updated',
]);
const publishedNames = [
  ...['pubDate', 'pubdate', 'published', 'atom:published', 'issued', 'dcterms:issued', 'dc:date'],
  ...['dcterms:created', 'created', 'date'],
];
const updatedNames = ['updated', 'modified', 'dcterms:modified', 'atom:updated'];
const bodyNames = [
  ...['content:encoded', 'content', 'atom:content', 'description', 'summary', 'atom:summary', 'dc:description'],
];
const itemNames = [
  ...publishedNames,
  ...updatedNames,
  ...bodyNames,
  ...['title', 'dc:title', 'atom:title', 'link', 'atom:link', 'guid', 'id', 'feedburner:origLink', '$'],
];

/** Parses RSS 0.9-2.0 and Atom with rss-parser. Throws for anything but strict XML. */
export async function parseWithRssParser(xml: string): Promise<RawFeed> {
  const prefix = /^<([\w.-]{1,50}:)(?:rss|feed|RDF)\b/.exec(xml)?.[1];
  const renames = prefix === undefined || prefix === 'rdf:' ? [] : [(name: string) => withoutPrefix(name, prefix)];
  const field = (name: string): [string, string, { keepArray: boolean }] => [name, `raw ${name}`, { keepArray: true }];
  const parser = new RssParser<Record<string, unknown>, Record<string, unknown>>({
    defaultRSS: 2.0,
    xml2js: {
      tagNameProcessors: renames,
      // rss-parser rejects the whole feed for one date that `new Date()` cannot parse.
      valueProcessors: [(value: string, name: string) => (dateNames.has(name) ? (parseInstant(value) ?? '') : value)],
    },
    // `as never`: the types allow only names for the feed, but the code accepts the same triples as for items.
    customFields: { feed: ['title', 'link', '$'].map(field) as never, item: itemNames.map(field) },
  });
  const feed: unknown = await parser.parseString(xml);
  const raw = (value: unknown, name: string) => valueAt(value, `raw ${name}`);
  const texts = (value: unknown, names: readonly string[]) => names.flatMap((name) => textsOf(raw(value, name)));
  return {
    titles: texts(feed, ['title']),
    base: textOf(valueAt(raw(feed, '$'), 'xml:base')),
    link: texts(feed, ['link'])[0],
    items: asList(valueAt(feed, 'items')).map(
      (item): RawItem => ({
        ids: [...texts(item, ['guid', 'id']), ...textsOf(valueAt(raw(item, '$'), 'rdf:about'))],
        links: [
          ...texts(item, ['feedburner:origLink']).map((href) => ({ href })),
          ...['link', 'atom:link'].flatMap((name) => asList(raw(item, name)).flatMap(rssLink)),
        ],
        titles: texts(item, ['title', 'dc:title', 'atom:title']),
        published: texts(item, publishedNames),
        updated: texts(item, updatedNames),
        bodies: texts(item, bodyNames),
        base: textOf(valueAt(raw(item, '$'), 'xml:base')),
      }),
    ),
  };
}

function withoutPrefix(name: string, prefix: string): string {
  if (!name.startsWith(prefix)) return name;
  const local = name.slice(prefix.length);
  return local === 'RDF' ? 'rdf:RDF' : local;
}

function rssLink(value: unknown): readonly RawLink[] {
  const href = textOf(valueAt(value, '$', 'href')) ?? textOf(value);
  if (href === undefined || href.trim() === '') return [];
  return [{ href, rel: textOf(valueAt(value, '$', 'rel')), type: textOf(valueAt(value, '$', 'type')) }];
}

/** Parses every format, including JSON Feed, with feedsmith. Throws for a feed without content. */
export function parseWithFeedsmith(text: string): RawFeed {
  const { feed }: { feed: unknown } = feedsmith(text);
  return {
    titles: textsOf(valueAt(feed, 'title')),
    base: textOf(valueAt(feed, 'xml', 'base')),
    link: textOf(valueAt(feed, 'link')) ?? textOf(valueAt(feed, 'home_page_url')),
    items: asList(valueAt(feed, 'items') ?? valueAt(feed, 'entries')).map(
      (item): RawItem => ({
        ids: [
          ...textsOf(valueAt(item, 'guid')),
          ...textsOf(valueAt(item, 'id')),
          ...textsOf(valueAt(item, 'rdf', 'about')),
        ],
        links: [
          ...textsOf(valueAt(item, 'feedburner', 'origLink')).map((href) => ({ href })),
          ...textsOf(valueAt(item, 'link')).map((href) => ({ href })),
          ...textsOf(valueAt(item, 'url')).map((href) => ({ href })),
          ...[...asList(valueAt(item, 'links')), ...asList(valueAt(item, 'atom', 'links'))].flatMap((link) =>
            textsOf(valueAt(link, 'href')).map((href) => ({
              href,
              rel: textOf(valueAt(link, 'rel')),
              type: textOf(valueAt(link, 'type')),
            })),
          ),
        ],
        titles: [...textsOf(valueAt(item, 'title')), ...textsOf(valueAt(item, 'dc', 'titles'))],
        published: [
          ...['pubDate', 'published', 'date_published'].flatMap((name) => textsOf(valueAt(item, name))),
          ...textsOf(valueAt(item, 'atom', 'published')),
          ...textsOf(valueAt(item, 'dcterms', 'issued')),
          ...textsOf(valueAt(item, 'dc', 'dates')),
        ],
        updated: [
          ...['updated', 'date_modified'].flatMap((name) => textsOf(valueAt(item, name))),
          ...textsOf(valueAt(item, 'dcterms', 'modified')),
          ...textsOf(valueAt(item, 'atom', 'updated')),
        ],
        bodies: [
          ...textsOf(valueAt(item, 'content', 'encoded')),
          ...['content_html', 'content', 'description', 'summary', 'content_text'].flatMap((name) =>
            textsOf(valueAt(item, name)),
          ),
        ],
        base: textOf(valueAt(item, 'xml', 'base')),
      }),
    ),
  };
}

/** Parses the remains of a broken feed with htmlparser2, which tolerates any error. Throws if there is no feed element. */
export function parseWithHtmlparser2(xml: string): RawFeed {
  const feed = htmlparser2(xml);
  if (feed === null) throw new Error('no feed element');
  const one = (value: string | undefined) => (value === undefined || value.trim() === '' ? [] : [value]);
  return {
    titles: one(feed.title),
    base: undefined,
    link: feed.link,
    items: feed.items.map((item) => ({
      ids: one(item.id),
      links: one(item.link).map((href) => ({ href })),
      titles: one(item.title),
      published: item.pubDate && Number.isFinite(item.pubDate.getTime()) ? [item.pubDate.toISOString()] : [],
      updated: [],
      bodies: one(item.description),
      base: undefined,
    })),
  };
}
