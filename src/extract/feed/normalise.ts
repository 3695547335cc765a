import type { Instant } from '../../domain/time.ts';
import type { ExtractedFeed, ListItem } from '../../poll/source.ts';
import { absoluteUrl } from '../text/absolute-url.ts';
import { parseInstant } from '../text/instant.ts';
import { plainTitle } from '../text/plain-title.ts';

/** A feed as a parser returned it. Each list contains all candidates, best first. */
export interface RawFeed {
  readonly titles: readonly string[];
  readonly base: string | undefined;
  readonly link: string | undefined;
  readonly items: readonly RawItem[];
}
export interface RawItem {
  readonly ids: readonly string[];
  readonly links: readonly RawLink[];
  readonly titles: readonly string[];
  readonly published: readonly string[];
  readonly updated: readonly string[];
  readonly bodies: readonly string[];
  readonly base: string | undefined;
}
export interface RawLink {
  readonly href: string;
  readonly rel?: string | undefined;
  readonly type?: string | undefined;
}

/** `rootBase` is the xml:base of the root element, which parsers of RSS leave out. */
export function normaliseFeed(raw: RawFeed, feedUrl: string, rootBase?: string): ExtractedFeed {
  const root = absoluteUrl(rootBase, feedUrl) ?? feedUrl;
  const own = raw.base === rootBase ? undefined : raw.base;
  const base = absoluteUrl(own, root) ?? absoluteUrl(root, undefined) ?? absoluteUrl(raw.link, undefined) ?? undefined;
  const items = withoutRepeats(raw.items.map((item) => normaliseItem(item, base)));
  const uses = new Map<string, number>();
  for (const { id } of items) if (id !== null) uses.set(id, (uses.get(id) ?? 0) + 1);
  return {
    title: firstTitle(raw.titles),
    items: items.map((item) => (item.id !== null && (uses.get(item.id) ?? 0) > 1 ? { ...item, id: null } : item)),
  };
}

function normaliseItem(item: RawItem, feedBase: string | undefined): ListItem {
  const base = absoluteUrl(item.base, feedBase) ?? feedBase;
  const alternate = item.links.filter(({ rel }) => rel === undefined || rel === '' || /\balternate$/i.test(rel));
  const pages = alternate.filter(({ type }) => type === undefined || /html/i.test(type));
  const id = item.ids.map((text) => text.replace(/\s+/g, ' ').trim()).find((text) => text !== '') ?? null;
  const addresses = [
    ...[...pages, ...alternate].map(({ href }) => absoluteUrl(href, base)),
    // Only an absolute id may be an address. A relative one would resolve to a page that does not exist.
    ...item.ids.map((text) => absoluteUrl(text, undefined)),
  ];
  return {
    id,
    url: addresses.find((address) => address !== null) ?? null,
    title: firstTitle(item.titles),
    published: firstInstant(item.published),
    updated: firstInstant(item.updated),
    html: longestBody(item.bodies),
  };
}

function firstTitle(titles: readonly string[]): string | null {
  for (const title of titles) {
    const text = plainTitle(title);
    if (text !== '') return text;
  }
  return null;
}

function firstInstant(dates: readonly string[]): Instant | null {
  for (const date of dates) {
    const instant = parseInstant(date);
    if (instant !== null) return instant;
  }
  return null;
}

function longestBody(bodies: readonly string[]): string | null {
  let best = '';
  for (const body of bodies) if (body.trim().length > best.length) best = body.trim();
  if (best === '') return null;
  // Plain text separates paragraphs by blank lines, which HTML would collapse.
  return /<[a-z!/]/i.test(best) ? best : best.replace(/\n[ \t\r]*\n/g, '<br><br>\n');
}

/** Leaves out exact repetitions of an item. */
function withoutRepeats(items: readonly ListItem[]): readonly ListItem[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    if (item.id === null && item.url === null) return true;
    const key = JSON.stringify(item);
    return !seen.has(key) && seen.add(key);
  });
}
