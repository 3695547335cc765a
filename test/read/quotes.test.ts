import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNumbers } from '../../src/read/text/numbers.ts';
import { QuoteError, quoteAt, reading } from '../../src/read/text/quotes.ts';
import { spelled } from './report-forms.ts';

const facts = { rule: 'a-rule', measure: 'killed_total', speakers: ['cjtf-oir'] } as const;
const whole = (text: string) => ({ start: 0, end: text.length });

function kindOf(action: () => unknown): string | null {
  try {
    action();
    return null;
  } catch (error) {
    return error instanceof QuoteError ? error.kind : 'other';
  }
}

describe('a reading', () => {
  test('carries the trimmed sentence and its offsets', () => {
    const text = '  At least 1,335 civilians were killed.\n';
    const made = reading(text, { ...facts, value: 1335, qualifier: 'at least' }, whole(text));
    expect(made).toMatchObject({
      quote: 'At least 1,335 civilians were killed.',
      start: 2,
      value: 1335,
      valueMax: null,
    });
    expect(text.slice(made.start, made.end)).toBe(made.quote);
  });

  test.each([
    ['At least 1,335 civilians were killed.', 1302],
    ['At least 1,3352 civilians were killed.', 1335],
    ['In .94% of cases', 94],
    ['Release # 20150506', 20150506],
    ['On Sept. 26, 2019', 26],
    ['civilians were killed', 0],
  ])('of "%s" with %d cannot be made', (text, value) => {
    expect(kindOf(() => reading(text, { ...facts, value }, whole(text)))).toBe('number-not-in-quote');
  });

  test('needs its upper value in the quote as well', () => {
    const text = 'between six and 18 civilians';
    expect(reading(text, { ...facts, value: 6, valueMax: 18 }, whole(text)).valueMax).toBe(18);
    expect(kindOf(() => reading(text, { ...facts, value: 6, valueMax: 19 }, whole(text)))).toBe('number-not-in-quote');
    expect(kindOf(() => reading(text, { ...facts, value: 18, valueMax: 6 }, whole(text)))).toBe('bad-value');
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('is no count: %d', (value) => {
    expect(kindOf(() => reading('one', { ...facts, value }, { start: 0, end: 3 }))).toBe('bad-value');
  });

  test.each([
    [0, 0],
    [2, 1],
    [-1, 2],
    [0, 99],
    [3, 5],
    [0.5, 2],
  ])('has no quote at %d-%d', (start, end) => {
    expect(kindOf(() => quoteAt('one  ', { start, end }))).toBe('bad-span');
  });

  test('exists exactly where its number is stated, in any spelling', () => {
    const sentence = fc
      .tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 3_000 }))
      .chain(([value, other]) =>
        spelled(value).map((printed) => ({
          value,
          other,
          text: `On May 3, 2017, at least ${printed} civilians were killed (see note).`,
        })),
      );
    fc.assert(
      fc.property(sentence, ({ value, other, text }) => {
        expect(reading(text, { ...facts, value }, whole(text)).value).toBe(value);
        if (other !== value)
          expect(kindOf(() => reading(text, { ...facts, value: other }, whole(text)))).toBe('number-not-in-quote');
      }),
    );
  });

  test('loses its quote with every digit that is changed', () => {
    const text = 'At least 1,335 civilians were killed.';
    for (const [index, character] of [...text].entries()) {
      if (!/\d/.test(character)) continue;
      const changed = `${text.slice(0, index)}${(Number(character) + 1) % 10}${text.slice(index + 1)}`;
      expect(findNumbers(changed).map(({ value }) => value)).not.toContain(1335);
      expect(kindOf(() => reading(changed, { ...facts, value: 1335 }, whole(changed)))).toBe('number-not-in-quote');
    }
  });
});
