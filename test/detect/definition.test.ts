// Facsimile: the formulaic clause of each era with real figures; the rest is in our own words.
import { describe, expect, it } from 'vitest';
import { definitionWords, maskFigures } from '../../src/detect/kinds/definition-changed.ts';
import { detect, ofKind, reading, report } from './reports.ts';

const tail = 'since the start of Operation Inherent Resolve';
const early = `To date, on the facts at hand, CJTF-OIR has assessed that, it is more likely than not, at least 352 civilians have been unintentionally killed by Coalition strikes ${tail}.`;
const middle = `In this period CJTF-OIR assesses at least 1,114 civilians have been unintentionally killed by Coalition strikes ${tail}.`;
const later =
  'In this period CJTF-OIR assesses at least 1,139 civilians were unintentionally killed by Coalition strikes since the beginning of Operation Inherent Resolve.';
const actions = later.replace('1,139', '1,321').replace('strikes', 'actions');

describe('the definition of a total', () => {
  it('is the same with other figures, dates, tenses and openings', () => {
    const again = `The Coalition made 31,406 strikes between August 2014 and the end of November 2018; it has assessed at least one thousand, one hundred and thirty-nine civilians have been unintentionally killed by Coalition strikes ${tail.replace('Operation Inherent Resolve', 'OIR')}.`;
    expect(definitionWords(again)).toBe(definitionWords(middle));
  });

  it.each([
    ['the certainty', early, middle],
    ['since when', middle, later],
    ['by what', later, actions],
  ])('is another where %s changes', (_, one, other) => {
    expect(definitionWords(one)).not.toBe(definitionWords(other));
  });

  it('is shown as the sentence with its figures and dates masked', () => {
    expect(
      maskFigures(
        'Between August 2014 and the end of April 2019, Forty-five strikes killed at least 1,302 on Sept. 3*',
      ),
    ).toBe('Between # and the end of # strikes killed at least # on #');
  });

  it('is announced once, with the first report that words it differently', () => {
    const sentences = [early, early, middle, middle, later, later, actions, actions];
    const reports = sentences.map((quote, index) =>
      report(`2018-0${index + 1}`, [reading('killed_total', 1000 + index, { quote })]),
    );
    const findings = reports.flatMap((now, index) =>
      ofKind(detect(now, { others: reports.slice(0, index) }), 'definition-changed'),
    );
    expect(findings.map((finding) => finding.period?.to)).toEqual(['2018-03', '2018-05', '2018-07']);
    expect(findings[2]).toMatchObject({
      measure: 'killed_total',
      before: maskFigures(later),
      now: maskFigures(actions),
    });
  });

  it('is not compared between two readers, which quote more or less of a sentence', () => {
    const one = report('2019-06', [reading('killed_total', 1321, { quote: later })]);
    const other = report('2019-07', [reading('killed_total', 1335, { quote: actions })], { readerVersion: 2 });
    expect(ofKind(detect(other, { others: [one] }), 'definition-changed')).toEqual([]);
  });
});
