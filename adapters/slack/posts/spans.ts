import type { RichTextElement } from '@slack/types';
import type { Line, Span } from '../../../src/chat/message.ts';
import { datedOf } from '../../post/dated.ts';
import { type Markup, woven } from '../../post/woven.ts';
import { anchor, code, inert } from './escape.ts';

/**
 * Cleaned spans as rich text, which shows every character as it is: formatting, links and emoji are elements of their
 * own there, so nothing in a source can ask for one.
 */
export function richLine(spans: Line): RichTextElement[] {
  return spans.flatMap(richSpan);
}

type Style = Pick<Span, 'strong' | 'struck' | 'typed'>;

export function richText(text: string, style: Style = {}): RichTextElement {
  return { type: 'text', text, ...styleOf(style) };
}

/** The id of a channel; a person is not named so, for that would call them. */
function channelOf({ isPlace, text }: Span): string | undefined {
  return isPlace ? /^(?:[TE][A-Z0-9]{2,}\/)?([CG][A-Z0-9]{2,})$/.exec(text)?.[1] : undefined;
}

function richSpan(span: Span): RichTextElement[] {
  const { text, href } = span;
  const style = styleOf(span);
  if (href !== undefined) return [{ type: 'link', url: href, ...(text === href ? {} : { text }), ...style }];
  const channel = channelOf(span);
  if (channel !== undefined) return [{ type: 'channel', channel_id: channel, ...style }];
  const dated = datedOf(span);
  if (dated === undefined) return [richText(text, span)];
  const { before, shown, after, timestamp } = dated;
  return [
    ...(before === '' ? [] : [richText(before, span)]),
    { type: 'date', timestamp, format: dateFormat, fallback: shown, ...style },
    ...(after === '' ? [] : [richText(after, span)]),
  ];
}

function styleOf({ strong, struck, typed }: Style) {
  const style = {
    ...(strong ? { bold: true } : {}),
    ...(struck ? { strike: true } : {}),
    ...(typed === undefined ? {} : { code: true }),
  };
  return Object.keys(style).length === 0 ? {} : { style };
}

/** Cleaned spans as mrkdwn, for small print; bold and struck text is not for small print. */
export function mrkdwnLine(spans: Line): string {
  return woven(spans.flatMap(mrkdwnSpan), inert);
}

function mrkdwnSpan(span: Span): readonly (string | Markup)[] {
  if (span.href !== undefined) return [anchor(span.href, span.text)];
  const channel = channelOf(span);
  if (channel !== undefined) return [{ markup: `<#${channel}>` }];
  if (span.typed !== undefined) return [code(span.text)];
  const dated = datedOf(span);
  if (dated === undefined) return [span.text];
  const { before, shown, after, timestamp } = dated;
  const fallback = inert(shown).replaceAll('|', '/');
  return [before, { markup: `<!date^${timestamp}^${dateFormat}|${fallback}>` }, after];
}

/** Never "yesterday": posts are quoted, printed and read years later. */
const dateFormat = '{date_short}, {time}';
