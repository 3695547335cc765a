import { command, phrase, value } from '../../typed.ts';

/** The English of what is said of admitted events besides the number of the dead. Part of `en-commands.ts`. */

const number = new Intl.NumberFormat('en-GB');
const counted = (count: number, one: string, many: string) => `${number.format(count)} ${count === 1 ? one : many}`;
const events = (count: number) => `${number.format(count)} admitted ${count === 1 ? 'event' : 'events'}`;
const span = ({ days, months }: { readonly days: number; readonly months: number }) =>
  months < 2 ? `${number.format(days)} ${days === 1 ? 'day' : 'days'}` : `${number.format(months)} months`;
const rest = (stated: string, notStated: number, notRead: number) =>
  `${stated}; not stated for ${number.format(notStated)}; not read for ${number.format(notRead)}.`;

export const openAccounts = {
  headline: 'What is said of admitted events',
  none: 'No admitted event stored for that filter.',
  counts: (
    all: number,
    reason: number,
    law: number,
    redress: number,
    middle: { readonly days: number; readonly months: number } | null,
  ) =>
    `${events(all)}: ${number.format(reason)} with a stated reason, ${number.format(law)} with a review of legality, ${number.format(redress)} with redress; ${middle === null ? 'time to admission not known' : `median ${span(middle)} to admission`}.`,
  unknownIsNotNo: 'For the others it is not stated or was not read, which does not mean no.',
  more: phrase`${command('open-accounts')} opens the list behind each number, ${command('delay')} the times.`,
  show: { reason: 'Reasons', law: 'Legality', redress: 'Redress', demands: 'Demands' },
  caption: 'By the reports that admit them',
  columns: {
    date: 'Strike',
    place: 'Place',
    says: { reason: 'Reason', law: 'Review of legality', redress: 'Redress' },
    who: 'By whom',
    id: 'Id',
  },
  states: { stated: 'stated', 'not-stated': 'not stated', 'not-read': 'not read' },
  summary: {
    reason: (stated: number, notStated: number, notRead: number) =>
      rest(`A reason is stated for ${events(stated)}`, notStated, notRead),
    law: (stated: number, notStated: number, notRead: number) =>
      rest(`A review of legality is stated for ${events(stated)}`, notStated, notRead),
    redress: (stated: number, notStated: number, notRead: number) =>
      rest(`A payment that was made or offered is stated for ${events(stated)}`, notStated, notRead),
  },
  demands: {
    headline: 'What organisations demand and say of admissions',
    none: 'No demand in a thread about an admission is stored.',
    counts: (all: number, statements: number, answered: number) =>
      `${counted(all, 'demand or position', 'demands and positions')} in ${counted(statements, 'statement', 'statements')}: ${answered === 0 ? 'no answer stored to any' : `an answer stored to ${number.format(answered)}`}.`,
    respondsTo: 'Responds to the ',
    carriedBy: 'Also carried by ',
    unanswered: 'No answer stored.',
    answered: (who: string, day: string | null, quote: string) =>
      `Answer of ${who}${day === null ? '' : `, ${day}`}: ${quote}`,
  },
  unknown: (given: string, known: readonly string[], near: string | null) =>
    phrase`"${given}" is not counted here.${near === null ? '' : phrase` Did you mean ${value(near)}?`} Write one of: ${known.join(', ')}`,
};
