import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Measure } from '../../src/domain/measures.ts';
import { looksLikeCoalitionMonthly, readCoalitionMonthly } from '../../src/read/coalition/monthly.ts';
import { findNumbers } from '../../src/read/text/numbers.ts';
import { type Figures, reports } from './report-forms.ts';

const context = { publisher: 'cjtf-oir', url: null, title: null, published: '2019-09-26' } as const;

function expected(figures: Figures): Partial<Record<Measure, number>> {
  return {
    killed_total: figures.killedTotal,
    killed_new: figures.killedNew,
    ...(figures.injuredNew === null ? {} : { injured_new: figures.injuredNew }),
    allegations_carried_over: figures.carried,
    allegations_received: figures.received,
    allegations_completed: figures.completed,
    allegations_credible: figures.credible,
    allegations_non_credible: figures.nonCredible,
    allegations_duplicate: figures.duplicate,
    allegations_open: figures.open,
    ...(figures.reopened === null ? {} : { allegations_reopened: figures.reopened }),
    strikes_total: figures.strikes,
  };
}

const read = (text: string): Partial<Record<Measure, number>> =>
  Object.fromEntries(readCoalitionMonthly(text, context).readings.map(({ measure, value }) => [measure, value]));

describe('any combination of wordings of a monthly report', () => {
  test('gives exactly the figures that were written into it', () => {
    fc.assert(
      fc.property(reports, ({ figures, text }) => {
        expect(read(text)).toEqual(expected(figures));
      }),
      { numRuns: 500 },
    );
  });

  test('is recognised, and every reading can be found at its offsets', () => {
    fc.assert(
      fc.property(reports, ({ text }) => {
        expect(looksLikeCoalitionMonthly(text, context)).toBe(true);
        const { readings, period } = readCoalitionMonthly(text, context);
        expect(period).toEqual({ from: '2019-08', to: '2019-08' });
        for (const { start, end, quote } of readings) expect(text.slice(start, end)).toBe(quote);
      }),
      { numRuns: 150 },
    );
  });

  test('reads the same when the lines are wrapped or broken in the middle of a sentence', () => {
    fc.assert(
      fc.property(reports, fc.integer({ min: 24, max: 110 }), fc.boolean(), ({ figures, text }, width, paged) => {
        expect(read(wrapped(text, width, paged))).toEqual(expected(figures));
      }),
      { numRuns: 300 },
    );
  });
});

test('a figure whose number is taken out of the text is absent: nothing is computed from the others', () => {
  fc.assert(
    fc.property(reports, fc.nat(), ({ text }, pick) => {
      const { readings } = readCoalitionMonthly(text, context);
      const chosen = readings[pick % readings.length];
      if (chosen === undefined) return;
      const tokens = findNumbers(text).filter(
        ({ start, value }) => start >= chosen.start && start < chosen.end && value === chosen.value,
      );
      fc.pre(tokens.length === 1);
      const [token] = tokens;
      if (token === undefined) return;
      const without = `${text.slice(0, token.start)}several${text.slice(token.end)}`;
      expect(read(without)).not.toHaveProperty(chosen.measure);
    }),
    { numRuns: 300 },
  );
});

test('fragments in any order never make the reader throw or misquote', () => {
  const fragments = [
    ...'12. |2019 |one |no |none |both |a dozen |Aug. 3, 2017, near Mosul, Iraq, |In the month of August |CJTF-OIR |carried over |received |new reports|completed |reports |were |credible |non-credible |duplicates|reopened |still open|killed |civilians |injured |at least |since the start of Operation Inherent Resolve|resulting in |deaths |between August 2014 and |the end of |May 12 |. |.|, |: |\n|\n\n|(4) |[^2]|* |No. |- |— |" |1,335 |strikes |to |during this period '.split(
      '|',
    ),
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      const result = readCoalitionMonthly(text, context);
      looksLikeCoalitionMonthly(text, context);
      for (const { start, end, quote, value, valueMax } of result.readings) {
        expect(text.slice(start, end)).toBe(quote);
        const stated = findNumbers(quote).map((token) => token.value);
        expect(stated).toContain(value);
        if (valueMax !== null) expect(stated).toContain(valueMax);
      }
      expect(new Set(result.readings.map(({ measure }) => measure)).size).toBe(result.readings.length);
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  '\n',
  ' ',
  '.',
  '"',
  '-',
  '(',
  '1',
  '1.',
  'non-',
  'one hundred and ',
  'Aug. 3, 2017, ',
  'credible ',
  'SOUTHWEST ASIA',
])('200,000 characters of %j beside a report are read, not waited for', (unit) => {
  const report =
    'Monthly Civilian Casualty Report\n\nIn August, CJTF-OIR carried over 43 open reports. Two reports were credible.\n\n';
  const text = report + unit.repeat(200_000 / unit.length);
  expect(looksLikeCoalitionMonthly(text, context)).toBe(true);
  expect(read(text)).toMatchObject({ allegations_carried_over: 43 });
});

/** Breaks lines as a printed page does; `paged` leaves a blank line where a page ends inside a sentence. */
function wrapped(text: string, width: number, paged: boolean): string {
  return text
    .split('\n\n')
    .map((paragraph) => {
      let line = '';
      let out = '';
      let lines = 0;
      for (const word of paragraph.replace(/\n/g, ' ').split(' ')) {
        if (line !== '' && line.length + word.length >= width) {
          lines += 1;
          const midSentence = /[a-z]$/.test(line) && /^[a-z]/.test(word);
          out += `${line}\n${paged && lines % 4 === 0 && midSentence ? '\n' : ''}`;
          line = word;
        } else line = line === '' ? word : `${line} ${word}`;
      }
      return out + line;
    })
    .join('\n\n');
}
