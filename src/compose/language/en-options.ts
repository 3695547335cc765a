/** What may follow a command, in English: a sentence each, of at most 100 characters. Part of `en-help.ts`. */

const publisher = 'Only what this publisher says, by its id or name.';
const place = 'A place, or the beginning of any word of its name.';
const country = 'Only incidents in this country.';
const since = 'The earliest date: a year, a month or a day, such as 2017-06.';
const until = 'The latest date: a year, a month or a day, such as 2017-10.';
const replies = 'Where replies to earlier posts are seen: in the thread alone, or in the channel too.';
const asOf = { 'as-of': 'What was known here at the end of this day (UTC), such as 2019-05-31.' };
const joined = 'The id of an event or account, as the events and their accounts are listed.';
const at = 'The time of the post, hours and minutes of 24 hours, such as 08:30.';
const on = 'The day of the week on which a weekly post is made.';
const zone = 'The time zone in which times are meant, such as Europe/London.';

export const optionTexts = {
  totals: { measure: 'What is counted; without it, the main figures.', publisher, ...asOf },
  latest: { publisher },
  history: { measure: 'What is counted; without it, all deaths admitted so far.', publisher, ...asOf },
  incidents: {
    place,
    country,
    since,
    outcome: 'Only entries that were assessed in this way.',
    publisher,
  },
  incident: { code: 'A code such as CS1010, a report number, or the id of an incident.' },
  event: { event: 'A code such as CS1010, a report number, the id of an event, or a place.' },
  'raised-by': { place, country, since, publisher },
  delay: { place, country, since, publisher },
  compare: { place: 'A place; without it, the running totals.', since, until },
  'open-accounts': {
    place,
    of: 'The list behind one number: reason, law, redress or demands.',
    country,
    since,
    publisher,
  },
  findings: { kind: 'Only changes of this kind.', publisher },
  why: { figure: 'The id of a finding, or a measure for its current figure.', publisher },
  sources: {},
  subscribe: {
    features: 'What to post, one or several; without it, all but the health of the watch itself.',
    publisher: 'Only of these publishers, commas between; all takes the filter away.',
    country: 'Only about these countries, commas between; all takes the filter away.',
    'min-killed': 'Leaves out what is known to be about fewer deaths; 0 takes it away.',
    digest: 'How often this channel is posted to.',
    at,
    on,
    zone,
    quiet: 'Hours in which posts wait and none is dropped, such as 22:00-07:00, or off.',
    replies,
    condensed: 'Posts are condensed to what is most important.',
    full: 'Posts are made in full again.',
    language: 'The language of the posts.',
  },
  unsubscribe: { features: 'What to take away, one or several; without it, the subscription ends.' },
  follow: {
    event: 'A code such as CS1010, a report number, the id of an event, or a place.',
    to: 'Where it is posted: in this channel, or to you alone.',
    replies,
  },
  unfollow: {
    event: 'What is followed, as the subscriptions name it; without it, everything.',
    to: 'Where it is followed: in this channel, or by you alone.',
  },
  mute: { time: 'For how long, such as 8 hours or a day; without it, until it is unmuted.' },
  unmute: {},
  subscriptions: {},
  digest: { rhythm: 'How often this channel is posted to; without it, the last 7 days are shown.', at, on, zone },
  deliveries: {
    post: 'The id of the post.',
    arrived: 'The post is in its channel: it is noted as sent.',
    again: 'The post is not in its channel: it is posted again.',
  },
  join: {
    event: joined,
    with: 'The id of the other event or account.',
    reason: 'Why they are one event, for those who read it later.',
  },
  part: {
    event: joined,
    from: 'The id of the event or account that it does not belong to.',
    reason: 'Why they are not one event, for those who read it later.',
  },
  help: { command: 'The command to explain in full.' },
} as const;
