import { Parser } from 'htmlparser2';
import { SourceError } from '../../poll/source.ts';

/** What one linear pass over a page tells, before anything builds a tree of it. */
export interface PageScan {
  readonly title: string;
  /** The first 20,000 characters of text outside scripts and styles, white space folded. */
  readonly text: string;
  readonly hasPassword: boolean;
}

const silent: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'svg']);
const empty: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const textCap = 20_000;

/** Browsers flatten what is deeper than 512; no page that a person wrote comes near the others. */
const most = { depth: 500, attributes: 1000, elements: 100_000, pieces: 200_000 };

/**
 * Throws `SourceError` for a page that is shaped to exhaust whoever builds a tree of it, as soon as that shows:
 * `unreadable` (nested too deep, too many attributes) or `too-large` (too many elements).
 */
export function scanPage(html: string): PageScan {
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
        if (++elements > most.elements) throw refused('too-large', `it has more than ${most.elements} elements`);
        if (empty.has(name)) return;
        open.push(name);
        if (open.length > most.depth) throw refused('unreadable', `its elements are nested ${open.length} deep`);
      },
      onattribute() {
        if (++attributes > most.attributes) throw refused('unreadable', `one element has ${attributes} attributes`);
      },
      onopentag(name, values) {
        if (name === 'input' && values['type']?.toLowerCase() === 'password') hasPassword = true;
        if (silent.has(name)) silence++;
      },
      ontext(text) {
        // Text comes in a piece for each stray bracket or ampersand, and every piece costs more than its character.
        if (++pieces > most.pieces)
          throw refused('too-large', `its text is broken into more than ${most.pieces} pieces`);
        if (open.at(-1) === 'title') {
          if (silence === 0 && title.length < 300) title += text;
        } else if (silence === 0 && length < textCap) {
          parts.push(text);
          length += text.length;
        }
      },
      onclosetag(name) {
        if (open.at(-1) !== name) return;
        open.pop();
        if (silent.has(name)) silence--;
        if (length < textCap) parts.push(' ');
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  const fold = (text: string) => text.replace(/\s+/g, ' ').trim();
  return { title: fold(title), text: fold(parts.join('')).slice(0, textCap), hasPassword };
}

function refused(kind: 'unreadable' | 'too-large', fault: string): SourceError {
  return new SourceError(kind, `The page was not read: ${fault}. Open its address in a browser and check it.`);
}
