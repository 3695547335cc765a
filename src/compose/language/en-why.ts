import type { SumRule } from '../../domain/findings.ts';
import { joined, spans } from '../blocks.ts';
import { command, phrase, value } from '../typed.ts';

/** The English of where a figure comes from and why it was posted. Part of `en-commands.ts`. */

const number = new Intl.NumberFormat('en-GB');

const rules: Readonly<Record<SumRule, string>> = {
  deaths: 'The total of the report before + the deaths newly admitted = the total. Tried for adjacent periods only.',
  'open-cases': 'Cases carried over + reports received - assessments completed = open cases, within one report.',
  'carried-over': 'The cases a report carries over = the open cases of the adjacent report before it.',
  'credible-total':
    'The reports assessed as credible before + those of this report = all so far. Adjacent periods only.',
  counter: 'A count from the beginning never falls.',
};

export const why = {
  headline: (what: string) => `Where this comes from: ${what}`,
  reason: 'Why it was posted: ',
  rule: 'Rule: ',
  rules,
  finding: (id: string, kind: string) => `finding ${id}: ${kind}`,
  found: (instant: string) => `found ${instant}`,
  roles: {
    figure: 'The figure: ',
    mentioned: 'The figure, which its speaker does not assert: ',
    before: 'Compared with: ',
    earlier: 'Compared with: ',
    added: 'A part of the sum: ',
    subtracted: 'Taken off in the sum: ',
    entry: 'The entry: ',
    'entry-before': 'The entry before: ',
  },
  others: 'Other figures of the post: ',
  noQuote: 'No sentence is stored for it.',
  snapshot: (id: string) => `snapshot ${id}`,
  stored: (sha256: string) => `stored copy sha-256 ${sha256}`,
  storedUnknown: 'the hash of its stored copy is not known here',
  gone: 'nothing was stored: the page was gone',
  posted: 'Posted in this channel ',
  postLink: 'the post',
  waiting: 'It waits to be posted in this channel.',
  uncertain: 'Whether it was posted in this channel is not known.',
  refused: 'It was not posted in this channel: the platform refused it.',
  notPosted: 'It was not posted in this channel.',
  silent: 'No finding is about this figure: it was recorded without being announced.',
  more: (measure: string, label: string, publishers: readonly string[]) =>
    phrase`Other publishers have a current figure too (${label}): ${spans(
      ...joined(
        publishers.map((publisher) => command('why', { figure: measure, publisher })),
        ', ',
      ),
    )}.`,
  name: phrase`Name a finding by its id, as ${command('findings')} shows it, or a measure, for example ${command('why', { figure: 'killed_total' })}`,
  unknown: (given: string, near: string | null) =>
    phrase`No finding has an id that begins with "${given}"${near === null ? '' : phrase`; the nearest measure is ${value(near)}`}. Take the id from ${command('findings')}, at least 6 characters of it, or name a measure such as ${value('killed_total')}`,
  several: (given: string) => phrase`Several findings have an id that begins with "${given}". Write more of it`,
  noFigure: (label: string) => `No current figure is stored: ${label}.`,
  unknownPost: {
    headline: 'This is no post of a finding',
    what: phrase`Ackwatch knows no post of its own there. Choose a post of Ackwatch about a finding, or ask with ${command('why')} and the id of a finding, as ${command('findings')} shows it.`,
  },
  digest: (entries: number) =>
    `Where this comes from: ${number.format(entries)} ${entries === 1 ? 'finding' : 'findings'} in one post`,
  digestMore: (left: number) =>
    phrase`and ${number.format(left)} more. The command ${command('findings')} lists them with their ids.`,
  inFull: (id: string) => phrase`in full: ${command('why', { figure: id })}`,
};
