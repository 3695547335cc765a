import { type CheerioAPI, load } from 'cheerio/slim';
import type { AnyNode, Element } from 'domhandler';
import { type ExtractedDocument, SourceError } from '../../poll/source.ts';
import { removeBoilerplate } from './boilerplate.ts';
import { findChallenge } from './challenge.ts';
import { inspectPage } from './inspect-page.ts';
import { readMetadata } from './metadata.ts';
import { textOfNodes } from './render.ts';

/**
 * One HTML page. Its text is the article: by the source's selector, else by the marks of known content systems, else by
 * Readability, else the whole page without its menus. A cut that would lose a report's list of incidents, or more than
 * half of the page's prose, is not made: text too much is seen by a reader, text too little by nobody.
 * Throws `SourceError`: `blocked`, `suspect` (no text), `unreadable` (shaped to exhaust a parser).
 */
export async function extractHtml(
  html: string,
  { selector, url = '' }: { selector?: string | undefined; url?: string | undefined } = {},
): Promise<ExtractedDocument> {
  const $ = loadPage(html);
  const metadata = readMetadata($, url);
  removeBoilerplate($);
  const text = selectedText($, selector) ?? (await articleText($));
  if (text === '')
    throw new SourceError(
      'suspect',
      'The page has no text. It may be built by a script in the browser: watch the same document at another address.',
    );
  return { text, ...metadata };
}

/** Parses a page that is one. Throws `SourceError`: `blocked`, `suspect`, `unreadable`, `too-large`. */
export function loadPage(html: string): CheerioAPI {
  if (html.trim() === '')
    throw new SourceError('suspect', 'The page is empty. Open its address in a browser and check that it still works.');
  const challenge = findChallenge(html, inspectPage(html));
  if (challenge !== null)
    throw new SourceError(
      'blocked',
      `Instead of the page came one that keeps programs out (${challenge}). Ask the publisher for access, or watch the same document at another address.`,
    );
  const $ = parse(html);
  // As browsers do: selectors copied from one name the body of a table that its source leaves out.
  $('table > tr')
    .parent()
    .each((_, table) => void $(table).children('tr').wrapAll('<tbody></tbody>'));
  return $;
}

/** By htmlparser2: every step forward, where the standard's algorithm can be made to build more than it was given. */
function parse(html: string): CheerioAPI {
  return load(html, { xml: { xmlMode: false, decodeEntities: true } });
}

/** What `selector` matches, in page order, or null where it matches no text. Throws `unreadable` on a broken selector. */
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

/** Set by the content system itself around the article, and around nothing else. */
const certainSelectors = [
  '[itemprop="articleBody"]',
  '.acontent',
  '.acontent-container',
  '.govspeak',
  '.field--name-body',
];
/** Commonly the article, sometimes something else of that name. */
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
  const cuts: (() => Promise<readonly [text: string, leastProse: number]>)[] = [
    ...certainSelectors.map((selector) => async () => [textOfMatches($, selector), 0.15] as const),
    ...likelySelectors.map((selector) => async () => [textOfMatches($, selector), 0.5] as const),
    async () => [await byReadability($, whole), 0.5] as const,
    async () => [textOfMatches($, 'main, [role="main"]'), 0.5] as const,
  ];
  for (const cut of cuts) {
    const [text, leastProse] = await cut();
    if (text !== '' && keepsReport(text, whole, leastProse)) return text;
  }
  return whole;
}

/**
 * The stretch of the page's lines from the first to the last that Readability keeps. Its own text is not used: it drops
 * the styles that raise a note, and whole lists from the middle of an article.
 */
async function byReadability($: CheerioAPI, whole: string): Promise<string> {
  const html = forReadability($);
  if (html === null) return '';
  const { readableHtml } = await import('./readable.ts');
  let content: string | null;
  try {
    content = readableHtml(html);
  } catch {
    return ''; // Its failure on a strange page is one candidate less, not a page less.
  }
  if (content === null) return '';
  const key = (line: string) => line.replace(/^\d+\. |\[\^|\]|[\s|]/g, '');
  const kept = new Set(textOfNodes(parse(content).root().toArray()).split('\n').map(key));
  const lines = whole.split('\n');
  const isKept = (line: string) => line.length >= 25 && kept.has(key(line));
  const first = lines.findIndex(isKept);
  return first === -1 ? '' : lines.slice(first, lines.findLastIndex(isKept) + 1).join('\n');
}

/** Beyond these Readability takes seconds, and a page is no longer an article. */
const readabilityLimits = { elements: 15_000, characters: 2_000_000 };

/** The page's HTML with the attributes that Readability weighs, none of them long; null where it is too large for it. */
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

/** Whether `text` has enough of the prose of `whole`, and all but one at most of the lines that look like incidents. */
function keepsReport(text: string, whole: string, leastProse: number): boolean {
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
  return lostEntries < 2 && keptProse >= prose * leastProse;
}
