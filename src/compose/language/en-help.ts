import type { CommandName } from '../../chat/commands.ts';
import type { Span } from '../../chat/message.ts';
import { categories } from '../../domain/findings.ts';
import { joined, spans, type Words } from '../blocks.ts';
import { command, phrase, value } from '../typed.ts';
import { optionTexts } from './en-options.ts';

/** What the commands of a chat are said to do, in English. Part of `en-commands.ts`. */

interface Described {
  /** What may follow the name. */
  readonly usage: string;
  /** One sentence. */
  readonly what: string;
  /** The same without options, where that is another thing. */
  readonly withoutOptions?: string;
  /** What else there is to know, a line each. */
  readonly more: readonly Words[];
  readonly examples: readonly Span[];
}

const values = (...texts: readonly string[]) => spans(...joined(texts.map(value), ', '));
const publisher = '[--publisher <id>]';
const asOf = '[--as-of YYYY-MM-DD]';
const knownThen =
  'As of a day: what Ackwatch had recorded by its end, in UTC. What it had not fetched by then is not shown.';
const times = '[--at HH:MM] [--on <weekday>] [--zone <zone>]';
const measures = phrase`Measures: ${value('killed_total')} (all deaths admitted so far), ${value('killed_new')}, ${value('killed_event')}, ${value('allegations_open')} and others.`;

const described = {
  totals: {
    usage: `[measure] ${publisher} ${asOf}`,
    what: 'Current totals, with their period, date, source and the sums that fail.',
    more: [measures, knownThen],
    examples: [
      command('totals'),
      command('totals', { 'as-of': '2019-05-31' }),
      command('totals', { measure: 'allegations_open', publisher: 'cjtf-oir' }),
    ],
  },
  latest: {
    usage: publisher,
    what: 'The newest report in full, as it is posted.',
    more: [],
    examples: [command('latest', { publisher: 'amnesty' })],
  },
  history: {
    usage: `[measure] ${publisher} ${asOf}`,
    what: 'Every value a measure has had, newest first.',
    more: [measures, phrase`Without a measure: ${value('killed_total')}.`, knownThen],
    examples: [command('history'), command('history', { measure: 'injured_total' })],
  },
  incidents: {
    usage: `[place] [--country <name>] [--since <date>] [--outcome <outcome>] ${publisher}`,
    what: 'Entries of the lists in the reports, newest first.',
    more: [
      'The beginning of any word of a place is enough. Dates: YYYY, YYYY-MM or YYYY-MM-DD.',
      phrase`Outcomes: ${values('credible', 'non_credible', 'duplicate', 'reopened', 'correction', 'unknown')}.`,
    ],
    examples: [
      command('incidents', { place: 'Raqqa', since: '2017', outcome: 'credible' }),
      command('incidents', { place: 'Deir ez-Zor', country: 'Syria' }),
    ],
  },
  incident: {
    usage: '<code or id>',
    what: 'What each side says of one incident, side by side.',
    more: [
      phrase`Airwars codes such as ${value('CS1010')}, report numbers, and the ids that ${command('incidents')} shows.`,
      'Not stated: the text was read and does not say it. Not read: nothing follows from it.',
    ],
    examples: [command('incident', { code: 'CS1010' })],
  },
  event: {
    usage: '<code, id or place>',
    what: 'Every account of one event over time, and why accounts may belong together.',
    more: [],
    examples: [command('event', { event: 'CS1010' }), command('event', { event: 'Jilib' })],
  },
  'raised-by': {
    usage: `[place] [--country <name>] [--since <date>] ${publisher}`,
    what: 'Who first raised the incidents that were admitted.',
    more: ['Counts entries that a report assesses as credible, each incident once.'],
    examples: [command('raised-by'), command('raised-by', { place: 'Raqqa', since: '2017' })],
  },
  delay: {
    usage: `[place] [--country <name>] [--since <date>] ${publisher}`,
    what: 'How long it took from a strike to its admission.',
    more: ['Counts entries that a report assesses as credible, from the strike to the first report that has it.'],
    examples: [command('delay'), command('delay', { country: 'Somalia' })],
  },
  compare: {
    usage: '[place] [--since <date>] [--until <date>]',
    what: 'What is admitted and what is documented, side by side.',
    more: ['A difference is given only where both count the same place and time.'],
    examples: [command('compare'), command('compare', { place: 'Raqqa', since: '2017', until: '2017' })],
  },
  'open-accounts': {
    usage: `[place] [--of reason|law|redress|demands] [--country <name>] [--since <date>] ${publisher}`,
    what: 'How many admitted events have a stated reason, a review of legality and redress.',
    more: [
      'Counts entries that a report assesses as credible, each event once. Redress: a payment that was made or offered.',
      'What the report does not state, or was not read, is never counted as no.',
      'What organisations demand is listed with each sentence, and with the answer to it where one is stored.',
    ],
    examples: [
      command('open-accounts'),
      command('open-accounts', { of: 'reason', since: '2017' }),
      command('open-accounts', { of: 'demands' }),
    ],
  },
  findings: {
    usage: `[--kind <kind>] ${publisher}`,
    what: 'What changed, newest first, each with its id.',
    more: [phrase`Kinds are ${values('total-raised', 'restated', 'withdrawn', 'does-not-add-up')} and others.`],
    examples: [command('findings', { kind: 'does-not-add-up' })],
  },
  why: {
    usage: `<finding or measure> ${publisher}`,
    what: 'Where a figure comes from: the sentence, the report, the stored copy, and why it was posted.',
    more: [
      phrase`A finding is named by its id, as ${command('findings')} and ${command('history')} show it; a measure stands for its current figure.`,
    ],
    examples: [command('why', { figure: 'killed_total' }), command('why', { figure: '3f9a1c20d4' })],
  },
  sources: {
    usage: '',
    what: 'What is watched and how it answers.',
    more: [],
    examples: [command('sources')],
  },
  subscribe: {
    usage: `[${categories.join(' ')} | all] [--publisher <id>] [--country <name>] [--min-killed <number>] [--digest daily|weekly|off] ${times} [--quiet HH:MM-HH:MM|off] [--replies thread|channel] [--condensed | --full] [--language <tag>]`,
    what: 'Posts what is found to this channel; a second time changes what is named and keeps the rest.',
    more: [
      phrase`Without features: admissions, revisions, discrepancies and claims. Also: denials, assessments (allegations under review), health. To take one away: ${command('unsubscribe', { features: 'claims' })}.`,
      phrase`Several publishers or countries are written with commas between; ${value('all')} takes the filter away.`,
      'A least number of deaths leaves out what is known to be about fewer; 0 takes it away.',
      'A digest gathers what is found into one post a day or a week. In quiet hours posts wait and none is dropped.',
      'The person who subscribes gets a message when the channel cannot be posted to.',
    ],
    examples: [
      command('subscribe'),
      command('subscribe', {
        features: ['admissions', 'revisions'],
        publisher: 'cjtf-oir',
        country: 'Syria',
        'min-killed': '1',
      }),
      command('subscribe', { digest: 'weekly', on: 'monday', at: '08:00', zone: 'Europe/London' }),
      command('subscribe', { quiet: '22:00-07:00' }),
    ],
  },
  unsubscribe: {
    usage: `[${categories.join(' ')}]`,
    what: 'Ends the posts to this channel, or takes the named features away.',
    more: ['What waits to be posted is dropped when the subscription ends.'],
    examples: [command('unsubscribe'), command('unsubscribe', { features: 'claims' })],
  },
  follow: {
    usage: '<code, id or place> [--to here|me] [--replies thread|channel]',
    what: 'Posts what is found about one event or place to this channel, or to you alone.',
    more: [
      'Only what is known to be about it; filters do not apply. A channel that is not subscribed gets nothing else.',
      'Replies: in the thread of the first post alone, or in the channel too where they matter.',
    ],
    examples: [
      command('follow', { event: 'CS1010' }),
      command('follow', { event: 'Raqqa', to: 'me' }),
      command('follow', { event: 'Jilib', replies: 'thread' }),
    ],
  },
  unfollow: {
    usage: '[<code, id or place>] [--to here|me]',
    what: 'Ends what is followed here, or by you alone; without a name, all of it.',
    more: [],
    examples: [command('unfollow', { event: 'CS1010' }), command('unfollow', { to: 'me' })],
  },
  mute: {
    usage: '[for a day | 8 hours | 3 days | 1 week]',
    what: 'Holds the posts to this channel; what waits comes as one post afterwards, and none is dropped.',
    more: [
      phrase`Without a time: until ${command('unmute')}.`,
      'A subscription of the configuration can be muted too. Notices about the watch itself are posted all the same.',
    ],
    examples: [command('mute', { time: 'for a day' }), command('mute')],
  },
  unmute: {
    usage: '',
    what: 'Ends a mute: what waited is posted now, as one post.',
    more: [],
    examples: [command('unmute')],
  },
  subscriptions: {
    usage: '',
    what: 'What this channel gets and when the last post came, then the other channels here.',
    more: [],
    examples: [command('subscriptions')],
  },
  digest: {
    usage: `[daily | weekly | off] ${times}`,
    what: 'What the last 7 days brought; with a rhythm, how often this channel is posted to.',
    withoutOptions: 'What the last 7 days brought.',
    more: [phrase`${value('off')}: each finding is posted as it is made.`],
    examples: [
      command('digest'),
      command('digest', { rhythm: 'daily', at: '08:00', zone: 'Europe/London' }),
      command('digest', { rhythm: 'off' }),
    ],
  },
  deliveries: {
    usage: '[<id> --arrived | <id> --again]',
    what: 'For operators: uncertain and refused posts.',
    more: [
      phrase`In a channel that the configuration subscribes to ${value('health')} or ${value('all')}; elsewhere, the person who subscribed a channel can resolve its posts.`,
    ],
    examples: [command('deliveries'), command('deliveries', { post: '3f9a1c20d4', arrived: true })],
  },
  join: {
    usage: '<id> --with <id> --reason <text>',
    what: 'For operators: makes two events one, with a reason.',
    more: [
      phrase`${command('event', { event: 'CS1010' })} shows the ids, and who joined or parted what and why. ${command('part')} undoes it.`,
    ],
    examples: [command('join', { event: '3f9a1c20d4', with: '5b2c7701ae', reason: 'the same house' })],
  },
  part: {
    usage: '<id> --from <id> --reason <text>',
    what: 'For operators: parts an account from an event, or keeps two events apart.',
    more: [
      'An account is parted from all other accounts of its event. What a person joined is parted as it was before.',
      phrase`${command('join')} undoes it.`,
    ],
    examples: [command('part', { event: '3f9a1c20d4', from: '5b2c7701ae', reason: 'two streets' })],
  },
  help: {
    usage: '[command]',
    what: 'All commands, or one of them in full.',
    more: [],
    examples: [command('help', { command: 'subscribe' })],
  },
} satisfies Readonly<Record<CommandName, Described>>;

export const help = {
  headline: 'What can be asked',
  of: (name: string) => `The command ${name}`,
  caption: 'Commands',
  columns: { command: 'Command', what: 'What it does' },
  usage: 'Write: ',
  examples: 'For example: ',
  one: phrase`In full, with examples: ${command('help', { command: 'subscribe' })}, and so for each.`,
  described: described as Readonly<Record<keyof typeof described, Described>>,
  /** By command and option. */
  options: optionTexts,
};
