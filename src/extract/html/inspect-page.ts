import { Parser } from 'htmlparser2';
import { SourceError } from '../../poll/source.ts';

/** What one linear pass finds in a page. */
export interface PageInspection {
  readonly title: string;
  /** First 20,000 characters of text outside scripts and styles, with white space collapsed. */
  readonly text: string;
  readonly hasPassword: boolean;
}

const hiddenElements: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'svg']);
const voidElements: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const maxTextLength = 20_000;

/** Browsers flatten elements deeper than 512. Real pages are far below the other limits. */
const maximum = { depth: 500, attributes: 1000, elements: 100_000, pieces: 200_000 };

/**
 * Inspects a page before a parser builds a tree of it. Throws `SourceError` for a page that would exhaust the parser:
 * `unreadable` (nested too deeply, too many attributes) or `too-large` (too many elements or pieces of text).
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
        // Each stray bracket or ampersand splits the text, and a piece costs more than its characters.
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
  return new SourceError(kind, `The page could not be read: ${fault}. Open its address in a browser and check it.`);
}
