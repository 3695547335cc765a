import type { Span } from '../text/sentences.ts';

/** The labelled fields of a page about one incident: `Label: value`, or the label on a line of its own above its value. */

const labels = {
  code: /^(?:incident|unique) (?:code|reference)$/i,
  date: /^(?:incident )?date(?: of incident)?$/i,
  place: /^(?:incident )?location(?: description)?$/i,
  country: /^country$/i,
  killed: /^civilians? (?:reported )?(?:killed|deaths?)(?: reported)?$/i,
  injured: /^civilians? (?:reported )?(?:injured|injuries|wounded)(?: reported)?$/i,
  grading: /^(?:airwars )?(?:civilian harm )?grading$/i,
  belligerents: /^(?:(?:known|suspected|reported) )?(?:belligerents?|attackers?)$/i,
  grid: /^(?:mgrs(?: coordinates?)?|geolocation|coordinates)$/i,
  other:
    /^(?:strike (?:status|type)|civilian harm (?:reported|status)|cause of (?:injury|death).{0,20}|impact|first published|last updated)$/i,
} as const;
export type FieldName = keyof typeof labels;

export interface Field extends Span {
  readonly name: FieldName;
  readonly value: string;
}

const longestLabel = 50;
const longestValue = 300;
/** Fields are at the head or the foot of a page, and a page of a database is not longer. */
const mostLines = 2_000;

interface Line extends Span {
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text
    .split('\n', mostLines)
    .map((text) => {
      const line = { text: text.trim(), start, end: start + text.length };
      start = line.end + 1;
      return line;
    })
    .filter((line) => line.text !== '');
}

function labelOf(text: string): FieldName | null {
  if (text.length > longestLabel) return null;
  const plain = text.replaceAll(/\s+/gu, ' ').trim();
  const known = Object.entries(labels).find(([, label]) => label.test(plain));
  return known === undefined ? null : (known[0] as FieldName); // a key of `labels`
}

/** Returns the fields in the order of the text. */
export function findFields(text: string): readonly Field[] {
  const lines = linesOf(text);
  return lines.flatMap((line, at): readonly Field[] => {
    const colon = line.text.indexOf(':');
    const name = labelOf(colon === -1 ? line.text : line.text.slice(0, colon));
    if (name === null) return [];
    const own = colon === -1 ? '' : line.text.slice(colon + 1).trim();
    if (own !== '') return [{ name, value: own.slice(0, longestValue), start: line.start, end: line.end }];
    const next = lines[at + 1];
    if (next === undefined || labelOf(next.text.split(':')[0] ?? '') !== null) return [];
    return [{ name, value: next.text.slice(0, longestValue), start: line.start, end: next.end }];
  });
}
