import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeliveryStep } from '../../src/outbox/parts.ts';
import { examples } from '../compose/events.ts';
import { createChat } from './chat.ts';
import { type Desk, day, headlines, minute, never, newsroom, openDesk, operators, trouble } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.ledger.close());

test('sends what is due once, and keeps the receipt', async () => {
  const slack = createChat('slack');
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack]);
  expect(await deliverer.drain(never)).toEqual({ sent: 1, waiting: 0, rejected: 0, uncertain: 0, nextDue: null });
  expect(await deliverer.drain(never)).toMatchObject({ sent: 0 });
  expect(headlines(slack)).toEqual(['Coalition now admits at least 1,302 civilians killed (+11)']);
  expect(await desk.ledger.deliveries.counts()).toMatchObject({ sent: 1, pending: 0 });
});

test('an outage is waited out with growing, random waits, and the post is not lost', async () => {
  const slack = createChat('slack');
  slack.troubles.set('desk', [trouble('unavailable'), trouble('unavailable')]);
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack]);
  const first = await deliverer.drain(never);
  expect(first).toMatchObject({ sent: 0, waiting: 1, nextDue: new Date(desk.clock + 1000).toISOString() });
  desk.clock += 1000;
  expect(await deliverer.drain(never)).toMatchObject({ nextDue: new Date(desk.clock + 2000).toISOString() });
  desk.clock += 2000;
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });
  expect(slack.posts).toHaveLength(1);
});

test('a limit is respected to the letter and holds up its own channel only', async () => {
  const slack = createChat('slack');
  slack.troubles.set('desk', [trouble('rate-limited', { retryAfterMs: 30_000 })]);
  await desk.subscribe(newsroom, { ...newsroom, channel: 'other' });
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack]);
  const result = await deliverer.drain(never);
  expect(slack.posts.map(({ channel }) => channel)).toEqual(['other']);
  expect(Date.parse(result.nextDue ?? '') - desk.clock).toBeGreaterThanOrEqual(30_000);
});

test('the posts of a channel keep their order through an outage and a restart', async () => {
  const slack = createChat('slack');
  slack.troubles.set('desk', [trouble('unavailable')]);
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  await desk.start([slack]).drain(never);
  await desk.announce(desk.raised(1319));
  desk.clock -= 1000;
  await desk.start([slack]).drain(never);
  expect(slack.posts).toEqual([]);
  desk.clock += minute;
  await desk.start([slack]).drain(never);
  expect(headlines(slack).map((text) => /1,3\d\d/.exec(text)?.[0])).toEqual(['1,302', '1,319']);
});

test('a lost answer is looked up: what arrived is not posted again', async () => {
  const slack = createChat('slack', { finds: true });
  slack.troubles.set('desk', ['drop']);
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  expect(await desk.start([slack]).drain(never)).toMatchObject({ sent: 1 });
  expect(slack.posts).toHaveLength(1);
});

test('a post that was found and could not be written down is no success', async () => {
  const slack = createChat('slack', { finds: true });
  slack.troubles.set('desk', ['drop']);
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  const observe = (step: DeliveryStep) => {
    if (step === 'posted') throw new Error('the disk is full');
  };
  await expect(desk.start([slack], { observe }).drain(never)).rejects.toThrow('the disk is full');
  await desk.drain(desk.start([slack]), 3);
  expect(slack.posts).toHaveLength(1);
  expect(await desk.ledger.deliveries.counts()).toMatchObject({ sent: 1, sending: 0 });
});

test('a post that did not arrive is sent again, though only when its claim has ended', async () => {
  const slack = createChat('slack', { finds: true });
  slack.troubles.set('desk', [trouble('timeout', { outcome: 'maybe-sent' })]);
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack]);
  expect(await deliverer.drain(never)).toMatchObject({ sent: 0, waiting: 0, uncertain: 0 });
  expect(slack.posts).toHaveLength(0);
  desk.clock += 3 * minute;
  await deliverer.drain(never);
  expect(slack.posts).toHaveLength(1);
});

test('a platform that refuses a second copy is simply asked again', async () => {
  const slack = createChat('slack', { sendsOnce: true });
  slack.troubles.set('desk', ['drop']);
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  desk.clock += minute;
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });
  expect(slack.posts).toHaveLength(1);
});

test('what no one can know is uncertain: not sent again, and a person is asked', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', ['drop']);
  await desk.subscribe(newsroom, operators);
  await desk.announce(desk.raised(1302));
  expect(await desk.start([slack, mail]).drain(never)).toMatchObject({ uncertain: 1, sent: 1 });
  desk.clock += day;
  await desk.start([slack, mail]).drain(never);
  expect(slack.calls).toHaveLength(1);
  expect(headlines(mail)).toEqual(['A post may or may not have arrived']);
  expect(mail.posts[0]?.message.text).toContain('1,302');
});

test('an uncertain post about our own troubles makes no further post', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', ['drop']);
  mail.troubles.set('ops', ['drop']);
  await desk.subscribe(newsroom, operators);
  await desk.announce(desk.raised(1302));
  expect(await desk.start([slack, mail]).drain(never)).toMatchObject({ uncertain: 2, sent: 0 });
  expect(mail.posts).toHaveLength(1);
});

test('a lookup that fails is repeated later; one that is impossible leaves the post uncertain', async () => {
  const slack = createChat('slack', { finds: true });
  slack.troubles.set('desk', ['drop', 'drop']);
  slack.findTroubles.push(trouble('unavailable'), trouble('unavailable'));
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  desk.clock += 3 * minute;
  expect(await deliverer.drain(never)).toMatchObject({ sent: 0, uncertain: 0 });
  desk.clock += 3 * minute;
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });

  slack.findTroubles.push(trouble('forbidden'), trouble('forbidden'));
  await desk.announce(desk.raised(1319));
  await deliverer.drain(never);
  desk.clock += 3 * minute;
  expect(await deliverer.drain(never)).toMatchObject({ uncertain: 1 });
  expect(slack.posts).toHaveLength(2);
});

test('a channel that is gone pauses its subscription once; the post waits there for it', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', [trouble('not-found')]);
  await desk.subscribe(newsroom, operators);
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack, mail]);
  await deliverer.drain(never);
  desk.clock += day;
  await deliverer.drain(never);
  expect(slack.calls).toHaveLength(1);
  expect(headlines(mail)).toEqual(['A subscription is paused']);
  expect(mail.posts[0]?.message.text).toContain('It failed. Do something.');

  await desk.subscribe(newsroom, operators);
  await deliverer.drain(never);
  expect(headlines(slack)).toEqual(['Coalition now admits at least 1,302 civilians killed (+11)']);
});

test('a post that is refused for what it is does not stop its channel, and the operators are notified', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', [trouble('invalid')]);
  await desk.subscribe(newsroom, operators);
  await desk.announce(desk.raised(1302));
  await desk.announce(desk.raised(1319));
  expect(await desk.start([slack, mail]).drain(never)).toMatchObject({ rejected: 1, sent: 2 });
  expect(headlines(slack)).toEqual(['Coalition now admits at least 1,319 civilians killed (+11)']);
  expect(headlines(mail)).toEqual(['A post was refused and will not be sent']);
});

test('refused credentials hold the whole destination and heal by themselves', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', [trouble('unauthorized')]);
  await desk.subscribe(newsroom, operators);
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack, mail]);
  await deliverer.drain(never);
  await desk.announce(desk.raised(1319));
  slack.verifies = false;
  await deliverer.drain(never);
  desk.clock += 20 * minute;
  await deliverer.drain(never);
  expect(slack.calls).toHaveLength(1);
  expect(headlines(mail)).toEqual(['Ackwatch is refused by slack']);
  slack.verifies = true;
  desk.clock += 60 * minute;
  await deliverer.drain(never);
  expect(slack.posts).toHaveLength(2);
});

test('many posts that are refused together are one refusal: they wait no longer for it', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  const names = Array.from({ length: 20 }, (_, number) => `c${number}`);
  for (const name of names) slack.troubles.set(name, [trouble('unauthorized')]);
  await desk.subscribe(...names.map((channel) => ({ ...newsroom, channel })), operators);
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack, mail]);
  await deliverer.drain(never);
  desk.clock += 16 * minute;
  await deliverer.drain(never);
  expect(slack.posts).toHaveLength(20);
  expect(headlines(mail)).toEqual(['Ackwatch is refused by slack']);
});

test('a destination that is off keeps its posts', async () => {
  const slack = createChat('slack');
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  expect(await desk.start([]).drain(never)).toMatchObject({ waiting: 1 });
  desk.clock += 2 * 60 * minute;
  expect(await desk.start([slack]).drain(never)).toMatchObject({ sent: 1 });
});

test('a channel that failed for a week is paused, not forgotten; a post that only fails itself is given up', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', [trouble('unavailable'), trouble('unavailable')]);
  slack.troubles.set('other', [trouble('unknown'), trouble('unknown')]);
  await desk.subscribe(newsroom, { ...newsroom, channel: 'other' }, operators);
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack, mail]);
  await deliverer.drain(never);
  desk.clock += 8 * day;
  await deliverer.drain(never);
  expect(headlines(mail).toSorted()).toEqual(['A post was refused and will not be sent', 'A subscription is paused']);
  expect(await desk.ledger.deliveries.counts()).toMatchObject({ pending: 1, rejected: 1 });
});

test('a revision is a reply, and the first post is rewritten with its old value struck', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  await desk.announce(desk.restated(1303, 'april'));
  await deliverer.drain(never);
  await desk.announce(desk.restated(1304, 'april'));
  await deliverer.drain(never);
  const [first, ...replies] = slack.posts;
  expect(replies.map(({ under }) => under)).toEqual([first?.id, first?.id]);
  expect(first?.message.headline).toMatchObject([
    { text: 'Revised: ' },
    { strong: true },
    { text: ' · ' },
    { struck: true },
  ]);
  expect(first?.message.text).toMatch(/at least 1,304.*at least 1,303/s);
  expect(replies[0]?.message.text).toContain(`https://chat.example/desk/${first?.id}`);
});

test('where the edit is refused the reply is all there is', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  slack.editTroubles.push(trouble('forbidden'));
  await desk.announce(desk.restated(1303, 'april'));
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });
  expect(slack.posts.map(({ edits }) => edits)).toEqual([0, 0]);
});

test('the reply is out before the earlier post is edited, and an outage of edits delays no post', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  slack.editTroubles.push(...Array.from({ length: 9 }, () => trouble('unavailable')));
  await desk.announce(desk.restated(1303, 'april'));
  await desk.announce(desk.raised(1319));
  const { sent, nextDue } = await deliverer.drain(never);
  expect(sent).toBe(2);
  expect(slack.posts.map(({ edits }) => edits)).toEqual([0, 0, 0]);
  expect(nextDue).not.toBeNull();
  for (let round = 0; round < 9; round += 1) {
    desk.clock += 20 * minute;
    await deliverer.drain(never);
  }
  expect(slack.posts.map(({ edits }) => edits)).toEqual([1, 0, 0]);
});

test('a reply whose first post was deleted is posted on its own', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  slack.posts.length = 0;
  slack.troubles.set('desk', [trouble('not-found')]);
  await desk.announce(desk.restated(1303, 'april'));
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });
  expect(slack.posts.map(({ under }) => under)).toEqual([null]);
});

test('a figure restated by another document marks the earlier post and is a separate post', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  const elsewhere = desk.restated(1303, 'april');
  await desk.announce({ ...elsewhere, documentId: 'another' });
  await deliverer.drain(never);
  expect(slack.posts.map(({ under }) => under)).toEqual([null, null]);
  expect(slack.posts[0]?.message.text).toContain('Revised');

  // A later edit of the page for another reason does not undo that mark.
  const [edited] = examples.edited;
  await desk.announce({ ...edited, id: 'e'.repeat(64), event: 'event-edited', documentId: 'april', snapshotId: null });
  await deliverer.drain(never);
  expect(slack.posts[0]?.message.headline).toMatchObject([
    { text: 'Revised: ' },
    { strong: true },
    { text: ' · ' },
    { struck: true },
  ]);
});

class Killed extends Error {}
const steps: readonly DeliveryStep[] = ['claimed', 'sending', 'posted', 'recorded', 'editing', 'edited'];

test.each(steps)('stopped dead at "%s", the next process posts everything exactly once', async (step) => {
  const slack = createChat('slack', { finds: true, updates: true });
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  await desk.start([slack]).drain(never);
  await desk.announce(desk.restated(1303, 'april'));
  await desk.announce(desk.raised(1319));

  let reached = 0;
  const dying = desk.start([slack], {
    observe: (now) => {
      if (now === step) {
        reached += 1;
        throw new Killed();
      }
    },
  });
  await expect(dying.drain(never)).rejects.toThrow(Killed);
  expect(reached).toBe(1);
  for (let round = 0; round < 3; round += 1) {
    desk.clock += 3 * minute;
    await desk.start([slack]).drain(never);
  }
  const [first, ...others] = headlines(slack);
  expect(first).toMatch(/^Revised: .*1,303.*1,302/);
  expect(others.map((text) => /1,3\d\d/.exec(text)?.[0])).toEqual(['1,303', '1,319']);
  expect(await desk.ledger.deliveries.counts()).toMatchObject({ sent: 3, pending: 0, sending: 0, uncertain: 0 });
});

test('what a library says in its errors reaches no log, no row and no post', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  const secret = 'xoxb-1302-secret';
  slack.destination.send = async () => {
    throw new Error(`POST https://chat.example/${secret}`, { cause: secret });
  };
  await desk.subscribe(newsroom, operators);
  await desk.announce(desk.raised(1302));
  await desk.start([slack, mail]).drain(never);
  expect(headlines(mail)).toEqual(['A post may or may not have arrived']);
  let exported = '';
  for await (const piece of desk.ledger.export('json')) exported += piece;
  expect(`${desk.logged.join('')}${exported}${JSON.stringify(mail.posts)}`).not.toContain(secret);
  expect(desk.logged.join('')).toContain('deliver.test.ts');
});

test('two workers on one ledger send every post once', async () => {
  const slack = createChat('slack', { finds: true });
  await desk.subscribe(newsroom, { ...newsroom, channel: 'two' }, { ...newsroom, channel: 'three' });
  for (const value of [1302, 1319, 1321]) await desk.announce(desk.raised(value));
  const workers = [desk.start([slack]), desk.start([slack])];
  for (let round = 0; round < 3; round += 1) await Promise.all(workers.map((deliverer) => deliverer.drain(never)));
  expect(slack.calls).toHaveLength(9);
  expect(new Set(slack.calls).size).toBe(9);
});

test('an aborted drain begins nothing new', async () => {
  const slack = createChat('slack');
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  expect(await desk.start([slack]).drain(AbortSignal.abort())).toMatchObject({ sent: 0 });
  expect(slack.posts).toEqual([]);
});

test('run goes on until its signal aborts', async () => {
  const slack = createChat('slack');
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  const stop = new AbortController();
  let rounds = 0;
  await desk
    .start([slack], {
      sleep: async () => {
        rounds += 1;
        if (rounds === 1) await desk.announce(desk.raised(1319));
        if (rounds === 2) stop.abort();
      },
    })
    .run(stop.signal);
  expect(slack.posts).toHaveLength(2);
});
