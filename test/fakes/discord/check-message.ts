import { Mistakes, Refusal } from './refusals.ts';
import type { Json } from './state.ts';

/** What a message may be (docs.discord.com, resources/message and components/reference). Lengths count UTF-16 units. */

const embedTotal = 6000;

export interface CheckedMessage {
  /** Without the blanks around it, as Discord keeps it; undefined where the body has none. */
  readonly content: string | undefined;
  readonly embeds: readonly Json[] | undefined;
  readonly components: readonly Json[] | undefined;
  readonly nonce: string | null;
  readonly enforcesNonce: boolean;
  readonly reference: { readonly id: string; readonly channel: string | null; readonly mustExist: boolean } | null;
  readonly allowedMentions: unknown;
  readonly flags: number;
}

/** Throws 50035 with every mistake. A new message must not be empty: 50006. */
export function checkMessage(body: Json, isNew: boolean, prefix = ''): CheckedMessage {
  const mistakes = new Mistakes();
  const { content, embeds, components, nonce, message_reference: reference, allowed_mentions: allowed, flags } = body;
  const at = (path: string) => `${prefix}${path}`;
  mistakes.text(at('content'), content, 2000, false);
  const checkedEmbeds = mistakes.list(at('embeds'), embeds, 10);
  checkedEmbeds.forEach((embed, index) => {
    checkEmbed(mistakes, at(`embeds.${index}`), embed);
  });
  if (checkedEmbeds.reduce((sum, embed) => sum + lengthOf(embed), 0) > embedTotal) {
    mistakes.add(at('embeds'), 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${embedTotal}`);
  }
  const rows = mistakes.list(at('components'), components, 5);
  checkRows(mistakes, at('components'), rows);
  if (nonce !== undefined && nonce !== null && typeof nonce !== 'number') mistakes.text(at('nonce'), nonce, 25, false);
  checkAllowed(mistakes, at('allowed_mentions'), allowed);
  const referred = reference as Json | undefined | null;
  if (referred && !isSnowflake(referred['message_id'])) {
    const message = `Value "${referred['message_id']}" is not snowflake.`;
    mistakes.add(at('message_reference.message_id'), 'NUMBER_TYPE_COERCE', message);
  }
  mistakes.refuse();
  const isEmpty =
    (typeof content !== 'string' || content.trim() === '') && checkedEmbeds.length === 0 && rows.length === 0;
  if (isNew && isEmpty) throw new Refusal(50006);
  return {
    content: content === undefined ? undefined : String(content ?? '').trim(),
    embeds: embeds === undefined ? undefined : checkedEmbeds.map(kept),
    components: components === undefined ? undefined : numbered(rows),
    nonce: nonce === undefined || nonce === null ? null : String(nonce),
    enforcesNonce: body['enforce_nonce'] === true,
    reference: referred
      ? {
          id: String(referred['message_id']),
          channel: isSnowflake(referred['channel_id']) ? String(referred['channel_id']) : null,
          mustExist: referred['fail_if_not_exists'] !== false,
        }
      : null,
    allowedMentions: allowed,
    flags: typeof flags === 'number' ? flags : 0,
  };
}

export function isSnowflake(value: unknown): boolean {
  return typeof value === 'string' && /^\d{15,20}$/u.test(value);
}

function checkEmbed(mistakes: Mistakes, path: string, embed: Json): void {
  mistakes.text(`${path}.title`, embed['title'], 256, false);
  mistakes.text(`${path}.description`, embed['description'], 4096, false);
  mistakes.address(`${path}.url`, embed['url']);
  const { color, timestamp, footer, author, image, thumbnail } = embed as Record<string, Json | undefined>;
  if (
    color !== undefined &&
    color !== null &&
    !(Number.isInteger(color) && Number(color) >= 0 && Number(color) <= 0xffffff)
  ) {
    mistakes.add(`${path}.color`, 'NUMBER_TYPE_MAX', 'int value should be less than or equal to 16777215.');
  }
  if (timestamp !== undefined && timestamp !== null && Number.isNaN(Date.parse(String(timestamp)))) {
    mistakes.add(`${path}.timestamp`, 'DATE_TIME_TYPE_PARSE', `Could not parse ${timestamp}. Should be ISO8601.`);
  }
  if (footer) {
    mistakes.text(`${path}.footer.text`, footer['text'], 2048, true);
    mistakes.address(`${path}.footer.icon_url`, footer['icon_url']);
  }
  if (author) {
    mistakes.text(`${path}.author.name`, author['name'], 256, true);
    mistakes.address(`${path}.author.url`, author['url']);
  }
  if (image) mistakes.address(`${path}.image.url`, image['url']);
  if (thumbnail) mistakes.address(`${path}.thumbnail.url`, thumbnail['url']);
  mistakes.list(`${path}.fields`, embed['fields'], 25).forEach((field, index) => {
    mistakes.text(`${path}.fields.${index}.name`, field['name'], 256, true);
    mistakes.text(`${path}.fields.${index}.value`, field['value'], 1024, true);
  });
}

/** What counts for the 6,000 characters of all embeds together. */
function lengthOf(embed: Json): number {
  const length = (value: unknown) => (typeof value === 'string' ? value.trim().length : 0);
  const fields = Array.isArray(embed['fields']) ? (embed['fields'] as Json[]) : [];
  return (
    length(embed['title']) +
    length(embed['description']) +
    length((embed['footer'] as Json | undefined)?.['text']) +
    length((embed['author'] as Json | undefined)?.['name']) +
    fields.reduce((sum, field) => sum + length(field?.['name']) + length(field?.['value']), 0)
  );
}

function checkRows(mistakes: Mistakes, path: string, rows: readonly Json[]): void {
  const ids = new Set<unknown>();
  rows.forEach((row, index) => {
    mistakes.choice(`${path}.${index}.type`, row['type'], [1]);
    if (row['components'] === undefined) {
      mistakes.add(`${path}.${index}.components`, 'BASE_TYPE_REQUIRED', 'This field is required');
    }
    mistakes.list(`${path}.${index}.components`, row['components'], 5, 1).forEach((button, place) => {
      checkButton(mistakes, `${path}.${index}.components.${place}`, button, ids);
    });
  });
}

function checkButton(mistakes: Mistakes, path: string, button: Json, ids: Set<unknown>): void {
  mistakes.choice(`${path}.type`, button['type'], [2]);
  mistakes.choice(`${path}.style`, button['style'], [1, 2, 3, 4, 5]);
  mistakes.text(`${path}.label`, button['label'], 80, button['emoji'] === undefined);
  const { custom_id: id, url, style } = button;
  if (style === 5) {
    if (id !== undefined)
      mistakes.add(
        path,
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    if (url === undefined) mistakes.add(`${path}.url`, 'BASE_TYPE_REQUIRED', 'A url is required');
    if (typeof url === 'string' && url.length > 512) mistakes.longest(`${path}.url`, url, 512);
    else mistakes.address(`${path}.url`, url);
    return;
  }
  if (url !== undefined)
    mistakes.add(`${path}.url`, 'BUTTON_COMPONENT_INVALID_URL', 'A url may only be given for a link');
  mistakes.text(`${path}.custom_id`, id, 100, true);
  if (id !== undefined && ids.has(id)) {
    mistakes.add(`${path}.custom_id`, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  }
  ids.add(id);
}

function checkAllowed(mistakes: Mistakes, path: string, allowed: unknown): void {
  if (allowed === undefined || allowed === null) return;
  const { parse, users, roles } = allowed as Json;
  for (const kind of Array.isArray(parse) ? parse : []) {
    mistakes.choice(`${path}.parse`, kind, ['roles', 'users', 'everyone']);
    const named = kind === 'users' ? users : kind === 'roles' ? roles : undefined;
    if (Array.isArray(named) && named.length > 0) {
      mistakes.add(
        path,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
    }
  }
}

/** As Discord keeps an embed: no blanks around its texts, nothing that is null, and its type. */
function kept(embed: Json): Json {
  const trimmed = (value: unknown): unknown => {
    if (typeof value === 'string') return value.trim();
    if (Array.isArray(value)) return value.map(trimmed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]) => (one === null || one === undefined ? [] : [[name, trimmed(one)]])),
    );
  };
  const fields = Array.isArray(embed['fields']) ? (embed['fields'] as Json[]) : undefined;
  return {
    ...(trimmed(embed) as Json),
    ...(fields === undefined
      ? {}
      : { fields: fields.map((field) => ({ inline: false, ...(trimmed(field) as Json) })) }),
    type: 'rich',
  };
}

/** Discord numbers the components that have no number. */
function numbered(rows: readonly Json[]): readonly Json[] {
  let number = 0;
  return rows.map((row) => {
    number += 1;
    const id = row['id'] ?? number;
    const components = (row['components'] as readonly Json[]).map((button) => {
      number += 1;
      return { id: number, ...button };
    });
    return { ...row, id, components };
  });
}
