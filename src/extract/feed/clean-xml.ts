import { decodeHTML } from 'entities';

const forbidden = /[\p{Cc}--[\t\n\r\u007f-\u009f]]|[\ufffe\uffff]/gv;
const reference = /&(?:#(\d{1,10})|#x([\da-f]{1,8})|([a-z][\da-z]{1,31}));|&/gi;
const xmlNames: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);
const nameStart = /[a-z_]/i;
const tagName = /^<([\w.:-]{1,100})/;
/** Some feeds put unescaped HTML into these elements, whose words the parsers would then lose or disorder. */
const htmlHolders: ReadonlySet<string> = new Set([
  ...['title', 'dc:title', 'atom:title', 'description', 'dc:description', 'summary', 'atom:summary', 'content'],
  ...['content:encoded', 'atom:content', 'subtitle', 'tagline', 'info', 'copyright', 'rights', 'guid'],
]);
/** Elements of feeds, which a text that was never closed would swallow. */
const feedElement = /<\/?(?:\w{1,20}:)?(?:item|entry|channel|feed|rss|guid|pubdate|published|updated)\b/i;
const cdata = /<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)/g;
const xhtmlType = /\stype\s{0,5}=\s{0,5}(?:"xhtml"|'xhtml')/i;

/**
 * Returns well-formed XML for what feeds send. Works in one forward pass, so that hostile feeds cost no more than others.
 * Removes declarations, document types with their entities, instructions, comments and forbidden characters. Replaces
 * named HTML entities, and escapes bare `&` and `<`. Markup inside texts and in `type="xhtml"` becomes escaped HTML, because
 * the parsers lose the order of its elements.
 */
export function cleanXml(raw: string): string {
  const text = raw.toWellFormed().replace(forbidden, '');
  const first = text.indexOf('<');
  if (first === -1) return '';
  const out: string[] = [];
  const tried: Tried = new Map();
  let at = first;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    if (next === -1) {
      out.push(cleanReferences(text.slice(at)));
      break;
    }
    if (next > at) out.push(cleanReferences(text.slice(at, next)));
    at = markup(text, next, out, tried);
  }
  return out.join('').trimStart();
}

/** Where the end of an element was last looked for, so that no end is looked for twice. `text.length`: there is none. */
type Tried = Map<string, number>;

/** Writes the markup that begins with the `<` at `start`. Returns the offset after it. */
function markup(text: string, start: number, out: string[], tried: Tried): number {
  if (text.startsWith('<![CDATA[', start)) {
    const end = after(text, ']]>', start + 9);
    const closed = text.startsWith(']]>', end - 3);
    out.push(text.slice(start, end), closed ? '' : ']]>');
    return end;
  }
  if (text.startsWith('<!--', start)) return after(text, '-->', start + 4);
  if (text.startsWith('<?', start)) return after(text, '?>', start + 2);
  if (text.startsWith('<!', start)) return afterDocumentType(text, start + 2, tried);
  const closing = text[start + 1] === '/';
  if (!nameStart.test(text[closing ? start + 2 : start + 1] ?? '')) {
    out.push('&lt;');
    return start + 1;
  }
  const end = afterTag(text, start + 1);
  const tag = text.slice(start, end);
  const clean = cleanReferences(tag);
  const name = tagName.exec(tag)?.[1] ?? '';
  const isXhtml = xhtmlType.test(tag);
  const isHolder = !closing && !tag.endsWith('/>') && (isXhtml || htmlHolders.has(name));
  const close = isHolder ? untriedEnd(text, name, end, tried) : text.length;
  const inner = text.slice(end, close);
  if (close === text.length || !(isXhtml || holdsMarkup(inner))) {
    out.push(clean);
    return end;
  }
  out.push(isXhtml ? clean.replace(xhtmlType, ' type="html"') : clean);
  out.push(inner.replace(cdata, '$1').replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  return close;
}

/** Returns where the element ends, or the end of the text for none and for an end that was looked at before. */
function untriedEnd(text: string, name: string, from: number, tried: Tried): number {
  const before = tried.get(name) ?? -1;
  if (before >= from) return text.length;
  const found = text.indexOf(`</${name}`, from);
  tried.set(name, found === -1 ? text.length : found);
  return found === -1 ? text.length : found;
}

/** Whether the text of an element contains HTML as it is, outside CDATA. */
function holdsMarkup(inner: string): boolean {
  if (!inner.includes('<')) return false;
  const outside = inner.replace(cdata, '');
  return /<[a-z/]/i.test(outside) && !feedElement.test(outside);
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}

/** Returns the offset after a document type. Only quotes and brackets are interpreted. */
function afterDocumentType(text: string, from: number, tried: Tried): number {
  const nearest = after(text, '>', from);
  if (tried.has('!')) return nearest;
  let quote = '';
  let bracket = false;
  for (let at = from; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '[') bracket = true;
    else if (letter === ']') bracket = false;
    else if (letter === '>' && !bracket) return at + 1;
  }
  tried.set('!', from);
  return nearest;
}

function afterTag(text: string, from: number): number {
  let quote = '';
  let before = '';
  for (let at = from; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '>') return at + 1;
    else if (letter === '<') return at;
    else if ((letter === '"' || letter === "'") && before === '=') quote = letter;
    if (letter > ' ') before = letter;
  }
  return text.length;
}

function cleanReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(reference, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) {
      if (xmlNames.has(name)) return whole;
      const known = decodeHTML(whole);
      return known === whole ? `&amp;${name};` : escapeXml(known);
    }
    if (decimal === undefined && hex === undefined) return '&amp;';
    return escapeXml(decodeHTML(whole).replace(forbidden, '').toWellFormed());
  });
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** Returns the feed without the incomplete last item of a truncated feed, which would look like an item without a link. */
export function dropIncompleteItem(xml: string): string {
  const lastOpen = Math.max(xml.lastIndexOf('<item>'), xml.lastIndexOf('<item '), xml.lastIndexOf('<entry'));
  const lastClose = Math.max(xml.lastIndexOf('</item>'), xml.lastIndexOf('</entry>'));
  const selfClosed = lastOpen !== -1 && /^<\w+[^<>]{0,2000}\/>/.test(xml.slice(lastOpen, lastOpen + 2100));
  const atom =
    xml.lastIndexOf('</feed') !== -1 || xml.lastIndexOf('</rss') !== -1 || xml.lastIndexOf(':RDF') > lastOpen;
  return lastOpen > lastClose && !selfClosed && !atom ? xml.slice(0, lastOpen) : xml;
}
