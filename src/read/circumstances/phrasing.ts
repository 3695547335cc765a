import type { Token } from '../engine/token.ts';
import { type CircumstanceWord, circumstanceWords } from '../lexicon/circumstances.ts';

/** A sentence as its tokens print it, in lower case with one space between them, so that rules are written as phrases. */
export interface Phrasing {
  readonly text: string;
  /** Offset of each token in `text`. */
  readonly starts: readonly number[];
}

export function phrasingOf(tokens: readonly Token[]): Phrasing {
  const starts: number[] = [];
  let text = '';
  for (const { lower } of tokens) {
    if (text !== '') text += ' ';
    starts.push(text.length);
    text += lower;
  }
  return { text, starts };
}

/** Words that change the meaning of the phrase that contains them: "received a request for compensation". */
const barrier =
  "(?!(?:no|not|never|n't|any|request|requests|claim|claims|demand|demands|calls|questions|whether|if|who|whose|where|while|after|until|when|during|because|since|before) )";
const gapWord = `(?:${barrier}[^ ;:.?!]+ )`;
const describing = `(?!(?:release|publication|results|findings|outcome|of|into|to|in|on|for|with|by|at) )${gapWord}`;
const gapOf: Readonly<Record<string, string>> = {
  '~': `${gapWord}{0,4}?`,
  '~~': `${gapWord}{0,9}?`,
  '~a': `(?:${describing}){0,6}?`,
};

/**
 * Compiles a phrase: `{hit} the wrong {place}`. A name in braces means the words that the lexicon has for it, `a|b` for one
 * of several words, `[a]` for a word that may be missing, `~` for at most four words of any kind , `~~` for nine and `~a` for six that describe what follows. Throws on a
 * name that does not exist.
 */
export function phrasePattern(source: string): RegExp {
  return new RegExp(`(?<=^| )${source.split(' ').map(partPattern).join('')}`, 'gu');
}

function partPattern(part: string): string {
  const gap = gapOf[part];
  if (gap !== undefined) return gap;
  const optional = /^\[(.+)\]$/.exec(part)?.[1];
  if (optional !== undefined) return `(?:${partPattern(optional)})?`;
  return `(?:${part.split('|').map(alternatives).join('|')}) `;
}

function alternatives(word: string): string {
  const name = /^\{(\w+)\}$/.exec(word)?.[1];
  if (name === undefined) return word;
  if (!Object.hasOwn(circumstanceWords, name)) throw new Error(`The lexicon of circumstances has no words for ${name}`);
  const words: readonly string[] = circumstanceWords[name as CircumstanceWord];
  return words.toSorted((one, other) => other.length - one.length).join('|');
}

export interface Match {
  /** Range of tokens, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/** Returns where a pattern of `phrasePattern` matches. */
export function matchesOf({ text, starts }: Phrasing, pattern: RegExp): readonly Match[] {
  return [...`${text} `.matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length - 1;
    const from = starts.findLastIndex((start) => start <= match.index);
    const after = starts.findIndex((start) => start >= end);
    return { from, to: after === -1 ? starts.length : after };
  });
}
