import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadRecord, recordVersion } from '../../config/record/load.ts';
import { recordFileSchema } from '../../config/record/schema.ts';
import { reportFigures } from '../../src/cli/demo/archive/figures.ts';
import { type Measure, measures } from '../../src/domain/measures.ts';
import { isInTable } from '../../src/domain/speakers.ts';

const record = loadRecord();
const folder = new URL('../../config/record/', import.meta.url);
const coalition = record.figures.filter(({ publisher }) => publisher === 'cjtf-oir');
const statedIn = (measure: Measure, period: string) =>
  coalition.find((figure) => figure.measure === measure && figure.period?.to === period)?.value;

describe('the bundled record', () => {
  test('has a new version number whenever a row changes', () => {
    const digest = createHash('sha256').update(JSON.stringify(record.figures)).digest('hex').slice(0, 12);
    // If this fails, the rows changed: raise `recordVersion` in config/record/load.ts and write the new digest here.
    expect({ version: recordVersion, digest }).toEqual({ version: 1, digest: '07a669ca95c3' });
  });

  test('holds the figures of forty reports of the Coalition, those that the demonstration replays among them', () => {
    expect(new Set(coalition.map(({ report }) => report)).size).toBe(40);
    for (const row of reportFigures)
      for (const measure of measures)
        expect(`${row.period} ${measure} ${statedIn(measure, row.period)}`).toBe(
          `${row.period} ${measure} ${row[measure as keyof typeof row]}`,
        );
  });

  test.each([
    ['2017-02', '2017-01', 5],
    ['2017-03', '2017-02', 78],
    ['2017-11', '2017-10', 5],
    ['2017-12', '2017-11', 1],
    ['2018-05', '2018-04', -15],
    ['2018-06', '2018-05', 15],
    ['2019-04', '2019-03', 6],
  ])('its total of %s is off by what the reports are off by', (period, previous, gap) => {
    const parts = (statedIn('killed_total', previous) ?? 0) + (statedIn('killed_new', period) ?? 0);
    expect((statedIn('killed_total', period) ?? 0) - parts).toBe(gap);
  });

  test('says of every figure who asserts it, how it is known and where to read it', () => {
    for (const { speakers, known, url, address, measure } of record.figures) {
      expect(speakers.every(isInTable)).toBe(true);
      expect(known.length).toBeGreaterThan(0);
      expect(URL.canParse(url)).toBe(true);
      expect(['report', 'copy', 'press', 'list']).toContain(address);
      expect(measures).toContain(measure);
    }
    expect(new Set(record.figures.map(({ report, measure }) => `${report} ${measure}`)).size).toBe(
      record.figures.length,
    );
  });

  test('says which totals no report states', () => {
    const reconstructed = record.figures.filter(({ isReconstructed }) => isReconstructed);
    expect(reconstructed.map(({ period, measure, value }) => `${period?.to} ${measure} ${value}`)).toEqual([
      '2016-10 killed_total 173',
      '2016-12 killed_total 199',
      '2019-01 killed_total 1257',
    ]);
  });

  test('holds no sentence of a report: its only words are short notes', () => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml'))) {
      const file = recordFileSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8')));
      for (const { note } of file.reports) expect(note ?? '').not.toMatch(/["“”]/);
    }
  });

  test.each([
    ['a row without a window', { figures: { killed_total: 1 }, known: ['press'] }],
    ['an address that leads to nothing known', { to: '2019-01', url: 'https://e.org/', figures: {}, known: ['press'] }],
    [
      'a reconstructed figure that is not there',
      { to: '2019-01', figures: {}, known: ['press'], reconstructed: ['killed_total'] },
    ],
    ['a figure that is known from nowhere', { to: '2019-01', figures: { killed_total: 1 }, known: [] }],
    ['a measure that does not exist', { to: '2019-01', figures: { dead: 1 }, known: ['press'] }],
  ])('refuses %s', (_what, report) => {
    const file = { publisher: 'dod', speakers: ['dod'], place: null, list: 'https://e.org/', reports: [report] };
    expect(recordFileSchema.safeParse(file).success).toBe(false);
  });
});
