import type { CommandName } from '../../chat/commands.ts';
import type { Mention } from '../../domain/readings.ts';
import { joined, spans, type Words } from '../blocks.ts';
import { command, option, phrase, usage, value } from '../typed.ts';
import { help } from './en-help.ts';
import { subscriptions } from './en-subscriptions.ts';
import { values } from './en-values.ts';
import { why } from './en-why.ts';
import { compare } from './events/en-compare.ts';
import { events } from './events/en-events.ts';
import { openAccounts } from './events/en-open-accounts.ts';

/** What the answers to commands say, in English. Commands are named without a prefix: each platform has its own. */

const number = new Intl.NumberFormat('en-GB');
const all = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const meant = (near: string | null) => (near === null ? '' : phrase` Did you mean ${value(near)}?`);

/** Where none is named: an operator knows which channels the configuration subscribes. */
const askThem = (channels: readonly Words[]) =>
  channels.length === 0
    ? phrase`Ask in a channel that the configuration subscribes to ${value('health')} or ${value('all')}`
    : phrase`Ask in ${spans(...channels)}`;

const arrived = command('deliveries', { post: 'ID', arrived: true });
const again = command('deliveries', { post: 'ID', again: true });

export const commands = {
  /** Answers as they were on a past day. */
  asOf: {
    badDay: (given: string, today: string) =>
      phrase`"${given}" is no day to look back to. Write it as YYYY-MM-DD, no later than today (${today}, UTC)`,
    note: (day: string, isToday: boolean) =>
      `As of ${day}${isToday ? ', a day that is not over' : ', the end of the day'} (UTC): what Ackwatch had recorded by then. A report counts from when it was fetched here, not from its publication.`,
    nothing:
      'Ackwatch had stored nothing of this by then. What was published earlier, and who knew it, is not known here.',
    neverStored: 'Nothing of it was stored later either.',
    from: (publisher: string, day: string) => `${publisher} (first fetched on ${day})`,
    notYet: (publishers: readonly string[]) => `Not stored yet then: ${all.format(publishers)}.`,
  },
  totals: {
    headline: 'Current totals',
    headlineOn: (day: string) => `Totals as known on ${day}`,
    noneThen: 'No total was stored for that filter by then.',
    none: phrase`No total stored for that filter. The command ${command('sources')} shows what is watched and when it last answered.`,
    ofEvents: phrase`The toll of one event is no total. ${command('event', { event: 'PLACE' })} shows what is said of each.`,
    disputed: (count: number) =>
      count === 1
        ? '1 sum of this report does not add up.'
        : `${number.format(count)} sums of this report do not add up.`,
    notCompared: 'Figures of different speakers cover different places and periods, so they cannot be subtracted.',
  },
  history: {
    headline: (measure: string) => `History of ${measure}`,
    headlineOn: (measure: string, day: string) => `History of ${measure}, as known on ${day}`,
    noneThen: (measure: string) => `No figure of ${measure} was stored by then.`,
    none: (measure: string) => `No figure of ${measure} is stored.`,
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
    none: 'No incident stored for that filter.',
    caption: 'Newest first',
    outcome: 'Outcome',
    reference: 'Report',
  },
  sources: {
    headline: 'Sources',
    none: 'No source has been polled yet.',
    caption: 'What is watched and how it answers',
    columns: { source: 'Source', state: 'State', last: 'Last answer', documents: 'Documents', problem: 'Last problem' },
    well: 'answers',
    failing: (failures: number) => (failures === 1 ? '1 poll failed' : `${number.format(failures)} polls failed`),
    broken: 'broken',
    never: 'never',
  },
  findings: {
    headline: 'Findings',
    none: 'No finding stored for that filter.',
    caption: 'Newest first',
    columns: { found: 'Found', kind: 'Kind', what: 'What', id: 'Id' },
  },
  reading: {
    headline: (reader: string, period: string) => `Read by ${reader}, ${period}`,
    noPeriod: 'period not read',
    none: 'No figure was read.',
    stances: {
      denied: 'denied by',
      doubted: 'not found credible by',
      alleged: 'not asserted, only repeated by',
      'under-review': 'under review by',
      withdrawn: 'withdrawn by',
    } satisfies Readonly<Record<Mention['stance'], string>>,
    incidents: (count: number) => (count === 1 ? '1 incident' : `${number.format(count)} incidents`),
    warning: (code: string) => `Warning (${code}): `,
  },
  deliveries: {
    headline: 'Posts to check',
    none: 'Every post is sent or will be sent.',
    caption: 'Uncertain and refused posts, and paused subscriptions',
    columns: { id: 'Id', state: 'State', where: 'Where', found: 'Found', why: 'Why' },
    state: { pending: 'waiting', sending: 'being sent', sent: 'sent', rejected: 'refused', uncertain: 'not known' },
    paused: 'subscription paused',
    howToResolve: phrase`Check the channel. If the post is there: ${arrived}. If not: ${again}. A paused subscription resumes with ${command('subscribe')} in its channel; one of the configuration also when Ackwatch starts anew.`,
    unknown: (id: string) =>
      phrase`No post has an id that begins with "${id}". Take the id from ${command('deliveries')}`,
    several: (id: string) =>
      phrase`Several posts have an id that begins with "${id}". Write more of it, as ${command('deliveries')} shows it`,
    resolved: (id: string) => `${id} needs no answer: it is sent or will be sent`,
    done: { arrived: 'Noted as arrived.', again: 'It is posted at the next round.' },
    by: (person: string) => `Said by ${person}.`,
    nameBoth: phrase`Name a post and what you saw: ${arrived}, or ${again}`,
    shownToOperators: {
      headline: 'For operators',
      what: (channels: readonly Words[]) => phrase`These posts are shown to operators. ${askThem(channels)}`,
    },
    operatorsOnly: (channels: readonly Words[]) => phrase`Only operators may do that. ${askThem(channels)}`,
  },
  latest: {
    none: phrase`No report stored for that filter. Try ${command('history')}; ${command('sources')} shows what is watched and when it last answered.`,
    headline: 'Latest report',
  },
  digest: {
    none: 'Nothing was found in the last 7 days.',
    lastDays: 'What was found in the last 7 days.',
    more: phrase`Only the newest are counted here. The command ${command('findings')} lists them all.`,
  },
  home: {
    headline: 'Ackwatch',
    totals: 'Current totals',
    subscriptions: 'Subscriptions here',
    sources: 'Sources',
    ask: phrase`Type ${command('help')} as a command in any channel to see what else can be asked.`,
  },
  help,
  events,
  compare,
  openAccounts,
  subscriptions,
  values,
  why,
  /** Labels of buttons. */
  earlier: 'Earlier',
  newest: 'Back to the newest',
  share: { channel: 'Post to channel', everyone: 'Show everyone' },
  expiredButton: {
    headline: 'This button is too old',
    what: 'Its command is no longer stored. Type the command instead.',
  },
  mistakes: {
    headline: 'That was not understood',
    refused: 'Nothing was changed',
    usage: (name: CommandName, text: string) => phrase`Write: ${usage(name, text)}`,
    usageLong: (name: CommandName) => phrase`${command('help', { command: name })} shows how it is written.`,
    all: phrase`The command ${command('help')} lists all commands.`,
    tooLong: (most: number) => `A command has at most ${number.format(most)} characters. Leave something out`,
    unknownCommand: (given: string, known: readonly string[]) =>
      `There is no command "${given}". Write one of: ${known.join(', ')}`,
    nearCommand: (given: string, near: CommandName) =>
      phrase`There is no command "${given}". Did you mean ${command(near)}?`,
    isMeasure: (measure: string) =>
      phrase`"${measure}" is a measure and no command. Write ${command('totals', { measure })}, ${command('history', { measure })} or ${command('why', { figure: measure })}`,
    takesNothing: (name: CommandName, given: string) =>
      phrase`After ${command(name)} there is no place for "${given}". Leave it out`,
    noOptions: (name: CommandName, given: string) =>
      phrase`${command(name)} has no options. Leave out ${option(given)}`,
    unknownOption: (name: CommandName, given: string, known: readonly string[]) =>
      phrase`${command(name)} has no option ${option(given)}. It has: ${spans(
        ...joined(
          known.map((one) => option(one)),
          ', ',
        ),
      )}`,
    nearOption: (given: string, near: string) =>
      phrase`There is no option ${option(given)} here. Did you mean ${option(near)}?`,
    noValue: (given: string) => phrase`${option(given)} takes no value. Leave out what follows its =`,
    valueMissing: (given: string) => phrase`${option(given)} needs something after it`,
    oneAtATime: (given: string) => phrase`${option(given)} takes one value here. Ask once for each`,
    unknownPublisher: (given: string, known: readonly string[], near: string | null) =>
      phrase`"${given}" is no publisher.${meant(near)} Write one of: ${known.join(', ')}`,
    noPage: phrase`That page cannot be found. Ask again without ${option('after')}`,
  },
  more: (next: string) => `More: repeat with --after ${next}`,
  unknownMeasure: (given: string, known: readonly string[], near: string | null) =>
    phrase`"${given}" is no measure.${meant(near)} Write one of: ${known.join(', ')}`,
  unknownOutcome: (given: string, known: readonly string[], near: string | null) =>
    phrase`"${given}" is no outcome.${meant(near)} Write one of: ${known.join(', ')}`,
  badDay: (given: string) => `"${given}" is no day. Write YYYY-MM-DD, or YYYY-MM, or YYYY`,
  badKind: (given: string, known: readonly string[], near: string | null) =>
    phrase`"${given}" is no kind of finding.${meant(near)} Write one of: ${known.join(', ')}`,
};
