import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Asker } from '../../src/chat/conversation.ts';
import { reportFigures } from '../../src/cli/demo/archive/figures.ts';
import { paragraphs } from '../../src/cli/demo/archive/wording.ts';
import type { ConversationParts } from '../../src/commands/request.ts';
import type { Finding } from '../../src/domain/findings.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { asker, coalition, type Desk, now, openEmptyDesk, talkOn } from './record.ts';

/** One event or place that a channel, or a person, gets. */

const airwars = { id: 'airwars', name: 'Airwars', role: 'documenting' } as const;
const hrw = { id: 'hrw', name: 'Human Rights Watch', role: 'documenting' } as const;
const dossier = (killed: string) =>
  [
    'Incident date',
    'June 6, 2017',
    'Location',
    'Al Badu, Raqqa, Syria',
    'Strike type: Airstrike',
    `Civilians reported killed: ${killed}`,
    'Airwars civilian harm grading: Fair',
    'Suspected belligerent: US-led Coalition',
  ].join('\n');
const report = (period: string, ...entries: readonly string[]) => {
  const row = reportFigures.find((one) => one.period === period);
  if (row === undefined) throw new Error(`No report of ${period}`);
  const opening =
    'Credible Reports — In each of the incidents listed below the investigation found that the strike was lawful.';
  return [...paragraphs(row), [opening, ...entries].join('\n')].join('\n\n');
};
const raqqa =
  '1. June 6, 2017, near Raqqah, Syria, via Airwars report. Regrettably, three civilians were unintentionally killed. 2682/CS1908';
const mosul =
  '2. July 3, 2019, near Mosul, Iraq, via social media report. Unfortunately, one civilian was unintentionally killed.';
const hajin = (killed: string) =>
  `An investigation by Human Rights Watch found that at least ${killed} civilians were killed in a Coalition airstrike near Hajin, Syria, on 12 March 2018.`;

let desk: Desk;
beforeEach(async () => {
  desk = await openEmptyDesk();
  await desk.keep(airwars, 'cs1908', dossier('6 – 11'), '2017-06-08', 'CS1908 – June 6, 2017');
});
afterEach(() => desk.ledger.close());

const textOf = async (line: string, who: Partial<Asker> = {}, parts: Partial<ConversationParts> = {}) =>
  (await talkOn(desk.ledger, parts).ask(line, asker(who))).message.text;
const of = (channel: string) => desk.ledger.subscriptions.of({ destination: 'slack', channel });

/** Returns the findings that lead what waits for a channel, in the order in which they were found. */
async function leads(channel: string): Promise<readonly Finding[]> {
  const subscription = await of(channel);
  const { rows } = await desk.ledger.lookups.findings({ limit: 500 });
  const found: Finding[] = [];
  for (const event of new Set(rows.toReversed().map((finding) => finding.event)))
    for (const delivery of await desk.ledger.deliveries.ofEvent(event))
      if (delivery.subscription.id === subscription?.id)
        found.push(...rows.filter(({ id }) => id === delivery.findingId));
  return found;
}
const kinds = async (channel: string) => (await leads(channel)).map(({ kind }) => kind);

describe('an event', () => {
  test('is followed by its code, and what any document says of it comes, and nothing else', async () => {
    const text = await textOf('follow cs1908');
    expect(text).toContain('Followed: CS1908');
    expect(text).toContain('Follows, and gets nothing else: event CS1908.');
    expect(text).not.toContain('Gets: ');
    expect(text).toContain('For example, a post about what was found on 8 June 2017:');
    expect(await leads('C1')).toEqual([]);
    await desk.keep(coalition, '2020-02', report('2020-02', mosul), '2020-03-25');
    expect(await leads('C1')).toEqual([]);
    await desk.keep(coalition, '2020-09', report('2020-09', raqqa, mosul), '2020-10-29');
    const [lead, ...more] = await leads('C1');
    expect(more).toEqual([]);
    expect(lead).toMatchObject({ kind: 'incident-added', incident: { ngoCodes: ['CS1908'] } });
    await desk.keep(airwars, 'cs1908', dossier('6 – 12'), '2020-11-02', 'CS1908 – June 6, 2017');
    expect((await leads('C1'))[1]).toMatchObject({ documentId: expect.any(String), publisher: 'airwars' });
    await desk.withdraw(airwars, 'cs1908', ['2020-12-01', '2020-12-02']);
    expect((await kinds('C1')).at(-1)).toBe('withdrawn');
  });

  test('is found again by its account where another document made it another event', async () => {
    await textOf('follow CS1908');
    const before = await of('C1');
    await desk.keep(coalition, '2020-09', report('2020-09', raqqa), '2020-10-29');
    const [event] = await desk.ledger.lookups.eventsNamed('CS1908');
    expect(event?.accounts).toHaveLength(2);
    const [follow] = before?.follows ?? [];
    expect(follow?.type === 'event' && event?.accounts.map(({ facts }) => facts.key)).toContain(
      follow?.type === 'event' ? follow.key : '',
    );
    await desk.keep(coalition, '2020-09', report('2020-09', raqqa.replace('three', 'four')), '2020-11-05');
    expect(await kinds('C1')).toEqual(['incident-added', 'incident-changed']);
  });

  test('that a statement counts is followed by its id, through a new number', async () => {
    await desk.keep(hrw, 'hajin', hajin('12'), '2018-04-03');
    const [event] = await desk.ledger.lookups.eventsAt('Hajin', 1);
    await textOf(`follow ${event?.id.slice(0, 10)}`);
    await desk.keep(hrw, 'hajin', hajin('14'), '2018-05-07');
    await desk.keep(hrw, 'other', hajin('9').replaceAll('Hajin', 'Baghuz'), '2018-05-08');
    expect(await leads('C1')).toMatchObject([{ kind: 'claimed', now: { value: 14 } }]);
  });

  test('that a code does not name alone is asked for by its id', async () => {
    const two = 'CS1908 – June 6, 2017';
    await desk.keep(
      airwars,
      'other',
      dossier('1').replace('June 6', 'June 9').replace('Al Badu, Raqqa', 'Mosul'),
      '2017-06-10',
      two,
    );
    const events = await desk.ledger.lookups.eventsNamed('CS1908');
    expect(events).toHaveLength(2);
    expect(await textOf('follow CS1908')).toContain('names several events. Follow one by its id');
    expect(await of('C1')).toBeUndefined();
  });
});

describe('a place', () => {
  test('is followed by its name in any usual spelling, and what is known to lie in it comes', async () => {
    await textOf('follow Raqqa');
    await textOf('follow Iraq', { channel: 'C2' });
    await desk.keep(coalition, '2020-02', report('2020-02', mosul), '2020-03-25');
    await desk.keep(coalition, '2020-09', report('2020-09', raqqa), '2020-10-29');
    expect((await leads('C1')).map((one) => one.kind === 'incident-added' && one.incident.place)).toEqual(['Raqqah']);
    // The running total of Iraq and Syria is about Iraq, and about no town of Syria.
    expect((await kinds('C2')).includes('total-raised')).toBe(true);
    expect(await textOf('subscriptions')).toContain('Follows, and gets nothing else: Raqqa.');
  });

  test('that neither the gazetteer nor a report names is refused', async () => {
    expect(await textOf('follow Zzyzx')).toContain('"Zzyzx" is no event and no place that is known.');
    expect(await of('C1')).toBeUndefined();
  });
});

test('a subscribed channel gets what it follows besides, once, whatever its filters leave out', async () => {
  await textOf('subscribe claims --publisher amnesty');
  expect(await textOf('follow Raqqa')).toContain('Follows besides: Raqqa.');
  await textOf('subscribe admissions');
  await desk.keep(coalition, '2020-09', report('2020-09', raqqa), '2020-10-29');
  expect(await leads('C1')).toHaveLength(1);
  expect(await of('C1')).toMatchObject({ follows: [{ type: 'place', name: 'Raqqa' }] });
  expect(await textOf('unfollow raqqa')).toContain('No longer followed: Raqqa');
  expect(await of('C1')).toMatchObject({ follows: [], wants: ['admissions', 'claims'] });
});

test('following twice is following once, and ends by name, by code, or all at once', async () => {
  for (const line of ['follow Raqqa', 'follow raqqa', 'follow CS1908', 'follow 2682 --to here']) await textOf(line);
  expect((await of('C1'))?.follows).toHaveLength(2);
  await textOf('unfollow cs1908');
  expect((await of('C1'))?.follows).toMatchObject([{ type: 'place' }]);
  expect(await textOf('unfollow Mosul')).toContain('"Mosul" is not followed there. Followed: raqqa.');
  expect(await textOf('unfollow')).toContain('Nothing more is posted there.');
  expect(await of('C1')).toBeUndefined();
  expect(await textOf('unfollow')).toContain('Nothing is followed there');
});

test('a person follows in direct messages, without the rights to a channel, and no one else sees it', async () => {
  const text = await textOf('follow Raqqa --to me', {}, { subscribers: 'admins' });
  expect(text).toContain('Followed: Raqqa');
  expect(await of('U1')).toMatchObject({ channel: 'U1', owner: 'U1', wants: [], space: 'T1' });
  expect(await of('C1')).toBeUndefined();
  expect(await textOf('subscriptions')).toMatch(/In direct messages you get:\nFollows, and gets nothing else: Raqqa\./);
  expect(await textOf('subscriptions', { person: 'U2', channel: 'C2' })).not.toContain('Raqqa');
  expect(await textOf('follow Raqqa', {}, { subscribers: 'admins' })).toContain('Only an administrator');
  await desk.keep(coalition, '2020-09', report('2020-09', raqqa), '2020-10-29');
  expect(await leads('U1')).toHaveLength(1);
  expect(await textOf('unfollow --to me', { channel: 'C7' })).toContain('No longer followed: Raqqa');
  expect(await of('U1')).toBeUndefined();
});

test('a channel of the configuration is followed in the file alone, and by the person in direct messages', async () => {
  const configured = subscriptionTo('C1', { destination: 'slack', space: 'T1' });
  await desk.ledger.subscriptions.sync([configured], now.toISOString());
  expect(await textOf('follow Raqqa')).toContain('Add `--to me` to follow in your direct messages');
  expect(await textOf('follow Raqqa --to me')).toContain('Followed: Raqqa');
});

test('other channels are listed with what they follow', async () => {
  await textOf('follow CS1908');
  await textOf('subscribe admissions', { channel: 'C2' });
  await textOf('follow Raqqa', { channel: 'C2' });
  const text = await textOf('subscriptions', { channel: 'C3' });
  expect(text).toContain('C1: event CS1908; at once');
  expect(text).toContain('C2: admissions; Raqqa; at once');
});

test('a channel is asked whether it takes replies in threads alone, where they are wanted', async () => {
  const asked: object[] = [];
  const reach = async (_destination: string, _channel: string, settings: object) => void asked.push(settings);
  await textOf('follow Raqqa', {}, { reach });
  await textOf('follow Mosul --replies thread', {}, { reach });
  await textOf('subscribe', {}, { reach });
  expect(asked).toEqual([{}, { threadOnly: true }, { threadOnly: true }]);
});

test('where replies are seen is chosen, kept and said', async () => {
  expect(await textOf('follow Raqqa --replies thread')).toContain(
    'Replies are seen in the threads of their posts alone.',
  );
  expect(await of('C1')).toMatchObject({ preferences: { replies: 'thread' } });
  await textOf('follow Mosul');
  expect(await of('C1')).toMatchObject({ preferences: { replies: 'thread' } });
  await textOf('subscribe --replies channel');
  expect(await of('C1')).toMatchObject({
    preferences: { replies: 'channel' },
    wants: ['admissions', 'revisions', 'discrepancies', 'claims'],
  });
});

test('each mistake is answered with what to write, and follows nothing', async () => {
  const mistakes: Readonly<Record<string, string>> = {
    follow: '`follow CS1010`',
    'follow Raqqa --to you': '`--to me`',
    'follow Raqqa --replies everywhere': '`--replies thread`',
    'follow abcdef1234': 'no event and no place',
  };
  for (const [line, instead] of Object.entries(mistakes)) expect(await textOf(line), line).toContain(instead);
  expect(await of('C1')).toBeUndefined();
});

test('fields suggest events and places, and for an end what is followed there', async () => {
  const talk = talkOn(desk.ledger);
  const suggest = (command: string, text: string, given = {}) =>
    talk.suggest({ command, option: 'event', text, given }, asker());
  const values = async (...asked: Parameters<typeof suggest>) => (await suggest(...asked)).map(({ value }) => value);
  expect(await values('follow', 'cs19')).toContain('CS1908');
  expect(await values('follow', 'raqqa')).not.toEqual([]);
  await textOf('follow Mosul --to me');
  expect(await values('unfollow', '')).toEqual([]);
  expect(await values('unfollow', 'mo', { to: 'me' })).toEqual(['Mosul']);
  expect(talk.meaning('follow Raqqa')).toEqual({ command: 'follow', isChange: true });
  expect(talk.meaning('follow Raqqa --to me')).toEqual({ command: 'follow', isChange: false });
});
