import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

/** Returns the article that Mozilla's Readability finds, as HTML, or null. This file is loaded only when it is needed. */
export function readableHtml(html: string): string | null {
  const { document } = parseHTML(html);
  return new Readability(document, { charThreshold: 200 }).parse()?.content ?? null;
}
