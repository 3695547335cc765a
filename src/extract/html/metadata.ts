import type { CheerioAPI } from 'cheerio/slim';
import type { Instant } from '../../domain/time.ts';
import { absoluteUrl } from '../text/absolute-url.ts';
import { oneLine } from '../text/characters.ts';
import { parseInstant } from '../text/instant.ts';
import { asList, isRecord, valueAt } from '../text/unknown-values.ts';

/** Metadata that a page states for programs. Dates printed in its text are not included. */
interface PageMetadata {
  readonly title: string | null;
  readonly published: Instant | null;
  readonly modified: Instant | null;
  readonly canonical: string | null;
}

const publishedNames = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'publication_date',
  'publish-date',
  'publishdate',
  'pubdate',
  'parsely-pub-date',
  'sailthru.date',
  'citation_publication_date',
  'dcterms.issued',
  'dc.date.issued',
  'dcterms.created',
  'dcterms.date',
  'dc.date',
  'date',
  'govuk:first-published-at',
];
const modifiedNames = [
  'article:modified_time',
  'og:updated_time',
  'datemodified',
  'dcterms.modified',
  'dc.date.modified',
  'last-modified',
  'govuk:public-updated-at',
];

/** Reads the metadata of a page, before `removeBoilerplate`. `url` resolves relative addresses; '' if it is unknown. */
export function readMetadata($: CheerioAPI, url: string): PageMetadata {
  const metas = new Map<string, string>();
  for (const element of $('meta').slice(0, 500).toArray()) {
    const { attribs } = element;
    const name = (attribs['property'] ?? attribs['name'] ?? attribs['itemprop'] ?? '').toLowerCase();
    const content = attribs['content'] ?? '';
    if (name !== '' && content.trim() !== '' && !metas.has(name)) metas.set(name, content);
  }
  const linked = readLinkedData($);
  const base = absoluteUrl($('base[href]').first().attr('href'), url || undefined) ?? (url || undefined);
  const times = pageTimes($);
  return {
    title: pageTitle($, metas),
    published: firstInstant([
      ...publishedNames.slice(0, 2).map((name) => metas.get(name)),
      linked.published,
      ...publishedNames.slice(2).map((name) => metas.get(name)),
      ...times.published,
    ]),
    modified: firstInstant([...modifiedNames.map((name) => metas.get(name)), linked.modified, ...times.modified]),
    canonical: absoluteUrl($('link[rel="canonical"]').first().attr('href'), base),
  };
}

function firstInstant(values: readonly (string | undefined)[]): Instant | null {
  for (const value of values) {
    const instant = value === undefined ? null : parseInstant(value);
    if (instant !== null) return instant;
  }
  return null;
}

function pageTitle($: CheerioAPI, metas: ReadonlyMap<string, string>): string | null {
  const heading = $('article h1, main h1, [itemprop="headline"], h1').first().text();
  for (const text of [metas.get('og:title'), heading, $('head > title').first().text(), metas.get('twitter:title')]) {
    const title = oneLine(text ?? '').slice(0, 500);
    if (title !== '') return title;
  }
  return null;
}

/** Returns times in `<time>` elements, if the page states their meaning or contains only one. */
function pageTimes($: CheerioAPI): { published: readonly string[]; modified: readonly string[] } {
  const values = (selector: string) =>
    $(selector)
      .slice(0, 20)
      .toArray()
      .map((element) => $(element).attr('datetime') ?? $(element).attr('content') ?? '');
  const all = values('time[datetime]');
  return {
    published: [
      ...values('time[itemprop="datePublished"], [itemprop="datePublished"][content], time[pubdate]'),
      ...values('time.published, time.entry-date:not(.updated), time.publish-date'),
      ...(all.length === 1 ? all : []),
    ],
    modified: values('time[itemprop="dateModified"], [itemprop="dateModified"][content], time.updated'),
  };
}

const maxLinkedDataLength = 500_000;

function readLinkedData($: CheerioAPI): { published: string | undefined; modified: string | undefined } {
  const found: Readonly<Record<string, unknown>>[] = [];
  for (const script of $('script[type="application/ld+json"]').slice(0, 20).toArray()) {
    const text = $(script).text();
    if (text.length > maxLinkedDataLength) continue;
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch {
      continue; // Broken linked data is common, and dates are usually stated elsewhere too.
    }
    for (const entry of asList(data))
      for (const node of [entry, ...asList(valueAt(entry, '@graph'))]) if (isRecord(node)) found.push(node);
  }
  const isArticle = (node: unknown) =>
    asList(valueAt(node, '@type')).some((type) => typeof type === 'string' && /article|report|posting/i.test(type));
  const ordered = [...found.filter(isArticle), ...found.filter((node) => !isArticle(node))];
  const first = (key: string) => ordered.map((node) => valueAt(node, key)).find((value) => typeof value === 'string');
  const published = first('datePublished');
  const modified = first('dateModified');
  return {
    published: typeof published === 'string' ? published : undefined,
    modified: typeof modified === 'string' ? modified : undefined,
  };
}
