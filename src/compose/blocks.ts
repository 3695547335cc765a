import type { Block, Button, Line, Message, Span } from '../chat/message.ts';
import { type PlainMarks, plainText } from '../chat/plain-text.ts';
import type { Instant } from '../domain/time.ts';

/** The pieces that a message is built from. */

/** Words with or without style, or a whole line of spans. */
export type Words = string | Span | Line;

export function spans(...parts: readonly Words[]): Line {
  return parts
    .flatMap((part): Line => (typeof part === 'string' ? [{ text: part }] : 'text' in part ? [part] : part))
    .filter((span) => span.text !== '');
}
export function line(...parts: readonly Words[]): Block {
  return { type: 'line', spans: spans(...parts) };
}
export function context(...parts: readonly Words[]): Block {
  return { type: 'context', spans: spans(...parts) };
}
export function strong(text: string): Span {
  return { text, strong: true };
}
export function allStrong(words: Words): Line {
  return spans(words).map((span) => ({ ...span, strong: true }));
}
export function struck(text: string): Span {
  return { text, struck: true };
}
/** Returns the span of a channel or a person, named as a subscription names it. */
export function place(name: string): Span {
  return { text: name, isPlace: true };
}
export function at(text: string, instant: Instant): Span {
  return Number.isNaN(Date.parse(instant)) ? { text } : { text, at: instant };
}
/** Returns a link where the address is http or https; any other address stays text. */
export function link(text: string, url: string): Span {
  const protocol = URL.parse(url)?.protocol;
  return protocol === 'http:' || protocol === 'https:'
    ? { text, href: url }
    : { text: text === url ? url : `${text} (${url})` };
}
/** Returns a block of buttons; no block where there are none. */
export function actions(...buttons: readonly Button[]): readonly Block[] {
  return buttons.length === 0 ? [] : [{ type: 'actions', buttons }];
}
/** Returns the parts with `separator` between them. */
export function joined(parts: readonly Words[], separator: string): readonly Words[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

/** Adds the plain text of the message. `marks` are those of its language. */
export function finish(message: Omit<Message, 'text'>, marks: PlainMarks): Message {
  return { ...message, text: plainText(message, marks) };
}
