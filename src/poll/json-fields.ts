import { decodeHTML } from 'entities';
import type { Instant } from '../domain/time.ts';
import type { ListItem } from './source.ts';

/** Dotted paths of the fields inside an item. */
export interface Fields {
  readonly url: string;
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly published?: string | undefined;
  readonly modified?: string | undefined;
  readonly html?: string | undefined;
}

/** Paths in answers of WordPress (`/wp-json/wp/v2/<type>`). Its `_gmt` times are UTC and state no zone. */
export const wordpress = {
  items: '',
  fields: {
    id: 'guid.rendered',
    url: 'link',
    title: 'title.rendered',
    published: 'date_gmt',
    modified: 'modified_gmt',
    html: 'content.rendered',
  },
} as const;

/** Paths in answers of ReliefWeb (API v2, `/v2/reports`) to requests that include these fields. */
export const reliefweb = {
  items: 'data',
  fields: {
    id: 'id',
    url: 'fields.url',
    title: 'fields.title',
    published: 'fields.date.original',
    modified: 'fields.date.changed',
    html: 'fields.body-html',
  },
} as const;

/** Returns which known API gave the answer, or undefined. */
export function presetOf(content: unknown): 'wordpress' | 'reliefweb' | undefined {
  const first = valueAtPath(content, '0');
  if (valueAtPath(first, wordpress.fields.url) !== undefined && valueAtPath(first, 'title.rendered') !== undefined)
    return 'wordpress';
  return valueAtPath(content, 'data.0.fields') === undefined ? undefined : 'reliefweb';
}

/** Returns the value at a path such as `a.b.0.c`, or undefined. The empty path gives the value itself. */
export function valueAtPath(value: unknown, path: string): unknown {
  let current = value;
  for (const name of path === '' ? [] : path.split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = Reflect.get(current, name);
  }
  return current;
}

/** Returns an item of the list with an absolute address. */
export function toListItem(item: unknown, fields: Fields, base: string): ListItem {
  const text = (path: string | undefined): string | null => {
    const value = path === undefined ? undefined : valueAtPath(item, path);
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const link = text(fields.url);
  const title = text(fields.title);
  return {
    id: text(fields.id),
    url: link === null ? null : (URL.parse(link, base)?.href ?? null),
    title: title === null ? null : plainTitle(title),
    published: toInstant(text(fields.published)),
    updated: toInstant(text(fields.modified)),
    html: text(fields.html),
  };
}

function plainTitle(html: string): string {
  return decodeHTML(html.slice(0, 1000).replace(/<[^<>]{0,300}>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Parses a day or an ISO 8601 time; without a zone it is UTC. Returns null for anything else. */
function toInstant(text: string | null): Instant | null {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text ?? '',
  );
  if (!parts) return null;
  const [, day, time = '00:00:00', zone = 'Z'] = parts;
  const at = new Date(`${day}T${time}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`);
  // `Date` would turn a day that does not exist (30 February) into another day.
  const real = !Number.isNaN(at.getTime()) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day ?? '-');
  return real ? at.toISOString() : null;
}
