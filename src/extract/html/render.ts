import type { AnyNode, Element } from 'domhandler';
import { plainCharacters } from '../text/characters.ts';

const paragraphs: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre hr article section main figure address'.split(' '),
);
const blocks: ReadonlySet<string> = new Set(
  'div li tr dt dd caption figcaption header footer aside nav form fieldset legend details summary body center thead tbody tfoot option'.split(
    ' ',
  ),
);
const hiddenElements: ReadonlySet<string> = new Set(
  'script style noscript template head title meta link iframe object embed svg canvas audio video map input select textarea button dialog math'.split(
    ' ',
  ),
);

interface Writer {
  /** Finished lines; the empty string is a blank line. */
  readonly lines: string[];
  line: string;
  /** Precedes the next text of the line: the number of a list entry or the separator of a cell. */
  pending: string;
  spaceDue: boolean;
}

type Step = { readonly open: AnyNode; readonly context: Context } | { readonly close: () => void };
interface Context {
  readonly preformatted: boolean;
  /** True in a cell with a single paragraph, which must not break the row. */
  readonly inline: boolean;
}

/**
 * Returns HTML as the text that a reader sees. Each block, list entry, table row and `<br>` is a line, and a blank line
 * separates paragraphs. Ordered lists keep their numbers, ` | ` separates cells, and a raised footnote becomes `[^2]`, so
 * that it never becomes a digit of the figure before it.
 */
export function textOfNodes(nodes: readonly AnyNode[]): string {
  const writer: Writer = { lines: [], line: '', pending: '', spaceDue: false };
  // An explicit stack avoids deep recursion on hostile pages.
  const steps: Step[] = [];
  const push = (children: readonly AnyNode[], context: Context) => {
    for (const child of children.toReversed()) steps.push({ open: child, context });
  };
  push(nodes, { preformatted: false, inline: false });
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if ('close' in step) {
      step.close();
      continue;
    }
    const { open: node, context } = step;
    if (node.type === 'text') write(writer, node.data, context.preformatted);
    else if ('children' in node) {
      if (node.type === 'tag') renderElement(node, context, writer, steps, push);
      else if (node.type === 'root') push(node.children, context);
    }
  }
  breakLine(writer);
  return writer.lines.join('\n').trim();
}

function renderElement(
  element: Element,
  context: Context,
  writer: Writer,
  steps: Step[],
  push: (children: readonly AnyNode[], context: Context) => void,
): void {
  const { name } = element;
  if (hiddenElements.has(name)) return;
  if (name === 'br') {
    breakLine(writer, context.inline ? 'space' : 'always');
    return;
  }
  if (isRaised(element, writer) && writeNote(writer, shallowText(element))) return;
  const inner: Context = { ...context, preformatted: context.preformatted || name === 'pre' };
  if (name === 'td' || name === 'th') {
    if (writer.line !== '') writer.pending = ' | ';
    const holders = element.children.filter(
      (child) => child.type === 'tag' && (paragraphs.has(child.name) || blocks.has(child.name)),
    );
    push(element.children, { ...inner, inline: holders.length <= 1 });
    return;
  }
  const isParagraph = paragraphs.has(name);
  if (!isParagraph && !blocks.has(name)) {
    push(element.children, inner);
    return;
  }
  const tight = context.inline && (name === 'p' || name === 'div');
  const edge = () => {
    if (tight) writer.spaceDue = true;
    else if (isParagraph) endParagraph(writer);
    else breakLine(writer);
  };
  edge();
  const number = name === 'li' ? listNumber(element) : null;
  if (number !== null) writer.pending = `${number}. `;
  steps.push({ close: edge });
  push(element.children, tight ? inner : { ...inner, inline: false });
}

function write(writer: Writer, data: string, preformatted: boolean): void {
  const text = plainCharacters(data);
  if (preformatted) {
    const [first = '', ...others] = text.split('\n');
    append(writer, first);
    for (const other of others) {
      breakLine(writer, 'always');
      append(writer, other);
    }
    return;
  }
  if (/^\s/.test(text)) writer.spaceDue = true;
  // A no-break space here groups the thousands of a number.
  const folded = text.replace(/[^\S\u00a0]+/g, ' ').trim();
  if (folded === '') return;
  append(writer, folded);
  if (/\s$/.test(text)) writer.spaceDue = true;
}

function append(writer: Writer, text: string): void {
  if (text === '') return;
  // A list whose text contains its numbers must not be numbered twice.
  if (writer.pending !== '' && !(writer.pending.endsWith('. ') && /^\(?\d{1,4}[.)]/.test(text)))
    writer.line += writer.pending;
  else if (writer.spaceDue && writer.line !== '' && !writer.line.endsWith(' ')) writer.line += ' ';
  // The bracket of `killed<span>[4]</span>` is a footnote.
  const isGlued = writer.pending === '' && /[^\s([]$/.test(writer.line);
  writer.pending = '';
  writer.spaceDue = false;
  writer.line += isGlued ? text.replace(/^\[(\d{1,3})\]/, '[^$1]') : text;
}

function breakLine(writer: Writer, mode: 'block' | 'always' | 'space' = 'block'): void {
  if (mode === 'space') {
    writer.spaceDue = true;
    return;
  }
  const line = writer.line.trimEnd();
  if (line !== '') writer.lines.push(line);
  else if (mode === 'always' && writer.lines.at(-1) !== '') writer.lines.push('');
  writer.line = '';
  writer.spaceDue = false;
  if (writer.pending === ' | ') writer.pending = '';
}

function endParagraph(writer: Writer): void {
  breakLine(writer);
  if (writer.lines.length > 0 && writer.lines.at(-1) !== '') writer.lines.push('');
}

const ordinalEnding = /^(?:st|nd|rd|th|er|re|ème|tm|sm|®|™)$/i;
const maxNoteLength = 8;

/**
 * Writes a raised mark after its text. Ordinal endings (`5<sup>th</sup>`) stay letters. Returns false for text that is too
 * long for a mark; a space then separates it from its neighbours.
 */
function writeNote(writer: Writer, raw: string): boolean {
  const text = raw.replace(/^[\s[(]+|[\s\])]+$/g, '');
  if (text.length > maxNoteLength && !text.includes('[^')) {
    writer.spaceDue = true;
    return false;
  }
  if (text !== '') append(writer, ordinalEnding.test(text) || text.includes('[^') ? raw.trim() : `[^${text}]`);
  return true;
}

const raisedStyle = /vertical-align\s{0,3}:\s{0,3}super\b/i;
const raisedClass = /(?:^|\s)(?:sup|superscript|footnote-?ref(?:erence)?)(?:\s|$)/i;

/** Returns whether an element is raised, lowered after a digit, or a link to a note that directly follows a word. */
function isRaised(element: Element, writer: Writer): boolean {
  const { name, attribs } = element;
  if (name === 'sup' || raisedStyle.test(attribs['style'] ?? '') || raisedClass.test(attribs['class'] ?? ''))
    return true;
  // "1,600 <a href="#_ftn4">[4]</a> civilians": a bracket apart from its figure.
  if (writer.spaceDue) return name === 'a' && isNoteLink(element) && /^\[/.test(shallowText(element).trim());
  if (name === 'sub') return /\d$/.test(writer.line);
  return name === 'a' && /[^\s([]$/.test(writer.line) && isNoteLink(element);
}

/** Returns whether a link leads to a note: `<a href="#_ftn4">[4]</a>`, `<a href="https://…/page#fn4">4</a>`. */
function isNoteLink(element: Element): boolean {
  const isLocal = /^#.|#(?:_?ftn|_?edn|fn|note|footnote|endnote|cite|ref)/i.test(element.attribs['href'] ?? '');
  return isLocal && /^[[(]?\d{1,3}[\])]?$/.test(shallowText(element).trim());
}

/** Returns the text of a small element, down to ten levels and about 200 characters. */
function shallowText(element: Element, depth = 0): string {
  if (depth > 10) return '';
  let text = '';
  for (const child of element.children) {
    if (child.type === 'text') text += child.data;
    else if (child.type === 'tag' && !hiddenElements.has(child.name)) text += shallowText(child, depth + 1);
    if (text.length > 200) break;
  }
  return plainCharacters(text).replace(/\s+/g, ' ');
}

/** Returns the number that a browser shows before the entry, or null in a list without numbers. */
function listNumber(item: Element): number | null {
  const parent = item.parent;
  if (parent?.type !== 'tag' || parent.name !== 'ol') return null;
  const own = wholeNumber(item.attribs['value']);
  if (own !== null) return own;
  const items = numbered.get(parent) ?? countItems(parent);
  numbered.set(parent, items);
  return items.get(item) ?? null;
}

const numbered = new WeakMap<Element, ReadonlyMap<Element, number>>();

function countItems(parent: Element): ReadonlyMap<Element, number> {
  const items = parent.children.filter((child): child is Element => child.type === 'tag' && child.name === 'li');
  const step = parent.attribs['reversed'] === undefined ? 1 : -1;
  let number = wholeNumber(parent.attribs['start']) ?? (step === 1 ? 1 : items.length);
  const numbers = new Map<Element, number>();
  for (const item of items) {
    number = wholeNumber(item.attribs['value']) ?? number;
    numbers.set(item, number);
    number += step;
  }
  return numbers;
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\s{0,5}-?\d{1,6}\s{0,5}$/.test(text) ? Number(text) : null;
}
