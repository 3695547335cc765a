import mgrs from 'mgrs';
import { singleSpaces } from '../text/spaces.ts';

/**
 * The references at the end of an entry, which are never casualties: `(497)`, `2682/CS1908 37SFU7945513515`,
 * `3344 / CI883 and CS1997 / 37SFU… and 37SFV…`, `strike.2663 37SFU…`, `37S BA 86128 01283`.
 */

interface References {
  /** The belligerent's own numbers; empty where none is printed. */
  readonly reportNumbers: readonly string[];
  /** Airwars codes, in the order printed. */
  readonly ngoCodes: readonly string[];
  /** Without spaces; only references that the grid has. */
  readonly mgrs: readonly string[];
  /** Printed like a grid reference, and none. */
  readonly rejected: readonly string[];
}

/** Zones 35-39: the theatre lies in 37 and 38; "01 JAN 14" is a date. */
const grid = /\b(3[5-9]\s?[A-Z]\s?[A-Z]{2})\s?(\d{1,5}\s\d{1,5}(?!\d)|\d{2,11}(?!\d))/g;
const code = /\b(C[IS])\s?-?\s?(\d{2,4}[a-z]?)(?![\dA-Za-z])/g;
/** Codes of other forms, misprinted or not, where a code stands: 2701/S1301, 2701/AI51/CS1345. */
const codeAfterStroke =
  /(?<=(?<![\d/-])\d{3,5}\s{0,3}(?:\/\s{0,3}[A-Z]{1,3}\s?\d{2,4}\s{0,3}){0,3}\/\s{0,3})([A-Z]{1,3})\s?(\d{2,4}[a-z]?)(?![\dA-Za-z])/g;
const beforeStroke =
  /(?<![\d/-])(\d{1,5})(?:\s?(?:and|,|&)\s?(\d{1,5}))?\s{0,3}\/\s{0,3}(?=[A-Z]{1,3}\s?-?\s?\d|3[5-9]\s?[A-Z]\s?[A-Z]{2}\s?\d)/;
const beforeCode =
  /(?<![\d,/-])(\d{2,5})[\s,;\u2010-\u2015-]{1,4}(?=(?:C[IS]\s?-?\s?\d{2,4}|3[5-9]\s?[A-Z]\s?[A-Z]{2}\s?\d{2,5}))/;
const wordBefore = /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty)\s*$/i;
const parenthesised = /\(\s?(?:#|no\.?\s?)?(\d{2,5})\s?\)/gi;
const atEnd = /[.)”"]\s{0,3}(?:#|no\.?\s?)?(\d{3,5})\.?\s*$/i;

/** Reads the references of one entry. Whole entry in, so that a reference before the last sentence is found too. */
export function readReferences(entry: string): References {
  const text = singleSpaces(entry);
  const grids: string[] = [];
  const rejected: string[] = [];
  for (const match of text.matchAll(grid)) {
    const reference = gridReference(match[1] ?? '', match[2] ?? '');
    if (reference === null) rejected.push(match[0].trim());
    else if (!grids.includes(reference)) grids.push(reference);
  }
  const codes: string[] = [];
  for (const match of [...text.matchAll(code), ...(text.includes('/') ? text.matchAll(codeAfterStroke) : [])].sort(
    (a, b) => a.index - b.index,
  )) {
    const printed = `${match[1] ?? ''}${match[2] ?? ''}`;
    if (!codes.includes(printed)) codes.push(printed);
  }
  return {
    reportNumbers: reportNumbers(text),
    ngoCodes: codes,
    mgrs: grids,
    rejected,
  };
}

function gridReference(square: string, printedDigits: string): string | null {
  const parts = printedDigits.split(' ');
  const digits = parts.join('');
  if ((parts.length === 2 && parts[0]?.length !== parts[1]?.length) || digits.length % 2 === 1 || digits.length > 10)
    return null;
  const reference = `${square.replace(/\s/g, '')}${digits}`;
  try {
    return mgrs.inverse(reference).every((degrees) => Number.isFinite(degrees)) ? reference : null;
  } catch {
    // The library throws Error for a bad square and TypeError for a bad zone.
    return null;
  }
}

function reportNumbers(text: string): readonly string[] {
  const stroke = text.includes('/') ? beforeStroke.exec(text) : null;
  if (stroke !== null) return numbersIn(stroke);
  const coded = beforeCode.exec(text);
  if (coded !== null) return numbersIn(coded);
  for (const match of text.matchAll(parenthesised))
    if (!wordBefore.test(text.slice(Math.max(0, match.index - 12), match.index))) return numbersIn(match);
  return numbersIn(atEnd.exec(text));
}

function numbersIn(match: RegExpExecArray | null): readonly string[] {
  return (match?.slice(1) ?? []).filter((number) => number !== undefined);
}
