import { command, option, phrase } from '../typed.ts';

/** The English of events and places that a channel follows. Part of `en-subscriptions.ts`. */

const all = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const number = new Intl.NumberFormat('en-GB');

export const follows = {
  done: (name: string) => `Followed: ${name}`,
  over: (names: readonly string[]) => `No longer followed: ${all.format(names)}`,
  ended: 'Nothing more is posted there. Earlier posts stay.',
  lists: (names: readonly string[], isAll: boolean) =>
    isAll ? `Follows, and gets nothing else: ${all.format(names)}.` : `Follows besides: ${all.format(names)}.`,
  event: (name: string) => `event ${name}`,
  how: 'What is known to be about it is posted: admissions, revisions, failed sums, claims. The filters do not apply to it.',
  replies: 'Replies are seen in the threads of their posts alone.',
  yours: 'In direct messages you get:',
  what: phrase`Say what to follow: ${command('follow', { event: 'CS1010' })} or ${command('follow', { event: 'Raqqa' })}`,
  unknown: (given: string) =>
    phrase`"${given}" is no event and no place that is known. Take a code or an id from ${command('incidents')}, or a place as reports write it`,
  several: (given: string, ids: readonly string[]) =>
    phrase`"${given}" names several events. Follow one by its id: ${ids.join(', ')}. ${command('event', { event: given })} shows them`,
  notFollowed: (given: string, names: readonly string[]) =>
    names.length === 0
      ? 'Nothing is followed there: there is nothing to end'
      : `"${given}" is not followed there. Followed: ${all.format(names)}`,
  tooMany: (most: number) => `A channel follows at most ${number.format(most)} events and places. End one first`,
  badTarget: (given: string) =>
    phrase`"${given}" is no place to post to. Write ${option('to', 'here')} or ${option('to', 'me')}`,
  badReplies: (given: string) =>
    phrase`"${given}" is no way to see replies. Write ${option('replies', 'thread')} or ${option('replies', 'channel')}`,
  fileOnly: phrase`This channel is subscribed in the configuration file, which a command cannot change. Add ${option('to', 'me')} to follow in your direct messages`,
  targets: { here: 'in this channel', me: 'in my direct messages' },
  where: { thread: 'in the thread alone', channel: 'in the thread and the channel' },
};
