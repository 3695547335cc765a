import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/domain/findings.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { matchSubscriptions } from '../../src/outbox/matching/matching.ts';
import type { DeliveryStep } from '../../src/outbox/parts.ts';
import { examples } from '../compose/events.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { postsIn } from './file-chat.ts';

const child = fileURLToPath(new URL('children-deliver.ts', import.meta.url));

interface Place {
  readonly ledger: string;
  readonly slack: string;
  readonly mail: string;
}

async function drain({ ledger, slack, mail }: Place, dieAt: string): Promise<string | number | null> {
  const given = [child, ledger, slack, mail, dieAt];
  const running = spawn(process.execPath, given, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code, signal] = await once(running, 'exit');
  return signal ?? code;
}

async function withPlace(work: (place: Place) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ackwatch-killed-'));
  try {
    await work({ ledger: join(folder, 'ledger.db'), slack: join(folder, 'slack'), mail: join(folder, 'mail') });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Findings of events of their own; gives how many posts they make. */
async function announce(ledger: OpenedLedger, ...findings: readonly Finding[]): Promise<number> {
  const at = new Date(Date.now() - 1000).toISOString();
  return ledger.transaction(async (transaction) => {
    const fresh = await transaction.addFindings(findings);
    const matches = matchSubscriptions(fresh, await transaction.subscriptions.all());
    for (const match of matches) await transaction.addDelivery({ ...match, at });
    return matches.length;
  });
}
function finding(kind: 'total-raised' | 'restated' | 'edited', name: string, documentId: string): Finding {
  const [example] = examples[kind];
  return { ...example, id: name.repeat(64), event: name, documentId, snapshotId: null };
}

const steps = ['claimed', 'sending', 'posted', 'recorded', 'editing', 'edited'] satisfies readonly DeliveryStep[];

test.concurrent.each(steps)('a process killed at "%s" neither loses a post or an edit nor doubles a post', (step) =>
  withPlace(async (place) => {
    const ledger = await openLedger(place.ledger);
    const at = new Date().toISOString();
    const channels = ['desk', 'archive'].map((name) => subscriptionTo(name, { destination: 'slack' }));
    await ledger.subscriptions.sync(channels, at);
    let posts = await announce(ledger, finding('total-raised', 'a', 'april'));
    expect(await drain(place, 'nowhere')).toBe(0);
    posts += await announce(ledger, finding('edited', 'b', 'april'), finding('total-raised', 'c', 'may'));
    expect(await drain(place, step)).toBe('SIGKILL');
    expect(await drain(place, 'nowhere')).toBe(0);

    const written = postsIn(place.slack);
    expect(written).toHaveLength(posts);
    expect(new Set(written.map(({ key }) => key)).size).toBe(posts);
    for (const { channel } of channels) {
      const [first, ...others] = written.filter((post) => post.channel === channel);
      expect(others.map(({ under }) => under).toSorted()).toEqual([first?.id, null].toSorted());
      expect(first?.texts.at(-1)).toContain('Revised');
      // Repeated, at most: each edit leaves the same post.
      expect(new Set(first?.texts.slice(1)).size).toBe(1);
    }
    expect(await ledger.deliveries.counts()).toEqual({ pending: 0, sending: 0, sent: 6, rejected: 0, uncertain: 0 });
    await ledger.close();
  }),
);

test.concurrent.each(['sending', 'posted'] satisfies readonly DeliveryStep[])(
  'where nothing can be looked for, a process killed at "%s" leaves a post that a person is asked about',
  (step) =>
    withPlace(async (place) => {
      const ledger = await openLedger(place.ledger);
      const desk = subscriptionTo('desk', { destination: 'mail', wants: ['admissions'] });
      const operators = subscriptionTo('ops', { destination: 'slack', wants: ['health'] });
      await ledger.subscriptions.sync([desk, operators], new Date().toISOString());
      await announce(ledger, finding('total-raised', 'a', 'april'));
      expect(await drain(place, step)).toBe('SIGKILL');
      expect(await drain(place, 'nowhere')).toBe(0);
      expect(postsIn(place.mail)).toHaveLength(step === 'posted' ? 1 : 0);
      const asked = postsIn(place.slack);
      expect(asked.map(({ channel }) => channel)).toEqual(['ops']);
      expect(asked[0]?.texts[0]).toContain('may or may not have arrived');
      expect(await ledger.deliveries.counts()).toMatchObject({ sent: 1, uncertain: 1 });
      await ledger.close();
    }),
);

test('of three processes on one ledger one is killed: each post is there once', () =>
  withPlace(async (place) => {
    const ledger = await openLedger(place.ledger);
    const channels = Array.from({ length: 12 }, (_, number) => subscriptionTo(`c${number}`, { destination: 'slack' }));
    await ledger.subscriptions.sync(channels, new Date().toISOString());
    const posts = await announce(ledger, ...['a', 'b', 'c'].map((name) => finding('total-raised', name, name)));
    const ends = await Promise.all(['posted', 'nowhere', 'nowhere'].map((step) => drain(place, step)));
    expect(ends.slice(1)).toEqual([0, 0]);
    expect(await drain(place, 'nowhere')).toBe(0);
    const written = postsIn(place.slack);
    expect(written).toHaveLength(posts);
    expect(new Set(written.map(({ key }) => key)).size).toBe(posts);
    for (const { channel } of channels) {
      const texts = written.filter((post) => post.channel === channel);
      expect(texts).toHaveLength(3);
    }
    expect(await ledger.deliveries.counts()).toMatchObject({ sent: posts, uncertain: 0 });
    await ledger.close();
  }));
