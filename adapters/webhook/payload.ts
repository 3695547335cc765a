import type { Block, Message } from '../../src/chat/message.ts';
import { cleanLines } from '../post/clean.ts';
import { inertMarkdown } from './markdown.ts';

/** A post without what is known only when it is sent. */
export interface WebhookPayload {
  /** The whole post as Markdown in which nothing of a source acts. */
  readonly text: string;
  /** The post as data. Its `text` is plain. */
  readonly message: Message;
}

/** Rises when a receiver that reads the body today could misread it. */
const version = 1;

/**
 * Returns the payload of a message. Text of strangers loses what cannot be seen or turns a line around. Buttons are left
 * out: a receiver has no way to press them.
 */
export function payloadOf(message: Message): WebhookPayload {
  const shown = message.blocks.filter(
    (block): block is Exclude<Block, { type: 'actions' }> => block.type !== 'actions',
  );
  return { text: inertMarkdown(message.text), message: cleaned({ ...message, blocks: shown }) };
}

/** The same data with all its texts cleaned. */
function cleaned<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    typeof inner === 'string' ? cleanLines(inner) : inner,
  ) as T; // the same shape, each text as a text
}

/** Returns the body of the request. `replyTo` is the id of the earlier post that this one revises, or null. */
export function bodyOf({ text, message }: WebhookPayload, id: string, replyTo: string | null): string {
  return JSON.stringify({ version, id, replyTo, text, message });
}
