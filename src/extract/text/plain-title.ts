import { Parser } from 'htmlparser2';
import { oneLine } from './characters.ts';

const breaking: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li', 'hr', 'td', 'tr', 'h1', 'h2', 'h3', 'h4']);

/** Returns the plain text of a title, which may be text, HTML or HTML that is escaped twice. */
export function plainTitle(title: string): string {
  if (!/[<&]/.test(title)) return oneLine(title);
  const words: string[] = [];
  const space = (name: string) => {
    if (breaking.has(name)) words.push(' ');
  };
  const parser = new Parser({ ontext: (text) => words.push(text), onopentagname: space, onclosetag: space });
  parser.end(title.slice(0, 10_000));
  return oneLine(words.join(''));
}
