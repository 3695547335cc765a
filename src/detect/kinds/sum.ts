import type { Report } from '../../domain/documents.ts';
import type { Sum, SumFinding } from '../../domain/findings.ts';
import { seriesKey } from '../../domain/series.ts';
import { checkSums, outcomeKey } from '../compare/sums.ts';
import type { DetectContext } from '../detection.ts';
import type { MakeBase } from '../finding-base.ts';

/**
 * Returns `does-not-add-up` and `not-checkable` findings. Checks the sums of the report, and again those of later reports,
 * whose predecessor it may be. Leaves out a sum that had the same outcome with `replaced` in place of the report.
 */
export function sumFindings(
  { now, record, unread, compiled = [], speakers, makeBase }: DetectContext,
  replaced: readonly Report[],
): { readonly findings: readonly SumFinding[]; readonly sums: readonly Sum[] } {
  const known = new Set(replaced.flatMap((old) => checkSums(old, [...record, ...unread], speakers).map(outcomeKey)));
  const own = checkSums(now, [...record, ...unread], speakers);
  const ofLaterReports = record.flatMap((later) => {
    if (now.period === null || later.period === null || later.period.to <= now.period.to) return [];
    const rest = record.filter((other) => other !== later);
    const before = new Set(checkSums(later, [...rest, ...replaced, ...compiled], speakers).map(outcomeKey));
    return checkSums(later, [...rest, now, ...unread], speakers).filter((sum) => !before.has(outcomeKey(sum)));
  });
  const announced = [
    ...own.filter((sum) => !known.has(outcomeKey(sum)) && isNews(sum)),
    ...ofLaterReports.filter((sum) => sum.verdict === 'does-not-add-up'),
  ];
  return { findings: announced.map((sum) => sumFinding(sum, makeBase)), sums: [...own, ...ofLaterReports] };
}

function isNews({ verdict, reason }: Sum): boolean {
  return verdict === 'does-not-add-up' || reason === 'report-missing';
}

function sumFinding(sum: Sum, makeBase: MakeBase): SumFinding {
  const kind = sum.verdict === 'does-not-add-up' ? 'does-not-add-up' : 'not-checkable';
  const key = [sum.rule, seriesKey(sum.stated), sum.stated.snapshotId, sum.stated.value, sum.expected];
  return { ...makeBase(kind, key, sum.stated.period), kind, sum };
}
