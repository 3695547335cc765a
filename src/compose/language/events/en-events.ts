import type { Doubt } from '../../../domain/events.ts';
import type { Grading, IncidentOutcome } from '../../../domain/incidents.ts';
import { command, phrase } from '../../typed.ts';

/** What answers about one event, and posts about its strikes, say in English. Part of `en.ts` and `en-commands.ts`. */

const number = new Intl.NumberFormat('en-GB');
const counted = (value: number, one: string, many: string) => `${number.format(value)} ${value === 1 ? one : many}`;
const months = (value: number) => counted(value, 'month', 'months');
const days = (value: number) => counted(value, 'day', 'days');

/** `26 months`, or days where it is less than two months. */
const span = ({ days: value, months: whole }: { readonly days: number; readonly months: number }) =>
  whole < 2 ? days(value) : months(whole);

/** A line of a post about what a report newly admits. */
export const raised = {
  by: (some: number, all: number, who: string) =>
    all === 1
      ? `First raised by ${who}`
      : `${some === all ? `All ${all}` : `${some} of ${all}`} first raised by ${who}`,
  oldest: (passed: { readonly days: number; readonly months: number }, isOnly: boolean, isFirst: boolean) => {
    const strike = isOnly ? 'the strike' : 'the oldest strike';
    return `${isFirst ? `${strike.charAt(0).toUpperCase()}${strike.slice(1)}` : strike} was ${span(passed)} earlier`;
  },
  or: (names: readonly string[]) => new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names),
};

const outcomes: Readonly<Record<IncidentOutcome, string>> = {
  credible: 'admitted',
  non_credible: 'not found credible',
  duplicate: 'called a duplicate',
  reopened: 'reopened',
  correction: 'corrected',
  unknown: 'no conclusion read',
};
const gradings: Readonly<Record<Grading, string>> = {
  confirmed: 'documented, graded confirmed',
  fair: 'documented, graded fair',
  weak: 'documented, graded weak',
  contested: 'recorded, graded contested',
  discounted: 'recorded, graded discounted',
  ungraded: 'documented, not graded',
};
const doubts: Readonly<Record<Doubt, string>> = {
  person: 'somebody decided that it is another',
  'other-place': 'it has the same code or number and another place',
  'other-day': 'it has the same code or number and another date',
  'actor-unknown': 'same place and date, and one account does not say whose strike it was',
  'wide-place': 'same date and country, and one account names no town',
  'other-codes': 'same place and date, and other codes or numbers',
  'several-acts': 'same place and time, and one account may count several strikes',
  several: 'several events fit one account equally',
};

export const events = {
  headline: (name: string) => `Incident ${name}`,
  eventHeadline: (name: string) => `Event ${name}`,
  none: (name: string) =>
    phrase`No incident stored under "${name}". Take a code or an id from ${command('incidents')}.`,
  several: (count: number) => `${number.format(count)} incidents have that name. Which of them are one is not certain.`,
  caption: 'The accounts side by side',
  history: 'Every account as it was published',
  rows: {
    fact: 'What is said',
    status: 'Status',
    date: 'Date',
    place: 'Place',
    killed: 'Killed',
    injured: 'Injured',
    references: 'Codes and numbers',
    published: 'Published',
    seen: 'Seen',
    who: 'By whom',
    id: 'Id',
    account: 'Account',
  },
  outcomes,
  gradings,
  documented: 'documented',
  stated: 'stated',
  admitted: 'admitted',
  notRead: 'not read',
  withdrawn: 'withdrawn',
  replaced: 'no longer stated',
  upTo: (value: string) => `up to ${value}`,
  sum: (admitted: string | null, documented: string | null) =>
    [
      ...(admitted === null ? [] : [`Admitted: ${admitted} killed.`]),
      ...(documented === null ? [] : [`Documented: ${documented} killed.`]),
    ].join(' '),
  raisedBy: (who: string) => `First raised by ${who}, the report says.`,
  documentedFirst: (who: string, day: string) => `First published by ${who}, on ${day}.`,
  raisedByNobody: 'First raised by: not known.',
  delay: (passed: number) => `From the strike to its admission: ${days(passed)}.`,
  delayUnknown: 'From the strike to its admission: not known, because a date was not read.',
  notAdmitted: 'No admission of it is stored.',
  doubtText: (doubt: Doubt) => doubts[doubt],
  hint: (id: string, why: string) => `May be the same as ${id}: ${why}.`,
  decided: (decision: 'joined' | 'parted', person: string, day: string, reason: string) =>
    `${decision === 'joined' ? 'Joined' : 'Parted'} by ${person} on ${day}: ${reason}`,

  joins: {
    done: { joined: 'Made one event', parted: 'Kept apart' },
    already: { joined: 'You had decided that before. They are one event.', parted: 'You had decided that before.' },
    eventLine: (id: string, when: string, where: string, who: string) => `${id}: ${when}, ${where}. Told by ${who}.`,
    isApart: 'They are still apart, because somebody parted other accounts of theirs.',
    undo: {
      joined: (one: string, other: string) =>
        phrase`To undo it: ${command('part', { event: one, from: other, reason: 'TEXT' })}.`,
      parted: (one: string, other: string) =>
        phrase`To undo it: ${command('join', { event: one, with: other, reason: 'TEXT' })}.`,
    },
    nameBoth: {
      joined: phrase`Name two events or accounts and the reason: ${command('join', { event: 'ID', with: 'ID', reason: 'TEXT' })}`,
      parted: phrase`Name two events or accounts and the reason: ${command('part', { event: 'ID', from: 'ID', reason: 'TEXT' })}`,
    },
    unknown: (name: string) =>
      phrase`No event or account is stored under "${name}". Take the id from ${command('event', { event: 'PLACE' })}`,
    severalNamed: (name: string) =>
      phrase`Several events or accounts have the name "${name}". Take the whole id from ${command('event', { event: name })}`,
    isOne: (one: string, other: string) => `"${one}" and "${other}" name one account. Name two`,
    tooMany: 'They have too many accounts to be joined or parted at once. Name two smaller events',
    tooLong: (most: number) => `A reason has at most ${number.format(most)} characters. Write a shorter one`,
    changed: 'The accounts changed a moment ago. Look at them and decide again',
  },

  raisedHeadline: 'Who first raised what was admitted',
  delayHeadline: 'From strike to admission',
  noAdmission: 'No admitted incident stored for that filter.',
  raisedSummary: (all: number, others: number) =>
    `${counted(all, 'admitted incident', 'admitted incidents')}. ${number.format(others)} first raised by others than the side that struck.`,
  raisedCaption: 'As the reports say; where a report does not, by the account published first',
  raisedColumns: { by: 'First raised by', incidents: 'Incidents' },
  raiserUnknown: 'not known',
  delaySummary: (all: number, middle: string, shortest: string, longest: string) =>
    all === 1
      ? `1 admitted incident: ${middle} from strike to admission.`
      : `${counted(all, 'admitted incident', 'admitted incidents')}: median ${middle} from strike to admission, shortest ${shortest}, longest ${longest}.`,
  undated: (count: number) =>
    `${counted(count, 'incident', 'incidents')} without a date of the strike or of the report ${count === 1 ? 'is' : 'are'} left out.`,
  delayCaption: 'The longest',
  delayColumns: { date: 'Strike', place: 'Place', delay: 'Delay', published: 'Admitted', id: 'Id' },
  span,
};
