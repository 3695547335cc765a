import type { Quote } from './quotes.ts';
import type { Day } from './time.ts';

/** How an incident was reported to the belligerent. */
export const vias = [
  'airwars',
  'self-report',
  'amnesty',
  'hrw',
  'snhr',
  'sohr',
  'media',
  'social-media',
  'open-source',
  'web',
  'white-helmets',
  'ngo',
  'other',
] as const;
export type Via = (typeof vias)[number];

export const outcomes = ['credible', 'non_credible', 'duplicate', 'reopened', 'correction', 'unknown'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Incident extends Quote {
  /** As printed in the list; numbering restarts per section or is missing (null). */
  readonly number: number | null;
  readonly date: Day | null;
  /** The last day of a range, else null. */
  readonly dateTo: Day | null;
  readonly place: string | null;
  readonly country: string | null;
  /** In the order printed; empty where the entry does not say. */
  readonly vias: readonly Via[];
  readonly outcome: Outcome;
  /** null where the entry gives no certain number. */
  readonly killed: number | null;
  readonly killedMax: number | null;
  readonly injured: number | null;
  /** The belligerent's own numbers of the reports; empty where none is printed. */
  readonly reportNumbers: readonly string[];
  /** Airwars codes (`CI###`, `CS###`), in the order printed. */
  readonly ngoCodes: readonly string[];
  readonly mgrs: readonly string[];
  readonly notPreviouslyReported: boolean;
}
