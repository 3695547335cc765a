import type { Category } from '../../domain/findings.ts';
import type { Outcome } from '../../domain/incidents.ts';
import type { Measure } from '../../domain/measures.ts';

/** What may be given to a command, as a person reads it, in English: at most 100 characters each. Part of `en-commands.ts`. */

const measures: Readonly<Record<Measure, string>> = {
  killed_total: 'civilians killed, all admitted so far',
  injured_total: 'civilians injured, all admitted so far',
  killed_new: 'civilians killed, newly stated in a report',
  injured_new: 'civilians injured, newly stated in a report',
  killed_event: 'civilians killed in one event',
  injured_event: 'civilians injured in one event',
  allegations_carried_over: 'reports carried over from the month before',
  allegations_received: 'reports received',
  allegations_completed: 'assessments completed',
  allegations_credible: 'reports assessed as credible',
  allegations_non_credible: 'reports assessed as not credible',
  allegations_duplicate: 'duplicate reports',
  allegations_open: 'open cases',
  allegations_reopened: 'reopened cases',
  strikes_total: 'strikes in total',
  engagements_total: 'engagements in total',
  allegations_total: 'reports assessed in total',
  allegations_credible_total: 'reports assessed as credible in total',
};

const outcomes: Readonly<Record<Outcome, string>> = {
  credible: 'assessed as credible',
  non_credible: 'assessed as not credible',
  duplicate: 'a duplicate of another report',
  reopened: 'reopened',
  correction: 'a correction of an earlier entry',
  unknown: 'outcome not stated',
};

const features: Readonly<Record<Category | 'all', string>> = {
  admissions: 'admissions: deaths and injuries that are admitted',
  revisions: 'revisions: figures and reports that are changed or withdrawn',
  discrepancies: 'discrepancies: sums that do not add up',
  claims: 'claims: figures of documenting organisations',
  health: 'health: sources and posts that fail',
  all: 'all of these',
};

export const values = {
  measures,
  outcomes,
  features,
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as readonly string[],
  rhythms: {
    daily: 'one post a day',
    weekly: 'one post a week',
    off: 'each finding as it is made',
  },
  everyPublisher: 'all publishers',
  everyCountry: 'all countries',
  noQuiet: 'no quiet hours',
  quiet: (from: string, to: string) => `${from} to ${to}`,
  /** 0 for any. */
  least: (deaths: number) =>
    deaths === 0 ? 'any number' : deaths === 1 ? 'at least 1 death' : `at least ${deaths} deaths`,
  found: (day: string, what: string) => `${day}: ${what}`,
  command: (name: string, what: string) => `${name}: ${what}`,
};
