import type { Circumstances } from './circumstances.ts';
import type { Quote } from './quotes.ts';
import type { Day } from './time.ts';

/** Channels through which an incident was reported to the belligerent. */
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

export const incidentOutcomes = ['credible', 'non_credible', 'duplicate', 'reopened', 'correction', 'unknown'] as const;
export type IncidentOutcome = (typeof incidentOutcomes)[number];

export interface Incident extends Quote {
  /** As printed in the list; null where there is none. Numbering may restart in each section. */
  readonly number: number | null;
  readonly date: Day | null;
  /** Last day of a range; null for a single day. */
  readonly dateTo: Day | null;
  readonly place: string | null;
  readonly country: string | null;
  /** In the order printed; empty where the entry does not say. */
  readonly vias: readonly Via[];
  readonly outcome: IncidentOutcome;
  /** Null where the entry gives no definite number. */
  readonly killed: number | null;
  readonly killedMax: number | null;
  readonly injured: number | null;
  /** Report numbers that the belligerent assigned; empty where none is printed. */
  readonly reportNumbers: readonly string[];
  /** Airwars codes (`CI###`, `CS###`), in the order printed. */
  readonly ngoCodes: readonly string[];
  /** Military Grid Reference System coordinates. */
  readonly mgrs: readonly string[];
  readonly notPreviouslyReported: boolean;
  readonly circumstances: Circumstances;
}
