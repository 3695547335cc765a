import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Finding } from '../../src/findings.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import type { DelivererParts, DeliveryStep } from '../../src/notify/attempt.ts';
import { createDeliverer } from '../../src/notify/deliver.ts';
import { DeliveryError } from '../../src/notify/destination.ts';
import { matchSubscriptions } from '../../src/notify/subscriptions.ts';
import type { NewSubscription } from '../../src/subscription.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { type Chat, createChat } from './chat.ts';
import { examples, wording } from './events.ts';

const never = new AbortController().signal;
const minute = 60_000;
const day = 24 * 60 * minute;

let ledger: OpenedLedger;
let clock: number;
let worker: number;
let logged: string[];

beforeEach(async () => {
  ledger = await openLedger(':memory:');
  clock = Date.parse('2019-06-01T00:00:00.000Z');
  worker = 0;
  logged = [];
});
afterEach(() => ledger.close());

const log = (fields: object, message: string) => {
  logged.push(`${message} ${JSON.stringify(fields)}`);
};

/** Each call is a process of its own: what a deliverer remembers does not outlive it. */
function start(chats: readonly Chat[], given: Partial<DelivererParts> = {}) {
  worker += 1;
  return createDeliverer({
    ledger,
    destinations: new Map(chats.map(({ destination }) => [destination.name, destination])),
    wording,
    now: () => new Date(clock),
    sleep: async () => {},
    random: () => 0.5,
    worker: `worker-${worker}`,
    log: { info: log, warn: log, error: log },
    ...given,
  });
}

const desk = subscriptionTo('desk', { destination: 'slack', wants: ['admissions', 'revisions'] });
const operators = subscriptionTo('ops', { destination: 'mail', wants: ['health'] });

async function subscribe(...subscriptions: readonly NewSubscription[]) {
  await ledger.subscriptions.sync(subscriptions, new Date(clock).toISOString());
}

async function announce(...findings: readonly Finding[]) {
  clock += 1000;
  await ledger.transaction(async (transaction) => {
    const fresh = await transaction.addFindings(findings);
    for (const match of matchSubscriptions(fresh, await transaction.subscriptions())) {
      await transaction.addDelivery({ ...match, at: new Date(clock).toISOString() });
    }
  });
}

let serial = 0;
/** A finding of its own event; `now` of a total makes its headline different from the others. */
function raised(value: number, documentId = `document-${value}`): Finding {
  const [example] = examples['total-raised'];
  if (example.kind !== 'total-raised') throw new Error('an example of another kind');
  serial += 1;
  const id = `${serial}`.padStart(64, '0');
  // Held apart from the ledger's snapshots: the report itself is not needed here.
  return { ...example, id, event: `event-${serial}`, documentId, snapshotId: null, now: { ...example.now, value } };
}
function restated(value: number, documentId: string): Finding {
  const [example] = examples.restated;
  if (example.kind !== 'restated') throw new Error('an example of another kind');
  serial += 1;
  const id = `${serial}`.padStart(64, '0');
  const [now, before] = [example.now, example.before].map((figure) => ({ ...figure, documentId }));
  if (now === undefined || before === undefined) throw new Error('two figures');
  const foundAt = new Date(clock).toISOString();
  return {
    ...example,
    id,
    event: `event-${serial}`,
    documentId,
    snapshotId: null,
    foundAt,
    now: { ...now, value },
    before,
  };
}

const headline = (chat: Chat) => chat.posts.map(({ message }) => message.headline.map(({ text }) => text).join(''));
const trouble = (kind: DeliveryError['kind'], details: ConstructorParameters<typeof DeliveryError>[2] = {}) =>
  new DeliveryError(kind, 'It failed. Do something.', details);

test('sends what is due once, and keeps the receipt', async () => {
  const slack = createChat('slack');
  await subscribe(desk);
  await announce(raised(1302));
  const deliverer = start([slack]);
  expect(await deliverer.drain(never)).toEqual({ sent: 1, waiting: 0, rejected: 0, uncertain: 0, nextDue: null });
  expect(await deliverer.drain(never)).toMatchObject({ sent: 0 });
  expect(headline(slack)).toEqual(['Coalition now admits at least 1,302 civilians killed (+11)']);
  expect(await ledger.deliveries.counts()).toMatchObject({ sent: 1, pending: 0 });
});

test('an outage is waited out with growing, random waits, and the post is not lost', async () => {
  const slack = createChat('slack');
  slack.troubles.set('desk', [trouble('unavailable'), trouble('unavailable')]);
  await subscribe(desk);
  await announce(raised(1302));
  const deliverer = start([slack]);
  const first = await deliverer.drain(never);
  expect(first).toMatchObject({ sent: 0, waiting: 1, nextDue: new Date(clock + 1000).toISOString() });
  clock += 1000;
  expect(await deliverer.drain(never)).toMatchObject({ nextDue: new Date(clock + 2000).toISOString() });
  clock += 2000;
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });
  expect(slack.posts).toHaveLength(1);
});

test('a limit is respected to the letter and holds up its own channel only', async () => {
  const slack = createChat('slack');
  slack.troubles.set('desk', [trouble('rate-limited', { retryAfterMs: 30_000 })]);
  await subscribe(desk, { ...desk, channel: 'other' });
  await announce(raised(1302));
  const deliverer = start([slack]);
  const result = await deliverer.drain(never);
  expect(slack.posts.map(({ channel }) => channel)).toEqual(['other']);
  expect(Date.parse(result.nextDue ?? '') - clock).toBeGreaterThanOrEqual(30_000);
});

test('the posts of a channel keep their order through an outage and a restart', async () => {
  const slack = createChat('slack');
  slack.troubles.set('desk', [trouble('unavailable')]);
  await subscribe(desk);
  await announce(raised(1302));
  await start([slack]).drain(never);
  await announce(raised(1319));
  clock -= 1000;
  await start([slack]).drain(never);
  expect(slack.posts).toEqual([]);
  clock += minute;
  await start([slack]).drain(never);
  expect(headline(slack).map((text) => /1,3\d\d/.exec(text)?.[0])).toEqual(['1,302', '1,319']);
});

test('a lost answer is looked up: what arrived is not posted again', async () => {
  const slack = createChat('slack', { finds: true });
  slack.troubles.set('desk', ['drop']);
  await subscribe(desk);
  await announce(raised(1302));
  expect(await start([slack]).drain(never)).toMatchObject({ sent: 1 });
  expect(slack.posts).toHaveLength(1);
});

test('a post that did not arrive is sent again, though only when its claim has ended', async () => {
  const slack = createChat('slack', { finds: true });
  slack.troubles.set('desk', [trouble('timeout', { outcome: 'maybe-sent' })]);
  await subscribe(desk);
  await announce(raised(1302));
  const deliverer = start([slack]);
  expect(await deliverer.drain(never)).toMatchObject({ sent: 0, waiting: 0, uncertain: 0 });
  expect(slack.posts).toHaveLength(0);
  clock += 3 * minute;
  await deliverer.drain(never);
  expect(slack.posts).toHaveLength(1);
});

test('a platform that refuses a second copy is simply asked again', async () => {
  const slack = createChat('slack', { sendsOnce: true });
  slack.troubles.set('desk', ['drop']);
  await subscribe(desk);
  await announce(raised(1302));
  const deliverer = start([slack]);
  await deliverer.drain(never);
  clock += minute;
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });
  expect(slack.posts).toHaveLength(1);
});

test('what nobody can know is uncertain: not sent again, and a person is asked', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', ['drop']);
  await subscribe(desk, operators);
  await announce(raised(1302));
  expect(await start([slack, mail]).drain(never)).toMatchObject({ uncertain: 1, sent: 1 });
  clock += day;
  await start([slack, mail]).drain(never);
  expect(slack.calls).toHaveLength(1);
  expect(headline(mail)).toEqual(['A post may or may not have arrived']);
  expect(mail.posts[0]?.message.text).toContain('1,302');
});

test('an uncertain post about our own troubles makes no further post', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', ['drop']);
  mail.troubles.set('ops', ['drop']);
  await subscribe(desk, operators);
  await announce(raised(1302));
  expect(await start([slack, mail]).drain(never)).toMatchObject({ uncertain: 2, sent: 0 });
  expect(mail.posts).toHaveLength(1);
});

test('a lookup that fails is repeated later; one that is impossible leaves the post uncertain', async () => {
  const slack = createChat('slack', { finds: true });
  slack.troubles.set('desk', ['drop', 'drop']);
  slack.findTroubles.push(trouble('unavailable'), trouble('unavailable'));
  await subscribe(desk);
  await announce(raised(1302));
  const deliverer = start([slack]);
  await deliverer.drain(never);
  clock += 3 * minute;
  expect(await deliverer.drain(never)).toMatchObject({ sent: 0, uncertain: 0 });
  clock += 3 * minute;
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });

  slack.findTroubles.push(trouble('forbidden'), trouble('forbidden'));
  await announce(raised(1319));
  await deliverer.drain(never);
  clock += 3 * minute;
  expect(await deliverer.drain(never)).toMatchObject({ uncertain: 1 });
  expect(slack.posts).toHaveLength(2);
});

test('a channel that is gone pauses its subscription once; the post waits there for it', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', [trouble('not-found')]);
  await subscribe(desk, operators);
  await announce(raised(1302));
  const deliverer = start([slack, mail]);
  await deliverer.drain(never);
  clock += day;
  await deliverer.drain(never);
  expect(slack.calls).toHaveLength(1);
  expect(headline(mail)).toEqual(['A subscription is paused']);
  expect(mail.posts[0]?.message.text).toContain('It failed. Do something.');

  await subscribe(desk, operators);
  await deliverer.drain(never);
  expect(headline(slack)).toEqual(['Coalition now admits at least 1,302 civilians killed (+11)']);
});

test('a post that is refused for what it is does not stop its channel, and the operators hear of it', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', [trouble('invalid')]);
  await subscribe(desk, operators);
  await announce(raised(1302));
  await announce(raised(1319));
  expect(await start([slack, mail]).drain(never)).toMatchObject({ rejected: 1, sent: 2 });
  expect(headline(slack)).toEqual(['Coalition now admits at least 1,319 civilians killed (+11)']);
  expect(headline(mail)).toEqual(['A post was refused and will not be sent']);
});

test('refused credentials hold the whole destination and heal by themselves', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', [trouble('unauthorized')]);
  await subscribe(desk, operators);
  await announce(raised(1302));
  const deliverer = start([slack, mail]);
  await deliverer.drain(never);
  await announce(raised(1319));
  slack.verifies = false;
  await deliverer.drain(never);
  clock += 20 * minute;
  await deliverer.drain(never);
  expect(slack.calls).toHaveLength(1);
  expect(headline(mail)).toEqual(['Ackwatch is refused by slack']);
  slack.verifies = true;
  clock += 60 * minute;
  await deliverer.drain(never);
  expect(slack.posts).toHaveLength(2);
});

test('a destination that is off keeps its posts', async () => {
  const slack = createChat('slack');
  await subscribe(desk);
  await announce(raised(1302));
  expect(await start([]).drain(never)).toMatchObject({ waiting: 1 });
  clock += 2 * 60 * minute;
  expect(await start([slack]).drain(never)).toMatchObject({ sent: 1 });
});

test('a channel that failed for a week is paused, not forgotten; a post that only fails itself is given up', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', [trouble('unavailable'), trouble('unavailable')]);
  slack.troubles.set('other', [trouble('unknown'), trouble('unknown')]);
  await subscribe(desk, { ...desk, channel: 'other' }, operators);
  await announce(raised(1302));
  const deliverer = start([slack, mail]);
  await deliverer.drain(never);
  clock += 8 * day;
  await deliverer.drain(never);
  expect(headline(mail).toSorted()).toEqual(['A post was refused and will not be sent', 'A subscription is paused']);
  expect(await ledger.deliveries.counts()).toMatchObject({ pending: 1, rejected: 1 });
});

test('a revision is a reply, and the first post is rewritten with its old value struck', async () => {
  const slack = createChat('slack', { updates: true });
  await subscribe(desk);
  await announce(raised(1302, 'april'));
  const deliverer = start([slack]);
  await deliverer.drain(never);
  await announce(restated(1303, 'april'));
  await deliverer.drain(never);
  await announce(restated(1304, 'april'));
  await deliverer.drain(never);
  const [first, ...replies] = slack.posts;
  expect(replies.map(({ under }) => under)).toEqual([first?.id, first?.id]);
  expect(first?.message.headline).toMatchObject([{ text: 'Revised: ' }, { struck: true }]);
  expect(first?.message.text).toMatch(/at least 1,303.*at least 1,304/s);
  expect(replies[0]?.message.text).toContain(`https://chat.example/desk/${first?.id}`);
});

test('where the edit is refused the reply stands alone', async () => {
  const slack = createChat('slack', { updates: true });
  await subscribe(desk);
  await announce(raised(1302, 'april'));
  const deliverer = start([slack]);
  await deliverer.drain(never);
  slack.editTroubles.push(trouble('forbidden'));
  await announce(restated(1303, 'april'));
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });
  expect(slack.posts.map(({ edits }) => edits)).toEqual([0, 0]);
});

test('the reply is out before the earlier post is edited, and an outage of edits delays no post', async () => {
  const slack = createChat('slack', { updates: true });
  await subscribe(desk);
  await announce(raised(1302, 'april'));
  const deliverer = start([slack]);
  await deliverer.drain(never);
  slack.editTroubles.push(...Array.from({ length: 9 }, () => trouble('unavailable')));
  await announce(restated(1303, 'april'));
  await announce(raised(1319));
  const { sent, nextDue } = await deliverer.drain(never);
  expect(sent).toBe(2);
  expect(slack.posts.map(({ edits }) => edits)).toEqual([0, 0, 0]);
  expect(nextDue).not.toBeNull();
  for (let round = 0; round < 9; round += 1) {
    clock += 20 * minute;
    await deliverer.drain(never);
  }
  expect(slack.posts.map(({ edits }) => edits)).toEqual([1, 0, 0]);
});

test('a reply whose first post was deleted is posted on its own', async () => {
  const slack = createChat('slack', { updates: true });
  await subscribe(desk);
  await announce(raised(1302, 'april'));
  const deliverer = start([slack]);
  await deliverer.drain(never);
  slack.posts.length = 0;
  slack.troubles.set('desk', [trouble('not-found')]);
  await announce(restated(1303, 'april'));
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });
  expect(slack.posts.map(({ under }) => under)).toEqual([null]);
});

test('a figure restated by another document marks the earlier post and stands as a post of its own', async () => {
  const slack = createChat('slack', { updates: true });
  await subscribe(desk);
  await announce(raised(1302, 'april'));
  const deliverer = start([slack]);
  await deliverer.drain(never);
  const elsewhere = restated(1303, 'april');
  await announce({ ...elsewhere, documentId: 'another' });
  await deliverer.drain(never);
  expect(slack.posts.map(({ under }) => under)).toEqual([null, null]);
  expect(slack.posts[0]?.message.text).toContain('Revised');

  // A later edit of the page for another reason does not undo that mark.
  const [edited] = examples.edited;
  await announce({ ...edited, id: 'e'.repeat(64), event: 'event-edited', documentId: 'april', snapshotId: null });
  await deliverer.drain(never);
  expect(slack.posts[0]?.message.headline).toMatchObject([{ text: 'Revised: ' }, { struck: true }]);
});

class Killed extends Error {}
const steps: readonly DeliveryStep[] = ['claimed', 'sending', 'posted', 'recorded', 'editing', 'edited'];

test.each(steps)('stopped dead at "%s", the next process posts everything exactly once', async (step) => {
  const slack = createChat('slack', { finds: true, updates: true });
  await subscribe(desk);
  await announce(raised(1302, 'april'));
  await start([slack]).drain(never);
  await announce(restated(1303, 'april'));
  await announce(raised(1319));

  let reached = 0;
  const dying = start([slack], {
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
    clock += 3 * minute;
    await start([slack]).drain(never);
  }
  expect(headline(slack).map((text) => /1,3(?!02)\d\d/.exec(text)?.[0] ?? text)).toEqual([
    'Revised: Coalition now admits at least 1,302 civilians killed (+11)',
    '1,303',
    '1,319',
  ]);
  expect(await ledger.deliveries.counts()).toMatchObject({ sent: 3, pending: 0, sending: 0, uncertain: 0 });
});

test('what a library says in its errors reaches no log, no row and no post', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  const secret = 'xoxb-1302-secret';
  slack.destination.send = async () => {
    throw new Error(`POST https://chat.example/${secret}`, { cause: secret });
  };
  await subscribe(desk, operators);
  await announce(raised(1302));
  await start([slack, mail]).drain(never);
  expect(headline(mail)).toEqual(['A post may or may not have arrived']);
  let exported = '';
  for await (const piece of ledger.export('json')) exported += piece;
  expect(`${logged.join('')}${exported}${JSON.stringify(mail.posts)}`).not.toContain(secret);
  expect(logged.join('')).toContain('deliver.test.ts');
});

test('two workers on one ledger send every post once', async () => {
  const slack = createChat('slack', { finds: true });
  await subscribe(desk, { ...desk, channel: 'two' }, { ...desk, channel: 'three' });
  for (const value of [1302, 1319, 1321, 1335]) await announce(raised(value));
  const workers = [start([slack]), start([slack])];
  for (let round = 0; round < 3; round += 1) await Promise.all(workers.map((deliverer) => deliverer.drain(never)));
  expect(slack.calls).toHaveLength(12);
  expect(new Set(slack.calls).size).toBe(12);
});

test('an aborted drain begins nothing new', async () => {
  const slack = createChat('slack');
  await subscribe(desk);
  await announce(raised(1302));
  expect(await start([slack]).drain(AbortSignal.abort())).toMatchObject({ sent: 0 });
  expect(slack.posts).toEqual([]);
});

test('run goes on until it is told to stop', async () => {
  const slack = createChat('slack');
  await subscribe(desk);
  await announce(raised(1302));
  const stop = new AbortController();
  let rounds = 0;
  await start([slack], {
    sleep: async () => {
      rounds += 1;
      if (rounds === 1) await announce(raised(1319));
      if (rounds === 2) stop.abort();
    },
  }).run(stop.signal);
  expect(slack.posts).toHaveLength(2);
});
