import type { RichTextElement } from '@slack/types';
import type { Line, Span } from '../../../src/chat/message.ts';
import { datedOf } from '../../post/dated.ts';
import { type Markup, woven } from '../../post/woven.ts';
import { anchor, code, inert } from './escape.ts';

/**
 * Returns cleaned spans as rich text. Rich text shows every character literally, so no text of a source can become
 * formatting, a link or an emoji.
 */
export function richLine(spans: Line): RichTextElement[] {
  return spans.flatMap(richSpan);
}

type Style = Pick<Span, 'strong' | 'struck' | 'typed'>;

export function richText(text: string, style: Style = {}): RichTextElement {
  return { type: 'text', text, ...styleOf(style) };
}

/** Returns the id of a channel that the span names; undefined for a person, whom a mention would notify. */
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

/** Returns cleaned spans as mrkdwn for small print, without bold and struck text. */
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

/** Never relative ("yesterday"), because posts are read years later. */
const dateFormat = '{date_short}, {time}';
