import type { Block, Button, Line, Message, Span } from '../chat/message.ts';
import type { Instant } from '../domain/time.ts';
import type { Language } from './language/en.ts';

/** The small pieces a message is built from, and the plain text that is made of the same pieces. */

export function spans(...parts: readonly (string | Span)[]): Line {
  return parts.map((part) => (typeof part === 'string' ? { text: part } : part)).filter((span) => span.text !== '');
}
export function line(...parts: readonly (string | Span)[]): Block {
  return { type: 'line', spans: spans(...parts) };
}
export function context(...parts: readonly (string | Span)[]): Block {
  return { type: 'context', spans: spans(...parts) };
}
export function strong(text: string): Span {
  return { text, strong: true };
}
export function struck(text: string): Span {
  return { text, struck: true };
}
/** A channel or a person, as a subscription names it. */
export function place(name: string): Span {
  return { text: name, isPlace: true };
}
export function at(text: string, instant: Instant): Span {
  return Number.isNaN(Date.parse(instant)) ? { text } : { text, at: instant };
}
/** A link where the address is http or https; what else it is stays text. */
export function link(text: string, url: string): Span {
  const protocol = URL.parse(url)?.protocol;
  return protocol === 'http:' || protocol === 'https:'
    ? { text, href: url }
    : { text: text === url ? url : `${text} (${url})` };
}
/** What may be done about a post; no block where there is nothing. */
export function actions(...buttons: readonly Button[]): readonly Block[] {
  return buttons.length === 0 ? [] : [{ type: 'actions', buttons }];
}
/** The parts with `separator` between them. */
export function joined(parts: readonly (string | Span)[], separator: string): readonly (string | Span)[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

export function finish(message: Omit<Message, 'text'>, language: Language): Message {
  const text = [
    plainLine(message.headline, language),
    ...message.blocks.flatMap((block) => plainBlock(block, language)),
  ];
  return { ...message, text: text.join('\n') };
}

function plainLine(parts: Line, language: Language): string {
  return parts
    .map((span) => {
      const text = span.struck ? language.struck(span.text) : span.text;
      return span.href === undefined || span.href === span.text ? text : `${text} (${span.href})`;
    })
    .join('');
}

function plainBlock(block: Block, language: Language): readonly string[] {
  switch (block.type) {
    case 'line':
    case 'context':
      return [plainLine(block.spans, language)];
    case 'quote':
      return [language.quoted(block.text), plainLine(block.attribution, language)];
    case 'divider':
    // What can be pressed says nothing that is not said in words.
    case 'actions':
      return [];
    case 'table':
      return [
        `${block.caption}:`,
        ...block.rows.map((row) =>
          row
            .map((cell, index) => ({ cell, title: block.columns[index]?.title ?? '' }))
            .filter(({ cell }) => cell !== '')
            .map(({ cell, title }) => `${title}: ${cell}`)
            .join('; '),
        ),
      ];
  }
}
