import type { Via } from '../../domain/incidents.ts';
import type { Measure, Qualifier } from '../../domain/measures.ts';
import { batches } from './en-batches.ts';
import { circumstances } from './en-circumstances.ts';
import { commands } from './en-commands.ts';
import { compiled } from './en-compiled.ts';
import { digest } from './en-digest.ts';
import { explanations } from './en-explanations.ts';
import { health } from './en-health.ts';
import { kinds, mentions, restates, verb } from './en-kinds.ts';
import { measures, type Noun, noun, qualifiers, vias } from './en-names.ts';
import { warnings } from './en-warnings.ts';
import { raised } from './events/en-events.ts';

/**
 * Every word that Ackwatch posts, in English. Plain verbs, no exclamation marks, no emoji: these are people.
 * Functions get figures already worded by `figures.ts`; none of them may throw, whatever a source wrote.
 */

const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const signed = new Intl.NumberFormat('en-GB', { signDisplay: 'exceptZero' });
const months = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthNames = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const times = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});
const lists = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Shows text that is no date as it is. */
function dated(text: string, format: (date: Date) => string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : format(date);
}

const ofMonth = (month: string, format: Intl.DateTimeFormat) =>
  /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? dated(`${month}-01`, (date) => format.format(date)) : month;

const day = (text: string) => dated(text, (date) => days.format(date));
const rangeOfDays = (first: Date, last: Date) =>
  days
    .formatRange(first, last)
    .replace(/^(\d+)\s*–\s*(?=\d+\s)/, '$1-')
    .replace(/\s*–\s*/, ' - ');

const number = (value: number) => numbers.format(value);
/** Returns `1 death`, `12 deaths` or `no deaths`. */
const count = (value: number, noun: Noun) =>
  `${value === 0 ? 'no' : number(value)} ${value === 1 ? noun.one : noun.many}`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const en = {
  tag: 'en',
  commands,
  explanations,
  number,
  count,
  capital,
  list: (items: readonly string[]) => lists.format(items),
  signed: (value: number) => signed.format(value),
  month: (month: string) => ofMonth(month, months),
  /** The month without its year: `June`. */
  monthOfYear: (month: string) => ofMonth(month, monthNames),
  /** `20-26 January 2023` or `28 January - 3 February 2023`. */
  days: (from: string, to: string) => dated(from, (first) => dated(to, (last) => rangeOfDays(first, last))),
  day,
  /** A month or an exact day. */
  date: (at: string) => (/^\d{4}-\d{2}$/.test(at) ? ofMonth(at, months) : day(at)),
  instant: (instant: string) => dated(instant, (date) => `${days.format(date)}, ${times.format(date)} UTC`),

  via: (id: Via) => vias[id],
  qualifier: (qualifier: Qualifier) => qualifiers[qualifier],
  range: (from: string, to: string) => `${from} to ${to}`,
  counted: (measure: Measure, value: number) => (value === 1 ? measures[measure].one : measures[measure].many),
  /** The counted people with a verb: `civilians were killed`. */
  occurred: (measure: Measure, value: number) => {
    const counted = value === 1 ? measures[measure].one : measures[measure].many;
    return counted
      .replace(/^civilian (?=killed|injured)/, 'civilian was ')
      .replace(/^civilians (?=killed|injured)/, 'civilians were ');
  },
  measure: (measure: Measure) => measures[measure].many,
  /** What a person chooses from: at most 100 characters. */
  measureLabel: (measure: Measure) => measures[measure].label,
  deaths: (value: number) => count(value, noun('death')),
  /** For a cell of a table: that the text does not state it would need a part that was read whole. */
  notRead: 'not read',

  window: {
    both: (from: string, to: string, running: boolean) => `${from} - ${running ? 'end of ' : ''}${to}`,
    until: (to: string, running: boolean) => (running ? `to end of ${to}` : `to ${to}`),
    since: (from: string) => `since ${from}`,
    unknown: 'period not read',
  },
  placeUnknown: 'place not read',

  revised: 'Revised: ',
  kinds,
  circumstances,
  mentions,
  moreMentions: (value: number) => `and ${count(value, noun('more allegation'))}`,
  report: (publisher: string, period: string | null) =>
    period === null ? `${publisher} report` : `${publisher} report for ${period}`,
  forPeriod: (period: string) => ` for ${period}`,

  total: (figure: string, delta: string) => `Total: ${figure} (${delta}).`,
  scope: (place: string, window: string) => `${capital(place)}, ${window}.`,
  scopeUnknown: 'No place or period was read for this figure.',
  previous: (figure: string, window: string) => `Previous: ${figure} (${window}).`,
  restatedWas: 'Was: ',
  restatedNow: 'Now: ',
  restatedByEdit: (seen: string) => `The published page was edited; seen ${seen}.`,
  restatedElsewhere: (publisher: string, published: string | null) =>
    `Stated by another document of ${publisher}${published === null ? '' : `, published ${published}`}.`,
  newlyAdmittedUnknown: 'How many deaths this report newly admits was not read.',
  deathsOf: (value: string) => `${value} deaths`,
  injuries: (value: number) => count(value, noun('person injured', 'people injured')),
  newlyAdmitted: (deaths: string, incidents: number | null) =>
    `Newly admitted in this report: ${deaths}${incidents === null ? '' : ` in ${count(incidents, noun('incident'))} assessed as credible`}.`,

  sum: {
    addsUp: 'adds up',
    verdict: { up: 'Adds up: ', off: 'Does not add up: ', open: 'Cannot be checked: ' },
    says: (equation: string, stated: string) => `${equation}, the report says ${stated}`,
    unexplained: (gap: number) => `${number(gap)} unexplained`,
    fewer: (gap: number) => `${number(gap)} fewer than the parts give`,
    partlyExplained: 'the report marks entries as “not previously reported”, which may account for some',
    term: {
      carried: (value: string) => `${value} carried`,
      received: (value: string) => `${value} received`,
      completed: (value: string) => `${value} completed`,
    },
    openCases: (open: string, equation: string, verdict: string) => `Open cases ${open} (${equation}, ${verdict})`,
    openUnchecked: (open: string, reason: string) => `Open cases ${open}. ${reason}`,
    doesNotAddUp: 'does not add up',
    more: (gap: number) => `${number(gap)} more than the parts give`,
    reopened: (reopened: string, equation: string) => `With ${reopened} counted in: ${equation}`,
    reopenedCases: (value: number) => count(value, noun('reopened case')),
    carriedOver: (left: string, carried: string) =>
      `the report before left ${left} open, this one carries over ${carried}`,
    credibleTotal: (text: string) => `Reports assessed as credible: ${text}`,
    counter: (before: string, now: string, what: string) =>
      `the report before counts ${before} ${what}, this one ${now}; a running count should not fall`,
    difference: (gap: number) => `a difference of ${number(Math.abs(gap))}`,
    reason: {
      missing: (periods: readonly string[]) =>
        periods.length === 0 ? 'a report between is not stored' : `no report for ${lists.format(periods)} is stored`,
      part: 'the report does not state every part of the sum',
      first: 'no earlier report is stored',
    },
  },

  incidents: {
    captionNew: 'Incidents new to the record',
    captionListed: 'Incidents listed as credible in this report',
    columns: { date: 'Date', place: 'Place', killed: 'Killed', injured: 'Injured', via: 'Via', note: 'Note' },
    notPreviouslyReported: 'not previously reported',
    more: (value: number) => `and ${number(value)} more`,
    otherOutcomes: (value: number, also: boolean) =>
      `${also ? 'Also new: ' : 'New to the record: '}${count(value, noun('entry', 'entries'))} not assessed as credible.`,
    dateUnknown: 'date not read',
    brief: (date: string, place: string, toll: string) => `${date}, ${place}, ${toll}`,
    killed: (value: string) => `${value} killed`,
    killedUnknown: 'number killed not read',
    before: 'Entry before: ',
    now: 'Entry now: ',
    removed: 'The entry is no longer in the report.',
  },

  raised,

  change: { before: 'Before: ', after: 'After: ', added: 'Added: ', removed: 'Removed: ' },
  moreChanges: (value: number) => `and ${count(value, noun('more changed passage'))}`,

  comparison: {
    opening: 'For comparison: ',
    document: (who: string, plural: boolean, figure: string, place: string, window: string) =>
      `${who} ${verb(plural, 'documents', 'document')} ${figure}, ${place}, ${window}.`,
    differs: (place: boolean, period: boolean) =>
      `${place && period ? 'Covers a different place and period' : place ? 'Covers a different place' : period ? 'Covers a different period' : 'Counted by another method'}, so the two cannot be subtracted.`,
  },

  statedFigure: (figure: string) => `The figure in question: ${figure}.`,
  saidIn: (speaker: string, publisher: string) => `${capital(speaker)}, in a document of ${publisher}`,
  source: 'Source: ',
  sourceWord: 'source',
  address: 'The address',
  earlierDocument: 'The earlier document',
  asOf: (month: string) => `as of end of ${month}`,
  published: (date: string) => `published ${date}`,
  publishedUnknown: 'publication date not known',
  /** A link to the page; the hash of its stored copy is for those who ask. */
  evidence: 'evidence',
  fetched: (instant: string) => `fetched ${instant}`,
  separator: ' · ',
  quoted: (text: string) => `“${text}”`,
  struck: (text: string) => `[no longer: ${text}]`,
  earlierPost: {
    undated: 'Concerns an earlier post in this channel. ',
    of: 'Concerns the post of ',
    here: ' in this channel. ',
  },
  earlierPostLink: 'Earlier post',
  /** `countries` are those that the channel asked for. */
  unknownCountry: (unknown: number, all: number, countries: readonly string[]) =>
    `${all === 1 ? 'No country is known for this.' : `No country is known for ${number(unknown)} of these ${number(all)}.`} This channel asked for ${lists.format(countries)}.`,
  /** The correction of an earlier post: when, what, and why as far as it is known. */
  revision: {
    seen: 'Changed since it was posted, seen ',
    restated: (who: string, plural: boolean, period: string) => `${restates(who, plural, period)}.`,
    /** What holds now, before the headline that no longer does. */
    now: (who: string, plural: boolean, admits: boolean, now: string, before: string) =>
      `${who} now ${admits ? verb(plural, 'admits', 'admit') : verb(plural, 'gives', 'give')} ${now} (was ${before})`,
    edited: 'The published page was edited.',
    gone: (status: number) => `The address answered ${status} each time it was asked; why is not known.`,
    totalGone: 'The page is still there, its total is not; why is not known.',
  },
  actions: {
    why: 'Where does this come from?',
    arrived: 'It arrived',
    published: 'Published by hand',
    again: 'Post again',
  },
  cutShort: '…',
  compiled,
  digest,
  batches,
  health,
  warnings,
};

/** What every language has to provide. */
export type Language = typeof en;
