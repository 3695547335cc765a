import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStatementSearch, sentences, textChanges } from '../../src/detect/compare/texts.ts';

describe('the changes between two texts', () => {
  it('are whole sentences with whole numbers', () => {
    expect(textChanges('Of 1,302 killed. Nothing else.', 'Of 1,303 killed. Nothing else.')).toEqual([
      { before: 'Of 1,302 killed.', after: 'Of 1,303 killed.' },
    ]);
  });

  it('pair a changed sentence with its successor despite an added one', () => {
    expect(
      textChanges(
        '1. Near Mosul, three were killed.\nEnd.',
        'New words stand here.\n1. Near Mosul, five were killed.\nEnd.',
      ),
    ).toEqual([
      { before: null, after: 'New words stand here.' },
      { before: '1. Near Mosul, three were killed.', after: '1. Near Mosul, five were killed.' },
    ]);
  });

  it('leave out what only moved', () => {
    expect(textChanges('One here.\nTwo here.\nThree here.', 'Two here.\nThree here.\nOne here.')).toEqual([]);
  });

  it.each([
    ['Posted 3 hours ago', 'Posted 4 hours ago'],
    ['Shared 5211 times · 3 shares', 'Shared 5212 times · 4 shares'],
    ['Today is 20 November 2026', 'Today is 21 November 2026'],
    ['Sunday, November 29, 2026', 'Monday, November 30, 2026'],
    ['14:03 GMT', '14:13 GMT'],
    ['Baghdad 20°C, sunny', 'Baghdad 4°C, rain'],
    ['12 readers online now', '14 readers online now'],
  ])('leave out a line that a clock or a counter changes: %s', (before, now) => {
    const visited = '2026-11-30T12:00:00.000Z';
    expect(textChanges(`Title\n${before}\nBody.`, `Title\n${now}\nBody.`, null, visited)).toEqual([]);
  });

  it('keep a date that is not that of the visit', () => {
    const page = (date: string) => `Date\n${date}\nBody.`;
    const visited = '2019-06-01T12:00:00.000Z';
    expect(textChanges(page('3 March 2019'), page('4 March 2019'), null, visited)).toHaveLength(1);
    expect(textChanges(page('May 31, 2019'), page('June 1, 2019'), null, visited)).toEqual([]);
  });

  it('leave out a short line from the second visit on at which it differs', () => {
    const page = (line: string) => `Title\n${line}\nBody.`;
    const [one, two, three] = ['Be yourself.', 'Know thyself.', 'Nothing in excess.'].map(page);
    expect(textChanges(one ?? '', two ?? '')).toHaveLength(1);
    expect(textChanges(two ?? '', three ?? '', one)).toEqual([]);
  });

  it.each([
    ['Killed', '1,291', '1,302', '1,310'],
    ['A', 'At least 12', 'At least 13', 'At least 14'],
    ['A', 'The child was eight.', 'The child was nine.', 'The child was ten.'],
  ])('keep a line that differs at every visit if it is a figure or about people (%s, %s)', (title, ...lines) => {
    const [one, two, three] = lines.map((line) => `${title}\n${line}\nBody.`);
    expect(textChanges(two ?? '', three ?? '', one)).toHaveLength(1);
  });

  it('never leave out a timestamp that mentions people', () => {
    expect(textChanges('Updated: 3 civilians killed.', 'Updated: 4 civilians killed.')).toHaveLength(1);
    expect(textChanges('Updated 3 May.', 'Updated 4 May.')).toEqual([]);
  });

  it('are none between a text and itself in other white space, and never lose a changed number', () => {
    const word = fc.constantFrom('killed', 'civilians', 'near', 'Mosul', 'strike', 'Aug.', '1,302', '12', 'No.', 'the');
    const sentence = fc.array(word, { minLength: 2, maxLength: 8 }).map((words) => `${words.join(' ')}.`);
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 2000, max: 9000 }),
        (list, value) => {
          expect(textChanges(list.join('\n'), `\n${list.join('  \n\n')}`)).toEqual([]);
          const changed = textChanges(list.join('\n'), `${list.join('\n')}\nIn all ${value} killed.`);
          expect(changed.some((change) => change.after?.includes(String(value)))).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('come in bounded time for two unrelated long texts', () => {
    const long = (seed: string) =>
      Array.from({ length: 20_000 }, (_, index) => `${seed} ${seed}s ${index}.`).join('\n');
    expect(textChanges(long('alpha'), long('beta'))).toHaveLength(40_000);
    expect(sentences('No. '.repeat(200_000))).toHaveLength(1);
  });

  it('split neither at a month’s abbreviation nor at the number of an entry', () => {
    expect(sentences('1. Aug. 6, 2017, near Raqqa. Two were killed. (U.S. report)')).toEqual([
      '1. Aug. 6, 2017, near Raqqa.',
      'Two were killed.',
      '(U.S. report)',
    ]);
  });
});

describe('whether a text still states a number', () => {
  it('recognises it with any separator, and not inside another number', () => {
    expect(createStatementSearch('a total of 1302 people')('gone', 1302)).toBe(true);
    expect(createStatementSearch('a total of 1.302 people')('gone', 1302)).toBe(true);
    expect(createStatementSearch('11,302 or 1,3020 or 1,302.5')('gone', 1302)).toBe(false);
    expect(createStatementSearch('12 people')('gone', 12)).toBe(false);
  });
});
