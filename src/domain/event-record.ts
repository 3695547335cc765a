import type { Report } from './documents.ts';
import type { Figure, Finding, Sum } from './findings.ts';

/** The findings of one event with their context. One message is composed from it. */
export interface EventRecord {
  readonly event: string;
  readonly findings: readonly Finding[];
  /** The report at the snapshot of the event; null for an event of a source. */
  readonly report: Report | null;
  /** Checked sums of cases and deaths in that report, including those that add up. */
  readonly sums: readonly Sum[];
  /** Current death tolls of other documents. Only those of organisations that document are compared. */
  readonly comparison: readonly Figure[];
}
