import type { Report } from '../../domain/documents.ts';
import type { Finding } from '../../domain/findings.ts';
import type { Reading } from '../../domain/readings.ts';
import { compareNewList, isKnownEntry, type KnownIncident } from '../compare/incidents.ts';
import { findPredecessor } from '../compare/series.ts';
import type { DetectContext, Detection } from '../detection.ts';
import { admittedFindings } from '../kinds/admitted.ts';
import { definitionChangedFindings } from '../kinds/definition-changed.ts';
import { incidentFindings } from '../kinds/incident.ts';
import { lateReportFinding, laterPeriod } from '../kinds/late-report.ts';
import { sumFindings } from '../kinds/sum.ts';
import { totalFindings } from '../kinds/total.ts';

/** Returns the findings of the first document about a period. */
export function newReport(context: DetectContext): Detection {
  const { now, record, admissions, makeBase } = context;
  const checked = sumFindings(context, []);
  const lists = compareNewList(now.incidents, incidentsOfOthers(context));
  const copied = incidentsOfCommand(context);
  const added = lists.added.filter((entry) => entry.date === null || !isKnownEntry(entry, copied));
  const isLate = laterPeriod(now, record) !== undefined;
  return {
    findings: [
      ...announce(context, admissions, record),
      ...checked.findings,
      ...incidentFindings(context, { added, changed: lists.changed }),
      ...(isLate
        ? []
        : definitionChangedFindings(now, admissions, (reading) => findPredecessor(reading, now, record), makeBase)),
    ],
    sums: checked.sums,
  };
}

/** Returns the findings of newly stated figures: totals, or admissions where the report states no total. */
export function announce(context: DetectContext, readings: readonly Reading[], record: readonly Report[]): Finding[] {
  const { now, makeBase, unread } = context;
  const later = laterPeriod(now, record);
  if (later !== undefined) return [lateReportFinding(now, readings, [...record, ...unread], later, makeBase)];
  const findings = totalFindings(context, readings, record);
  const statesTotal = now.readings.some((reading) => reading.measure === 'killed_total');
  return statesTotal ? findings : [...findings, ...admittedFindings(context, readings, record)];
}

export function incidentsOfOthers({ knownIncidents, now }: DetectContext): readonly KnownIncident[] {
  return knownIncidents.filter((known) => known.documentId !== now.documentId);
}

/** Returns the entries that other publishers of the chain of command list. */
function incidentsOfCommand(context: DetectContext): readonly KnownIncident[] {
  const publisherOf = new Map(context.others.map(({ documentId, publisher }) => [documentId, publisher]));
  return incidentsOfOthers(context).filter(
    ({ documentId }) => (publisherOf.get(documentId) ?? context.now.publisher) !== context.now.publisher,
  );
}
