import { expect } from 'vitest';

/**
 * What Slack takes, written from its documentation apart from the adapter's limits, so that one mistake is not made
 * twice. Gives every fault of a payload, with where it is; none where Slack would take it and nothing in it acts.
 */
export function faultsOf(
  payload: { readonly text: string; readonly blocks: readonly unknown[] },
  place: Place = 'message',
) {
  const faults: string[] = [];
  const { text, blocks } = payload;
  const say = (at: string, what: string) => void faults.push(`${at}: ${what}`);

  if (text.trim() === '') say('text', 'is empty');
  if (text.length > 4000) say('text', `has ${text.length} characters`);
  faults.push(...actingIn(text, 'text'));
  const [most, mostJson] = place === 'message' ? [50, 12_000] : [100, 250_000];
  if (blocks.length === 0) say('blocks', 'are none');
  if (blocks.length > most) say('blocks', `are ${blocks.length}`);
  const size = JSON.stringify(blocks).length;
  if (size > mostJson) say('blocks', `have ${size} characters of JSON`);
  if (blocks.filter((block) => typeOf(block) === 'table').length > (place === 'message' ? 1 : 0))
    say('blocks', 'hold too many tables');
  for (const name of ['block_id', 'action_id']) {
    const ids = valuesOf(blocks, name);
    if (new Set(ids).size !== ids.length) say('blocks', `hold a ${name} twice`);
    if (ids.some((id) => String(id).length > 255)) say('blocks', `hold a ${name} of more than 255 characters`);
  }
  if (stringsOf([text, blocks]).some((one) => !one.isWellFormed())) say('payload', 'holds half a character');
  // No one sees the value of a button.
  const seen = stringsOf(JSON.parse(JSON.stringify(blocks, (key, value) => (key === 'value' ? undefined : value))));
  for (const shown of [text, ...seen]) {
    if (hidden.test(shown.replaceAll('\n', ' '))) say('payload', 'holds what cannot be seen');
  }
  for (const [index, block] of blocks.entries()) faults.push(...blockFaults(block as Json, `blocks/${index}`));
  return faults;
}
export function expectTaken(
  payload: { readonly text: string; readonly blocks: readonly unknown[] },
  place: Place = 'message',
) {
  expect(faultsOf(payload, place)).toEqual([]);
}

type Place = 'message' | 'home';
type Json = Readonly<Record<string, unknown>>;
/** The joiners that scripts need are between letters. */
const hidden = /(?<![\p{L}\p{M}])[\u200c\u200d]|(?![\u200c\u200d])[\p{Cc}\p{Cf}]/u;

function typeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
}
function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
function valuesOf(value: unknown, name: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...(key === name ? [inner] : []), ...valuesOf(inner, name)]);
}

function blockFaults(block: Json, at: string): readonly string[] {
  const elements = Array.isArray(block['elements']) ? (block['elements'] as readonly Json[]) : [];
  switch (block['type']) {
    case 'divider':
      return [];
    case 'header':
      return textFaults(block['text'] as Json, at, 150, ['plain_text']);
    case 'section':
      return textFaults(block['text'] as Json, at, 3000, ['mrkdwn', 'plain_text']);
    case 'context':
      return [
        ...counted(elements, 10, at),
        ...elements.flatMap((one, index) => textFaults(one, `${at}/${index}`, 3000, ['mrkdwn', 'plain_text'])),
      ];
    case 'actions':
      return [...counted(elements, 25, at), ...elements.flatMap((one, index) => buttonFaults(one, `${at}/${index}`))];
    case 'table':
      return tableFaults(block, at);
    case 'rich_text':
      return [
        ...counted(elements, Number.POSITIVE_INFINITY, at),
        ...elements.flatMap((one, index) => richFaults(one, `${at}/${index}`)),
      ];
    default:
      return [`${at}: is a block that is not known: ${String(block['type'])}`];
  }
}

function counted(elements: readonly unknown[], most: number, at: string): readonly string[] {
  return elements.length >= 1 && elements.length <= most ? [] : [`${at}: has ${elements.length} elements`];
}

function textFaults(object: Json | undefined, at: string, most: number, types: readonly string[]): readonly string[] {
  const { type, text, verbatim, emoji } = object ?? {};
  if (typeof text !== 'string' || !types.includes(String(type))) return [`${at}: has no text of ${types.join(' or ')}`];
  return [
    ...(text.trim() === '' ? [`${at}: is empty`] : []),
    ...(text.length > most ? [`${at}: has ${text.length} characters`] : []),
    ...(type === 'mrkdwn' && verbatim !== true ? [`${at}: lets Slack look for links`] : []),
    ...(type === 'plain_text' && emoji !== false ? [`${at}: lets Slack look for emoji`] : []),
    ...(type === 'mrkdwn' ? actingIn(text, at) : []),
  ];
}

/** Left over once our own links and dates, and what is escaped, are taken out. */
function actingIn(mrkdwn: string, at: string): readonly string[] {
  const [own, others] = [/<https?:\/\/[^\s<>|]{1,3000}(?:\|[^<>]+)?>/g, /<!date\^\d+\^[^|<>]+\|[^<>]+>/g];
  const labels = [...mrkdwn.matchAll(/<(?:https?:|!date)[^|<>]*\|([^<>]*)>/g)].map(([, label = '']) => label);
  const rest = mrkdwn.replaceAll(others, 'x').replaceAll(own, 'x');
  return [rest, ...labels].flatMap((text) => {
    const faults: (readonly [RegExp, string])[] = [
      [/[<>]/, 'an angle bracket'],
      [/&(?!(?:amp|lt|gt);)/, 'a bare ampersand'],
      [/^\s*&gt;/m, 'a quote'],
      [/`/, 'code'],
      [/(?<![\p{L}\p{N}])([*_~])\S(?:.*\S)?\1(?![\p{L}\p{N}])/mu, 'formatting'],
      [/(?<![\d:]):(?!\d\d:)[a-z0-9_+'-]{1,100}:/i, 'an emoji'],
    ];
    return faults.filter(([pattern]) => pattern.test(text)).map(([, what]) => `${at}: holds ${what} that acts`);
  });
}

function buttonFaults(button: Json, at: string): readonly string[] {
  const { type, value, action_id: id } = button;
  return [
    ...(type === 'button' ? [] : [`${at}: is no button`]),
    ...textFaults(button['text'] as Json, at, 75, ['plain_text']),
    ...(typeof value === 'string' && value.length >= 1 && value.length <= 2000
      ? []
      : [`${at}: has no value that fits`]),
    ...(/^ackwatch:(?:turn|act):\d+$/.test(String(id)) ? [] : [`${at}: has the name ${String(id)}`]),
  ];
}

function tableFaults({ rows, column_settings: settings }: Json, at: string): readonly string[] {
  const all = rows as readonly (readonly Json[])[];
  const cells = all.flat();
  const characters = cells.reduce((sum, cell) => sum + String(cell['text']).length, 0);
  return [
    ...(all.length >= 1 && all.length <= 100 ? [] : [`${at}: has ${all.length} rows`]),
    ...(all.every((row) => row.length >= 1 && row.length <= 20 && row.length === all[0]?.length)
      ? []
      : [`${at}: has rows of other widths`]),
    ...(cells.every(({ type, text }) => type === 'raw_text' && typeof text === 'string' && text !== '')
      ? []
      : [`${at}: has an empty cell`]),
    ...(characters <= 10_000 ? [] : [`${at}: has ${characters} characters`]),
    ...(Array.isArray(settings) &&
    settings.length <= 20 &&
    settings.every(({ align }) => ['left', 'center', 'right'].includes(align))
      ? []
      : [`${at}: has wrong column_settings`]),
  ];
}

function richFaults(element: Json, at: string): readonly string[] {
  const elements = Array.isArray(element['elements']) ? (element['elements'] as readonly Json[]) : [];
  const none = elements.length === 0 ? [`${at}: is empty`] : [];
  if (element['type'] === 'rich_text_list') return [...none, ...elements.flatMap((one) => richFaults(one, at))];
  if (element['type'] !== 'rich_text_section' && element['type'] !== 'rich_text_quote') return [`${at}: is not known`];
  const faults = elements.flatMap(({ type, text, url, timestamp, format, fallback }) => {
    if (type === 'text')
      return typeof text === 'string' && text !== '' && text.length <= 3000 ? [] : ['has a text that does not fit'];
    if (type === 'link') {
      if (text === '') return ['has an empty link'];
      return /^https?:\/\/\S+$/.test(String(url)) && String(url).length <= 3000 ? [] : ['has a link that is none'];
    }
    if (type === 'date') return Number.isSafeInteger(timestamp) && format && fallback ? [] : ['has no date'];
    // Mentions and emoji are elements too, and no source may ask for one.
    return [`holds a ${String(type)}`];
  });
  return [...none, ...faults.map((what) => `${at}: ${what}`)];
}
