import { createHash } from 'node:crypto';
import type { Report } from '../domain/documents.ts';
import type { FindingBase, FindingKind } from '../domain/findings.ts';
import type { Instant, Period } from '../domain/time.ts';

type Key = string | number | null;

/** SHA-256 (hex) of the parts in order; the parts cannot run into each other. */
export function findingId(parts: readonly Key[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Makes what every finding about one snapshot shares. `key` is what tells two findings of one kind apart. */
export type MakeBase = (kind: FindingKind, key?: readonly Key[], period?: Period | null) => FindingBase;

/** The event of a document's findings is its snapshot id: A -> B -> A are three events. */
export function makeBaseFor(report: Report, at: Instant): MakeBase {
  return (kind, key = [], period = report.period) => ({
    id: findingId([kind, report.documentId, report.snapshotId, ...key]),
    event: report.snapshotId,
    publisher: report.publisher,
    source: null,
    documentId: report.documentId,
    snapshotId: report.snapshotId,
    period,
    foundAt: at,
  });
}
