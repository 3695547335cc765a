import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  largestFall,
  largestMonthlyRise,
  periodicReaders,
  setAsideDoubtfulTotals,
} from '../../src/detect/set-aside/doubtful-totals.ts';
import type { Report } from '../../src/domain/documents.ts';
import type { Figure } from '../../src/domain/findings.ts';
import type { Publisher } from '../../src/domain/publishers.ts';
import type { Reading, ReadResult } from '../../src/domain/readings.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import type { Warning } from '../../src/domain/warnings.ts';
import { readerVersions } from '../../src/read/index.ts';
import { carrier, coalition, detect, figure, kindsOf, reading, recordedReports, report } from './reports.ts';

const place = 'Iraq and Syria';
const centcom: Publisher = { id: 'centcom', name: 'CENTCOM', role: 'acknowledging' };
const britain: Publisher = { id: 'uk-mod', name: 'the UK Ministry of Defence', role: 'acknowledging' };

/** The totals of the published record up to a month, as the ledger gives them. */
function statedUntil(month: string): readonly Figure[] {
  return recordedReports()
    .filter(({ period }) => period !== null && period.to <= month)
    .flatMap(totalsOf);
}

function totalsOf({ readings, period, published, publisher }: Report): readonly Figure[] {
  return readings
    .filter(({ measure }) => measure === 'killed_total')
    .map(({ value }) => figure('killed_total', value, { place, period, published, publisher }));
}

type DoubtfulTotal = Extract<Warning, { readonly code: 'doubtful-total' }>;

interface Said {
  readonly by?: Publisher;
  readonly published?: string | null;
  readonly stated?: readonly Figure[];
  readonly result?: Partial<ReadResult>;
}

function setAside(readings: readonly Reading[], said: Said = {}): ReadResult {
  const { by = carrier, published = '2019-06-10', stated = statedUntil('2019-04'), result = {} } = said;
  const read: ReadResult = {
    ...{
      reader: 'statement',
      readerVersion: 1,
      period: null,
      readings,
      mentions: [],
      positions: [],
      incidents: [],
      warnings: [],
    },
    ...result,
  };
  return setAsideDoubtfulTotals(read, {
    ...{ publisher: by, speakers: builtInSpeakers, stated },
    published: published === null ? null : `${published}T12:00:00.000Z`,
  });
}

/** Returns why the only total is doubtful and with what it was compared; undefined if it fits. */
function doubt(value: number, rest: Partial<Reading> = {}, said: Said = {}): string | undefined {
  const total = reading('killed_total', value, { place, ...rest });
  const { readings, warnings } = setAside([total], said);
  expect(readings).toEqual(warnings.length > 0 ? [] : [total]);
  const [warning] = warnings;
  return warning?.code === 'doubtful-total' ? `${warning.why} ${warning.held.value}` : undefined;
}

describe('a total that somebody else quotes', () => {
  it('is doubtful if no report gives it and it is lower than the last one', () => {
    expect(doubt(1277)).toBe('below-latest 1302');
    expect(doubt(114)).toBe('below-latest 1302');
    expect(doubt(0)).toBe('below-latest 1302');
    expect(doubt(1277, {}, { by: britain })).toBe('below-latest 1302');
  });

  it('is doubtful if it is far above the last one', () => {
    expect(doubt(40_000)).toBe('far-above 1302');
    expect(doubt(1310, { valueMax: 13_000 })).toBe('far-above 1302');
    expect(doubt(2000)).toBe('far-above 1302');
  });

  it('is doubtful if it looks like a misprint of the last one', () => {
    const stated = statedUntil('2018-09');
    expect(doubt(1144, {}, { stated, published: '2018-10-26' })).toBe('misprint 1114');
    expect(doubt(1320)).toBe('misprint 1302');
  });

  it('is doubtful if a later report gives less', () => {
    const stated = statedUntil('2019-06');
    expect(doubt(1144, { to: '2018-09' }, { stated })).toBe('misprint 1114');
    expect(doubt(1160, { to: '2018-09' }, { stated })).toBe('above-later 1139');
    expect(doubt(1160, {}, { stated, published: '2018-10-26' })).toBe('above-later 1139');
  });

  it('fits if a report gave it, at any time, or if it rounds what a report gave', () => {
    for (const value of [1302, 1291, 1114, 1300]) expect(doubt(value)).toBeUndefined();
    for (const value of [800, 1000, 1200]) expect(doubt(value, { qualifier: 'more than' })).toBeUndefined();
    expect(doubt(1320, { qualifier: 'nearly' })).toBeUndefined();
  });

  it('fits if the next report may give it', () => {
    for (const value of [1303, 1309, 1319, 1400]) expect(doubt(value)).toBeUndefined();
    expect(doubt(1296, { to: '2019-03' }, { stated: statedUntil('2019-06') })).toBeUndefined();
  });

  it('is compared with all totals if nothing dates it', () => {
    expect(doubt(1277, {}, { published: null })).toBe('below-latest 1302');
    expect(doubt(1302, {}, { published: null })).toBeUndefined();
  });
});

describe('whose totals it is compared with', () => {
  it('is nothing where its speakers publish none', () => {
    expect(doubt(40_000, {}, { stated: [] })).toBeUndefined();
    const quoted = statedUntil('2019-04').map((each) => ({ ...each, publisher: 'globalresearch' }));
    expect(doubt(40_000, {}, { stated: quoted })).toBeUndefined();
  });

  it('is nothing for an organisation, whose counts are its own', () => {
    expect(doubt(13_000, { speakers: ['airwars'] })).toBeUndefined();
  });

  it('is a total without a place, or that of the only place', () => {
    expect(doubt(40_000, { place: null })).toBe('far-above 1302');
    const unplaced = statedUntil('2019-04').map((each) => ({ ...each, place: null }));
    expect(doubt(1277, {}, { stated: unplaced })).toBe('below-latest 1302');
  });

  it('is for a part of the place, and for another body of the command, an upper limit only', () => {
    expect(doubt(400, { place: 'Syria' })).toBeUndefined();
    expect(doubt(40_000, { place: 'Raqqa' })).toBe('far-above 1302');
    expect(doubt(40_000, { speakers: ['dod'] })).toBe('far-above 1302');
    expect(doubt(600, { speakers: ['dod'] })).toBeUndefined();
    expect(doubt(40_000, { speakers: ['africom'], place: 'Somalia' })).toBeUndefined();
  });

  it('are reports, and statements only where no report is stored', () => {
    const said = figure('killed_total', 1400, { place, published: '2019-06-05T12:00:00.000Z' });
    expect(doubt(1310, {}, { stated: [...statedUntil('2019-04'), said] })).toBeUndefined();
    expect(doubt(1310, {}, { stated: [said] })).toBe('below-latest 1400');
  });
});

describe('a total in a statement of the force itself', () => {
  const by = centcom;

  it('may be a little lower than the last report, and higher', () => {
    expect(doubt(1302 - largestFall, {}, { by })).toBeUndefined();
    expect(doubt(1320, {}, { by })).toBeUndefined();
    expect(doubt(1302, {}, { by })).toBeUndefined();
  });

  it('is doubtful if it is much lower, or an earlier total', () => {
    expect(doubt(1302 - largestFall - 1, {}, { by })).toBe('below-latest 1302');
    expect(doubt(1291, {}, { by })).toBe('below-latest 1302');
    expect(doubt(1291, { to: '2019-03' }, { by })).toBeUndefined();
  });

  it('is doubtful if it is far higher, or higher than a later one', () => {
    expect(doubt(40_000, {}, { by })).toBe('far-above 1302');
    expect(doubt(1140, { to: '2018-09' }, { by })).toBe('above-later 1139');
  });
});

describe('a total in a report of the force itself', () => {
  const reported = (value: number, more: readonly Reading[] = [], month = '2019-05') => {
    const period = { from: month, to: month };
    const said = { by: coalition, result: { reader: 'coalition-monthly', period } };
    const total = reading('killed_total', value, { place });
    return setAside([total, ...more], said).warnings;
  };

  it('may fall and may be restated', () => {
    for (const value of [1287, 900, 130]) expect(reported(value)).toEqual([]);
    expect(reported(1250, [], '2019-04')).toEqual([]);
  });

  it('is doubtful if it rises by more than the limit in a month', () => {
    expect(reported(1302 + largestMonthlyRise)).toEqual([]);
    expect(reported(1302 + largestMonthlyRise + 1)).toMatchObject([
      { code: 'doubtful-total', value: 1503, why: 'far-above', held: { value: 1302, to: '2019-04' } },
    ]);
    expect(reported(1302 + 3 * largestMonthlyRise, [], '2019-07')).toEqual([]);
    expect(reported(40_000, [], '2019-07')).toHaveLength(1);
    expect(reported(40_000, [], '2015-01')).toMatchObject([{ why: 'above-later', held: { value: 173 } }]);
  });

  it('may rise by as much as it says that it newly admits', () => {
    expect(reported(1802, [reading('killed_new', 500)])).toEqual([]);
    expect(reported(13_020, [reading('killed_new', 500)])).toHaveLength(1);
  });

  it('leaves the other figures of the report', () => {
    const period = { from: '2019-05', to: '2019-05' };
    const result = { reader: 'coalition-monthly', period };
    const added = reading('killed_new', 17);
    const { readings, warnings } = setAside([reading('killed_total', 13_190, { place }), added], {
      by: coalition,
      result: { ...result, warnings: [{ code: 'no-figures' }] },
    });
    expect(readings).toEqual([added]);
    expect(warnings.map(({ code }) => code)).toEqual(['no-figures', 'doubtful-total']);
  });

  it('is known by the reader, and every such reader exists', () => {
    expect(Object.keys(readerVersions)).toEqual(expect.arrayContaining([...periodicReaders]));
  });

  it('is never doubtful in the published record, in whichever order and with whichever gaps it is stored', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...recordedReports()], { minLength: 1 }), (reports) => {
        const stated: Figure[] = [];
        for (const each of reports) {
          const { readings, period, published } = each;
          const result = { ...each, readings: readings.map((one) => ({ ...one, place })) };
          const day = published?.slice(0, 10) ?? null;
          expect(
            setAside(result.readings, {
              by: coalition,
              published: day,
              stated,
              result: { reader: each.reader, period },
            }).warnings,
          ).toEqual([]);
          stated.push(...totalsOf(each));
        }
      }),
    );
  });
});

describe('a page whose total becomes doubtful', () => {
  const total = reading('killed_total', 1302);
  const credible = reading('allegations_credible', 3);
  const page = (readings: readonly Reading[], snapshot: number, rest: Partial<Report> = {}) =>
    report('2019-04', readings, { snapshotId: `doc-2019-04.${snapshot}`, ...rest });
  const warning: DoubtfulTotal = {
    ...{ code: 'doubtful-total' as const, measure: 'killed_total' as const, value: 13_020, speakers: ['cjtf-oir'] },
    ...{
      why: 'far-above' as const,
      held: { value: 1291, to: '2019-03' },
      quote: { quote: '13,020', start: 0, end: 6 },
    },
  };
  const texts = { before: 'At least 1,302.', now: 'At least 13,020.' };
  const doubtful = page([credible], 2, { warnings: [warning] });

  it('is not said to state no total any more', () => {
    expect(kindsOf(detect(doubtful, { before: page([total, credible], 1), texts }))).toEqual([
      'edited',
      'reader-warning',
    ]);
    const gone = page([credible], 2);
    expect(kindsOf(detect(gone, { before: page([total, credible], 1), texts }))).toEqual(['withdrawn', 'edited']);
  });

  it('warns once, and does not announce the same total again when it comes back', () => {
    const later = { ...warning, held: { value: 1319, to: '2019-05' } };
    const again = page([credible], 3, { warnings: [later] });
    expect(kindsOf(detect(again, { before: doubtful, texts }))).toEqual(['edited']);
    const storedFigures = [figure('killed_total', 1302, { documentId: 'doc-2019-04' })];
    const back = page([total, credible], 3);
    expect(kindsOf(detect(back, { before: doubtful, texts, storedFigures }))).toEqual(['edited']);
    expect(kindsOf(detect(back, { before: doubtful, texts }))).toEqual(['admitted', 'edited']);
  });
});
