import { Parser } from 'htmlparser2';
import { SourceError } from '../poll/source.ts';

/** What one linear pass over a page tells, before anything builds a tree of it. */
export interface PageScan {
  readonly title: string;
  /** The first 20,000 characters of text outside scripts and styles, white space folded. */
  readonly text: string;
  readonly hasPassword: boolean;
  readonly depth: number;
  readonly attributes: number;
}

const silent: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'svg']);
const empty: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const textCap = 20_000;

export function scanPage(html: string): PageScan {
  const parts: string[] = [];
  const open: string[] = [];
  let length = 0;
  let title = '';
  let silence = 0;
  let hasPassword = false;
  let depth = 0;
  let attributes = 0;
  let most = 0;
  const parser = new Parser(
    {
      onopentagname() {
        attributes = 0;
      },
      onattribute() {
        attributes++;
        if (attributes > most) most = attributes;
      },
      onopentag(name, values) {
        if (name === 'input' && values['type']?.toLowerCase() === 'password') hasPassword = true;
        if (empty.has(name)) return;
        open.push(name);
        if (open.length > depth) depth = open.length;
        if (silent.has(name)) silence++;
      },
      ontext(text) {
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
        parts.push(' ');
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  const fold = (text: string) => text.replace(/\s+/g, ' ').trim();
  return { title: fold(title), text: fold(parts.join('')).slice(0, textCap), hasPassword, depth, attributes: most };
}

const maximumDepth = 2000;
const maximumAttributes = 2000;

/** The tree builder's time grows with the square of both; no page that a person wrote comes near. Throws `unreadable`. */
export function checkShape(scan: PageScan): void {
  const fault =
    scan.depth > maximumDepth
      ? `its elements are nested ${scan.depth} deep`
      : scan.attributes > maximumAttributes
        ? `one element has ${scan.attributes} attributes`
        : null;
  if (fault !== null)
    throw new SourceError('unreadable', `The page was not read: ${fault}. Open its address in a browser and check it.`);
}
