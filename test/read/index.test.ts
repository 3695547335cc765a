import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordingFor } from '../../src/compose/language/index.ts';
import { warningText } from '../../src/compose/warnings.ts';
import type { ReadContext } from '../../src/domain/readings.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import type { Warning } from '../../src/domain/warnings.ts';
import { read, readerVersions } from '../../src/read/index.ts';
import { readJson, toJson } from '../../src/read/schema.ts';

// Facsimile: the texts are written for these tests around the formulaic clause.

const loose: ReadContext = { publisher: null, url: null, title: null, published: null };
const monthly = `SOUTHWEST ASIA - In the month of August 2019, CJTF-OIR carried over 97 open reports from previous months, received two new reports, and completed the assessment on 20 reports. Seven reports were assessed to be credible resulting in 22 unintentional civilian deaths.

The Coalition conducted 34,573 strikes between August 2014 and the end of August 2019. During this period, based on information available, CJTF-OIR assesses at least 1,335 civilians have been unintentionally killed by Coalition actions since the beginning of Operation Inherent Resolve.`;
const quarterly =
  'In the latest quarterly civilian casualty assessment report period ending Mar. 31, 2022, U.S. Africa Command received no new reports of civilian casualties. There are currently no assessments open or under review.';
const article =
  'The coalition said on Thursday that its strikes in Iraq and Syria had killed at least 1,335 civilians since 2014. “Every loss is one too many,” a spokesman said. Airwars estimates that more than 8,000 civilians have been killed by the coalition.';

describe('the registry', () => {
  test.each([
    ['a monthly report', monthly, 'cjtf-oir', 'coalition-monthly'],
    ['a quarterly report', quarterly, 'africom', 'quarterly-africom'],
    ['an article about a report', article, null, 'statement'],
    ['anything else', 'A recipe for bread.', null, 'statement'],
    ['nothing', '', null, 'statement'],
  ])('gives %s to its reader', (_, text, publisher, reader) => {
    const result = read(text, { ...loose, publisher, published: '2022-05-01' });
    expect(result.reader).toBe(reader);
    expect(result.readerVersion).toBe(readerVersions[reader]);
  });

  test('reads the same text to the same result', () => {
    expect(read(article, loose)).toEqual(read(article, loose));
  });
});

describe('the JSON', () => {
  const words = (warning: Warning) =>
    warningText(warning, wordingFor('en', { speakers: builtInSpeakers, publishers: new Map() }));
  const document = {
    publisher: 'cjtf-oir',
    url: 'https://example.org/1',
    published: '2019-09-26',
    title: 'A report',
    sha256: 'a'.repeat(64),
  };

  test.each([
    ['monthly', monthly],
    ['quarterly', quarterly],
    ['article', article],
  ])('of a %s text is what the schema says', (_, text) => {
    const json = toJson(document, read(text, { ...loose, published: '2019-09-26' }), words);
    expect(readJson.parse(JSON.parse(JSON.stringify(json)))).toEqual(json);
  });

  test('has exactly the documented keys, in order, and null for what is absent', () => {
    const json = toJson(document, read(article, loose), words);
    expect(Object.keys(json)).toEqual([
      'document',
      'period',
      'readings',
      'mentions',
      'positions',
      'incidents',
      'warnings',
    ]);
    expect(Object.keys(json.document)).toEqual([
      'publisher',
      'url',
      'published',
      'title',
      'reader',
      'readerVersion',
      'sha256',
    ]);
    expect(Object.keys(json.readings[0] ?? {})).toEqual([
      'measure',
      'value',
      'valueMax',
      'qualifier',
      'speakers',
      'speaker',
      'place',
      'from',
      'to',
      'quote',
      'start',
      'end',
      'stance',
      'rule',
      'circumstances',
    ]);
    expect(json.period).toEqual({ from: null, to: null });
    expect(json.readings[0]?.valueMax).toBeNull();
  });

  test('has figures that are not asserted apart, and exact days where a text gives them', () => {
    const result = read(article, loose);
    const [first] = result.readings;
    if (first === undefined) throw new TypeError('The article states a figure');
    const dated = { ...first, from: '2016-03-22', to: '2016-03-22' };
    const mention = { ...dated, stance: 'doubted' as const, rule: null, speakers: ['other:Freedonian army'] };
    const json = toJson(document, { ...result, readings: [dated], mentions: [mention] }, words);
    expect(readJson.parse(JSON.parse(JSON.stringify(json)))).toEqual(json);
    expect(json.readings).toMatchObject([{ from: '2016-03-22', stance: 'asserted', rule: dated.rule }]);
    expect(json.mentions).toMatchObject([{ to: '2016-03-22', stance: 'doubted', rule: null }]);
    expect(Object.keys(json.readings[0] ?? {})).toEqual([...Object.keys(json.mentions[0] ?? {}), 'circumstances']);
    const odd = { ...dated, to: '2016-03-32' };
    expect(readJson.safeParse(toJson(document, { ...result, readings: [odd] }, words)).success).toBe(false);
  });

  test('lists an incident with every key', () => {
    const text = `${quarterly}\n\nUSAFRICOM substantiated one case: one civilian was killed by an airstrike on Feb. 2, 2020, in the vicinity of Jilib, Somalia.`;
    const json = toJson(document, read(text, { ...loose, publisher: 'africom' }), words);
    expect(Object.keys(json.incidents[0] ?? {})).toEqual([
      'number',
      'date',
      'dateTo',
      'place',
      'country',
      'vias',
      'via',
      'outcome',
      'killed',
      'killedMax',
      'injured',
      'reportNumbers',
      'reportNumber',
      'ngoCodes',
      'ngoCode',
      'mgrs',
      'notPreviouslyReported',
      'quote',
      'start',
      'end',
      'circumstances',
      'dossier',
    ]);
    expect(json.incidents[0]).toMatchObject({ outcome: 'credible', killed: 1, vias: [], via: null, mgrs: [] });
  });

  test('gives a warning in words and as data', () => {
    const text = 'A strike by coalition aircraft killed 12 civilians in Mosul.';
    expect(toJson(document, read(text, loose), words).warnings).toEqual([
      {
        code: 'unattributed-figure',
        message: `12 killed not read (nobody clearly says that it is so): "${text}"`,
        data: { value: 12, harm: 'killed', reason: 'not-asserted', quote: { quote: text, start: 0, end: text.length } },
      },
    ]);
  });

  test('every field is described', () => {
    for (const shape of [
      readJson.shape.document.shape,
      readJson.shape.readings.element.shape,
      readJson.shape.mentions.element.shape,
      readJson.shape.incidents.element.shape,
      readJson.shape.incidents.element.shape.circumstances.shape,
    ])
      for (const [name, field] of Object.entries(shape)) expect(field.description, name).toMatch(/\S/);
  });

  test('holds for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (noise) => {
        const json = toJson(
          document,
          read(`${noise} The coalition said 12 civilians were killed ${noise}`, loose),
          words,
        );
        expect(readJson.safeParse(json).success).toBe(true);
      }),
    );
  });
});
