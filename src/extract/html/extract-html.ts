import { type CheerioAPI, load } from 'cheerio/slim';
import type { AnyNode, Element } from 'domhandler';
import { type ExtractedDocument, SourceError } from '../../poll/source.ts';
import { ignoredSelectors } from '../text/ignored-lines.ts';
import { removeBoilerplate } from './boilerplate.ts';
import { findChallenge } from './challenge.ts';
import { inspectPage } from './inspect-page.ts';
import { readMetadata } from './metadata.ts';
import { textOfNodes } from './render.ts';

/**
 * Extracts the article of a page: by the selector of the source, by the marks of known content systems, by Readability, or
 * else the whole page without menus. A cut that loses incidents or more than half of the prose is not used, because no one
 * notices missing text. Throws `SourceError`: `blocked`, `suspect` (no text), `unreadable` (would exhaust a parser).
 */
export async function extractHtml(
  html: string,
  {
    selector,
    url = '',
    ignore = [],
  }: { selector?: string | undefined; url?: string | undefined; ignore?: readonly string[] } = {},
): Promise<ExtractedDocument> {
  const $ = loadPage(html);
  const metadata = readMetadata($, url);
  removeBoilerplate($);
  for (const ignored of ignoredSelectors(ignore)) query($, ignored).remove();
  const selected = selectedText($, selector);
  const text = selected ?? (await articleText($));
  if (text === '')
    throw new SourceError(
      'suspect',
      'The page has no text. A script in the browser may build it. Watch the same document at another address.',
    );
  const isMissed = selected === null && selector !== undefined && selector.trim() !== '';
  return { text, ...metadata, ...(isMissed ? { selectorMissed: true as const } : {}) };
}

/** Parses a page. Throws `SourceError`: `blocked`, `suspect`, `unreadable`, `too-large`. */
export function loadPage(html: string): CheerioAPI {
  if (html.trim() === '')
    throw new SourceError('suspect', 'The page is empty. Open its address in a browser and check that it still works.');
  const challenge = findChallenge(html, inspectPage(html));
  if (challenge !== null)
    throw new SourceError(
      'blocked',
      `The site blocked access to the page (${challenge}). Ask the publisher for access, or watch the same document at another address.`,
    );
  const $ = parse(html);
  // Browsers add a missing `<tbody>`, so selectors copied from a browser contain it.
  $('table > tr')
    .parent()
    .each((_, table) => void $(table).children('tr').wrapAll('<tbody></tbody>'));
  return $;
}

/** Uses htmlparser2, because the standard algorithm can build a tree that is much larger than its input. */
function parse(html: string): CheerioAPI {
  return load(html, { xml: { xmlMode: false, decodeEntities: true } });
}

/** Returns the text that `selector` matches, in page order, or null. Throws `unreadable` for an invalid selector. */
function selectedText($: CheerioAPI, selector: string | undefined): string | null {
  if (selector === undefined || selector.trim() === '') return null;
  return textOfMatches($, selector) || null;
}

export function query($: CheerioAPI, selector: string) {
  try {
    return $(selector);
  } catch (error) {
    throw new SourceError(
      'unreadable',
      `"${selector.slice(0, 100)}" is not a CSS selector. Correct it in the source's configuration.`,
      { cause: error },
    );
  }
}

function textOfMatches($: CheerioAPI, selector: string): string {
  const nodes = query($, selector).toArray();
  const matched = new Set<AnyNode>(nodes);
  const outermost = nodes.filter((node) => {
    for (let at = node.parent; at !== null; at = at.parent) if (matched.has(at)) return false;
    return true;
  });
  return outermost
    .map((node) => textOfNodes([node]))
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Content systems put these around the article and around nothing else. */
const certainSelectors = [
  '[itemprop="articleBody"]',
  '.acontent',
  '.acontent-container',
  '.govspeak',
  '.field--name-body',
];
/** Usually the article, sometimes another element of that name. */
const likelySelectors = [
  '.article-body',
  '.article__body',
  '.body',
  '.entry-content',
  '.post-content',
  '.article-content',
  'article',
];

async function articleText($: CheerioAPI): Promise<string> {
  const whole = textOfNodes($.root().toArray());
  if (whole === '') return '';
  const cuts: (() => Promise<readonly [text: string, minProse: number]>)[] = [
    ...certainSelectors.map((selector) => async () => [textOfMatches($, selector), 0.15] as const),
    ...likelySelectors.map((selector) => async () => [textOfMatches($, selector), 0.5] as const),
    async () => [await byReadability($, whole), 0.5] as const,
    async () => [textOfMatches($, 'main, [role="main"]'), 0.5] as const,
  ];
  for (const cut of cuts) {
    const [text, minProse] = await cut();
    if (text !== '' && keepsReport(text, whole, minProse)) return text;
  }
  return whole;
}

/**
 * Returns the lines of the page from the first to the last that Readability selects. Its own text is not used, because it
 * drops the styles of raised notes, and whole lists inside an article.
 */
async function byReadability($: CheerioAPI, whole: string): Promise<string> {
  const html = forReadability($);
  if (html === null) return '';
  const { readableHtml } = await import('./readable.ts');
  let content: string | null;
  try {
    content = readableHtml(html);
  } catch {
    return ''; // The other candidates remain.
  }
  if (content === null) return '';
  const key = (line: string) => line.replace(/^\d+\. |\[\^|\]|[\s|]/g, '');
  const selected = new Set(textOfNodes(parse(content).root().toArray()).split('\n').map(key));
  const lines = whole.split('\n');
  const isSelected = (line: string) => line.length >= 25 && selected.has(key(line));
  const first = lines.findIndex(isSelected);
  return first === -1 ? '' : lines.slice(first, lines.findLastIndex(isSelected) + 1).join('\n');
}

/** Above these limits Readability takes seconds, and the page is no article. */
const readabilityLimits = { elements: 15_000, characters: 2_000_000 };

/** Returns the HTML with only the attributes that Readability uses, or null if the page is too large. */
function forReadability($: CheerioAPI): string | null {
  if ($('*').length > readabilityLimits.elements) return null;
  const copy = parse($.html());
  const elements = copy('*').toArray();
  for (const element of elements.filter((node): node is Element => node.type === 'tag'))
    for (const [name, value] of Object.entries(element.attribs))
      if (!/^(?:class|id|href|itemprop|role)$/.test(name) || value.length > 2000) delete element.attribs[name];
  const html = copy.html();
  return html.length > readabilityLimits.characters ? null : html;
}

const minProseLength = 80;
const incidentLine =
  /^(?:\d{1,3}[.)]\s{0,3})?(?:on\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s{0,2}\d{1,2}.{0,60}\b(?:near|in|vicinity|via|iraq|syria|somalia|libya)\b/i;

/** Returns whether `text` has enough of the prose of `whole` and lacks at most one line that looks like an incident. */
function keepsReport(text: string, whole: string, minProse: number): boolean {
  const kept = new Set(text.split('\n'));
  let prose = 0;
  let keptProse = 0;
  let lostEntries = 0;
  for (const line of whole.split('\n')) {
    const isKept = kept.has(line);
    if (line.length >= minProseLength) {
      prose += line.length;
      if (isKept) keptProse += line.length;
    }
    if (!isKept && line.length >= 50 && incidentLine.test(line)) lostEntries++;
  }
  return lostEntries < 2 && keptProse >= prose * minProse;
}
