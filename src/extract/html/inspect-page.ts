import { Parser } from 'htmlparser2';
import { SourceError } from '../../poll/source.ts';

/** What one linear pass over a page tells, before anything builds a tree of it. */
export interface PageInspection {
  readonly title: string;
  /** The first 20,000 characters of text outside scripts and styles, white space folded. */
  readonly text: string;
  readonly hasPassword: boolean;
}

const hiddenElements: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'svg']);
const voidElements: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const maxTextLength = 20_000;

/** Browsers flatten what is deeper than 512; no page that a person wrote comes near the others. */
const maximum = { depth: 500, attributes: 1000, elements: 100_000, pieces: 200_000 };

/**
 * Throws `SourceError` for a page that is shaped to exhaust whoever builds a tree of it, as soon as that shows:
 * `unreadable` (nested too deep, too many attributes) or `too-large` (too many elements).
 */
export function inspectPage(html: string): PageInspection {
  const parts: string[] = [];
  const open: string[] = [];
  let length = 0;
  let title = '';
  let silence = 0;
  let hasPassword = false;
  let attributes = 0;
  let elements = 0;
  let pieces = 0;
  const parser = new Parser(
    {
      onopentagname(name) {
        attributes = 0;
        if (++elements > maximum.elements) throw refused('too-large', `it has more than ${maximum.elements} elements`);
        if (voidElements.has(name)) return;
        open.push(name);
        if (open.length > maximum.depth) throw refused('unreadable', `its elements are nested ${open.length} deep`);
      },
      onattribute() {
        if (++attributes > maximum.attributes) throw refused('unreadable', `one element has ${attributes} attributes`);
      },
      onopentag(name, values) {
        if (name === 'input' && values['type']?.toLowerCase() === 'password') hasPassword = true;
        if (hiddenElements.has(name)) silence++;
      },
      ontext(text) {
        // Text comes in a piece for each stray bracket or ampersand, and every piece costs more than its character.
        if (++pieces > maximum.pieces)
          throw refused('too-large', `its text is broken into more than ${maximum.pieces} pieces`);
        if (open.at(-1) === 'title') {
          if (silence === 0 && title.length < 300) title += text;
        } else if (silence === 0 && length < maxTextLength) {
          parts.push(text);
          length += text.length;
        }
      },
      onclosetag(name) {
        if (open.at(-1) !== name) return;
        open.pop();
        if (hiddenElements.has(name)) silence--;
        if (length < maxTextLength) parts.push(' ');
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  const fold = (text: string) => text.replace(/\s+/g, ' ').trim();
  return { title: fold(title), text: fold(parts.join('')).slice(0, maxTextLength), hasPassword };
}

function refused(kind: 'unreadable' | 'too-large', fault: string): SourceError {
  return new SourceError(kind, `The page was not read: ${fault}. Open its address in a browser and check it.`);
}
