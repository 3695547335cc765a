import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findParagraphs, findSentences } from '../../src/read/text/sentences.ts';

const sentences = (text: string): readonly string[] =>
  findSentences(text).map(({ start, end }) => text.slice(start, end));

describe('a sentence', () => {
  test.each<[string, readonly string[]]>([
    ['It rose. It fell.', ['It rose.', 'It fell.']],
    [
      'On Sept. 3 the U.S. task force struck No. 4 vs. Smith. Then it left.',
      ['On Sept. 3 the U.S. task force struck No. 4 vs. Smith.', 'Then it left.'],
    ],
    ['They left the U.S. The rest stayed.', ['They left the U.S.', 'The rest stayed.']],
    ['It was .94% in all. Next.', ['It was .94% in all.', 'Next.']],
    ['SOUTHWEST ASIA- In March there were two.', ['SOUTHWEST ASIA-', 'In March there were two.']],
    ['TAMPA, Fla. — Central Command spoke.', ['TAMPA, Fla. —', 'Central Command spoke.']],
    ['4. Aug. 12, 2017, near Raqqah. No strike.', ['4. Aug. 12, 2017, near Raqqah.', 'No strike.']],
    [
      'since the start of Operation Inherent Resolve.In the month of May it was so.',
      ['since the start of Operation Inherent Resolve.', 'In the month of May it was so.'],
    ],
    ['He said "it is so." They left.', ['He said "it is so."', 'They left.']],
    [
      'assesses at least\n1,335 civilians have been\nkilled. Next.',
      ['assesses at least\n1,335 civilians have been\nkilled.', 'Next.'],
    ],
    [
      'assesses at least\n\n1,335 civilians have been killed.',
      ['assesses at least\n\n1,335 civilians have been killed.'],
    ],
    [
      'Monthly Civilian Casualty Report\nIn the month of March, the task force received two new reports of harm.',
      ['Monthly Civilian Casualty Report', 'In the month of March, the task force received two new reports of harm.'],
    ],
    ['One hundred sixty\n(160) civilians.', ['One hundred sixty\n(160) civilians.']],
  ])('%s', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
});

test('entries of a list are paragraphs of their own, numbered or not', () => {
  const text =
    '1. Aug. 3, 2017, near Mosul, Iraq. No strike.\n2. Aug. 4, 2017, near Tabqah, Syria. None.\nAug. 5, 2017, near Hajin, Syria. None.';
  expect(findParagraphs(text)).toHaveLength(3);
});

test('sentences are in order, trimmed, and lose no letter, whatever the text', () => {
  const noise = fc.string({
    unit: fc.constantFrom('a', 'B', '.', ' ', '\n', 'Sept.', '1. ', '—', '"', '(', ')', 'U.S.', 'SOUTHWEST ASIA', ','),
  });
  fc.assert(
    fc.property(noise, (text) => {
      const spans = findSentences(text);
      let end = 0;
      for (const span of spans) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        const sentence = text.slice(span.start, span.end);
        expect(sentence).toBe(sentence.trim());
        end = span.end;
      }
      expect(
        spans
          .map(({ start, end: to }) => text.slice(start, to))
          .join('')
          .replace(/\s/g, ''),
      ).toBe(text.replace(/\s/g, ''));
    }),
  );
});

describe('pointers to other articles', () => {
  const article = 'The first paragraph ends.';
  const other = 'Coalition strikes killed 9,999 civilians in Mosul';
  test.each([
    `Read also: ${other}.`,
    `READ MORE: ${other}`,
    `See also – ${other}`,
    `Related: ${other}`,
    `Related stories\n${other}`,
    `Related articles\n\n${other}.\n\nAnother headline\n\nA third headline`,
    `More on this story: ${other}`,
    `Recommended\n\n${other}`,
    `You may also like: ${other}`,
    `- **Read also:** [${other}](https://example.org/other)`,
    `Lire aussi : ${other}`,
  ])('%s', (pointer) => {
    expect(sentences(`${article}\n\n${pointer}\n\nThe article goes on here.`)).toEqual([
      article,
      'The article goes on here.',
    ]);
    expect(sentences(`${article}\n${pointer}\nThe article goes on here. It ends.`)).toEqual([
      article,
      'The article goes on here.',
      'It ends.',
    ]);
  });

  test.each([
    'Related to this strike, two civilians were killed.',
    'Recommended that both reports be closed.',
    'Read the report: it names 44 civilians.',
    'Readers also sent reports.',
  ])('is none: %s', (text) => {
    expect(findSentences(text)[0]?.start).toBe(0);
  });
});

describe('the frame of a page', () => {
  const article = 'The Coalition killed 12 civilians in Raqqa.';
  test.each([
    'date 2017-11-01',
    'date 2019-02 2019/02/01 | 06:26',
    'Updated: 25 April 2019, 10:00',
    'Published: 2 May 2017',
    'Published on Tuesday, May 2, 2017 at 10:00 am EST | Updated May 3, 2017',
    'Last modified: 05.03.2019',
    'Posted on 3 May 2017 |',
  ])('is no part of a sentence: %s', (frame) => {
    for (const gap of ['\n\n', '\n', ' ']) expect(sentences(`${frame}${gap}${article}`)).toEqual([article]);
    expect(sentences(`${article}\n\n${frame}`)).toEqual([article]);
  });

  test.each([
    '1,204 shares',
    '431 views | 12 comments',
    'Shares: 431',
    '3 min read',
    '2.4K likes',
    '3 hours ago',
    'Share | Tweet | Print',
  ])('counts nothing: %s', (frame) => {
    expect(sentences(`${frame}\n\n${article}\n\n${frame}`)).toEqual([article]);
  });

  test.each([
    'Published on May 2, 2017 by the Coalition, the report names 12 deaths.',
    'Updated figures show 12 deaths.',
    'Dated May 2, 2017, the letter names 12 civilians.',
    'Reports from May 2017 name 12 civilians.',
    'Shares of 12 people were sold.',
  ])('is none: %s', (text) => {
    expect(sentences(text)).toEqual([text]);
  });
});
