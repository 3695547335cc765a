import type { Quote } from './quotes.ts';
import type { Day } from './time.ts';

/** How an incident was reported to the belligerent; several are joined by `+`. */
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
  /** `Via` ids joined by `+`, or null where the entry does not say. */
  readonly via: string | null;
  readonly outcome: Outcome;
  /** null where the entry gives no certain number. */
  readonly killed: number | null;
  readonly killedMax: number | null;
  readonly injured: number | null;
  readonly reportNumber: string | null;
  /** Airwars codes (`CI###`, `CS###`), joined by `+`. */
  readonly ngoCode: string | null;
  readonly mgrs: readonly string[];
  readonly notPreviouslyReported: boolean;
}
