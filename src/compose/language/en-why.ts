import type { FindingKind, Rule } from '../../domain/findings.ts';
import { joined, spans } from '../blocks.ts';
import { command, phrase, value } from '../typed.ts';

/** The English of where a figure comes from and why it was told. Part of `en-commands.ts`. */

const number = new Intl.NumberFormat('en-GB');

const reasons: Readonly<Record<FindingKind, string>> = {
  'total-raised': 'A later report gives a higher total than the report before it.',
  'total-lowered': 'A later report gives a lower total than the report before it.',
  'total-unchanged': 'A later report gives the same total as the report before it.',
  admitted: 'A report states deaths that it admits, and no total of the same series was held before.',
  restated: 'The figure of a period that was already stated is now given as another.',
  edited: 'The text of a page that was read before has changed.',
  withdrawn: 'A page that was read before, or its total, is no longer there.',
  'late-report': 'A report arrived after one of a later period.',
  'incident-added': 'A report lists an entry that no report held before.',
  'incident-changed': 'An entry that a report listed has changed or is no longer listed.',
  'does-not-add-up': 'The figures of the report, or of it and the one before, do not add up.',
  'not-checkable': 'A sum could not be tried.',
  'definition-changed': 'The sentence that states a figure has changed, apart from its numbers and dates.',
  claimed: 'An organisation states a figure that is no admission at its source.',
  overdue: 'No new report came by the day on which one was expected.',
  'source-broken': 'A source failed too often in a row and for too long.',
  'source-recovered': 'A source that was broken answers again.',
  'reader-warning': 'A document looks like a report and was not read in full.',
  'delivery-uncertain': 'Whether a post arrived was never learnt.',
  'delivery-rejected': 'A post was refused for good.',
  'subscription-paused': 'A channel or a platform could not be posted to.',
  baseline: 'It was there at the first look and was recorded without being announced.',
};

const rules: Readonly<Record<Rule, string>> = {
  deaths: 'The total of the report before + the deaths newly admitted = the total. Tried for adjacent periods only.',
  'open-cases': 'Cases carried over + reports received - assessments completed = open cases, within one report.',
  'carried-over': 'The cases a report carries over = the open cases of the adjacent report before it.',
  'credible-total':
    'The reports assessed as credible before + those of this report = all so far. Adjacent periods only.',
  counter: 'A count from the beginning never falls.',
};

export const why = {
  headline: (what: string) => `Where this comes from: ${what}`,
  reason: 'Why it was told: ',
  reasons,
  rule: 'Rule: ',
  rules,
  finding: (id: string, kind: string) => `finding ${id}, ${kind}`,
  found: (instant: string) => `found ${instant}`,
  figure: 'The figure: ',
  entry: 'The entry: ',
  entryBefore: 'The entry before: ',
  comparedWith: 'Compared with: ',
  part: { '1': 'A part of the sum: ', '-1': 'Taken off in the sum: ' },
  others: 'Other figures of the post: ',
  noQuote: 'No sentence is kept for it.',
  snapshot: (id: string) => `snapshot ${id}`,
  stored: (sha256: string) => `stored copy sha-256 ${sha256}`,
  storedUnknown: 'the sum of its stored copy is not at hand here',
  gone: 'nothing was stored: the page was gone',
  posted: 'Posted in this channel ',
  postLink: 'the post',
  waiting: 'It waits to be posted in this channel.',
  uncertain: 'Whether it was posted in this channel is not known.',
  refused: 'It was not posted in this channel: the platform refused it.',
  notPosted: 'It was not posted in this channel.',
  silent: 'No finding is about this figure: it was recorded without being announced.',
  more: (measure: string, publishers: readonly string[]) =>
    phrase`Other publishers have a current figure of ${measure} too: ${spans(
      ...joined(
        publishers.map((publisher) => command('why', { figure: measure, publisher })),
        ', ',
      ),
    )}.`,
  name: phrase`Name a finding by its id, as ${command('findings')} shows it, or a measure, for example ${command('why', { figure: 'killed_total' })}`,
  unknown: (given: string, near: string | null) =>
    phrase`No finding, or more than one, begins with "${given}"${near === null ? '' : phrase`; the nearest measure is ${value(near)}`}. Take the id from ${command('findings')}, at least 6 characters of it, or name a measure such as ${value('killed_total')}`,
  noFigure: (measure: string) => `No current figure of ${measure} is held.`,
  unknownPost: {
    headline: 'This is no post of a finding',
    what: phrase`Ackwatch knows no post of its own there. Choose a post in which Ackwatch told a finding, or ask with ${command('why')} and the id of a finding, as ${command('findings')} shows it.`,
  },
  digest: (entries: number) =>
    `Where this comes from: ${number.format(entries)} ${entries === 1 ? 'finding' : 'findings'} in one post`,
  digestMore: (left: number) =>
    phrase`and ${number.format(left)} more. The command ${command('findings')} lists them with their ids.`,
  inFull: (id: string) => phrase`in full: ${command('why', { figure: id })}`,
};
