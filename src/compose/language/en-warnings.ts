import type {
  DoubtfulReason,
  EntryName,
  QuoteFault,
  UnattributedReason,
  Warning,
  WarningCode,
} from '../../domain/warnings.ts';
import { languages } from './en-languages.ts';

/** The English of warnings: what was not read completely or not for certain. Part of `en.ts`. */

type WarningOf<Code extends WarningCode> = Extract<Warning, { readonly code: Code }>;

/** One sentence or more for each code. A code that is missing does not compile. */
type WarningWords = { readonly [Code in WarningCode]: (warning: Omit<WarningOf<Code>, 'code'>) => string };

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

const entryName = (entry: EntryName) =>
  entry.by === 'number' ? `entry ${entry.number} (${entry.place ?? 'no place'})` : `"${entry.opening}"`;

export const notRead: Readonly<Record<UnattributedReason, string>> = {
  'no-speaker': 'no speaker is named for it',
  'no-killer': 'the text does not say who killed them',
  'part-of-another-count': 'it is a part of another count',
  'counts-reports': 'the same number counts reports in this text',
  'another-force': 'it may be a strike by another force',
  'not-asserted': 'nobody clearly says that it is so',
  'scope-unclear': 'the text does not say whether it is the toll of one event or of the war',
  'headline-only': 'only the headline says so',
};

const doubts: Readonly<Record<DoubtfulReason, (held: string) => string>> = {
  'below-latest': (held) => `it is lower than the last stored total, ${held}`,
  'far-above': (held) => `it is far higher than the last stored total, ${held}`,
  'above-later': (held) => `the total of a later time is lower, ${held}`,
  misprint: (held) => `it may be a misprint of the last stored total, ${held}`,
};

type Unquotable = Omit<WarningOf<QuoteFault>, 'code'>;
const faults: Readonly<Record<QuoteFault, (figure: Unquotable) => string>> = {
  'number-not-in-quote': ({ measure, value, quote }) =>
    `${measure} ${value} is not stated in "${oneLine(quote.quote)}"`,
  'bad-value': ({ measure, value }) => `${measure} ${value} is no count, or no upper end of its range`,
  'bad-span': ({ measure, value, quote }) =>
    `${measure} ${value} has no passage in the text (${quote.start}-${quote.end})`,
};
const dropped = (fault: QuoteFault) => (figure: Unquotable) =>
  `${faults[fault](figure)}; the figure was not taken. Read the page.`;

export const warnings: WarningWords = {
  'total-outside-report': ({ value }) =>
    `A total of deaths (${value}) appears only among the listed incidents; it was not taken. Read the page.`,
  'two-totals': ({ totals, taken }) =>
    taken === 'first'
      ? `The text also states ${totals.slice(1).join(' and ')} as a total of deaths; ${totals[0]} was taken.`
      : `The text states ${totals.join(' and ')} as the total of deaths; none was taken. Read the page.`,
  'several-incidents': ({ harm, values }) =>
    `The text gives several figures of civilians ${harm} (${values.join(', ')}) and no sum; they are not added up.`,
  'period-unknown': ({ expected }) =>
    expected === 'month'
      ? 'The report names no month or range that can be dated; its figures have no period.'
      : 'The report names no quarter that can be dated; its figures have no period.',
  'period-conflict': ({ period, totalsEnd }) => `The report covers ${period}, its running totals end in ${totalsEnd}.`,
  'no-total': ({ stated }) =>
    stated === 'uncertain'
      ? 'The report states no total of deaths that is certain to be its own.'
      : 'The report states no total of deaths since the start of the operation.',
  'new-deaths-unstated': ({ credible }) =>
    `The report counts ${credible} as credible and states no number of deaths for them.`,
  'no-figures': () => 'The report was recognised, but no figure was read from it.',
  'nothing-read': () => 'The text looks like a quarterly report of Africa Command and no figure could be read.',
  'number-not-in-quote': dropped('number-not-in-quote'),
  'bad-value': dropped('bad-value'),
  'bad-span': dropped('bad-span'),
  'unquotable-figure': ({ fault, ...figure }) => faults[fault](figure),
  'unattributed-figure': ({ value, harm, reason, quote }) =>
    `${value} ${harm} not read (${notRead[reason]}): "${oneLine(quote.quote)}"`,
  'unknown-speaker': ({ quote }) => `No known speaker for this figure: "${oneLine(quote.quote)}"`,
  'foreign-language': ({ language, quotes }) => {
    const name = languages[language];
    const said = quotes.map(({ quote }) => `"${oneLine(quote)}"`).join('; ');
    return said === ''
      ? `The text is in ${name}, so it was not read.`
      : `The text is in ${name}, so it was not read. It may speak of deaths: ${said}. Ask a person who reads ${name}.`;
  },
  'doubtful-total': ({ value, why, held, quote }) =>
    `A total of ${value} deaths was not taken: ${doubts[why](
      held.to === null ? `${held.value}` : `${held.value} (to ${held.to})`,
    )}. Read the page: "${oneLine(quote.quote)}"`,
  'too-many-figures': ({ read }) => `Only the first ${read} figures of the text were read.`,
  'incident-date-without-year': ({ entry }) =>
    `${entryName(entry)}: the entry prints no year, and no span in the text gives one`,
  'incident-date-invalid': ({ entry }) => `${entryName(entry)}: no such day`,
  'incident-each-without-count': ({ entry }) =>
    `${entryName(entry)}: "in each" of an unstated number of strikes; the number killed is left open`,
  'incident-grid-invalid': ({ entry, grid }) => `${entryName(entry)}: "${grid}" is not a place on the grid`,
  'incident-numbers-missing': ({ before, after }) =>
    before === 0
      ? `the list begins with ${after}: entries before were not read`
      : `the list goes from ${before} to ${after}: entries between were not read`,
  'incident-count-differs': ({ announced, found, outcome }) =>
    `${announced} entries are announced and ${found} were read (${outcome})`,
  'reader-failed': ({ error, url }) =>
    `Reading failed: ${error}. ${url === null ? 'Report it with the file' : `Report it with the address ${url}`}`,
  'recheck-doubtful': ({ failure }) => failure.message,
  former: ({ message }) => message,
};
