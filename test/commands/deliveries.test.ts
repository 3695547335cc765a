import { expect, test } from 'vitest';
import { recordResolution } from '../../src/commands/lookups/deliveries.ts';
import type { Finding } from '../../src/domain/findings.ts';
import { idOf } from '../../src/ledger/history/hashes.ts';
import { wording } from '../compose/events.ts';
import { newsroom, openDesk } from '../outbox/desk.ts';

/** Returns two names of events of which the posts to the subscription have ids with one beginning. */
function alike(subscriptionId: string): readonly [string, string, string] {
  const known = new Map<string, string>();
  for (let at = 0; ; at += 1) {
    const name = `event-${at}`;
    const beginning = idOf(name, subscriptionId).slice(0, 6);
    const other = known.get(beginning);
    if (other !== undefined) return [other, name, beginning];
    known.set(beginning, name);
  }
}

test('a beginning that no post has and one that several have are two mistakes', async () => {
  const desk = await openDesk();
  try {
    await desk.subscribe(newsroom);
    const [subscription] = await desk.ledger.subscriptions.all();
    const [one, other, beginning] = alike(subscription?.id ?? '');
    const named = (event: string): Finding => ({ ...desk.raised(1302), event });
    await desk.announce(named(one), named(other));
    const resolve = (id: string) =>
      recordResolution(id, 'again', new Date(desk.clock), desk.ledger.deliveries, {
        lookups: desk.ledger.lookups,
        wording,
      });
    await expect(resolve(beginning)).rejects.toThrow(
      `Several posts have an id that begins with "${beginning}". Write more of it, as \`deliveries\` shows it`,
    );
    await expect(resolve('ffffffff')).rejects.toThrow(
      'No post has an id that begins with "ffffffff". Take the id from `deliveries`',
    );
    await expect(resolve(idOf(one, subscription?.id ?? '').slice(0, 16))).rejects.toThrow('needs no answer');
  } finally {
    await desk.ledger.close();
  }
});
