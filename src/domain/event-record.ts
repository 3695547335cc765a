import type { Report } from './documents.ts';
import type { Figure, Finding, Sum } from './findings.ts';
import type { Related } from './relations/related.ts';

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
  /** What the document of the event relates to, as it is when the record is read. */
  readonly related: Related;
}
