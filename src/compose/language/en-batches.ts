import type { FindingKind } from '../../domain/findings.ts';
import { command, phrase } from '../typed.ts';

/** The English of a post that holds much of one kind. Part of `en.ts`. */

const number = new Intl.NumberFormat('en-GB');
const counted = (value: number, one: string, many: string) => `${number.format(value)} ${value === 1 ? one : many}`;
type Sentence = (who: string, findings: number) => string;
const did =
  (verb: string, one: string, many: string): Sentence =>
  (who, findings) =>
    `${who} ${verb} ${counted(findings, one, many)}`;
const watched =
  (one: string, many: string): Sentence =>
  (_, findings) =>
    counted(findings, one, many);

const headlines: Readonly<Record<FindingKind, Sentence>> = {
  withdrawn: (who, findings) => `${counted(findings, 'page or total', 'pages or totals')} of ${who} no longer there`,
  restated: did('revised', 'figure', 'figures'),
  'total-lowered': did('lowered', 'total', 'totals'),
  'total-raised': did('raised', 'total', 'totals'),
  admitted: did('published', 'admission', 'admissions'),
  'late-report': did('published', 'report of an earlier period', 'reports of earlier periods'),
  'total-unchanged': did('left', 'total unchanged', 'totals unchanged'),
  'does-not-add-up': did('published', 'sum that does not add up', 'sums that do not add up'),
  'incident-changed': did('revised', 'incident', 'incidents'),
  'incident-added': did('listed', 'incident that is new to the record', 'incidents that are new to the record'),
  reaction: did('published', 'response to admissions', 'responses to admissions'),
  claimed: did('published', 'figure of deaths or injuries', 'figures of deaths or injuries'),
  carried: did('carried', 'statement of others', 'statements of others'),
  denied: did('published', 'denial or rejected allegation', 'denials or rejected allegations'),
  'claim-withdrawn': did('published', 'withdrawn figure', 'withdrawn figures'),
  'under-review': did('published', 'allegation under review', 'allegations under review'),
  'definition-changed': did('reworded', 'count', 'counts'),
  edited: did('edited', 'page', 'pages'),
  'not-checkable': did('published', 'sum that cannot be checked', 'sums that cannot be checked'),
  'delivery-uncertain': watched('post may or may not have arrived', 'posts may or may not have arrived'),
  'delivery-rejected': watched('post was refused', 'posts were refused'),
  'subscription-paused': watched('subscription is paused', 'subscriptions are paused'),
  'source-broken': watched('source does not answer', 'sources do not answer'),
  'source-degraded': watched('source is read at a fallback', 'sources are read at fallbacks'),
  'source-recovered': watched('source answers again', 'sources answer again'),
  overdue: watched('report is overdue', 'reports are overdue'),
  'record-differs': watched('figure differs from the compiled record', 'figures differ from the compiled record'),
  'reader-warning': watched('document was not read in full', 'documents were not read in full'),
  baseline: watched('document on record since the first poll', 'documents on record since the first poll'),
};

export const batches = {
  headline: (kind: FindingKind, who: string, findings: number) => headlines[kind](who, findings),
  mixed: (who: string, findings: number) => `${who}: ${counted(findings, 'finding', 'findings')}`,
  publishers: (publishers: number) => counted(publishers, 'publisher', 'publishers'),
  caption: 'What was found, the most important first',
  columns: { number: 'No.', what: 'What', kind: 'Kind', id: 'Id' },
  revised: (headline: string) => `Revised: ${headline}`,
  ofRow: (row: string) => `No. ${row}. `,
  openRow: (row: string) => `Open ${row}`,
  /** `id` is that of the first row. */
  open: (id: string) => phrase`Each row is one finding. To open one, give its id: ${command('why', { figure: id })}.`,
  more: (findings: number, kind: FindingKind | null) =>
    phrase`Not shown: ${counted(findings, 'finding', 'findings')}. The command ${command('findings', kind === null ? {} : { kind })} lists them.`,
};
