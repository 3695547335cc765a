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

/** How a documenting body grades what it gathered about an incident, the most certain first. */
export const gradings = ['confirmed', 'fair', 'weak', 'contested', 'discounted', 'ungraded'] as const;
export type Grading = (typeof gradings)[number];

/** What only the page of a documenting body states of an incident. */
export interface Dossier {
  /** Null where the page states none. */
  readonly grading: Grading | null;
  /** Whom it holds responsible, or suspects, as printed. */
  readonly belligerents: readonly string[];
  readonly injuredMax: number | null;
}

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
  /** Null for an entry of a report's list. */
  readonly dossier: Dossier | null;
}
