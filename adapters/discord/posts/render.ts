import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord-api-types/v10';
import type { Button, Line, Message } from '../../../src/chat/message.ts';
import { clean, cleanLines, shorten } from '../../post/clean.ts';
import { fitted } from '../../post/fit.ts';
import { type Item, itemsOf, type Place } from '../../post/items.ts';
import { withNotice, wordsOfLeft } from '../../post/left.ts';
import { costOf, embedsOf } from './embeds.ts';
import { inert, isTooLong, markdownLine, target } from './markdown.ts';
import {
  cellLength,
  customIdOf,
  type DiscordPayload,
  type DiscordPost,
  headlineLength,
  limits,
  lineLength,
  columns as mostColumns,
  noMentions,
  shares,
  sparedButtons,
  sparedTexts,
} from './payload.ts';
import { withDiscordNames } from './typed.ts';

/** `cut` says what was left out; the post says it too. */
export interface Rendered {
  readonly payload: DiscordPayload;
  readonly cut: readonly string[];
}

/** Returns the headline as `content`, which a notification shows, and the rest in embeds. Pure. */
export function render(given: Message): Rendered {
  const message = withDiscordNames(given);
  const { items, left } = fitted(withLinks(itemsOf(message, place)), {
    within: withinLimits,
    addresses: addressesOf(message).filter(isTooLong).length,
    cost,
    budget: limits.embedTexts - sparedTexts,
    shares,
    tooMany: () => false,
  });
  const headlines = items.map((item) => (item.type === 'headline' ? headlineText(item.spans) : ''));
  const buttons = items.flatMap((item) => (item.type === 'actions' && item.buttons.length > 0 ? [item.buttons] : []));
  const payload: DiscordPayload = {
    content: headlines.join(''),
    embeds: embedsOf(withNotice(items, left)),
    components: rowsOf(buttons),
    allowed_mentions: noMentions,
  };
  return { payload, cut: wordsOfLeft(left) };
}

/** Renders a message of the outbox. Its title leaves out what is outdated. */
export function renderPost(message: Message): { readonly payload: DiscordPost; readonly cut: readonly string[] } {
  const { payload, cut } = render(message);
  const current = message.headline.flatMap(({ text, struck }) => (struck === true ? [] : [text]));
  const words = clean(current.join(''))
    .replaceAll(/\s+/gu, ' ')
    .replace(/[\s·]+$/u, '')
    .trim();
  return { payload: { ...payload, title: shorten(words === '' ? untitled : words, limits.title) }, cut };
}

export const untitled = 'Ackwatch';

function cost(item: Item): number {
  if (item.type !== 'headline') return costOf(item, lineLength);
  return headlineText(item.spans).length <= headlineLength ? 0 : Number.POSITIVE_INFINITY;
}

/** Returns the headline without links: Discord would unfold one in `content`. */
function headlineText(spans: Line): string {
  return markdownLine(spans.map(({ href: _, ...span }) => ({ ...span, strong: true }))).trim();
}

/** Returns the items with the links of the headline in lines below it. */
function withLinks([headline, ...items]: readonly Item[]): readonly Item[] {
  if (headline?.type !== 'headline') return items;
  const links = headline.spans.filter(({ href }) => href !== undefined);
  return [headline, ...links.map((span): Item => ({ type: 'line', spans: [span] })), ...items];
}

function addressesOf({ headline, blocks }: Message): readonly (string | undefined)[] {
  const lines = blocks.flatMap((block) =>
    'spans' in block ? [block.spans] : block.type === 'quote' ? [block.attribution] : [],
  );
  return [headline, ...lines].flatMap((spans) => spans.map(({ href }) => href));
}

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
/** Discord's numbers for components and styles. */
const actionRow = 1;
const button = 2;
const secondary = 2;

/** Returns rows of buttons. Each block has separate rows where there are enough. */
function rowsOf(blocks: readonly (readonly Button[])[]): DiscordPayload['components'] {
  const apart = blocks.flatMap(inRows);
  return (apart.length <= limits.rows ? apart : inRows(blocks.flat())).map(
    (buttons): Row => ({
      type: actionRow,
      components: buttons.map(({ label, command, effect }) => ({
        type: button,
        style: secondary,
        label,
        custom_id: customIdOf(effect, command),
      })),
    }),
  );
}

function inRows(buttons: readonly Button[]): readonly (readonly Button[])[] {
  const rows: Button[][] = [];
  for (let from = 0; from < buttons.length; from += limits.buttonsInRow) {
    rows.push(buttons.slice(from, from + limits.buttonsInRow));
  }
  return rows;
}

const place: Place = { tables: 0, headline: headlineLength, isSmall: () => true, target };

/** Returns each item within Discord's limit for its type, without regard to the budget. */
function withinLimits(items: readonly Item[]): readonly Item[] {
  const buttons = buttonsWithin(items);
  return items.map((item): Item => {
    switch (item.type) {
      case 'table':
      case 'rows': {
        const columns = item.table.columns.slice(0, mostColumns);
        const titled = columns.map((column) => ({ ...column, title: shorten(column.title, cellLength) }));
        const rows = item.table.rows.map((row) => columns.map((_, index) => shorten(row[index] ?? '', cellLength)));
        return {
          ...item,
          table: { ...item.table, caption: shorten(item.table.caption, cellLength), columns: titled, rows },
        };
      }
      case 'actions':
        return { ...item, buttons: item.buttons.flatMap((button) => buttons.get(button) ?? []) };
      case 'quote':
        return { ...item, text: shorten(item.text, lineLength), attribution: withinText(item.attribution) };
      case 'divider':
        return item;
      default:
        return { ...item, spans: withinText(item.spans) };
    }
  });
}

/** Returns the buttons that fit, with their short labels. Discord refuses two buttons with one `custom_id`. */
function buttonsWithin(items: readonly Item[]): ReadonlyMap<Button, Button> {
  const fitting = new Map<Button, Button>();
  const ids = new Set<string>();
  const most = limits.rows * limits.buttonsInRow - sparedButtons;
  for (const button of items.flatMap((item) => (item.type === 'actions' ? item.buttons : []))) {
    const { command, effect } = button;
    const id = customIdOf(effect, command);
    if (!isWhole(command) || id.length > limits.button.customId || ids.has(id) || fitting.size === most) continue;
    ids.add(id);
    fitting.set(button, {
      ...button,
      label: shorten(button.label || clean(command).trim() || '…', limits.button.label),
    });
  }
  return fitting;
}

/** A command is never cut, because half of it is another command. */
function isWhole(command: string): boolean {
  return command !== '' && command.isWellFormed() && !/\p{Cc}/u.test(command);
}

function withinText(spans: Line): Line {
  return spans.map((span) => (span.text === span.href ? span : { ...span, text: shorten(span.text, lineLength) }));
}

/** Returns plain words in which nothing acts, cut with "…" where they are too long for Discord. */
export function plainPayload(words: string): DiscordPayload {
  return { content: contentOf(cleanLines(words).trim()), embeds: [], components: [], allowed_mentions: noMentions };
}

function contentOf(text: string): string {
  const most = limits.content;
  const short = shorten(text, most);
  const content = inert(short);
  if (content.length <= most) return content;
  // At most one backslash before each sign, so half of the text always fits.
  const backslashes = content.length - short.length;
  return inert(shorten(text, Math.max(most - backslashes, most / 2)));
}
