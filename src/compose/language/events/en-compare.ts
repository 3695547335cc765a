import { verb } from '../en-kinds.ts';

/** The English of what is admitted next to what is documented. Part of `en-commands.ts`. */

const number = new Intl.NumberFormat('en-GB');
const incidents = (count: number) => `${number.format(count)} ${count === 1 ? 'incident' : 'incidents'}`;

export const compare = {
  headline: (place: string | null) => `Admitted and documented${place === null ? '' : `: ${place}`}`,
  none: 'Nothing stored for that place and time.',
  caption: 'Single incidents, civilians killed',
  columns: { side: 'By whom', incidents: 'Incidents', killed: 'Killed' },
  admitted: 'Admitted',
  documented: 'Documented',
  bothAdmitted: 'Told by both sides: admitted',
  bothDocumented: 'Told by both sides: documented',
  withoutNumber: (count: number) => `(${number.format(count)} without a number)`,
  difference: (count: number, difference: string) =>
    `In the ${incidents(count)} that both sides give a number for, documented minus admitted is ${difference}.`,
  noCommonIncident: 'No difference: no incident here is told by both sides.',
  noExactIncident: 'No difference: no incident that both sides tell of has an exact number from both.',
  campaigns: 'Counts of a battle or a campaign, not added to the incidents:',
  totals: 'Running totals:',
  says: (who: string, plural: boolean, admits: boolean, figure: string) =>
    `${who} ${admits ? verb(plural, 'admits', 'admit') : verb(plural, 'documents', 'document')} ${figure}.`,
  totalDifference: (other: string, own: string, difference: string) =>
    `Same place and period: the count of ${other} minus that of ${own} is ${difference}.`,
  noDifference: (other: string, own: string, reason: string) =>
    `The counts of ${other} and ${own} cannot be subtracted: ${reason}.`,
  reasons: {
    placeAndPeriod: 'they cover different places and periods',
    place: 'they cover different places',
    period: 'they cover different periods',
    notRead: 'a place or period of one of them was not read',
    notExact: 'one of them is no exact number',
  },
};
