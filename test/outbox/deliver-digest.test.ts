import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultPreferences } from '../../src/domain/subscriptions.ts';
import { examples } from '../compose/events.ts';
import { createChat } from './chat.ts';
import {
  at9,
  awakeFrom7,
  type Desk,
  day,
  headlines,
  minute,
  never,
  newsroom,
  openDesk,
  operators,
  totals,
  trouble,
} from './desk.ts';

const hour = 60 * minute;
let desk: Desk;
beforeEach(async () => {
  // A Saturday, one hour after midnight in UTC.
  desk = await openDesk('2019-06-01T01:00:00.000Z');
});
afterEach(() => desk.ledger.close());

const daily = { ...newsroom, preferences: at9 };
const at = (time: string) => {
  desk.clock = Date.parse(`2019-06-${time}:00.000Z`);
};

test('what is found waits until the time of the digest and is in one post, each finding once', async () => {
  const slack = createChat('slack');
  await desk.subscribe(daily);
  const deliverer = desk.start([slack]);
  for (const value of [1302, 1319, 1321]) {
    await desk.announce(desk.raised(value));
    await deliverer.drain(never);
  }
  expect(slack.calls).toEqual([]);
  expect((await deliverer.drain(never)).nextDue).toBe('2019-06-01T09:00:00.000Z');
  at('01T09:00');
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1, nextDue: null });
  expect(slack.posts).toHaveLength(1);
  for (const value of ['1,302', '1,319', '1,321']) expect(slack.posts[0]?.message.text).toContain(value);
  expect(await desk.ledger.deliveries.counts()).toMatchObject({ sent: 3, pending: 0 });

  await desk.announce(desk.raised(1335));
  await deliverer.drain(never);
  at('02T09:00');
  await deliverer.drain(never);
  expect(totals(slack)[1]).toBe('1,335');
  expect(slack.posts).toHaveLength(2);
});

test('a digest of one is a post like any other, a reply where it revises an earlier one', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(daily);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  at('01T09:00');
  await deliverer.drain(never);
  expect(headlines(slack)).toEqual(['Coalition now admits at least 1,302 civilians killed (+11)']);
  const [edited] = examples.edited;
  await desk.announce({ ...edited, id: 'e'.repeat(64), event: 'edited', documentId: 'april', snapshotId: null });
  expect(await deliverer.drain(never)).toMatchObject({ sent: 0 });
  at('02T09:00');
  await deliverer.drain(never);
  expect(slack.posts[1]).toMatchObject({ under: slack.posts[0]?.id });
});

test('what a digest posted and was revised since is marked in it, and the revision is a reply to it', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(daily);
  await desk.announce(desk.raised(1302, 'april'));
  await desk.announce(desk.raised(1319, 'may'));
  at('01T09:00');
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  await desk.announce(desk.restated(1303, 'april'));
  await deliverer.drain(never);
  const [digest, reply] = slack.posts;
  expect(reply).toMatchObject({ under: digest?.id });
  expect(digest).toMatchObject({ edits: 1 });
  expect(digest?.message.text).toMatch(/Revised.*1,303/s);
  expect(digest?.message.text).toContain('1,319');

  await desk.announce(desk.restated(1320, 'may'));
  await deliverer.drain(never);
  expect(slack.posts[2]).toMatchObject({ under: digest?.id });
  expect(digest?.message.text).toMatch(/1,303/);
  expect(digest?.message.text).toMatch(/1,320/);
});

test('a revision that was posted in a later digest is marked there too when it is outdated', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(daily);
  await desk.announce(desk.raised(1302, 'april'));
  await desk.announce(desk.raised(1319, 'may'));
  at('01T09:00');
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  // An edit without a figure is no correction: it waits for the next digest.
  const [edited] = examples.edited;
  await desk.announce({ ...edited, id: 'e'.repeat(64), event: 'edited', documentId: 'april', snapshotId: null });
  await desk.announce(desk.raised(1321));
  at('02T09:00');
  await deliverer.drain(never);
  await desk.announce(desk.restated(1303, 'april'));
  await deliverer.drain(never);
  const [first, second, reply] = slack.posts;
  expect(reply).toMatchObject({ under: first?.id });
  expect(first?.message.text).toContain('1,303');
  expect(second?.message.text).toContain('1,303');
});

test('what was revised before the digest is out is in it as revised', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(daily);
  await desk.announce(desk.raised(1302, 'april'));
  await desk.announce(desk.restated(1303, 'april'));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  expect(slack.posts).toEqual([]);
  at('01T09:00');
  await deliverer.drain(never);
  expect(slack.posts).toHaveLength(1);
  expect(slack.posts[0]?.message.text).toMatch(/Revised/);
});

test('a correction of what the channel was sent waits for no digest, but for the end of its quiet hours', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe({ ...daily, preferences: { ...at9, quiet: { from: '22:00', to: '07:00' } } });
  await desk.announce(desk.raised(1302, 'april'));
  at('01T09:00');
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  await desk.announce(desk.raised(1319));
  await deliverer.drain(never);
  await desk.announce(desk.restated(1303, 'april'));
  await deliverer.drain(never);
  expect(totals(slack)).toHaveLength(2);
  expect(slack.posts[0]?.message.text).toContain('1,303');

  at('01T23:00');
  await desk.announce(desk.restated(1304, 'april'));
  expect(await deliverer.drain(never)).toMatchObject({ sent: 0, nextDue: '2019-06-02T07:00:00.000Z' });
  at('02T07:00');
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1, nextDue: '2019-06-02T09:00:00.000Z' });
  expect(slack.posts[2]?.message.text).toContain('1,304');
  at('02T09:00');
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1, nextDue: null });
  expect(totals(slack)[3]).toBe('1,319');
});

test('posts for operators wait neither for a digest nor for the end of quiet hours', async () => {
  const slack = createChat('slack');
  const preferences = { ...at9, quiet: { from: '00:00', to: '08:00' } };
  await desk.subscribe({ ...newsroom, wants: ['all'], preferences });
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  await desk.announce(examples['source-broken'][0]);
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });
  expect(headlines(slack)[0]).toContain('cannot read a source');
});

test('a post that failed before the quiet hours keeps no trouble of ours waiting in them', async () => {
  const slack = createChat('slack');
  slack.troubles.set('desk', [trouble('unavailable')]);
  await desk.subscribe({ ...newsroom, wants: ['all'], preferences: awakeFrom7 });
  at('01T21:59');
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  at('01T22:30');
  await deliverer.drain(never);
  await desk.announce(examples['source-broken'][0]);
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });
  at('02T07:00');
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1, nextDue: null });
});

test('quiet hours hold every post until their end, in order, and drop none', async () => {
  const slack = createChat('slack');
  await desk.subscribe({ ...newsroom, preferences: awakeFrom7 });
  const deliverer = desk.start([slack]);
  for (const value of [1302, 1319, 1321]) {
    await desk.announce(desk.raised(value));
    await deliverer.drain(never);
  }
  expect(slack.calls).toEqual([]);
  at('01T07:00');
  expect(await deliverer.drain(never)).toMatchObject({ sent: 3 });
  expect(totals(slack)).toEqual(['1,302', '1,319', '1,321']);
  const held = await desk.ledger.deliveries.ofEvent('event-1');
  expect(held[0]).toMatchObject({ attempts: 1 });
});

test('a channel that turns its digest off gets at once what waited', async () => {
  const slack = createChat('slack');
  const here = { ...daily, origin: 'chat' as const };
  await desk.ledger.subscriptions.subscribe(here, new Date(desk.clock).toISOString());
  const deliverer = desk.start([slack]);
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  await deliverer.drain(never);
  expect(slack.calls).toEqual([]);
  const now = new Date(desk.clock).toISOString();
  await desk.ledger.subscriptions.subscribe({ ...here, preferences: defaultPreferences }, now);
  expect(await deliverer.drain(never)).toMatchObject({ sent: 2 });
  expect(totals(slack)).toEqual(['1,302', '1,319']);
});

test.each([
  ['immediate', defaultPreferences],
  ['immediate with quiet hours', awakeFrom7],
] as const)('a digest that was begun stays whole when the rhythm becomes %s', async (_, preferences) => {
  const slack = createChat('slack');
  slack.troubles.set('desk', [trouble('unavailable')]);
  await desk.subscribe(daily);
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  at('01T09:00');
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  await desk.subscribe({ ...newsroom, preferences });
  await desk.announce(desk.raised(1321));
  desk.clock += minute;
  await deliverer.drain(never);
  expect(slack.posts).toHaveLength(2);
  expect(slack.posts[0]?.message.text).toMatch(/1,302.*1,319|1,319.*1,302/s);
  expect(totals(slack)[1]).toBe('1,321');
});

test('a digest whose time passed while no process was running is posted late, and not in quiet hours', async () => {
  const slack = createChat('slack');
  await desk.subscribe({ ...daily, preferences: { ...at9, quiet: { from: '22:00', to: '07:00' } } });
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  at('01T22:30');
  expect(await desk.start([slack]).drain(never)).toMatchObject({ sent: 0, nextDue: '2019-06-02T07:00:00.000Z' });
  at('02T07:00');
  expect(await desk.start([slack]).drain(never)).toMatchObject({ sent: 1, nextDue: null });
});

test('a digest that failed is tried again as it was, and a lost answer is reconciled for all that it holds', async () => {
  const slack = createChat('slack', { finds: true });
  slack.troubles.set('desk', [trouble('unavailable'), 'drop']);
  await desk.subscribe(daily);
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  at('01T09:00');
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  await desk.announce(desk.raised(1321));
  desk.clock += hour;
  await deliverer.drain(never);
  expect(slack.posts).toHaveLength(1);
  expect(slack.posts[0]?.message.text).not.toContain('1,321');
  expect(await desk.ledger.deliveries.counts()).toMatchObject({ sent: 2, pending: 1, sending: 0 });
  desk.clock += day;
  await deliverer.drain(never);
  expect(totals(slack)[1]).toBe('1,321');
});

test('a digest that may or may not have arrived is asked about by its own headline', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', ['drop']);
  await desk.subscribe(daily, operators);
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  at('01T09:00');
  await desk.start([slack, mail]).drain(never);
  const headline = headlines(slack)[0] ?? '';
  expect(mail.posts[0]?.message.text).toContain(headline);
  expect(await desk.ledger.deliveries.counts()).toMatchObject({ uncertain: 2 });
});

test('times that cannot be read hold nothing back', async () => {
  const slack = createChat('slack');
  await desk.subscribe({ ...newsroom, preferences: { ...at9, zone: 'Mars/Olympus' } });
  await desk.announce(desk.raised(1302));
  expect(await desk.start([slack]).drain(never)).toMatchObject({ sent: 1 });
  expect(desk.logged.join('')).toContain('cannot be read');
});

test('a channel gets the form that it asked for', async () => {
  const slack = createChat('slack', { updates: true });
  const short = { ...newsroom, channel: 'short', preferences: { ...defaultPreferences, form: 'condensed' as const } };
  await desk.subscribe(newsroom, short);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  const blocks = () =>
    ['desk', 'short'].map((name) => slack.posts.find(({ channel }) => channel === name)?.message.blocks.length ?? 0);
  const [full = 0, condensed = 0] = blocks();
  expect(condensed).toBeLessThan(full);
  await desk.announce(desk.restated(1303, 'april'));
  await deliverer.drain(never);
  expect(blocks()).toEqual([full + 1, condensed + 1]);
});

test('each channel gets posts in its language', async () => {
  const slack = createChat('slack');
  const asked: string[] = [];
  await desk.subscribe({ ...newsroom, preferences: { ...defaultPreferences, language: 'de' } });
  await desk.announce(desk.raised(1302));
  const { wording } = await import('../compose/events.ts');
  const wordingFor = (language: string) => {
    asked.push(language);
    return { ...wording, language: { ...wording.language, tag: language } };
  };
  await desk.start([slack], { wordingFor }).drain(never);
  expect(asked).toEqual(['de']);
  expect(slack.posts[0]?.message.language).toBe('de');
});

test('a weekly digest ends with what is given for it, and no other digest does', async () => {
  const slack = createChat('slack');
  const weekly = { ...defaultPreferences, rhythm: { type: 'weekly', on: 1, at: '09:00' } } as const;
  await desk.subscribe(daily, { ...newsroom, channel: 'weekly', preferences: weekly });
  const deliverer = desk.start([slack], {
    endOfWeek: async () => [{ type: 'line', spans: [{ text: 'The end of the week.' }] }],
  });
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  await deliverer.drain(never);
  at('03T09:00');
  await deliverer.drain(never);
  const ended = slack.posts.map(({ message }) => message.text.includes('The end of the week.'));
  expect(ended.toSorted()).toEqual([false, true]);
});
