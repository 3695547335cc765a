import type { Json } from './state.ts';

/**
 * Slack's own limits on Block Kit, written from its documentation apart from the adapter's, so that one mistake is not
 * made twice. Gives what is wrong, or null. `place` decides the number of blocks and which of them are allowed.
 */
export function checkBlocks(blocks: unknown, place: 'message' | 'home' = 'message'): BlockRefusal | null {
  if (!Array.isArray(blocks)) return refusal('invalid_blocks_format', 'blocks is no list');
  const most = place === 'message' ? 50 : 100;
  if (blocks.length > most)
    return refusal('invalid_blocks', `no more than ${most} items allowed [json-pointer:/blocks]`);
  const size = JSON.stringify(blocks).length;
  if (place === 'message' && size > 13_200) return refusal('msg_blocks_too_long', `${size} characters of blocks`);
  const tables = blocks.filter((block) => isJson(block) && block['type'] === 'table');
  if (tables.length > 1) return refusal('invalid_attachments', 'only_one_table_allowed');
  const ids = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const wrong = isJson(block) ? wrongWith(block, place, ids) : 'is no object';
    if (wrong !== null) return refusal('invalid_blocks', `${wrong} [json-pointer:/blocks/${index}]`);
  }
  const markdown = blocks.reduce(
    (sum: number, block: Json) => sum + (block['type'] === 'markdown' ? textOf(block['text']).length : 0),
    0,
  );
  return markdown > 12_000 ? refusal('msg_too_long', 'markdown of more than 12000 characters') : null;
}

export interface BlockRefusal {
  readonly error: string;
  readonly message: string;
}
function refusal(error: string, message: string): BlockRefusal {
  return { error, message: `[ERROR] ${message}` };
}
function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function wrongWith(block: Json, place: 'message' | 'home', ids: Set<string>): string | null {
  const id = block['block_id'];
  if (id !== undefined) {
    if (typeof id !== 'string' || id.length > 255) return 'block_id must be at most 255 characters';
    if (ids.has(id)) return 'block_id is not unique';
    ids.add(id);
  }
  switch (block['type']) {
    case 'divider':
      return null;
    case 'header':
      return wrongText(block['text'], 1, 150, ['plain_text']);
    case 'section':
      return wrongSection(block);
    case 'context':
      return wrongElements(block['elements'], 10, (element) =>
        element['type'] === 'image' ? wrongImage(element) : wrongText(element, 1, 3000, ['mrkdwn', 'plain_text']),
      );
    case 'actions':
      return wrongElements(block['elements'], 25, wrongButton);
    case 'image':
      return wrongImage(block);
    case 'table':
      return place === 'home' ? 'unsupported type: table' : wrongTable(block);
    case 'rich_text':
      return wrongRichText(block);
    case 'markdown':
      return place === 'home' ? 'unsupported type: markdown' : textOf(block['text']) === '' ? 'missing text' : null;
    default:
      return `unsupported type: ${String(block['type'])}`;
  }
}

function wrongText(value: unknown, least: number, most: number, types: readonly string[]): string | null {
  if (!isJson(value)) return 'missing text object';
  if (!types.includes(String(value['type']))) return `text may not be of type ${String(value['type'])}`;
  if (typeof value['text'] !== 'string') return 'text is no string';
  if (value['text'].length < least) return `must be more than ${least - 1} characters`;
  if (value['text'].length > most) return `must be less than ${most + 1} characters`;
  if (value['emoji'] !== undefined && value['type'] !== 'plain_text') return 'emoji belongs to plain_text';
  if (value['verbatim'] !== undefined && value['type'] !== 'mrkdwn') return 'verbatim belongs to mrkdwn';
  return null;
}

function wrongSection(block: Json): string | null {
  const { text, fields } = block;
  if (text === undefined && fields === undefined) return 'missing text or fields';
  const wrong = text === undefined ? null : wrongText(text, 1, 3000, ['mrkdwn', 'plain_text']);
  if (wrong !== null) return wrong;
  if (block['accessory'] !== undefined) {
    const accessory = isJson(block['accessory']) ? wrongButton(block['accessory']) : 'accessory is no object';
    if (accessory !== null) return accessory;
  }
  return fields === undefined
    ? null
    : wrongElements(fields, 10, (field) => wrongText(field, 1, 2000, ['mrkdwn', 'plain_text']));
}

function wrongElements(value: unknown, most: number, wrong: (element: Json) => string | null): string | null {
  if (!Array.isArray(value) || value.length === 0) return 'no fewer than 1 elements';
  if (value.length > most) return `no more than ${most} elements`;
  for (const element of value) {
    const found = isJson(element) ? wrong(element) : 'element is no object';
    if (found !== null) return found;
  }
  const actions = value.flatMap((element) =>
    isJson(element) && typeof element['action_id'] === 'string' ? [element['action_id']] : [],
  );
  return new Set(actions).size === actions.length ? null : 'action_id is not unique in its block';
}

function wrongImage(image: Json): string | null {
  if (typeof image['alt_text'] !== 'string' || image['alt_text'].length > 2000)
    return 'alt_text of 1 to 2000 characters';
  const url = image['image_url'];
  if (url === undefined && image['slack_file'] === undefined) return 'missing image_url';
  if (url !== undefined && (typeof url !== 'string' || url.length > 3000))
    return 'image_url of at most 3000 characters';
  return image['title'] === undefined ? null : wrongText(image['title'], 1, 2000, ['plain_text']);
}

function wrongButton(button: Json): string | null {
  if (button['type'] !== 'button') return `unsupported element: ${String(button['type'])}`;
  const wrong = wrongText(button['text'], 1, 75, ['plain_text']);
  if (wrong !== null) return wrong;
  const { action_id, value, url, style, accessibility_label, confirm } = button;
  if (action_id !== undefined && (typeof action_id !== 'string' || action_id.length > 255))
    return 'action_id of at most 255 characters';
  if (value !== undefined && (typeof value !== 'string' || value.length > 2000))
    return 'value of at most 2000 characters';
  if (url !== undefined && (typeof url !== 'string' || url.length > 3000)) return 'url of at most 3000 characters';
  if (style !== undefined && style !== 'primary' && style !== 'danger') return 'style is primary or danger';
  if (accessibility_label !== undefined && textOf(accessibility_label).length > 75)
    return 'accessibility_label of at most 75 characters';
  return confirm === undefined ? null : wrongConfirm(confirm);
}

function wrongConfirm(confirm: unknown): string | null {
  if (!isJson(confirm)) return 'confirm is no object';
  return (
    wrongText(confirm['title'], 1, 100, ['plain_text']) ??
    wrongText(confirm['text'], 1, 300, ['plain_text', 'mrkdwn']) ??
    wrongText(confirm['confirm'], 1, 30, ['plain_text']) ??
    wrongText(confirm['deny'], 1, 30, ['plain_text'])
  );
}

function wrongTable(block: Json): string | null {
  const rows = block['rows'];
  if (!Array.isArray(rows) || rows.length === 0) return 'no fewer than 1 rows';
  if (rows.length > 100) return 'no more than 100 rows';
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  if (width < 1 || width > 20) return 'a row has 1 to 20 cells';
  for (const row of rows) {
    if (!Array.isArray(row) || row.length !== width) return 'all rows must have the same number of cells';
    for (const cell of row) {
      if (!isJson(cell)) return 'cell is no object';
      if (cell['type'] === 'raw_number') {
        if (typeof cell['value'] !== 'number') return 'raw_number without a value';
      } else if (cell['type'] === 'raw_text') {
        if (textOf(cell['text']) === '') return 'raw_text must not be empty';
      } else if (cell['type'] === 'rich_text') {
        const wrong = wrongRichText(cell);
        if (wrong !== null) return wrong;
      } else return `unsupported cell: ${String(cell['type'])}`;
    }
  }
  const settings = block['column_settings'];
  if (settings === undefined) return null;
  if (!Array.isArray(settings) || settings.length > 20) return 'no more than 20 column_settings';
  const aligned = settings.every(
    (one) =>
      one === null ||
      (isJson(one) && ['left', 'center', 'right', undefined].includes(one['align'] as string | undefined)),
  );
  return aligned ? null : 'align is left, center or right';
}

const richContainers = ['rich_text_section', 'rich_text_list', 'rich_text_preformatted', 'rich_text_quote'];

function wrongRichText(block: Json): string | null {
  if (!Array.isArray(block['elements']) || block['elements'].length === 0) return 'rich_text without elements';
  for (const element of block['elements']) {
    if (!isJson(element) || !richContainers.includes(String(element['type'])))
      return 'unsupported element of rich_text';
    const wrong = element['type'] === 'rich_text_list' ? wrongRichText(element) : wrongRichRun(element['elements']);
    if (wrong !== null) return wrong;
  }
  return null;
}

function wrongRichRun(elements: unknown): string | null {
  if (!Array.isArray(elements)) return 'rich_text section without elements';
  for (const element of elements) {
    if (!isJson(element)) return 'element is no object';
    const { type, text, url, timestamp, format } = element;
    if (type === 'text' && textOf(text) === '') return 'text must be more than 0 characters';
    if (type === 'link' && (textOf(url) === '' || textOf(url).length > 3000)) return 'url of 1 to 3000 characters';
    if (type === 'date' && (typeof timestamp !== 'number' || textOf(format) === '')) return 'date without its time';
    if (
      !['text', 'link', 'date', 'emoji', 'user', 'channel', 'usergroup', 'broadcast', 'color'].includes(String(type))
    ) {
      return `unsupported element: ${String(type)}`;
    }
  }
  return null;
}
