import { type JsonList, type ListItem, SourceError } from '../../poll/source.ts';
import { decode } from '../text/charset.ts';
import { presetOf, presets, toListItem, valueAtPath } from './fields.ts';
import { parseLenientJson } from './lenient-json.ts';

/**
 * Extracts the items of an answer of a JSON API, in its order. Throws `SourceError` `not-a-feed` for an answer that is no
 * JSON, has no list at the path or is of no known API and has no path for the address.
 */
export function extractJsonList(
  bytes: Uint8Array,
  contentType: string,
  url: string,
  list: JsonList,
): readonly ListItem[] {
  const content = parse(bytes, contentType);
  const name = list.preset ?? (list.fields?.url === undefined ? presetOf(content) : undefined);
  const preset = name === undefined ? undefined : presets[name];
  if (preset === undefined && list.fields?.url === undefined)
    throw new SourceError(
      'not-a-feed',
      'The answer is neither of WordPress nor of ReliefWeb. Set items and fields of this source to the paths of its list and fields.',
    );
  const items = valueAtPath(content, list.items ?? preset?.items ?? '');
  if (!Array.isArray(items))
    throw new SourceError(
      'not-a-feed',
      `The answer has no list at ${list.items || 'its top'}. Open its address in a browser and correct items for this source.`,
    );
  const paths = (field: keyof NonNullable<JsonList['fields']>): readonly string[] => {
    const own = list.fields?.[field];
    return own === undefined ? (preset?.fields[field] ?? []) : [own];
  };
  const fields = {
    id: paths('id'),
    url: paths('url'),
    title: paths('title'),
    published: paths('published'),
    modified: paths('modified'),
    html: paths('html'),
  };
  return items.map((item) => toListItem(item, fields, url));
}

function parse(bytes: Uint8Array, contentType: string): unknown {
  const parsed = parseLenientJson(decode(bytes, contentType));
  if (parsed !== undefined) return parsed.value;
  throw new SourceError(
    'not-a-feed',
    `The answer is no JSON (${contentType.slice(0, 60) || 'no type'}). Open its address in a browser and correct the url of this source.`,
  );
}
