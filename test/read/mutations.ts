import fc from 'fast-check';
import type { ReadContext, ReadResult } from '../../src/domain/readings.ts';
import { read } from '../../src/read/index.ts';
import { findNumbers } from '../../src/read/text/numbers.ts';
import type { LabelledText } from './gold/corpus.ts';

/** Texts of the corpus, damaged as copies, editors and hostile pages damage them. */

const strays = [
  '\u200b',
  '\u00ad',
  '\u202e',
  '\u2029',
  '\u0000',
  '\ud800',
  '\u{1f480}',
  'n\u0303',
  '٣٤',
  '１４',
  '&nbsp;',
  '<b>',
  '</td><td>',
  '**',
  '_',
  '[^1]',
  '](https://example.org/a(b)c)',
  '"',
  '\u201c',
  "'",
  '(',
  ')',
  '\u2014',
  '...',
  ';',
  ':',
  '\n',
  '\n\n',
  '\t',
  ' | ',
];
const words = [
  'not',
  'no',
  'if',
  'denied',
  'according to',
  'the Coalition',
  'Airwars',
  'it',
  'which',
  'that',
  'killed',
  'civilians',
  'deaths',
  'and',
  '14',
  '1,302',
  '0',
  '99999999999999999999',
  'at least',
  'between 6 and 18',
  'two thousand and',
  'including',
  'than',
  'said',
];
const speakers = ['The Coalition', 'CENTCOM', 'Airwars', 'Amnesty International', 'Residents', 'The IDF', 'It', 'They'];

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const mutation = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), at: place, what: fc.constantFrom(...strays, ...words) }),
  fc.record({ kind: fc.constant('delete' as const), at: place, count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('repeat' as const), at: place, count: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('swap' as const), at: place, with: place }),
  fc.record({ kind: fc.constant('speaker' as const), at: place, what: fc.constantFrom(...speakers) }),
  fc.record({ kind: fc.constant('cut' as const), at: place }),
  fc.record({ kind: fc.constant('join' as const), at: place }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

/** Words and what stands between them, so that joining them gives the text. */
function mutate(text: string, step: Mutation, other: string): string {
  const parts = text.split(/(\s+)/);
  const at = Math.floor(step.at * parts.length);
  switch (step.kind) {
    case 'insert':
      return [...parts.slice(0, at), step.what, ' ', ...parts.slice(at)].join('');
    case 'delete':
      return [...parts.slice(0, at), ...parts.slice(at + 2 * step.count)].join('');
    case 'repeat':
      return [...parts.slice(0, at), ...parts.slice(at, at + 2 * step.count), ...parts.slice(at)].join('');
    case 'swap': {
      const with_ = Math.floor(step.with * parts.length);
      const moved = [...parts];
      [moved[at], moved[with_]] = [parts[with_] ?? '', parts[at] ?? ''];
      return moved.join('');
    }
    case 'speaker': {
      const name = parts.findIndex((part, index) => index >= at && /^\p{Lu}/u.test(part));
      return name === -1 ? text : parts.with(name, step.what).join('');
    }
    case 'cut':
      return text.slice(0, Math.floor(step.at * text.length));
    case 'join':
      return `${text}${step.at < 0.5 ? ' ' : '\n\n'}${other}`;
  }
}

export interface Mutated {
  readonly text: string;
  readonly context: ReadContext;
}

/** A text of the corpus after one to eight mutations. */
export function mutatedTexts(corpus: readonly LabelledText[]): fc.Arbitrary<Mutated> {
  const one = fc.constantFrom(...corpus);
  return fc
    .tuple(one, one, fc.array(mutation, { minLength: 1, maxLength: 8 }))
    .map(([{ text, publisher, published, title }, other, steps]) => ({
      text: steps.reduce((damaged, step) => mutate(damaged, step, other.text), text),
      context: { publisher, url: null, title: title ?? null, published: published ?? null },
    }));
}

/** Returns what a result promises and does not hold; empty for a sound result. */
export function faultsOf(text: string, { readings, mentions, incidents, warnings }: ReadResult): readonly string[] {
  const faults: string[] = [];
  for (const { quote, start, end } of [...readings, ...mentions, ...incidents])
    if (text.slice(start, end) !== quote) faults.push(`"${quote}" is not at ${start}-${end}`);
  for (const warning of warnings)
    for (const { quote, start, end } of 'quote' in warning
      ? [warning.quote]
      : 'quotes' in warning
        ? warning.quotes
        : [])
      if (quote !== '' && text.slice(start, end) !== quote) faults.push(`the warning's "${quote}" is not at ${start}`);
  for (const { quote, value, valueMax } of [...readings, ...mentions]) {
    const stated = [false, true].flatMap((pointsGroupThousands) =>
      findNumbers(quote, { articles: true, pointsGroupThousands }).map((token) => token.value),
    );
    for (const number of valueMax === null ? [value] : [value, valueMax])
      if (!stated.includes(number)) faults.push(`${number} is not in "${quote}"`);
  }
  const key = (one: (typeof readings)[number] | (typeof mentions)[number]) =>
    `${one.start} ${one.measure} ${one.value} ${one.speakers.join('+')} ${one.place} ${one.from}`;
  const asserted = new Set(readings.map(key));
  for (const mention of mentions)
    if (asserted.has(key(mention))) faults.push(`${mention.value} is asserted and ${mention.stance} by the same words`);
  return faults;
}

/** Reads a text twice. */
export function readTwice({ text, context }: Mutated): readonly [ReadResult, ReadResult] {
  return [read(text, context), read(text, context)];
}
