import type { Instant } from '../../domain/time.ts';
import type { JsonFields, JsonPreset, ListItem } from '../../poll/source.ts';
import { absoluteUrl } from '../text/absolute-url.ts';
import { parseInstant } from '../text/instant.ts';
import { plainTitle } from '../text/plain-title.ts';

/** Where a well-known API has its list and its fields. Of several paths the first with a value counts. */
interface Preset {
  readonly items: string;
  readonly fields: { readonly [Field in keyof JsonFields]-?: readonly string[] };
}

export const presets: Readonly<Record<JsonPreset, Preset>> = {
  /** `/wp-json/wp/v2/<type>`. Its `_gmt` times are UTC and state no zone. */
  wordpress: {
    items: '',
    fields: {
      id: ['guid.rendered'],
      url: ['link'],
      title: ['title.rendered'],
      published: ['date_gmt'],
      modified: ['modified_gmt'],
      html: ['content.rendered'],
    },
  },
  /** API v2, `/v2/reports`, for requests that include these fields. `url` is the address by number. */
  reliefweb: {
    items: 'data',
    fields: {
      id: ['id'],
      url: ['fields.url_alias', 'fields.url'],
      title: ['fields.title'],
      published: ['fields.date.original', 'fields.date.created'],
      modified: ['fields.date.changed'],
      html: ['fields.body-html', 'fields.body'],
    },
  },
};

/** Returns which known API gave the answer, or undefined. */
export function presetOf(content: unknown): JsonPreset | undefined {
  const first = valueAtPath(content, '0');
  if (valueAtPath(first, 'link') !== undefined && valueAtPath(first, 'title.rendered') !== undefined)
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
export function toListItem(item: unknown, fields: Preset['fields'], base: string): ListItem {
  const text = (paths: readonly string[]): string | null => {
    for (const path of paths) {
      const value = valueAtPath(item, path);
      if (typeof value === 'number') return String(value);
      if (typeof value === 'string' && value.trim() !== '') return value.trim();
    }
    return null;
  };
  const title = text(fields.title);
  return {
    id: text(fields.id),
    url: absoluteUrl(text(fields.url) ?? undefined, base),
    title: title === null ? null : plainTitle(title),
    published: instant(text(fields.published)),
    updated: instant(text(fields.modified)),
    html: text(fields.html),
  };
}

/** Parses a date, or the seconds or milliseconds since 1970 that some APIs give. */
function instant(text: string | null): Instant | null {
  if (text === null) return null;
  if (!/^\d{10}(?:\d{3})?$/.test(text)) return parseInstant(text);
  return new Date(Number(text) * (text.length === 10 ? 1000 : 1)).toISOString();
}
