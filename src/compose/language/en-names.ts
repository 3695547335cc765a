import type { Via } from '../../domain/incidents.ts';
import type { Measure } from '../../domain/measures.ts';
import type { Qualifier } from '../../domain/readings.ts';

/** What measures, qualifiers and ways of reporting are called in English. Part of `en.ts`. */

export interface Noun {
  readonly one: string;
  readonly many: string;
}
export const noun = (one: string, many = `${one}s`): Noun => ({ one, many });
const killed = noun('civilian killed', 'civilians killed');
const injured = noun('civilian injured', 'civilians injured');
export const measures: Readonly<Record<Measure, Noun>> = {
  killed_total: killed,
  injured_total: injured,
  killed_new: killed,
  injured_new: injured,
  killed_event: killed,
  injured_event: injured,
  allegations_carried_over: noun('report carried over', 'reports carried over'),
  allegations_received: noun('report received', 'reports received'),
  allegations_completed: noun('assessment completed', 'assessments completed'),
  allegations_credible: noun('report assessed as credible', 'reports assessed as credible'),
  allegations_non_credible: noun('report assessed as not credible', 'reports assessed as not credible'),
  allegations_duplicate: noun('duplicate report', 'duplicate reports'),
  allegations_open: noun('open case', 'open cases'),
  allegations_reopened: noun('reopened case', 'reopened cases'),
  strikes_total: noun('strike in total', 'strikes in total'),
  engagements_total: noun('engagement in total', 'engagements in total'),
  allegations_total: noun('report assessed in total', 'reports assessed in total'),
  allegations_credible_total: noun('report assessed as credible in total', 'reports assessed as credible in total'),
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
