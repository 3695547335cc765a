import type { Span } from '../../src/chat/message.ts';

export interface Dated {
  readonly before: string;
  readonly shown: string;
  readonly after: string;
  /** Seconds. */
  readonly timestamp: number;
}

/** Returns the time inside the words of a span; undefined where none is found, so that no word is lost. */
export function datedOf({ text, at }: Span): Dated | undefined {
  if (at === undefined) return undefined;
  const timestamp = Math.floor(Date.parse(at) / 1000);
  const found = /\d[^\n]{0,60}?\bUTC\b/u.exec(text);
  if (found === null || Number.isNaN(timestamp) || timestamp < 0) return undefined;
  const [shown] = found;
  return { before: text.slice(0, found.index), shown, after: text.slice(found.index + shown.length), timestamp };
}
