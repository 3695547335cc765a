import { createHash } from 'node:crypto';
import type { Report } from '../domain/documents.ts';
import type { FindingBase, FindingKind } from '../domain/findings.ts';
import type { Instant, Period } from '../domain/time.ts';

type KeyPart = string | number | null;

/** Returns the SHA-256 (hex) of the parts in order. JSON keeps the boundaries between them. */
function findingId(parts: readonly KeyPart[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Creates the base of a finding about one snapshot. `key` distinguishes findings of one kind. */
export type MakeBase = (kind: FindingKind, key?: readonly KeyPart[], period?: Period | null) => FindingBase;

/** The event of the findings is the snapshot id, so a page that changes A -> B -> A makes three events. */
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

/** Creates the base of a finding about a source. `key` identifies the finding; each poll is one event. */
export function makeSourceBase(
  { publisher, source, at }: { readonly publisher: string; readonly source: string; readonly at: Instant },
  key: readonly KeyPart[],
): FindingBase {
  return {
    id: findingId(key),
    event: `${source}@${at}`,
    publisher,
    source,
    documentId: null,
    snapshotId: null,
    period: null,
    foundAt: at,
  };
}
