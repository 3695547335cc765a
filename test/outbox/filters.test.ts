import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Finding } from '../../src/domain/findings.ts';
import { defaultPreferences, noFilters } from '../../src/domain/subscriptions.ts';
import { examples, figure } from '../compose/events.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { createChat } from './chat.ts';
import { at9, type Desk, day, openDesk } from './desk.ts';

/** A channel that asked for countries: what is known to lie elsewhere is left out, and what names none says so. */

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.ledger.close());

let serial = 0;
function claim(place: string | null): Finding {
  const [example] = examples.claimed;
  if (example.kind !== 'claimed') throw new Error('an example of another kind');
  serial += 1;
  const id = `c${serial}`.padEnd(64, '0');
  const now = figure('killed_event', 12 + serial, { publisher: 'amnesty', place });
  return { ...example, id, event: `claim-${serial}`, snapshotId: null, documentId: `document-${serial}`, now };
}

async function postsFor(countries: readonly string[], findings: readonly Finding[], preferences = defaultPreferences) {
  const chat = createChat('slack', { updates: true });
  const filters = { ...noFilters, countries };
  await desk.subscribe(subscriptionTo('desk', { destination: 'slack', wants: ['all'], filters, preferences }));
  await desk.announce(...findings);
  const deliverer = desk.start([chat]);
  await desk.drain(deliverer, 3, day / 2);
  return chat.posts.map(({ message }) => message.text);
}

test('a place in another country is left out', async () => {
  expect(await postsFor(['Yemen'], [claim('near Raqqa, Syria'), claim('Somalia')])).toEqual([]);
});

test('a post that names no country says so, one that names an asked country does not', async () => {
  const said = 'No country is known for this. This channel asked for Yemen and Syria.';
  for (const [place, isSaid] of [
    [null, true],
    ['a village that no list names', true],
    ['near Raqqa, Syria', false],
    ['Sanaa', false],
  ] as const) {
    const [text, ...others] = await postsFor(['Yemen', 'Syria'], [claim(place)]);
    expect(others).toEqual([]);
    expect(text?.includes(said), `${place}: ${text}`).toBe(isSaid);
  }
});

test('a channel that asked for no country is told nothing of it', async () => {
  const [text] = await postsFor([], [claim(null)]);
  expect(text).not.toContain('country');
});

test('an edited finding of an unknown country says it in its post', async () => {
  const [example] = examples.edited;
  const edited = { ...example, id: 'e'.padEnd(64, '0'), event: 'edit-1', snapshotId: null };
  expect((await postsFor(['Yemen'], [edited]))[0]).toContain('No country is known for this.');
});

test('notices about the watch pass every filter and say nothing of countries', async () => {
  const [example] = examples['source-broken'];
  expect((await postsFor(['Yemen'], [{ ...example, snapshotId: null }]))[0]).not.toContain('country');
});

test('a digest says of how many no country is known', async () => {
  const [text] = await postsFor(['Syria'], [claim(null), claim('Raqqa'), claim(null)], at9);
  expect(text).toContain('No country is known for 2 of these 3. This channel asked for Syria.');
});
