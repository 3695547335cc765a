import type { Report } from '../domain/documents.ts';
import type { Figure, Finding, Sum } from '../domain/findings.ts';
import type { Incident } from '../domain/incidents.ts';
import type { Publisher } from '../domain/publishers.ts';
import type { Reading } from '../domain/readings.ts';
import { seriesKey } from '../domain/series.ts';
import type { Instant } from '../domain/time.ts';
import type { IncidentChange, KnownIncident } from './compare/incidents.ts';
import { checkSums, outcomeKey } from './compare/sums.ts';
import type { MakeBase } from './finding-base.ts';

export interface DetectInput {
  readonly publisher: Publisher;
  /** The same document at its previous snapshot; undefined at first sight. */
  readonly before: Report | undefined;
  readonly now: Report;
  readonly texts: { readonly before: string | null; readonly now: string };
  /**
   * The current reports of other documents of the publisher and its family (`familyOf`), incidents left out. Of a page that is rewritten for each report
   * also what it last said of each other period, where that is at hand.
   */
  readonly others: readonly Report[];
  /** Entries of those documents that may be the same as some of `now`. */
  readonly knownIncidents: readonly KnownIncident[];
  /**
   * Death tolls already held, of any publisher and of acknowledging speakers too, earlier values included: what a claim is
   * measured against. A quoted admission that is missing here is taken for a claim.
   */
  readonly storedFigures: readonly Figure[];
  /** Nothing of the source was recorded before: the document is a baseline and nothing of it is announced. */
  readonly firstContact: boolean;
  readonly at: Instant;
}

export interface Detection {
  readonly findings: readonly Finding[];
  /** Every sum that was tried, those that add up and those of later reports tried again included. */
  readonly sums: readonly Sum[];
}

/** What every step of detection is told. */
export interface DetectContext extends DetectInput {
  readonly makeBase: MakeBase;
  /** Reports that stand beside this one: other documents, and what this page said of another period. */
  readonly record: readonly Report[];
  /** Admissions, as against figures that the document quotes from someone else. */
  readonly admissions: readonly Reading[];
}

export function listed(
  { makeBase: find }: DetectContext,
  lists: { readonly added: readonly Incident[]; readonly changed: readonly IncidentChange[] },
): Finding[] {
  return [
    ...lists.changed.map(
      (change): Finding => ({
        ...find('incident-changed', [change.before.quote, change.before.start, change.now?.start ?? null]),
        kind: 'incident-changed',
        ...change,
      }),
    ),
    ...lists.added.map(
      (incident): Finding => ({
        ...find('incident-added', [incident.start, incident.quote]),
        kind: 'incident-added',
        incident,
      }),
    ),
  ];
}

/**
 * The report's own sums, and those of later reports again, whose predecessor it may be. What already failed in the same
 * way with `replaced` in its place is not told again; of later reports only what fails now and did not before.
 */
export function sums({ now, record: held, makeBase: find }: DetectContext, replaced: readonly Report[]): Detection {
  const known = new Set(replaced.flatMap((old) => checkSums(old, held).map(outcomeKey)));
  const own = checkSums(now, held);
  const retried = held.flatMap((later) => {
    if (now.period === null || later.period === null || later.period.to <= now.period.to) return [];
    const rest = held.filter((other) => other !== later);
    const stood = new Set(checkSums(later, [...rest, ...replaced]).map(outcomeKey));
    return checkSums(later, [...rest, now]).filter((sum) => !stood.has(outcomeKey(sum)));
  });
  const told = [
    ...own.filter((sum) => !known.has(outcomeKey(sum)) && isTold(sum)),
    ...retried.filter((sum) => sum.verdict === 'does-not-add-up'),
  ];
  return { findings: told.map((sum) => sumFinding(sum, find)), sums: [...own, ...retried] };
}

function isTold(sum: Sum): boolean {
  return sum.verdict === 'does-not-add-up' || sum.reason === 'report-missing';
}

function sumFinding(sum: Sum, find: MakeBase): Finding {
  const kind = sum.verdict === 'does-not-add-up' ? 'does-not-add-up' : 'not-checkable';
  const key = [sum.rule, seriesKey(sum.stated), sum.stated.snapshotId, sum.stated.value, sum.expected];
  return { ...find(kind, key, sum.stated.period), kind, sum };
}
