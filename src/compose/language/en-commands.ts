import { help } from './en-help.ts';
import { subscriptions } from './en-subscriptions.ts';
import { values } from './en-values.ts';
import { why } from './en-why.ts';

/** What the answers to commands say, in English. Commands are named without a prefix: each platform has its own. */

const number = new Intl.NumberFormat('en-GB');
const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const code = (text: string) => `\`${text}\``;
const meant = (near: string | null) => (near === null ? '' : ` Did you mean ${code(near)}?`);

export const commands = {
  totals: {
    headline: 'Current totals',
    none: 'No total is held that answers this question. The command `sources` shows what is watched and when it last answered.',
    disputed: (count: number) =>
      count === 1
        ? '1 sum of this report does not add up.'
        : `${number.format(count)} sums of this report do not add up.`,
    notCompared: 'Figures of different speakers cover different places and periods: not one minus the other.',
  },
  history: {
    headline: (measure: string) => `History of ${measure}`,
    none: (measure: string) => `No figure of ${measure} is held.`,
    caption: 'Each value as it was published',
    columns: {
      period: 'Period',
      value: 'Value',
      change: 'Change',
      speaker: 'Speaker',
      published: 'Published',
      seen: 'Seen',
      id: 'Id',
    },
    superseded: 'no longer stated',
  },
  incidents: {
    headline: (place: string | null) => (place === null ? 'Incidents' : `Incidents at ${place}`),
    none: 'No incident held answers this question.',
    caption: 'Newest first',
    outcome: 'Outcome',
    reference: 'Report',
  },
  sources: {
    headline: 'Sources',
    none: 'No source has been looked at yet.',
    caption: 'What is watched and how it answers',
    columns: { source: 'Source', state: 'State', last: 'Last answer', documents: 'Documents', problem: 'Last problem' },
    well: 'answers',
    failing: (failures: number) => (failures === 1 ? '1 look failed' : `${number.format(failures)} looks failed`),
    broken: 'broken',
    never: 'never',
  },
  findings: {
    headline: 'Findings',
    none: 'No finding is held that answers this question.',
    caption: 'Newest first',
    columns: { found: 'Found', kind: 'Kind', what: 'What', id: 'Id' },
  },
  reading: {
    headline: (reader: string, period: string) => `Read by ${reader}, ${period}`,
    noPeriod: 'period not stated',
    none: 'No figure was read.',
    incidents: (count: number) => (count === 1 ? '1 incident' : `${number.format(count)} incidents`),
    warning: (code: string) => `Warning (${code}): `,
  },
  deliveries: {
    headline: 'Posts to look at',
    none: 'Every post is sent, or waits for its turn.',
    caption: 'Posts whose fate is not known or that were refused, and paused subscriptions',
    columns: { id: 'Id', state: 'State', where: 'Where', found: 'Found', why: 'Why' },
    state: { pending: 'waiting', sending: 'being sent', sent: 'sent', rejected: 'refused', uncertain: 'not known' },
    paused: 'subscription paused',
    settle:
      'Look in the channel. There: `deliveries ID --arrived`. Not there: `deliveries ID --again`. A paused subscription resumes with `subscribe` in its channel; one of the configuration also when Ackwatch starts anew.',
    unknown: (id: string) => `No post, or more than one, begins with "${id}". Take the id from \`deliveries\``,
    settled: (id: string) => `${id} needs nothing: it is sent or waits for its turn`,
    done: { arrived: 'Noted as arrived.', again: 'It is posted at the next round.' },
    by: (person: string) => `Said by ${person}.`,
    nameBoth: 'Name a post and what you saw: `deliveries ID --arrived`, or `deliveries ID --again`',
    shownToOperators: {
      headline: 'Shown to operators only',
      what: 'These posts are shown in a channel of the operators: one that the configuration subscribes to `health` or `all`. Ask there',
    },
    operatorsOnly:
      'Only a channel of the operators may do that: one that the configuration subscribes to `health` or `all`. Ask there',
  },
  latest: {
    none: 'No report is held that answers this question. The command `sources` shows what is watched and when it last answered.',
    headline: 'Latest report',
  },
  digest: {
    none: 'Nothing was found in the last 7 days.',
    lastDays: 'What was found in the last 7 days.',
    more: 'Only the newest are counted here. The command `findings` lists them all.',
  },
  home: {
    headline: 'Ackwatch',
    totals: 'Current totals',
    subscriptions: 'Subscriptions here',
    sources: 'Sources',
    ask: 'Type `help` as a command in any channel to see what else can be asked.',
  },
  help,
  subscriptions,
  values,
  why,
  /** Labels of buttons. */
  earlier: 'Earlier',
  newest: 'Back to the newest',
  share: { channel: 'Post to channel', everyone: 'Show everyone' },
  notKept: {
    headline: 'This button is too old',
    what: 'What it asked is no longer kept. Ask again with the command.',
  },
  mistakes: {
    headline: 'That was not understood',
    refused: 'Nothing was changed',
    usage: (usage: string) => `Write: ${code(usage)}`,
    usageLong: (name: string) => `${code(`help ${name}`)} shows how it is written.`,
    all: 'The command `help` lists all commands.',
    tooLong: (most: number) => `A command has at most ${number.format(most)} characters. Leave something out`,
    unknownCommand: (given: string, known: readonly string[]) =>
      `There is no command "${given}". Write one of: ${known.join(', ')}`,
    nearCommand: (given: string, near: string) => `There is no command "${given}". Did you mean ${code(near)}?`,
    isMeasure: (measure: string) =>
      `"${measure}" is a measure and no command. Write ${alternatives.format(['totals', 'history', 'why'].map((name) => code(`${name} ${measure}`)))}`,
    takesNothing: (name: string, given: string) => `After ${code(name)} there is no place for "${given}". Leave it out`,
    noOptions: (name: string, option: string) => `${code(name)} has no options. Leave out ${code(option)}`,
    unknownOption: (name: string, option: string, known: readonly string[]) =>
      `${code(name)} has no option ${code(option)}. It has: ${known.map(code).join(', ')}`,
    nearOption: (option: string, near: string) =>
      `There is no option ${code(option)} here. Did you mean ${code(near)}?`,
    noValue: (option: string) => `${code(option)} stands alone. Leave out what follows its =`,
    valueMissing: (option: string) => `${code(option)} needs something after it`,
    oneAtATime: (option: string) => `${code(option)} takes one value here. Ask once for each`,
    unknownPublisher: (given: string, known: readonly string[], near: string | null) =>
      `"${given}" is no publisher.${meant(near)} Write one of: ${known.join(', ')}`,
    noPage: 'That page cannot be found. Ask again without `--after`',
  },
  more: (next: string) => `More: repeat with --after ${next}`,
  unknownMeasure: (given: string, known: readonly string[], near: string | null) =>
    `"${given}" is no measure.${meant(near)} Write one of: ${known.join(', ')}`,
  unknownOutcome: (given: string, known: readonly string[], near: string | null) =>
    `"${given}" is no outcome.${meant(near)} Write one of: ${known.join(', ')}`,
  badDay: (given: string) => `"${given}" is no day. Write YYYY-MM-DD, or YYYY-MM, or YYYY`,
  badKind: (given: string, known: readonly string[], near: string | null) =>
    `"${given}" is no kind of finding.${meant(near)} Write one of: ${known.join(', ')}`,
};
