import type { Denied, FindingKind } from '../../domain/findings.ts';
import type { PositionKind } from '../../domain/relations/positions.ts';

/** The English of each kind of finding. Part of `en.ts`. */

/** What every kind has. Each also has the words that only it says. */
interface KindWords {
  /** What a person chooses from: at most 100 characters. */
  readonly label: string;
  /** Why it is a finding, for who asks. */
  readonly reason: string;
  readonly headline: (...parts: never[]) => string;
  readonly [word: string]: unknown;
}

const numbers = new Intl.NumberFormat('en-GB');
const signed = new Intl.NumberFormat('en-GB', { signDisplay: 'exceptZero' });
export const verb = (plural: boolean, one: string, many: string) => (plural ? many : one);

/** `Coalition restates its figure for March 2019`. */
export const restates = (who: string, plural: boolean, period: string) =>
  `${who} ${verb(plural, 'restates its', 'restate their')} figure${period}`;

/** A place with its preposition, `near Raqqa`, continues a sentence; a bare name may be a town or a country and cannot. */
const at = (place: string | null) =>
  place === null
    ? ''
    : /^(?:near|in|at|on|around|outside|(?:north|south|east|west)\S* of)\s/.test(place)
      ? ` ${place}`
      : ` (${place})`;

/** Where and when, after a figure. */
const inBrackets = (where: string | null) => (where === null ? '' : ` (${where})`);

/** A figure that its speaker does not assert. `figure` is `7 civilians killed`. */
export const mentions = {
  allegation: (figure: string, place: string | null) => `an allegation of ${figure}${at(place)}`,
  report: (figure: string, place: string | null) => `an earlier report of ${figure}${at(place)}`,
  accordingTo: (sentence: string, publisher: string) => `${sentence}, according to ${publisher}`,
  noAdmission: 'This is not an admission.',
};

export const kinds = {
  withdrawn: {
    label: 'a report or its total was withdrawn',
    reason: 'A page that was read before, or its total, is no longer there.',
    headline: (report: string, gave: string | null) =>
      `${report} is no longer at its address${gave === null ? '' : `; it gave ${gave}`}`,
    totalGone: (report: string, was: string | null) =>
      `${report} no longer states its total${was === null ? '' : `, which was ${was}`}`,
    goneStatus: (status: number, seen: string) =>
      `The address answered ${status} each time it was asked; last asked ${seen}.`,
    goneTotal: (seen: string) => `The page is still there, its total is not; checked ${seen}.`,
    lastFigure: 'Last figure read there: ',
    unknown: 'Why is not known. The copy read before is stored.',
  },
  restated: {
    label: 'a figure was restated',
    reason: 'The figure of a period that was already stated is now given as another.',
    /** `delta` is null where ranges have no one difference. */
    headline: (who: string, plural: boolean, period: string, now: string, before: string, delta: string | null) =>
      `${restates(who, plural, period)}: now ${now}, earlier ${before}${delta === null ? '' : ` (${delta})`}`,
  },
  'total-lowered': {
    label: 'a total was lowered',
    reason: 'A later report gives a lower total than the report before it.',
    headline: (who: string, plural: boolean, figure: string, delta: string) =>
      `${who} now ${verb(plural, 'gives', 'give')} a lower total: ${figure} (${delta})`,
  },
  'total-raised': {
    label: 'a total was raised',
    reason: 'A later report gives a higher total than the report before it.',
    headline: (who: string, plural: boolean, admits: boolean, figure: string, delta: string) =>
      `${who} now ${admits ? verb(plural, 'admits', 'admit') : verb(plural, 'says', 'say')} ${figure} (${delta})`,
  },
  admitted: {
    label: 'deaths or injuries were admitted',
    reason: 'A report states deaths that it admits, and no total of the same series was stored before.',
    headline: (who: string, plural: boolean, figure: string, where: string | null) =>
      `${who} ${verb(plural, 'admits', 'admit')} ${figure}${inBrackets(where)}`,
    /** `others` is `3 civilians injured` where no one was killed. */
    none: (who: string, deaths: boolean, others: string | null) =>
      `${who} report admits no civilians ${deaths ? 'killed' : 'injured'}${others === null ? '' : `, ${others}`}`,
    states: (who: string, plural: boolean, figure: string) => `${who} ${verb(plural, 'states', 'state')} ${figure}`,
    firstTotal: 'No earlier total is stored, so how much of it is new is not known.',
  },
  'late-report': {
    label: 'a report of an earlier period arrived',
    reason: 'A report arrived after one of a later period.',
    headline: (who: string, period: string, later: string, figure: string | null, delta: number | null) =>
      `${who} report${period} arrives after the one for ${later}${figure === null ? '' : `: ${figure}`}${
        delta === null ? '' : delta === 0 ? ' (unchanged)' : ` (${signed.format(delta)})`
      }`,
    fillsGap: (later: string) => `A report for a later period (${later}) was already stored: this one fills a gap.`,
  },
  'total-unchanged': {
    label: 'a total was unchanged',
    reason: 'A later report gives the same total as the report before it.',
    headline: (who: string, figure: string) => `${who} total unchanged: ${figure}`,
  },
  'does-not-add-up': {
    label: 'a sum does not add up',
    reason: 'The figures of the report, or of it and the one before, do not add up.',
    headline: (who: string, sum: string) => `${who} figures do not add up: ${sum}`,
  },
  'incident-changed': {
    label: 'an incident entry was changed or removed',
    reason: 'An entry that a report listed has changed or is no longer listed.',
    headline: (report: string, what: string) => `${report} changes an incident entry: ${what}`,
    removed: (report: string, what: string) => `${report} no longer lists an incident: ${what}`,
  },
  'incident-added': {
    label: 'an incident is new to the record',
    reason: 'A report lists an entry that no earlier report listed.',
    headline: (report: string, what: string) => `${report} lists an incident that is new to the record: ${what}`,
    several: (report: string, value: number) =>
      `${report} lists ${numbers.format(value)} incidents that are new to the record`,
  },
  reaction: {
    label: 'an organisation responded to an admission',
    reason: 'A document says that it responds to an admission, and quotes its figure or names the report.',
    /** `figure` is `more than 1,600 civilians were killed`. */
    headline: (who: string, plural: boolean, figure: string, place: string | null) =>
      `${who} ${verb(plural, 'responds', 'respond')}: ${figure}${place === null ? '' : ` (${place})`}`,
    /** `figure` is `the Coalition: at least 1,302 civilians killed`. */
    toFigure: (who: string, plural: boolean, figure: string) =>
      `${who} ${verb(plural, 'responds', 'respond')} to the figure of ${figure}`,
    toReport: (who: string, plural: boolean, report: string) =>
      `${who} ${verb(plural, 'responds', 'respond')} to the ${report}`,
    /** `body` is `the Coalition`. */
    toUnknown: (who: string, plural: boolean, body: string | null) =>
      `${who} ${verb(plural, 'responds', 'respond')} to a publication${body === null ? '' : ` of ${body}`}`,
    unknownReport: (body: string) => `Which report of ${body} it answers is not known yet.`,
    figureOf: (who: string, figure: string) => `${who}: ${figure}`,
    counted: (who: string) => `Counted by ${who}.`,
    answers: 'Responds to the ',
    quotes: 'Quotes the figure of ',
    unseenOriginal: 'Published by a carrier; the original is not stored.',
    demandsOf: (what: string) => `demands ${what}`,
    demands: {
      investigation: 'an investigation',
      reparation: 'reparation',
      disclosure: 'disclosure',
    } as Readonly<Partial<Record<PositionKind, string>>>,
    subjects: {
      reasons: 'on the reasons for the deaths',
      denial: 'on the scale of the harm',
      'no-visit': 'on how deaths are investigated',
      prompted: 'on what led to admissions',
    } as Readonly<Partial<Record<PositionKind, string>>>,
  },
  carried: {
    label: 'a statement was carried by another publisher',
    reason: 'A document publishes the text of a document of another publisher.',
    headline: (who: string, original: string | null) =>
      `${who} carries a statement${original === null ? '' : ` of ${original}`}`,
    original: (who: string, copy: string | null) =>
      `${who} is the source of a statement${copy === null ? ' that was carried elsewhere' : ` that ${copy} carried`}`,
    also: 'Also carried by ',
  },
  claimed: {
    label: 'a documenting organisation stated a figure',
    reason: 'An organisation states a figure that is no admission at its source.',
    headline: (who: string, plural: boolean, figure: string, where: string | null) =>
      `${who} ${verb(plural, 'says', 'say')} ${figure}${inBrackets(where)}`,
    quoted: (publisher: string, who: string, figure: string, where: string | null) =>
      `${publisher} quotes ${who} as admitting ${figure}${inBrackets(where)}`,
    /** `figure` is `7 civilians were killed`. Nobody is said to admit what its words do not own up to. */
    quotedSaying: (publisher: string, who: string, figure: string, where: string | null) =>
      `${publisher} quotes ${who} as saying ${figure}${inBrackets(where)}`,
    unseen: (who: string) => `Quoted, not read at its source: no report of ${who} with this figure is stored yet.`,
    before: (figure: string) => `Earlier statement: ${figure}.`,
  },
  denied: {
    label: 'an allegation was denied or not found credible',
    reason: 'A document names a figure that its speaker denies or does not find credible.',
    headline: (who: string, plural: boolean, stance: Denied['stance'], what: string) =>
      stance === 'denied'
        ? `${who} ${verb(plural, 'denies', 'deny')} ${what}`
        : `${who} ${verb(plural, 'does', 'do')} not find credible ${what}`,
  },
  'claim-withdrawn': {
    label: 'a speaker withdrew a figure of its own',
    reason: 'A document takes back a figure that its speaker stated earlier.',
    headline: (who: string, plural: boolean, what: string) => `${who} ${verb(plural, 'withdraws', 'withdraw')} ${what}`,
  },
  'under-review': {
    label: 'an allegation is under review',
    reason: 'A document says that its speaker examines an allegation.',
    headline: (who: string, plural: boolean, what: string) => `${who} ${verb(plural, 'is', 'are')} reviewing ${what}`,
  },
  'definition-changed': {
    label: 'a count is worded differently',
    reason: 'The sentence that states a figure has changed, apart from its numbers and dates.',
    headline: (who: string, measure: string) => `${who} words its count of ${measure} differently`,
    explanation: (measure: string) =>
      `The sentence that states ${measure} has changed. Figures before and after may not count the same.`,
  },
  edited: {
    label: 'a report was edited',
    reason: 'The text of a page that was read before has changed.',
    headline: (report: string, what: string) => `${report} was edited after publication: ${what}`,
    figures: 'figures changed',
    entries: 'an incident entry changed',
    added: (passage: string) => `added “${passage}”`,
    removed: (passage: string) => `removed “${passage}”`,
    passages: (several: boolean) => (several ? 'several passages changed' : 'a passage changed'),
    returned: (report: string) => `${report} is back at its address`,
    /** `between` is `4` and `7`; null where more than one value differs. */
    flapping: (report: string, between: readonly [string, string] | null) =>
      between === null
        ? `${report} keeps changing back and forth`
        : `${report} keeps changing between ${between[0]} and ${between[1]}`,
    /** `value` is `4`; null where more than one value differed. */
    settled: (report: string, value: string | null) =>
      `${report} no longer changes${value === null ? '' : `: it gives ${value}`}`,
    settledSince: (day: string) =>
      `It changed back and forth before. Each time it was fetched since ${day} it said the same.`,
    silence: (times: number) =>
      `This page changed ${numbers.format(times)} times between the same contents. Further such changes are recorded and not posted until the page has stayed the same for a week.`,
  },
  'not-checkable': {
    label: 'a sum cannot be checked',
    reason: 'A sum could not be tried.',
    headline: (who: string, reason: string) => `${who} figures cannot be checked: ${reason}`,
  },
  'delivery-uncertain': {
    label: 'it is not known whether a post arrived',
    reason: 'Whether a post arrived was never learnt.',
    headline: () => 'A post may or may not have arrived',
  },
  'delivery-rejected': {
    label: 'a post was refused',
    reason: 'A post was refused for good.',
    headline: () => 'A post was refused and will not be sent',
  },
  'subscription-paused': {
    label: 'a subscription was paused',
    reason: 'A channel or a platform could not be posted to.',
    headline: () => 'A subscription is paused',
    destination: (destination: string) => `Ackwatch is refused by ${destination}`,
  },
  'source-broken': {
    label: 'a source no longer answers',
    reason: 'A source failed too often in a row and for too long.',
    headline: (source: string) => `Ackwatch cannot read a source: ${source}`,
  },
  'source-degraded': {
    label: 'a source is read at a fallback',
    reason: 'A source does not answer, and one of its fallbacks does.',
    headline: (source: string) => `Ackwatch reads a fallback of ${source}`,
  },
  'source-recovered': {
    label: 'a source answers again',
    reason: 'A source that was broken answers again.',
    headline: (source: string) => `Ackwatch reads a source again: ${source}`,
  },
  overdue: {
    label: 'a report is overdue',
    reason: 'No new report came by the day on which one was expected.',
    headline: (publisher: string, date: string) => `No new report from ${publisher}: one was expected by ${date}`,
  },
  'record-differs': {
    label: 'a report differs from the compiled record',
    reason: 'A report states another value than the compiled record holds.',
    headline: (publisher: string) => `A report of ${publisher} differs from the compiled record`,
    differs: (read: string, held: string) =>
      `The report states ${read}. The compiled record holds ${held}. What was read is shown from now on.`,
    held: 'Its value is ',
    fix: 'Open the source and compare it with both figures. If Ackwatch misread it, `ackwatch read` shows how.',
  },
  'reader-warning': {
    label: 'a report was not read in full',
    reason: 'A document looks like a report and was not read in full.',
    headline: (publisher: string) => `A document of ${publisher} was not read in full`,
  },
  baseline: {
    label: 'on record since the first poll',
    reason: 'It was there at the first poll and was recorded without being announced.',
    headline: (report: string) => `${report}, on record since the first poll`,
  },
} satisfies Readonly<Record<FindingKind, KindWords>>;
