import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, Sum, SumFinding } from '../../src/domain/findings.ts';
import { columns } from './record.ts';
import { recordedReports, replay } from './reports.ts';

const sumsOf = (findings: readonly Finding[], kind: SumFinding['kind']): readonly Sum[] =>
  findings.flatMap((finding) =>
    (finding.kind === 'does-not-add-up' || finding.kind === 'not-checkable') && finding.kind === kind
      ? [finding.sum]
      : [],
  );
const name = (sum: Sum) => `${sum.rule} ${sum.stated.period?.to}`;
const discrepancies = (findings: readonly Finding[]) =>
  sumsOf(findings, 'does-not-add-up').map((sum) => `${name(sum)} ${sum.expected} ${sum.stated.value} ${sum.gap}`);

describe('the published record, report by report', () => {
  const findings = replay(recordedReports());

  it('finds exactly the sums that do not add up', () => {
    expect(discrepancies(findings).toSorted()).toEqual(
      [
        'deaths 2017-02 224 229 5',
        'deaths 2017-03 274 352 78',
        'deaths 2017-11 812 817 5',
        'deaths 2017-12 830 831 1',
        'deaths 2018-05 954 939 -15',
        'deaths 2018-06 1044 1059 15',
        'deaths 2019-04 1296 1302 6',
        'open-cases 2018-03 595 475 -120',
        'carried-over 2017-09 350 344 -6',
        'carried-over 2018-07 234 232 -2',
        'open-cases 2021-07 104 105 1',
        'credible-total 2017-12 214 220 6',
      ].toSorted(),
    );
  });

  it('states what the sum gives with the reopened cases', () => {
    const [sum] = sumsOf(findings, 'does-not-add-up').filter((each) => name(each) === 'open-cases 2021-07');
    expect(sum?.expectedWithReopened).toBe(105);
  });

  it('calls a sum not checkable where a report is missing, and names the months', () => {
    const missing = sumsOf(findings, 'not-checkable').map(
      (sum) => `${name(sum)}: ${sum.missing.map((period) => `${period.from}..${period.to}`).join(' ')}`,
    );
    expect(missing).toEqual([
      'deaths 2018-11: 2018-10..2018-10',
      'carried-over 2018-11: 2018-10..2018-10',
      'deaths 2019-08: 2019-07..2019-07',
      'carried-over 2019-08: 2019-07..2019-07',
      'deaths 2019-10: 2019-09..2019-09',
      'deaths 2020-02: 2020-01..2020-01',
      'carried-over 2020-02: 2020-01..2020-01',
      'deaths 2020-09: 2020-03..2020-08',
      'deaths 2020-12: 2020-10..2020-11',
      'deaths 2021-07: 2021-01..2021-06',
      'carried-over 2021-07: 2021-01..2021-06',
    ]);
  });

  it('announces each report once, as a total compared with the previous one', () => {
    const totals = findings.filter((finding) => finding.kind.startsWith('total-'));
    expect(totals).toHaveLength(recordedReports().length - 1);
    expect(findings.filter((finding) => finding.kind === 'total-lowered' || finding.kind === 'late-report')).toEqual(
      [],
    );
    expect(
      findings.filter((finding) => finding.kind === 'total-unchanged').map((finding) => finding.period?.to),
    ).toEqual(['2018-09', '2019-02', '2020-12']);
  });

  it('gives no finding twice and the same ids again', () => {
    const ids = findings.map((finding) => finding.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(replay(recordedReports()).map((finding) => finding.id)).toEqual(ids);
  });
});

describe('the record in any order', () => {
  it('ends with the same discrepancies and announces no false one', () => {
    const reports = recordedReports();
    const inOrder = discrepancies(replay(reports)).toSorted();
    fc.assert(
      fc.property(fc.shuffledSubarray([...reports], { minLength: reports.length }), (shuffled) => {
        expect(discrepancies(replay(shuffled)).toSorted()).toEqual(inOrder);
      }),
      { numRuns: 30 },
    );
  });

  it('never announces a discrepancy that the complete record does not have', () => {
    const reports = recordedReports();
    fc.assert(
      fc.property(fc.shuffledSubarray([...reports]), (some) => {
        const inOrder = some.toSorted((one, other) => ((one.period?.to ?? '') < (other.period?.to ?? '') ? -1 : 1));
        expect(discrepancies(replay(some)).toSorted()).toEqual(discrepancies(replay(inOrder)).toSorted());
      }),
      { numRuns: 60 },
    );
  });
});

const source = new URL('../../../shared/data/coalition-reports.csv', import.meta.url);
describe.skipIf(!existsSync(source))(
  'the figures of this test (skipped where the collected record is not at hand)',
  () => {
    it('are those of the collected record', () => {
      const rows: Record<string, string>[] = parse(readFileSync(source), { columns: true });
      const collected = rows.map((row) =>
        [row['published'], row['period'], ...columns.map((column) => row[column] || '-')].join(' '),
      );
      const ours = recordedReports().map((each) =>
        [
          each.published?.slice(0, 10),
          each.period?.to,
          ...columns.map((column) => each.readings.find((r) => r.measure === column)?.value ?? '-'),
        ].join(' '),
      );
      expect(ours).toEqual(collected);
    });
  },
);
