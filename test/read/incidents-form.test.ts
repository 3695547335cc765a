import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident, IncidentOutcome, Via } from '../../src/domain/incidents.ts';
import type { ReadContext } from '../../src/domain/readings.ts';
import { readIncidents } from '../../src/read/incidents/list.ts';

/** Entries made up in the forms of the reports, laid out as pages, PDFs and syndicated copies lay them out, must read back. */

const context: ReadContext = { publisher: 'cjtf-oir', url: null, title: null, published: null };
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const shortMonths = ['Jan.', 'Feb.', 'Mar.', 'Apr.', 'May', 'Jun.', 'Jul.', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.'];
const words = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

interface Made {
  /** Before the entry, and no part of it. */
  readonly lead: string;
  readonly text: string;
  readonly expected: Partial<Incident>;
}

const pad = (value: number): string => String(value).padStart(2, '0');

const dates: fc.Arbitrary<{ text: string; date: string; dateTo: string | null }> = fc
  .record({
    year: fc.integer({ min: 2014, max: 2024 }),
    month: fc.integer({ min: 0, max: 11 }),
    day: fc.integer({ min: 1, max: 27 }),
    form: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ year, month, day, form }) => {
    const date = `${year}-${pad(month + 1)}-${pad(day)}`;
    const next = `${year}-${pad(month + 1)}-${pad(day + 1)}`;
    switch (form) {
      case 0:
        return { text: `${months[month]} ${day}, ${year}`, date, dateTo: null };
      case 1:
        return { text: `${shortMonths[month]} ${day}, ${year}`, date, dateTo: null };
      case 2:
        return { text: `${shortMonths[month]} ${pad(day)}, ${year}`, date, dateTo: null };
      case 3:
        return { text: `${months[month]} ${day}/${day + 1}, ${year}`, date, dateTo: next };
      case 4:
        return { text: `${months[month]} ${day}-${day + 1}, ${year}`, date, dateTo: next };
      case 5:
        return {
          text: `${pad(day)} ${(months[month] ?? '').slice(0, 3).toUpperCase()} ${String(year).slice(2)}`,
          date,
          dateTo: null,
        };
      default:
        return { text: `${shortMonths[month]} ${day} ${year}`, date, dateTo: null };
    }
  });

const names = [
  'Mosul',
  'Raqqah',
  'Ar Raqqah',
  'Dayr az Zawr',
  'Al Bab',
  'Tal Afar',
  'al-Qayyarah',
  'Abu Kamal',
  'Al Mayadin',
  "Al Qa'im",
  'Shaykh Hamad',
  'Tabqah',
];
const places: fc.Arbitrary<{ text: string; place: string; country: string }> = fc
  .record({
    one: fc.constantFrom(...names),
    two: fc.option(fc.constantFrom(...names), { nil: null, freq: 4 }),
    country: fc.constantFrom('Iraq', 'Syria'),
    preposition: fc.constantFrom(
      'near',
      'in',
      'north of',
      'vicinity of',
      'in the vicinity of',
      'southeast of',
      'outside',
    ),
    comma: fc.boolean(),
  })
  .map(({ one, two, country, preposition, comma }) => ({
    text: `${comma ? ',' : ''} ${preposition} ${one}${two === null ? '' : `, ${two}`}, ${country}`,
    place: two === null ? one : `${one}, ${two}`,
    country,
  }));

const vias: fc.Arbitrary<{ text: string; vias: readonly Via[] }> = fc
  .tuple(
    fc.constantFrom<readonly [string, string | null]>(
      ['Airwars report', 'airwars'],
      ['self-report', 'self-report'],
      ['self report', 'self-report'],
      ['Amnesty International report', 'amnesty'],
      ['Amnesty International and Airwars report', 'amnesty+airwars'],
      ['social media report', 'social-media'],
      ['media report', 'media'],
      ['open source', 'open-source'],
      ['Human Rights Watch', 'hrw'],
      ['White Helmets and AP', 'white-helmets+media'],
      ['NGO report', 'ngo'],
      ['web report', 'web'],
      ['SNHR', 'snhr'],
      ['Syrian Observatory for Human Rights', 'sohr'],
    ),
    fc.boolean(),
    fc.constantFrom('. ', ': ', ' ', ' – '),
  )
  .map(([[text, via], comma, mark]) => ({
    text: `${comma ? ',' : ''} via ${text}${mark}`,
    vias: via === null ? [] : (via.split('+') as Via[]),
  }));

const credible: fc.Arbitrary<{
  text: string;
  killed: number | null;
  killedMax: number | null;
  injured: number | null;
}> = fc
  .record({
    killed: fc.integer({ min: 1, max: 12 }),
    injured: fc.integer({ min: 2, max: 12 }),
    form: fc.integer({ min: 0, max: 9 }),
    digits: fc.boolean(),
    lead: fc.constantFrom(
      'During a strike on two ISIS fighting positions, ',
      'Coalition aircraft engaged 16 enemy vehicles. Regrettably, ',
      'Unfortunately, ',
      'During a Coalition strike against an ISIS headquarters it was assessed that ',
      'The building was destroyed with no civilian casualties. During the secondary explosion ',
    ),
  })
  .map(({ killed: k, injured: i, form, digits, lead }) => {
    const kw = digits ? String(k) : (words[k] ?? '');
    const iw = digits ? String(i) : (words[i] ?? '');
    const noun = k === 1 ? 'civilian' : 'civilians';
    const was = k === 1 ? 'was' : 'were';
    const none = { killedMax: null, injured: null };
    switch (form) {
      case 0:
        return { text: `${lead}${kw} ${noun} ${was} unintentionally killed.`, killed: k, ...none };
      case 1:
        return {
          text: `${lead}${kw} ${noun} ${was} unintentionally killed and ${iw} others wounded.`,
          killed: k,
          killedMax: null,
          injured: i,
        };
      case 2:
        return {
          text: `${lead}${kw} ${was} unintentionally killed and ${iw} were unintentionally injured.`,
          killed: k,
          killedMax: null,
          injured: i,
        };
      case 3:
        return {
          text: `${lead}${iw} civilians were unintentionally injured.`,
          killed: null,
          killedMax: null,
          injured: i,
        };
      case 4:
        return {
          text: `${lead}up to ${i} civilians were unintentionally killed.`,
          killed: null,
          killedMax: i,
          injured: null,
        };
      case 5:
        return { text: `${lead}${iw} civilians were killed or wounded.`, killed: null, killedMax: i, injured: null };
      case 6:
        return {
          text: `${lead}between ${k} and ${k + i} civilians were killed.`,
          killed: k,
          killedMax: k + i,
          injured: null,
        };
      case 7:
        return {
          text: `${lead}${kw} ${noun} ${was} killed, including one child, and at least one other was injured.`,
          killed: k,
          killedMax: null,
          injured: 1,
        };
      case 8:
        return { text: `${lead}${iw} civilian deaths more likely than not occurred.`, killed: i, ...none };
      default:
        return {
          text: `${lead}one ISIS fighter was engaged, resulting in ${kw} male adult${k === 1 ? '' : 's'} killed.`,
          killed: k,
          ...none,
        };
    }
  });

const denials = [
  'No Coalition strikes were conducted in the geographical area that corresponds to the report of civilian casualties.',
  'After a review of available information and strike video it was assessed that there is insufficient evidence to find that civilians were harmed in this strike.',
  'The report contains insufficient information of the time, location and details to assess its credibility.',
  'More likely than not civilian casualties did not occur as a result of a Coalition strike. The nearest strike was 2 km away.',
];
const nobody = 'After a review of strike video it was assessed that no civilians were harmed in this strike.';

const tails: fc.Arbitrary<{
  text: string;
  reportNumbers: readonly string[];
  ngoCodes: readonly string[];
  mgrs: readonly string[];
}> = fc.constantFrom(
  { text: '', reportNumbers: [], ngoCodes: [], mgrs: [] },
  { text: ' (497)', reportNumbers: ['497'], ngoCodes: [], mgrs: [] },
  { text: ' 2682/CS1908 37SFU7945513515', reportNumbers: ['2682'], ngoCodes: ['CS1908'], mgrs: ['37SFU7945513515'] },
  { text: ' 306/CS425 37SBA952069', reportNumbers: ['306'], ngoCodes: ['CS425'], mgrs: ['37SBA952069'] },
  {
    text: ' 3344 / CI883 and CS1997 / 37SFU7945513515 and 37SFV794135',
    reportNumbers: ['3344'],
    ngoCodes: ['CI883', 'CS1997'],
    mgrs: ['37SFU7945513515', '37SFV794135'],
  },
  { text: '2663 37SFU79451351', reportNumbers: ['2663'], ngoCodes: [], mgrs: ['37SFU79451351'] },
  { text: ' 37S BA 86128 01283', reportNumbers: [], ngoCodes: [], mgrs: ['37SBA8612801283'] },
);

function body(outcome: IncidentOutcome): fc.Arbitrary<{ text: string; expected: Partial<Incident> }> {
  if (outcome === 'credible')
    return credible.map(({ text, ...counts }) => ({ text, expected: { outcome, ...counts } }));
  const nothing = { killed: null, killedMax: null, injured: null };
  if (outcome === 'duplicate')
    return fc
      .constantFrom(
        'This report is a duplicate of a report previously released as July 18, 2016, near Mosul, Iraq, in which three civilians were killed.',
        'This report was assessed to be a duplicate of July 5, 2017, near Raqqah, Syria, via Airwars report, released in the September report.',
        'Duplicate of number 12 in the Aug. 6, 2017 release.',
      )
      .map((text) => ({ text, expected: { outcome, ...nothing } }));
  return fc.oneof(
    fc.constantFrom(...denials).map((text) => ({ text, expected: { outcome, ...nothing } })),
    fc.constant({ text: nobody, expected: { outcome, killed: 0, killedMax: null, injured: 0 } }),
  );
}

function entries(outcome: IncidentOutcome): fc.Arbitrary<readonly Made[]> {
  const one = fc.tuple(dates, places, vias, body(outcome), tails, fc.boolean());
  const mark = fc.constantFrom('number', 'none', 'bullet');
  return fc.tuple(fc.array(one, { minLength: 1, maxLength: 5 }), mark).map(([list, marked]) =>
    list.map(([date, place, via, narrative, tail, isNew], index) => {
      const flag = isNew && outcome === 'credible' ? ' (Not previously reported)' : '';
      const numbered = marked === 'number';
      return {
        lead: marked === 'bullet' ? '• ' : '',
        text: `${numbered ? `${index + 1}. ` : ''}${date.text}${place.text}${via.text}${narrative.text}${flag}${flag === '' ? '' : '.'}${tail.text}`,
        expected: {
          number: numbered ? index + 1 : null,
          date: date.date,
          dateTo: date.dateTo,
          place: place.place,
          country: place.country,
          vias: via.vias,
          ...narrative.expected,
          reportNumbers: tail.reportNumbers,
          ngoCodes: tail.ngoCodes,
          mgrs: tail.mgrs,
          notPreviouslyReported: flag !== '',
        },
      };
    }),
  );
}

const headings: Readonly<Partial<Record<IncidentOutcome, readonly string[]>>> = {
  credible: [
    'Credible Reports —',
    'Credible Reports: In each of the incidents listed below unintended civilian casualties regrettably occurred.',
    'CJTF-OIR assessed that the following reports are credible:',
  ],
  non_credible: [
    'Non-Credible Reports:',
    'NON-CREDIBLE REPORTS',
    'CJTF-OIR assessed that the following reports are non-credible.',
    'Noncredible Reports –',
  ],
  duplicate: ['Duplicate Reports:', 'The following reports were assessed to be duplicates:'],
};

type Layout = 'lines' | 'paragraphs' | 'together' | 'glued' | 'wrapped' | 'pdf' | 'windows';

function wrap(text: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/** A copy that has lost the line breaks altogether: "… casualties.2. Oct. 9, 2015". Between two digits a space is left. */
function glue(blocks: readonly string[]): string {
  return blocks.reduce(
    (text, block) => `${text}${/[.:]$/.test(text) && !/^\d\d [A-Z]/.test(block) ? '' : ' '}${block}`,
    '',
  );
}

/** A page ends after every twelfth line, in the middle of a sentence or not. */
function withPages(text: string): string {
  return text
    .split('\n')
    .flatMap((line, index, lines) =>
      index % 12 === 11 && line !== '' && /^[a-z]/.test(lines[index + 1] ?? '')
        ? [line, '', `Page ${(index + 1) / 12}`, '']
        : [line],
    )
    .join('\n');
}

const reports = fc
  .record({
    credible: entries('credible'),
    nonCredible: entries('non_credible'),
    duplicate: entries('duplicate'),
    headingAt: fc.nat(3),
    footer: fc.constantFrom(
      'The Coalition continues to strike ISIS and 40 civilians were killed elsewhere.',
      'CJTF-OIR regrets the unintentional loss of 12 civilian lives.',
      'Media contact: Public Affairs, 40 civilians killed, 555-123-4567',
      'For more information on the 12 civilians killed, visit the site.',
      '*Note: two civilians were killed in a strike that is not counted.',
      'Although the Coalition takes extraordinary efforts, three civilians were killed.',
      'An assessment of “credible” means that 12 civilians were killed.',
      'We express our deepest sympathies to the families of the 12 civilians killed.',
      'To date, at least 12 civilians have been unintentionally killed.',
    ),
    layout: fc.constantFrom<Layout>('lines', 'paragraphs', 'together', 'glued', 'wrapped', 'pdf', 'windows'),
    width: fc.integer({ min: 58, max: 100 }),
  })
  .map((made) => {
    const heading = (outcome: IncidentOutcome): string => {
      const list = headings[outcome] ?? [];
      return list[made.headingAt % list.length] ?? '';
    };
    const blocks = [
      'SOUTHWEST ASIA — In the month of April, the task force carried over 111 open reports and received seven. A total of 98 reports are still open.',
      heading('credible'),
      ...made.credible.map(({ lead, text }) => lead + text),
      heading('non_credible'),
      ...made.nonCredible.map(({ lead, text }) => lead + text),
      heading('duplicate'),
      ...made.duplicate.map(({ lead, text }) => lead + text),
      made.footer,
      '-30-',
    ];
    const text = {
      lines: () => blocks.join('\n'),
      paragraphs: () => blocks.join('\n\n'),
      together: () => blocks.join(' '),
      glued: () => glue(blocks),
      windows: () => blocks.join('\r\n\r\n'),
      wrapped: () => blocks.map((block) => wrap(block, made.width)).join('\n'),
      pdf: () => withPages(blocks.map((block) => wrap(block, made.width)).join('\n\n')),
    }[made.layout]();
    return { text, layout: made.layout, made: [...made.credible, ...made.nonCredible, ...made.duplicate] };
  });

const pieces = fc.constantFrom(
  '1. ',
  '2) ',
  '• ',
  'May 3, 2017, ',
  'On July 4, ',
  '03 DEC 21, ',
  'Feb. 30, 2017, ',
  'near ',
  'vicinity of ',
  'Mosul',
  ', ',
  'Iraq',
  'Syria',
  ' via ',
  'Airwars report',
  ': ',
  '. ',
  'two civilians ',
  'were killed ',
  'or ',
  'wounded',
  'in each of these strikes',
  'Credible Reports —',
  'Non-Credible Reports:',
  'the following ',
  '12 reports are ',
  'non-credible',
  '(497)',
  '2682/CS1908 ',
  '37SFU7945513515',
  '37S BA 86128 01283',
  '37SIO1234',
  '\n',
  '\n\n',
  '\u00a0',
  '“',
  '”',
  '(',
  ')',
  '\u{1f600}',
  '\ud800',
  'duplicate of ',
  'reopened',
  '-30-',
  'The Coalition takes ',
  'Page 3',
  'unknown date, ',
);

/** What would take minutes if any rule looked at all the text for each entry. */
const pieceTexts = [
  '1. May 3, 2017, near Mosul, ',
  '1. May 3, 2017, near Mosul, Iraq, via Airwars report: two civilians killed. ',
  'May 3, 2017, near Mosul, Iraq, via ',
  '1. May 3, near Mosul, Iraq, via x: between May 1 and May 9, 2017 ',
  '37S FU 12345 12345 ',
  'the following reports ',
  'Credible Reports ',
  '\n \n',
  '“May 3, 2017, near Mosul, Iraq: ',
  'two civilians killed or ',
  '. The Coalition takes ',
  'a,\n\n12\n\n',
];

describe('the form of incident entries', () => {
  it('never fails, and gives only spans of the text, in order and apart, for texts made of pieces of entries', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: pieces }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }), {
          maxLength: 120,
        }),
        (parts) => {
          const text = parts.join('');
          let last = 0;
          for (const incident of readIncidents(text, context).incidents) {
            expect(text.slice(incident.start, incident.end)).toBe(incident.quote);
            expect(incident.start).toBeGreaterThanOrEqual(last);
            expect(incident.end).toBeGreaterThan(incident.start);
            expect(incident.killedMax ?? Number.POSITIVE_INFINITY).toBeGreaterThan(incident.killed ?? -1);
            last = incident.end;
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each(pieceTexts)('reads 300 KB of %j', (piece) => {
    const text = piece.repeat(Math.ceil(300_000 / piece.length));
    const { incidents } = readIncidents(text, context);
    expect(incidents.length).toBeLessThanOrEqual(text.length / 10);
  });

  it('reads back entries in random wordings and layouts', () => {
    fc.assert(
      fc.property(reports, ({ text, made }) => {
        const { incidents } = readIncidents(text, context);
        expect(incidents.length).toBe(made.length);
        for (const [index, incident] of incidents.entries()) {
          const one = made[index];
          expect(incident).toMatchObject(one?.expected ?? {});
          expect(text.slice(incident.start, incident.end)).toBe(incident.quote);
          expect(incident.quote.replace(/\s+/g, ' ').replaceAll(/ Page \d+ /g, ' ')).toBe(one?.text);
        }
      }),
      { numRuns: 400 },
    );
  });
});
