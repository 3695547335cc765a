import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

/** The article as Mozilla's reader view cuts it out, as HTML; null where it finds none. Input must be cleaned before. */
export function readableHtml(html: string): string | null {
  const { document } = parseHTML(html);
  return new Readability(document, { charThreshold: 200 }).parse()?.content ?? null;
}
