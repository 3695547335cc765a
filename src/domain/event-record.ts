import type { Report } from './documents.ts';
import type { Figure, Finding, Sum } from './findings.ts';

/** Everything that is said about one event: its findings and what they rest on. One message is composed of it. */
export interface EventRecord {
  readonly event: string;
  readonly findings: readonly Finding[];
  /** The report as it was at the event's snapshot; null for a source's health. */
  readonly report: Report | null;
  /** The caseload and death sums of that report as they were found, those that add up included. */
  readonly sums: readonly Sum[];
  /** Figures of documenting organisations for a comparison. */
  readonly comparison: readonly Figure[];
}
