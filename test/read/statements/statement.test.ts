import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadContext, Reading, ReadResult } from '../../../src/domain/readings.ts';
import { readStatement } from '../../../src/read/statements/statement.ts';
import { findNumbers } from '../../../src/read/text/numbers.ts';

// Facsimile: every text below is written for these tests around the formulaic clause; the figures are real ones.

const loose: ReadContext = { publisher: null, url: null, title: null, published: null };
const read = (text: string, context: Partial<ReadContext> = {}): ReadResult =>
  readStatement(text, { ...loose, ...context });
/** `killed_total at least 1302 cjtf-oir Iraq and Syria 2014-08..2019-04` */
const shown = ({ measure, qualifier, value, valueMax, speakers, place, from, to }: Reading): string =>
  [
    measure,
    ...(qualifier === null ? [] : [qualifier]),
    valueMax === null ? value : `${value}-${valueMax}`,
    speakers.join('+'),
    place ?? '?',
    `${from ?? ''}..${to ?? ''}`,
  ].join(' ');
const claims = (text: string, context: Partial<ReadContext> = {}): readonly string[] =>
  read(text, context).readings.map(shown);

const reaction = `US-led Coalition Admission of 1,300 Civilian Deaths in Iraq and Syria

*After the announcement by the U.S.-led Coalition that at least 1,302 civilians have been unintentionally killed by Coalition strikes in Syria and Iraq between August 2014 and the end of April 2019, an adviser at [Amnesty International](#) answered:*

"[A joint inquiry by Amnesty International in partnership with Airwars](#), out last month, revealed that more than 1,600 civilians were killed in the Raqqa offensive alone in 2017 - so the admitted deaths are a small part."
`;

describe('a reaction that quotes two figures', () => {
  test('gives both, each with its speaker, and not the rounded one of the headline', () => {
    expect(claims(reaction, { publisher: 'globalresearch' })).toEqual([
      'killed_total at least 1302 cjtf-oir Iraq and Syria 2014-08..2019-04',
      'killed_event more than 1600 amnesty+airwars Raqqa 2017-01..2017-12',
    ]);
  });

  test('speaks for the same two whoever publishes it', () => {
    for (const publisher of [null, 'amnesty', 'cjtf-oir', 'press'])
      expect(claims(reaction, { publisher })).toEqual(claims(reaction));
  });

  const seed = new URL('../../../../shared/seed/amnesty-2019-05-31.md', import.meta.url);
  test.skipIf(!existsSync(seed))('the same from the real document, where it is at hand', () => {
    const result = read(readFileSync(seed, 'utf8'), { publisher: 'globalresearch', published: '2019-06-01' });
    expect(result.readings.map(shown)).toEqual(claims(reaction));
    expect(result.warnings).toEqual([]);
  });
});

describe('who speaks', () => {
  test.each([
    ['The Coalition admitted that it has killed at least 855 civilians since 2014.', 'cjtf-oir', 855],
    ['Amnesty International said the Coalition admitted at least 1,291 civilian deaths since 2014.', 'cjtf-oir', 1291],
    ['At least 3,817 civilians have been killed by the US-led coalition, Airwars said.', 'airwars', 3817],
    ['According to Airwars, coalition strikes have killed at least 5,961 civilians.', 'airwars', 5961],
    [
      'Airwars, which follows the war closely, estimates that 6,575 civilians have been killed by the coalition.',
      'airwars',
      6575,
    ],
    [
      'Airwars said the deaths acknowledged by the coalition are too few, estimating that 7,468 civilians were killed.',
      'airwars',
      7468,
    ],
    ["The coalition's own count is 1,114 civilians killed since August 2014.", 'cjtf-oir', 1114],
    [
      '“Eleven civilians were killed by our strike,” said Col. Smith, a spokesman for U.S. Central Command.',
      'centcom',
      11,
    ],
    ['Pentagon: 352 civilians killed in war on Islamic State since 2014', 'dod', 352],
    ['US airstrike killed two civilians in Somalia - AFRICOM', 'africom', 2],
    ['The Syrian Network for Human Rights has documented 2,832 civilians killed by coalition strikes.', 'snhr', 2832],
    [
      'The Syrian Observatory for Human Rights said it had documented 2,910 civilian deaths from coalition strikes.',
      'sohr',
      2910,
    ],
    ['Human Rights Watch found that two coalition strikes killed at least 84 civilians.', 'hrw', 84],
    ['The Belgian Ministry of Defence confirmed that a Belgian air strike killed one civilian.', 'be-mod', 1],
    ['The Freedonian army acknowledged that its strike killed six civilians.', 'other:Freedonian army', 6],
  ])('%s', (text, speaker, value) => {
    expect(read(text).readings).toContainEqual(expect.objectContaining({ speakers: speaker.split('+'), value }));
  });

  test('an organisation that publishes its own text speaks in it', () => {
    const text = 'We documented 1,256 civilians killed by coalition strikes in Syria since September 2014.';
    expect(claims(text, { publisher: 'snhr' })).toEqual(['killed_total 1256 snhr Syria 2014-09..']);
    expect(claims(text, { url: 'https://snhr.org/blog/1' })).toEqual(['killed_total 1256 snhr Syria 2014-09..']);
  });

  test('a report points back to whoever made it', () => {
    const text =
      'The Coalition said on Friday that it regrets every loss. In all, 603 civilians have been killed by coalition strikes since 2014, the report said.';
    expect(claims(text)).toEqual(['killed_total 603 cjtf-oir Iraq and Syria 2014-08..']);
  });

  test('a person speaks for the organisation that introduced them, and never for the last one named', () => {
    const text =
      'The coalition admitted killing 1,302 civilians since 2014. Donatella Rovera, an adviser at Amnesty International, said it was in denial. The coalition said it disagreed. "More than 1,600 civilians were killed by the coalition in Raqqa in 2017," Rovera said.';
    expect(claims(text)).toEqual([
      'killed_total 1302 cjtf-oir Iraq and Syria 2014-08..',
      'killed_event more than 1600 amnesty Raqqa 2017-01..2017-12',
    ]);
  });

  test('a person whom nobody introduced speaks for nobody', () => {
    const text =
      'The coalition said it regrets every loss. "More than 1,600 civilians were killed by the coalition in Raqqa," said Jane Doe.';
    expect(read(text)).toMatchObject({ readings: [], warnings: [{ code: 'unattributed-figure' }] });
  });

  test('a bare "US" gives way to the command that the text names', () => {
    const text =
      'US says strike killed two civilians in Somalia\n\nUS Africa Command said the strike of 1 April 2018 near El Burr had killed two civilians.';
    expect(claims(text)).toEqual(['killed_event 2 africom El Burr 2018-04-01..2018-04-01']);
  });
});

describe('which measure', () => {
  test.each([
    [
      'The Coalition acknowledged the deaths of another nine civilians, raising its total to at least 892.',
      ['killed_new 9', 'killed_total 892'],
    ],
    ['Coalition admits killing further 105. The civilians died in Iraq and Syria.', ['killed_new 105']],
    ['The Pentagon acknowledged 15 more civilian deaths.', ['killed_new 15']],
    ['Of them five were deemed credible and resulted in 15 civilian deaths, the coalition said.', ['killed_new 15']],
    ['AFRICOM said an air strike on April 1, 2018 killed two civilians.', ['killed_event 2']],
    [
      'Airwars estimates that 6,136-9,315 civilians have been killed by Coalition strikes in Iraq and Syria.',
      ['killed_total 6136'],
    ],
    [
      'Airwars found that 433 civilians likely died in Coalition strikes at Raqqa in August 2017.',
      ['killed_event 433'],
    ],
    [
      'DoD assessed 132 civilians were killed and 91 were injured during 2019 as a result of U.S. operations.',
      ['killed_event 132', 'injured_event 91'],
    ],
    [
      'The Observatory said coalition strikes killed 225 civilians over the past month, SOHR reported.',
      ['killed_event 225'],
    ],
  ])('%s', (text, expected) => {
    expect(read(text).readings.map(({ measure, value }) => `${measure} ${value}`)).toEqual(expected);
  });
});

describe('where and when', () => {
  test.each([
    [
      'Airwars said coalition strikes killed 1,400 civilians in Raqqa, Syria, between June and October 2017.',
      'Raqqa',
      '2017-06',
      '2017-10',
    ],
    [
      'Airwars said US strikes in Iraq and Syria killed 416 civilians in the first half of 2019.',
      'Iraq and Syria',
      '2019-01',
      '2019-06',
    ],
    [
      'The Coalition said at least 841 civilians have been killed by its strikes in Syria and Iraq since the start of Operation Inherent Resolve.',
      'Iraq and Syria',
      '2014-08',
      null,
    ],
    [
      'The coalition said its strikes in Iraq and Syria have killed 801 civilians since late 2014.',
      'Iraq and Syria',
      null,
      null,
    ],
    ['AFRICOM admitted that a 2018 airstrike in Somalia killed two civilians.', 'Somalia', '2018-01', '2018-12'],
    ['The Pentagon said on 2 May 2019 that a strike had killed two civilians.', null, null, null],
  ])('%s', (text, place, from, to) => {
    expect(read(text).readings).toEqual([expect.objectContaining({ place, from, to })]);
  });

  test('"during this period" is the window of the sentence before', () => {
    const text =
      'The Coalition conducted 29,070 strikes between August 2014 and the end of January 2018 in Iraq and Syria. During this period at least 841 civilians were killed by its strikes, the Coalition said.';
    expect(claims(text)).toEqual(['killed_total at least 841 cjtf-oir Iraq and Syria 2014-08..2018-01']);
  });

  test('"last year" needs the day of publication', () => {
    const text = 'The Pentagon said US operations killed about 120 civilians last year.';
    expect(claims(text, { published: '2019-05-02' })).toEqual(['killed_event about 120 dod ? 2018-01..2018-12']);
    expect(claims(text)).toEqual(['killed_event about 120 dod ? ..']);
  });
});

describe('qualifiers', () => {
  test.each([
    ['no fewer than 800', 'at least'],
    ['at least 800', 'at least'],
    ['over 800', 'more than'],
    ['nearly 800', 'nearly'],
    ['around 800', 'about'],
    ['as many as 800', 'up to'],
    ['800', null],
  ])('%s', (words, qualifier) => {
    const text = `The Coalition said its strikes have killed ${words} civilians since 2014.`;
    expect(read(text).readings).toEqual([expect.objectContaining({ value: 800, qualifier })]);
  });
});

describe('single admissions of other ministries', () => {
  test('the British one', () => {
    const text =
      'It is regrettable that a UK air strike on 26 March 2018, aimed at Daesh in eastern Syria, resulted in an unintentional civilian fatality. It is assessed that one civilian was unintentionally killed.';
    expect(claims(text, { publisher: 'uk-mod' })).toEqual(['killed_event 1 uk-mod Syria 2018-03-26..2018-03-26']);
  });

  test('a possibility is no admission', () => {
    const text =
      'Defence can confirm that an Australian airstrike in the Al Shafaar neighbourhood of Mosul on 13 June 2017 may have caused casualties. The Coalition assesses that between six and 18 civilians may have been killed.';
    expect(claims(text, { publisher: 'adf' })).toEqual([]);
  });

  test('the Dutch one counts fighters and civilians together and is no civilian count', () => {
    const text =
      'The Dutch Ministry of Defence said a Dutch air strike on Hawija in June 2015 killed at least 70 people, fighters and civilians. At least 70 fighters and civilians were killed, it said.';
    expect(read(text)).toMatchObject({ readings: [], warnings: [] });
  });
});

describe('what is never a reading', () => {
  test.each([
    'The Coalition said 116 credible reports of civilian casualties were assessed.',
    'The Coalition has received 1,790 reports of civilian deaths.',
    'The coalition said it conducted 34,502 strikes that killed civilians.',
    'The coalition said 83% of the land is free, 115,000 were trained and 7.7 million people live there; civilians were killed.',
    'The coalition said approximately 1,100 troops were killed and 3,900 more wounded.',
    'The coalition said its strike killed four militants and that no civilians were killed.',
    'Islamic State shelling killed 23 civilians in Mosul, the coalition said.',
    'ISIS killed 741 civilians in Mosul, the UN said.',
    'In Idlib 58 civilians died in Russian air strikes, the Syrian Observatory for Human Rights said.',
    'UNAMA said 1,366 civilians were killed by the Taliban.',
    'The Pentagon said 170 civilians were killed in a suicide bombing at the airport.',
    'The coalition said 30 civilians were killed by mines in Raqqa.',
    'The coalition said 12 civilians died in clashes near Mosul.',
    'SNHR documented the killing of 1,402 civilians at the hands of the main parties in Syria.',
    'If half the allegations hold, the coalition would have killed 3,000 civilians, Airwars said.',
    'The coalition denied that its jets had killed 33 civilians.',
    'Coalition aircraft allegedly killed between 2,232 and 2,961 civilians, Airwars said.',
    'Airwars said the coalition killed 12 civilians a day.',
    'The Coalition said seven of the ten civilians killed were children.',
    'The Pentagon said the strike killed or injured 300 civilians.',
    'The coalition admitted more than 1,100 civilian casualties.',
  ])('%s', (text) => {
    expect(claims(text)).toEqual([]);
  });

  test('a count of reports that a press copy calls deaths', () => {
    const text =
      'The coalition said it had received 1,799 reports. Its operations caused the deaths of 1,799 civilians, the coalition said.';
    expect(read(text)).toMatchObject({ readings: [], warnings: [{ code: 'unattributed-figure' }] });
  });

  test('a figure that nobody is named for, which is a warning', () => {
    const result = read('A strike by coalition aircraft killed 12 civilians in Mosul.');
    expect(result.readings).toEqual([]);
    expect(result.warnings).toEqual([
      {
        ...{ code: 'unattributed-figure', value: 12, harm: 'killed', reason: 'not-asserted' },
        quote: { quote: 'A strike by coalition aircraft killed 12 civilians in Mosul.', start: 0, end: 60 },
      },
    ]);
  });
});

describe('one figure said several times', () => {
  test('is one reading, the exact one', () => {
    const text =
      'Coalition says 1,300 civilians killed\n\nThe coalition said on Friday it had killed more than 1,300 civilians in Iraq and Syria since 2014.\n\nIt assesses that at least 1,302 civilians were killed by its strikes between August 2014 and the end of April 2019, the coalition said.';
    expect(claims(text)).toEqual(['killed_total at least 1302 cjtf-oir Iraq and Syria 2014-08..2019-04']);
  });

  test('an earlier total that the text recalls gives way to the current one', () => {
    const text =
      'CJTF-OIR assesses at least 735 civilians have been killed by Coalition strikes since 2014. The coalition admitted in August that at least 624 civilians had been killed by its strikes since 2014.';
    expect(read(text).readings.map(({ value }) => value)).toEqual([735]);
  });

  test('two events of the same toll stay two', () => {
    const text =
      'The coalition said its strike near Mosul killed two civilians on January 9, 2017. The coalition said its strike near Raqqa killed two civilians on November 1, 2017.';
    expect(read(text).readings.map(({ place }) => place)).toEqual(['Mosul', 'Raqqa']);
  });
});

describe('other languages', () => {
  test('are not read by the rules of English', () => {
    const text =
      'La coalition internationale a reconnu jeudi la mort de 1.061 civils en Syrie et en Irak depuis 2014. L’ONG Airwars estime qu’au moins 6.575 civils ont été tués par la coalition.';
    expect(read(text).readings).toEqual([]);
  });
});

describe('any text at all', () => {
  const words = fc.constantFrom(
    ...'the Coalition Airwars said admitted that at least more than between and 1,302 18 six civilians killed deaths civilian were in Iraq Syria Raqqa 2017 since August 2014 , . " ( ) - by ISIS reports \n \n\n * [ ]( #) may have been according to it'.split(
      ' ',
    ),
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.array(words, { maxLength: 120 }).map((list) => list.join(' ')),
  );

  test('gives a result, and every number in its quote', () => {
    fc.assert(
      fc.property(text, (anything) => {
        for (const { quote, start, end, value, valueMax } of read(anything).readings) {
          expect(anything.slice(start, end)).toBe(quote);
          const stated = [true, false].flatMap((pointsGroupThousands) =>
            findNumbers(quote, { articles: true, pointsGroupThousands }).map((token) => token.value),
          );
          expect(stated).toContain(value);
          if (valueMax !== null) expect(stated).toContain(valueMax);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('sentences about other things change nothing', () => {
    const unrelated = fc.array(
      fc.constantFrom(
        'The weather in the capital stayed dry.',
        'A spokeswoman read out the agenda and left.',
        'Readers may subscribe to the weekly letter.',
        'The minister travelled by train.',
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(unrelated, unrelated, (before, after) => {
        const wrapped = [...before, reaction, ...after].join('\n\n');
        expect(claims(wrapped).toSorted()).toEqual(claims(reaction).toSorted());
      }),
    );
  });

  test('twice the same text gives the same figures', () => {
    expect(claims(`${reaction}\n\n${reaction}`)).toEqual(claims(reaction));
  });
});

describe('a text without ends of sentences', () => {
  const unit = 'The Coalition said that its strike near Mosul killed 14 civilians and ';

  test('gives no reading, and its count goes to the desk', () => {
    const { readings, mentions, warnings } = readStatement(unit.repeat(40), { ...loose, published: '2019-05-31' });
    expect({ readings, mentions }).toEqual({ readings: [], mentions: [] });
    expect(warnings).toMatchObject([{ code: 'unattributed-figure', value: 14, reason: 'not-asserted' }]);
  });

  test('is cut between words, so that no number is half read', () => {
    const { warnings } = readStatement('and 1,302 civilians were killed '.repeat(300), loose);
    expect(warnings).toMatchObject([{ value: 1302 }]);
  });

  test('takes time in proportion to its length', () => {
    const timeOf = (length: number) => {
      const text = 'and 14 civilians killed near Mosul '.repeat(length);
      const start = performance.now();
      readStatement(text, loose);
      return performance.now() - start;
    };
    timeOf(300);
    expect(timeOf(16_000)).toBeLessThan(40 * timeOf(2000) + 200);
  });
});

describe('one sentence with two equal figures', () => {
  test('that denies one of them asserts neither', () => {
    const text =
      'The Coalition admits that its strike killed five civilians but denies that its strike killed five civilians.';
    const { readings, mentions } = readStatement(text, loose);
    expect(readings).toEqual([]);
    expect(mentions).toMatchObject([{ value: 5, stance: 'denied' }]);
  });
});

test('a rounded figure of a headline is no unread one, where the text says whose figure it is', () => {
  const text = (headline: string) =>
    `${headline}\n\nThe Coalition acknowledged that at least 1,302 civilians were killed by its strikes in Iraq and Syria between August 2014 and the end of April 2019.`;
  const codes = (headline: string) =>
    readStatement(text(headline), { ...loose, published: '2019-05-31' }).warnings.map(({ code }) => code);
  expect(codes('On the Coalition’s admission of 1,300 civilian deaths')).toEqual([]);
  expect(codes('On the Coalition’s admission of 1,900 civilian deaths')).toEqual(['unattributed-figure']);
});
