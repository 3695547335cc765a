import type { Category } from '../../domain/findings.ts';
import type { IncidentOutcome } from '../../domain/incidents.ts';

/** What may be given to a command, as a person reads it, in English: at most 100 characters each. Part of `en-commands.ts`. */

const outcomes: Readonly<Record<IncidentOutcome, string>> = {
  credible: 'assessed as credible',
  non_credible: 'assessed as not credible',
  duplicate: 'a duplicate of another report',
  reopened: 'reopened',
  correction: 'a correction of an earlier entry',
  unknown: 'no outcome read',
};

const features: Readonly<Record<Category | 'all', string>> = {
  admissions: 'admissions: deaths and injuries that are admitted',
  revisions: 'revisions: figures and reports that are changed or withdrawn',
  discrepancies: 'discrepancies: sums that do not add up',
  claims: 'claims: figures of documenting organisations',
  denials: 'denials: allegations that are denied or not found credible, figures that are taken back',
  assessments: 'assessments: allegations that are being examined',
  health: 'health: sources and posts that fail',
  all: 'all of these',
};

export const values = {
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
