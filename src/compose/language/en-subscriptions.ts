import { type Category, categories } from '../../domain/findings.ts';
import { command, option, phrase, value } from '../typed.ts';
import { follows } from './en-follows.ts';

/** The English of what a channel gets and of changes to it. Part of `en-commands.ts`. */

const number = new Intl.NumberFormat('en-GB');
const all = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const features = [...categories, 'all'].join(', ');

/** The same rhythm as the person writes it in the command that they asked. */
const rhythm = (asked: 'subscribe' | 'digest', how: 'daily' | 'weekly') =>
  asked === 'digest' ? command('digest', { rhythm: how }) : option('digest', how);

export const subscriptions = {
  headline: 'What this channel gets',
  follows,
  mute: {
    done: 'This channel is muted',
    over: 'This channel is no longer muted',
    none: phrase`This channel is not subscribed: there is nothing to mute. The command ${command('subscribe')} makes it so`,
    notMuted: 'This channel is not muted: there is nothing to end',
    until: {
      before: 'Muted until ',
      after: phrase`: what is found meanwhile waits and comes as one post then. ${command('unmute')} ends it earlier.`,
    },
    open: phrase`Muted: what is found meanwhile waits, until ${command('unmute')} posts it as one.`,
    health: 'Notices about the watch itself are posted all the same.',
    waited: (count: number) =>
      count === 0
        ? 'Nothing waits to be posted.'
        : `What waited (${number.format(count)}) is posted now, or at the times that are set for this channel.`,
    badTime: (given: string, mostDays: number) =>
      phrase`"${given}" is no time to mute for. Write ${command('mute', { time: 'for a day' })}, ${value('8 hours')}, ${value('3 days')} or ${value('1 week')}, at most ${number.format(mostDays)} days, or nothing`,
    state: 'muted',
    times: {
      '1 hour': 'for an hour',
      '8 hours': 'for 8 hours',
      '1 day': 'for a day',
      '3 days': 'for 3 days',
      '1 week': 'for a week',
    },
  },
  done: {
    subscribed: 'This channel is subscribed',
    changed: 'The subscription of this channel is changed',
    resumed: 'The subscription of this channel is resumed',
    unsubscribed: 'This channel is no longer subscribed',
  },
  example: {
    title: (day: string) => `For example, a post about what was found on ${day}:`,
    notNew: 'What it reports was published before. Only this answer shows it.',
    none: 'There is no example to show: nothing that fits has been found yet.',
  },
  dropped: (waiting: number) =>
    waiting === 0
      ? 'Nothing more is posted here. Earlier posts stay.'
      : `Nothing more is posted here, nor what still waited (${number.format(waiting)}). Earlier posts stay.`,
  resumedWaiting: (waiting: number) =>
    waiting === 0 ? 'Nothing waits to be posted.' : `What waited is posted now (${number.format(waiting)}).`,
  none: phrase`This channel is not subscribed. The command ${command('subscribe')} makes it so.`,
  noneToEnd: 'This channel is not subscribed: there is nothing to end',
  noneToTime: phrase`This channel is not subscribed. Write ${command('subscribe', { digest: 'daily' })} to get one post a day`,

  gets: (wants: readonly (Category | 'all')[]) =>
    wants.includes('all')
      ? 'Gets: everything, the health of the watch itself included.'
      : `Gets: ${all.format(wants)}.`,
  allOf: 'Of every publisher and country.',
  only: (parts: readonly string[]) => `Only ${parts.join('; ')}.`,
  unknownPasses: 'Posts without a known country or number also appear here.',
  publishers: (names: readonly string[]) =>
    names.length === 1 ? `publisher ${names[0]}` : `publishers ${all.format(names)}`,
  countries: (names: readonly string[]) =>
    names.length === 1 ? `country ${names[0]}` : `countries ${all.format(names)}`,
  minKilled: (least: number) => `about at least ${number.format(least)} ${least === 1 ? 'death' : 'deaths'}`,
  immediate: 'Each finding is posted as it is made.',
  daily: (at: string, zone: string) => `One post a day, at ${at} (${zone}).`,
  weekly: (on: number, at: string, zone: string) => `One post a week, on ${weekdays[on - 1] ?? on} at ${at} (${zone}).`,
  quiet: (from: string, to: string, zone: string) =>
    `Quiet from ${from} to ${to} (${zone}): what is due then is posted at ${to}.`,
  condensed: 'Posts are condensed.',
  language: (tag: string) => `Language: ${tag}.`,
  zoneAssumed: (zone: string) =>
    phrase`Your time zone is not known here, so times are in ${zone}. Add ${option('zone', 'Europe/London')} for another.`,
  ownerAsks: 'Owner: you. You get a message when posts cannot be made.',
  owner: { before: 'Owner: ', after: ', who gets a message when posts cannot be made.' },
  configured: 'It is in the configuration file and is changed there.',
  lastPost: 'Last post: ',
  noPost: 'Nothing was posted yet.',
  waiting: (count: number) => `${number.format(count)} ${count === 1 ? 'post waits' : 'posts wait'}.`,
  paused: (reason: string) => `Paused: ${reason}`,
  resume: phrase`When that is mended, write ${command('subscribe')} here: nothing is lost, what waits is posted then.`,
  others: 'Other channels here',
  captionAll: 'Channels and what they get',
  noneHere: phrase`No channel here is subscribed. The command ${command('subscribe')}, in a channel, makes it so.`,
  othersNone: 'No other channel here is subscribed.',
  everything: 'everything',
  filtered: 'filtered',
  pausedState: 'paused',
  whenImmediate: 'at once',
  whenDaily: (at: string, zone: string) => `daily ${at} ${zone}`,
  whenWeekly: (on: number, at: string, zone: string) => `${weekdays[on - 1] ?? on} ${at} ${zone}`,
  othersMore: (left: number) => `and ${number.format(left)} more`,

  fileOnly:
    'This channel is subscribed in the configuration file, which a command cannot change. Change it there, under “subscriptions”',
  fileOnlyPaused: phrase`This channel is subscribed in the configuration file, which a command cannot change. It is paused: ${command('subscribe')} alone resumes it`,
  refused: {
    admins: 'Only an administrator of the workspace or server may change what a channel gets. Ask one',
    list: (persons: readonly string[]) =>
      `Only these may change what a channel gets: ${persons.join(', ')}. Ask one of them, or have \`commands.subscribers\` changed in the configuration`,
  },
  unknownFeature: (given: string, near: string | null) =>
    phrase`"${given}" is nothing to subscribe to.${near === null ? '' : phrase` Did you mean ${value(near)}?`} Write one or more of: ${features}`,
  isCountry: (given: string) =>
    phrase`"${given}" is nothing to subscribe to. A country is written ${option('country', given)}`,
  isPublisher: (id: string) =>
    phrase`"${id}" is nothing to subscribe to. A publisher is written ${option('publisher', id)}`,
  nothingLeft: phrase`That would leave nothing to post. Write ${command('unsubscribe')} alone to end it`,
  notWanted: (given: string) =>
    phrase`This channel does not get ${given}. Write ${command('subscriptions')} to see what it gets`,
  unknownCountry: (country: string) =>
    `No stored incident or figure names ${country}. Check how the reports write it; the filter is set as written.`,
  tooManyCountries: (most: number, longest: number) =>
    `Name at most ${most} countries, each in at most ${longest} characters.`,
  badNumber: (given: string) =>
    phrase`"${given}" is no number of deaths. Write a whole number, for example ${option('min-killed', '1')}`,
  badRhythm: (given: string) => `"${given}" is no rhythm. Write daily, weekly or off`,
  badTime: (given: string) => `"${given}" is no time of day. Write hours and minutes of 24 hours, for example 08:30`,
  badDay: (given: string) => `"${given}" is no day of the week. Write monday, tuesday and so on`,
  badZone: (given: string, near: string | null) =>
    phrase`"${given}" is no time zone. ${near === null ? 'Write one as UTC or Europe/London' : phrase`Did you mean ${value(near)}?`}`,
  badQuiet: (given: string) =>
    `"${given}" are no quiet hours. Write two different times, for example 22:00-07:00, or off`,
  badLanguage: (given: string, known: readonly string[]) =>
    `Ackwatch does not speak "${given}". Write one of: ${known.join(', ')}`,
  timeWithoutDigest: (time: string, asked: 'subscribe' | 'digest') =>
    phrase`${option(time)} is the time of a digest, and this channel gets each finding as it is made. Add a rhythm: ${rhythm(asked, 'daily')} or ${rhythm(asked, 'weekly')}`,
  dayWithoutWeek: (asked: 'subscribe' | 'digest') =>
    phrase`${option('on')} is the day of a weekly digest. Add ${rhythm(asked, 'weekly')}, or leave it out`,
  bothForms: phrase`Write ${option('condensed')} or ${option('full')}, not both`,
};
