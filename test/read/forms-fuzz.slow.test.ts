import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadContext } from '../../src/domain/readings.ts';
import { readQuarterlyAfricom } from '../../src/read/africom/quarterly.ts';
import { readCoalitionMonthly } from '../../src/read/coalition/monthly.ts';
import { readIncidents } from '../../src/read/incidents/list.ts';
import { read } from '../../src/read/index.ts';
import { findNumbers } from '../../src/read/text/numbers.ts';
import { findSentences } from '../../src/read/text/sentences.ts';
import { fixture } from './coalition-reading.ts';
import { reports } from './report-forms.ts';

/** Reports as copies, printers and editors damage them. */

const context: ReadContext = { publisher: 'cjtf-oir', url: null, title: null, published: '2019-09-26' };
const quarterly = `U.S. Africa Command Civilian Casualty Assessment Quarterly Report; Third Quarter, 2020

USAFRICOM began the quarter with four (4) open cases, received two (2) new reports and closed five (5) cases. Four (4) cases remain open.

Completed Assessments

1. The command substantiated that an airstrike on Feb. 2, 2020, in the vicinity of Jilib, Somalia, killed one (1) civilian and injured three (3).

2. An allegation that five civilians were killed near Janaale, Somalia, on Feb. 24, 2020, was unsubstantiated.`;
const list = `Credible Reports

1. June 3, 2017, near Mosull [sic], Iraq, via Airwars report: Regrettably, two civilians were unintentionally killed. 2701/CS1345 37SFU7945513515

2. On June 5, 2017, on the road between Raqqah and Tabqa, Syria, via self-report: It was assessed that one civilian was killed in each of these two strikes. (497)

Incident #3 occurred on June 7, 2017, near Al Qaim, Iraq and Abu Kamal, Syria. Up to 24 civilians were killed or wounded.

Non-Credible Reports

4. June 9, 2017, near Hajin, Syria: The assessment did not support a finding that four civilians were killed. 2702/S1301`;
const originals = [
  ...['coalition-2016-10', 'coalition-2017-03', 'coalition-2019-08', 'coalition-2022-q1'].map(fixture),
  quarterly,
  list,
];

/** What damage puts between, in place of, or around pieces. */
const scraps = [
  ...' |\n|\n\n|.|,|;|:|(|)|[|]|[4]|[^2]|*|"|“|”|-|–|—|~~|/|#|0|7|45|1,302|1\u00a0302|1.302|2017|In 2017 |Camp 16 |no |not |both |half a dozen |one thousand, |hundred |and |of |a |'.split(
    '|',
  ),
  ...'civilians|were killed|injured|credible|non-credible|duplicate|(previously 1,240)|corrects number 5|[sic]|Feb. 30, 2017|June 3, 2017|near Mosul, Iraq|via |CS12|37SFU7945513515|Read also: |Updated: 2 May 2017|since 2014'.split(
    '|',
  ),
];

type Damage = {
  readonly at: number;
  readonly take: number;
  readonly put: string;
  readonly how: 'put' | 'twice' | 'move';
};
const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(),
  take: fc.nat({ max: 80 }),
  put: fc.constantFrom(...scraps),
  how: fc.constantFrom('put', 'put', 'put', 'twice', 'move'),
});

function damaged(text: string, { at, take, put, how }: Damage): string {
  const start = at % (text.length + 1);
  const piece = text.slice(start, start + take);
  if (how === 'put') return text.slice(0, start) + put + text.slice(start + (at % 3 === 0 ? take : 0));
  if (how === 'twice') return text.slice(0, start) + piece + put + text.slice(start);
  const rest = text.slice(0, start) + text.slice(start + take);
  const to = (at * 31) % (rest.length + 1);
  return rest.slice(0, to) + piece + rest.slice(to);
}

const mutated = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...originals),
      reports.map(({ text }) => text),
    ),
    fc.array(damage, { minLength: 1, maxLength: 12 }),
  )
  .map(([text, damages]) => damages.reduce(damaged, text));

function stated(quote: string): readonly number[] {
  return [false, true].flatMap((pointsGroupThousands) =>
    findNumbers(quote, { articles: true, pointsGroupThousands }).map(({ value }) => value),
  );
}

describe('a damaged report', () => {
  test('is read without an error, and no figure has a quote without its number', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const results = [readCoalitionMonthly(text, context), readQuarterlyAfricom(text, context), read(text, context)];
        for (const { readings, mentions, incidents } of results) {
          for (const { quote, start, end, value, valueMax } of [...readings, ...mentions]) {
            expect(text.slice(start, end)).toBe(quote);
            expect(stated(quote)).toContain(value);
            if (valueMax !== null) expect(stated(quote)).toContain(valueMax);
          }
          for (const { quote, start, end } of incidents) expect(text.slice(start, end)).toBe(quote);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('has incidents in order, whose dead are whole numbers and stand with none below a refusal', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        let end = 0;
        for (const incident of readIncidents(text, context).incidents) {
          expect(incident.start).toBeGreaterThanOrEqual(end);
          end = incident.end;
          for (const count of [incident.killed, incident.killedMax, incident.injured])
            expect(count === null || (Number.isSafeInteger(count) && count >= 0)).toBe(true);
          if (incident.killed !== null && incident.killedMax !== null)
            expect(incident.killedMax).toBeGreaterThanOrEqual(incident.killed);
          if (incident.outcome === 'non_credible' || incident.outcome === 'duplicate')
            expect([null, 0]).toContain(incident.killed);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('has sentences and numbers in order, inside the text', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        for (const spans of [findSentences(text), findNumbers(text, { articles: true })]) {
          let end = 0;
          for (const span of spans) {
            expect(span.start).toBeGreaterThanOrEqual(end);
            expect(span.end).toBeGreaterThan(span.start);
            end = span.end;
          }
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  '[sic] ',
  '~~',
  '[4]',
  'Read also: ',
  'Updated: 2 May 2017 ',
  '1\u00a0302 ',
  'one thousand, ',
  'June 3, 2017, near ',
  'did not ',
])('100,000 characters of %j are read, not waited for', (unit) => {
  const text = `${list}\n\n${unit.repeat(100_000 / unit.length)}`;
  expect(readIncidents(text, context).incidents.length).toBeGreaterThan(2);
  for (const { quote, start, end } of read(text, context).readings) expect(text.slice(start, end)).toBe(quote);
});
