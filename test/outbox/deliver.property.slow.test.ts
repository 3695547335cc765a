import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeliveryErrorKind } from '../../src/chat/destination.ts';
import { defaultPreferences, type Preferences } from '../../src/domain/subscriptions.ts';
import type { DeliveryStep } from '../../src/outbox/parts.ts';
import { type Chat, createChat, type Trouble } from './chat.ts';
import { at9, awakeFrom7, type Desk, minute, never, newsroom, openDesk, operators, trouble } from './desk.ts';

/** Whatever fails, in whatever order: each finding is once in each channel, or a person is asked about it. */

type Step =
  | { readonly type: 'announce'; readonly document: number }
  | { readonly type: 'revise'; readonly document: number }
  | { readonly type: 'fail'; readonly channel: string; readonly trouble: Trouble }
  | { readonly type: 'failEdit'; readonly trouble: Chat['editTroubles'][number] }
  | { readonly type: 'failLook' }
  | { readonly type: 'drain'; readonly workers: number; readonly dieAt: DeliveryStep | null; readonly after: number }
  | { readonly type: 'wait'; readonly minutes: number }
  | { readonly type: 'mute'; readonly channel: 'timed' | 'blind'; readonly minutes: number | null }
  | { readonly type: 'prefer'; readonly preferences: Preferences };

const channels = ['plain', 'timed', 'blind'] as const;
const steps: readonly DeliveryStep[] = ['claimed', 'sending', 'posted', 'recorded', 'editing', 'edited'];
const passing: readonly DeliveryErrorKind[] = ['rate-limited', 'unavailable', 'timeout', 'forbidden', 'not-found'];
const errors = fc.constantFrom(...passing).map((kind) => trouble(kind));
const limits = fc
  .constantFrom('channel', 'space', 'destination')
  .map((scope) => trouble('rate-limited', { scope, retryAfterMs: 5000 }));
/** Taken and the answer lost, or lost on the way. */
const lost = fc.constantFrom<Trouble>('drop', trouble('timeout', { outcome: 'maybe-sent' }));
const document = fc.nat({ max: 3 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('announce' as const), document }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('revise' as const), document }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('fail' as const),
      channel: fc.constantFrom(...channels),
      trouble: fc.oneof(errors, limits, lost),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('failEdit' as const),
      trouble: fc.oneof(limits, fc.constantFrom('drop' as const, trouble('unavailable'))),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'failLook' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('drain' as const),
      workers: fc.integer({ min: 1, max: 2 }),
      dieAt: fc.option(fc.constantFrom(...steps)),
      after: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('wait' as const), minutes: fc.constantFrom(0.1, 3, 60, 600) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('mute' as const),
      channel: fc.constantFrom('timed' as const, 'blind' as const),
      // At once over, for a time, or without an end.
      minutes: fc.constantFrom(0, 30, 600, null),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('prefer' as const),
      preferences: fc.constantFrom(defaultPreferences, at9, awakeFrom7, { ...at9, quiet: awakeFrom7.quiet }),
    }),
  },
);

const hour = 60 * minute;

class Killed extends Error {}

interface World {
  readonly desk: Desk;
  readonly chats: Record<'slack' | 'blind' | 'mail', Chat>;
}

function killedAt(dieAt: DeliveryStep | null, after: number): (now: DeliveryStep) => void {
  let left = after;
  let dead = false;
  return (now) => {
    if (now === dieAt) left -= 1;
    // What is dead takes no further step, whichever of its channels comes to one.
    dead ||= now === dieAt && left < 0;
    if (dead) throw new Killed();
  };
}

async function take(one: Step, { desk, chats }: World): Promise<void> {
  const all = Object.values(chats);
  switch (one.type) {
    case 'announce':
      return desk.announce(desk.raised(1302 + one.document, `document-${one.document}`));
    case 'revise':
      return desk.announce(desk.restated(1400 + one.document, `document-${one.document}`));
    case 'fail':
      for (const chat of all) chat.troubles.set(one.channel, [...(chat.troubles.get(one.channel) ?? []), one.trouble]);
      return;
    case 'failEdit':
      chats.slack.editTroubles.push(one.trouble);
      return;
    case 'failLook':
      chats.slack.findTroubles.push(trouble('unavailable'));
      return;
    case 'wait':
      desk.clock += one.minutes * minute;
      return;
    case 'mute':
      return mute(desk, one.channel, one.minutes);
    case 'prefer':
      await desk.subscribe(...subscriptions(one.preferences));
      return;
    case 'drain': {
      const dying = desk.start(all, { observe: killedAt(one.dieAt, one.after) });
      const others = Array.from({ length: one.workers - 1 }, () => desk.start(all));
      const ends = await Promise.allSettled([dying, ...others].map((deliverer) => deliverer.drain(never)));
      for (const end of ends) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(Killed);
    }
  }
}

const subscriptions = (preferences: Preferences) => [
  { ...newsroom, channel: 'plain', space: 'T1' },
  { ...newsroom, channel: 'timed', space: 'T1', preferences },
  { ...newsroom, destination: 'blind', channel: 'blind' },
  operators,
];

async function mute(desk: Desk, channel: 'timed' | 'blind', minutes: number | null): Promise<void> {
  const stored = await desk.ledger.subscriptions.of({ destination: channel === 'blind' ? 'blind' : 'slack', channel });
  const instant = (after: number) => new Date(desk.clock + after * minute).toISOString();
  const until = minutes === null ? null : instant(minutes);
  if (stored !== undefined) await desk.ledger.subscriptions.mute(stored.id, { at: instant(0), until });
}

async function resumeAll({ desk }: World): Promise<void> {
  for (const { id } of (await desk.ledger.deliveries.troubled(99)).paused) await desk.ledger.subscriptions.resume(id);
}

test('whatever fails and whichever process dies: at most once as the reader sees it, and nothing lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (taken) => {
      const desk = await openDesk('2019-06-01T05:00:00.000Z');
      const slack = createChat('slack', { finds: true, updates: true });
      const [blind, mail] = [createChat('blind', { updates: true }), createChat('mail', { finds: true })];
      const world: World = { desk, chats: { slack, blind, mail } };
      try {
        await desk.subscribe(...subscriptions(at9));
        for (const one of taken) await take(one, world);

        for (const channel of ['timed', 'blind'] as const) await mute(desk, channel, 0);
        // Everything heals, and enough time passes for every wait.
        for (const chat of [slack, blind, mail]) chat.troubles.clear();
        for (const troubles of [slack.editTroubles, slack.findTroubles]) troubles.length = 0;
        for (let round = 0; round < 12; round += 1) {
          await resumeAll(world);
          await desk.drain(desk.start([slack, blind, mail]), 1, 7 * hour);
        }
        await check(world);
      } finally {
        await desk.ledger.close();
      }
    }),
    { numRuns: 150 },
  );
}, 240_000);

async function check({ desk, chats }: World): Promise<void> {
  const { deliveries } = desk.ledger;
  expect(await deliveries.nextDue()).toBeNull();
  const counts = await deliveries.counts();
  expect(counts).toMatchObject({ pending: 0, sending: 0, rejected: 0 });
  for (const { posts } of Object.values(chats)) expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length);

  const events = (await desk.ledger.lookups.findings({ limit: 1000 })).rows.map(({ event }) => event);
  const all = (await Promise.all(events.map((event) => deliveries.ofEvent(event)))).flat();
  const told = new Map<string, string>();
  for (const delivery of all) {
    const lead = await leadOf(delivery.id, desk);
    const chat = chats[delivery.subscription.destination as keyof World['chats']];
    const post = chat.posts.find(({ key }) => key === lead);
    // What can be looked for is known; what cannot is asked about.
    if (delivery.subscription.destination !== 'blind') expect(delivery.state).toBe('sent');
    if (delivery.state === 'sent') {
      expect(post).toMatchObject({ id: delivery.receipt?.id, channel: delivery.subscription.channel });
      told.set(delivery.id, post?.id ?? '');
    }
  }
  const uncertain = new Set(
    await Promise.all(all.filter(({ state }) => state === 'uncertain').map(({ id }) => leadOf(id, desk))),
  );
  const asked = chats.mail.posts.filter(({ message }) => message.kind === 'delivery-uncertain');
  expect(asked).toHaveLength(uncertain.size);

  // In a channel without times the posts are in the order of what was found; of many in one post, of the oldest.
  const order = [
    ...new Set(
      all
        .filter(({ subscription }) => subscription.channel === 'plain')
        .toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : 1))
        .map(({ id }) => Number(told.get(id))),
    ),
  ];
  expect(order).toEqual(order.toSorted((one, other) => one - other));
  await checkMarks(all, chats, desk);
}

async function leadOf(id: string, desk: Desk): Promise<string> {
  const together = await desk.ledger.deliveries.batch(id);
  return together.find(({ batchId }) => batchId !== null)?.batchId ?? id;
}

/** The first post about a document that was revised since says so, wherever both arrived. */
async function checkMarks(
  all: readonly Awaited<ReturnType<Desk['ledger']['deliveries']['ofEvent']>>[number][],
  chats: World['chats'],
  desk: Desk,
): Promise<void> {
  const sent = all.filter(({ state, subscription }) => state === 'sent' && subscription.destination === 'slack');
  for (const delivery of sent) {
    const event = await desk.ledger.deliveries.event(delivery.event);
    const documentId = event.findings[0]?.documentId;
    if (documentId === null || documentId === undefined) continue;
    const ofDocument = (
      await desk.ledger.deliveries.sentFor({ subscriptionId: delivery.subscription.id, documentIds: [documentId] })
    ).toReversed();
    const [first, ...later] = ofDocument;
    const post = chats.slack.posts.find(({ id }) => id === first?.receipt?.id);
    if (later.length > 0) expect(post?.message.text).toContain('Revised');
  }
}
