import type { Via } from '../../domain/incidents.ts';
import type { Measure, Qualifier } from '../../domain/measures.ts';

/** What measures, qualifiers and ways of reporting are called in English. Part of `en.ts`. */

export interface Noun {
  readonly one: string;
  readonly many: string;
}
export const noun = (one: string, many = `${one}s`): Noun => ({ one, many });
interface MeasureWords extends Noun {
  /** What a person chooses from: at most 100 characters. */
  readonly label: string;
}
const measure = (one: string, many: string, label: string): MeasureWords => ({ one, many, label });

export const measures: Readonly<Record<Measure, MeasureWords>> = {
  killed_total: measure('civilian killed', 'civilians killed', 'civilians killed, all admitted so far'),
  injured_total: measure('civilian injured', 'civilians injured', 'civilians injured, all admitted so far'),
  killed_new: measure('civilian killed', 'civilians killed', 'civilians killed, newly stated in a report'),
  injured_new: measure('civilian injured', 'civilians injured', 'civilians injured, newly stated in a report'),
  killed_event: measure('civilian killed', 'civilians killed', 'civilians killed in one event'),
  injured_event: measure('civilian injured', 'civilians injured', 'civilians injured in one event'),
  allegations_carried_over: measure(
    'report carried over',
    'reports carried over',
    'reports carried over from the month before',
  ),
  allegations_received: measure('report received', 'reports received', 'reports received'),
  allegations_completed: measure('assessment completed', 'assessments completed', 'assessments completed'),
  allegations_credible: measure(
    'report assessed as credible',
    'reports assessed as credible',
    'reports assessed as credible',
  ),
  allegations_non_credible: measure(
    'report assessed as not credible',
    'reports assessed as not credible',
    'reports assessed as not credible',
  ),
  allegations_duplicate: measure('duplicate report', 'duplicate reports', 'duplicate reports'),
  allegations_open: measure('open case', 'open cases', 'open cases'),
  allegations_reopened: measure('reopened case', 'reopened cases', 'reopened cases'),
  strikes_total: measure('strike in total', 'strikes in total', 'strikes in total'),
  engagements_total: measure('engagement in total', 'engagements in total', 'engagements in total'),
  allegations_total: measure('report assessed in total', 'reports assessed in total', 'reports assessed in total'),
  allegations_credible_total: measure(
    'report assessed as credible in total',
    'reports assessed as credible in total',
    'reports assessed as credible in total',
  ),
};

export const qualifiers: Readonly<Record<Qualifier, string>> = {
  'at least': 'at least',
  'more than': 'more than',
  nearly: 'nearly',
  about: 'about',
  'up to': 'up to',
};

export const vias: Readonly<Record<Via, string>> = {
  airwars: 'Airwars',
  'self-report': 'self-report',
  amnesty: 'Amnesty International',
  hrw: 'Human Rights Watch',
  snhr: 'SNHR',
  sohr: 'SOHR',
  media: 'media',
  'social-media': 'social media',
  'open-source': 'open source',
  web: 'web',
  'white-helmets': 'White Helmets',
  ngo: 'an NGO',
  other: 'another source',
};
