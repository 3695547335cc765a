import { expect, test } from 'vitest';
import type { NewSubscription } from '../../../src/domain/subscriptions.ts';
import type { Selection } from '../../../src/ledger/ledger.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { admitted, discrepancy, fetched, minutes, noon, subscriptionTo, total } from '../fixtures.ts';
import {
  begin,
  claim as claimOf,
  failed,
  markRejected,
  markRetry,
  markSent,
  markUncertain,
  postAgain,
  putOff,
  rescueAndClaim,
} from '../outbox.ts';

const [at, later, muchLater] = [minutes(0), minutes(5), minutes(10)] as const;

export function deliveryCases({ ledger }: Subject): void {
  const subscribe = async (...names: string[]): Promise<readonly string[]> => {
    await ledger().subscriptions.sync(
      names.map((name) => subscriptionTo(name)),
      at,
    );
    const active = await ledger().transaction((open) => open.subscriptions.all());
    return names.map((name) => active.find((one) => one.channel === name)?.id ?? '');
  };
  /** An event of its own with a delivery to each. */
  const announce = (month: string, subscriptions: readonly string[]) =>
    ledger().transaction(async (open) => {
      const report = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched(month),
        read: total(month, 1302),
      });
      const finding = admitted(report);
      await open.addFindings([finding]);
      for (const subscriptionId of subscriptions) await open.addDelivery({ finding, subscriptionId, at });
      return { report, finding };
    });
  const claim = (worker: string, now = at, until = later, limit = 10) => claimOf(ledger(), worker, now, until, limit);
  /** By a worker that looks for leases that ended first. */
  const rescued = (worker: string, now: string, until: string) => rescueAndClaim(ledger(), worker, now, until);
  const send = async (worker: string, id: string, now = at): Promise<void> => {
    expect(await begin(ledger(), id, worker, now, muchLater)).toBe(true);
    await markSent(ledger(), id, { channel: 'desk', id: `post-${id}` }, now);
  };

  test('one event reaches one subscription once', async () => {
    const subscriptions = await subscribe('desk', 'archive');
    const { report, finding } = await announce('2019-04', subscriptions);
    await ledger().transaction(async (open) => {
      const other = discrepancy(report);
      await open.addFindings([other]);
      for (const subscriptionId of subscriptions) await open.addDelivery({ finding: other, subscriptionId, at });
    });
    expect(await ledger().deliveries.counts()).toEqual({ pending: 2, sending: 0, sent: 0, rejected: 0, uncertain: 0 });
    const claimed = await claim('one');
    expect(claimed.map((one) => [one.subscription.channel, one.findingId])).toEqual([
      ['desk', finding.id],
      ['archive', finding.id],
    ]);
  });

  test('two workers never get the same delivery', async () => {
    await announce('2019-04', await subscribe('a', 'b', 'c', 'd'));
    const claims = await Promise.all([
      claim('one', at, later, 3),
      claim('two', at, later, 3),
      claim('three', at, later, 3),
    ]);
    const ids = claims.flat().map((one) => one.id);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
  });

  test('posts of one channel keep their order: the next waits for the one before', async () => {
    const subscriptions = await subscribe('desk');
    const first = await announce('2019-04', subscriptions);
    const second = await announce('2019-05', subscriptions);
    const [one] = await claim('one');
    expect(one?.event).toBe(first.report.snapshotId);
    expect(await claim('two')).toEqual([]);
    await begin(ledger(), one?.id ?? '', 'one', at, later);
    expect(await claim('two')).toEqual([]);
    await markRetry(ledger(), one?.id ?? '', failed('unavailable', 'later'), later);
    expect(await claim('two')).toEqual([]);
    expect(await ledger().deliveries.nextDue()).toBe(later);
    const [again] = await claim('two', later, muchLater);
    expect(again).toMatchObject({ id: one?.id, attempts: 1, error: failed('unavailable', 'later') });
    await send('two', again?.id ?? '', later);
    expect((await claim('one', later, muchLater)).map((next) => next.event)).toEqual([second.report.snapshotId]);
  });

  test('a claim ends with its lease: then it is another worker’s, and not the first one’s', async () => {
    await announce('2019-04', await subscribe('desk'));
    const [one] = await claim('one');
    const id = one?.id ?? '';
    expect(await ledger().deliveries.nextDue()).toBe(later);
    expect((await rescued('two', later, muchLater)).map((next) => next.id)).toEqual([id]);
    expect(await begin(ledger(), id, 'one', later, muchLater)).toBe(false);
    expect(await begin(ledger(), id, 'two', later, muchLater)).toBe(true);
    expect(await begin(ledger(), id, 'two', later, muchLater)).toBe(false);
  });

  test('a claim whose lease has ended may not send, even if no one else took it', async () => {
    await announce('2019-04', await subscribe('desk'));
    const [one] = await claim('one');
    expect(await begin(ledger(), one?.id ?? '', 'one', later, muchLater)).toBe(false);
  });

  test('a delivery left in sending is given to one worker, and to no claim', async () => {
    await announce('2019-04', await subscribe('desk'));
    const [one] = await claim('one');
    const id = one?.id ?? '';
    await begin(ledger(), id, 'one', at, later);
    expect(await ledger().deliveries.rescue({ worker: 'two', at, leaseUntil: later })).toEqual([]);
    expect(await claim('two', later, muchLater)).toEqual([]);
    const taken = await Promise.all([
      ledger().deliveries.rescue({ worker: 'two', at: later, leaseUntil: muchLater }),
      ledger().deliveries.rescue({ worker: 'three', at: later, leaseUntil: muchLater }),
    ]);
    expect(taken.flat().map((left) => [left.id, left.state, left.attempts])).toEqual([[id, 'sending', 1]]);
    expect(taken.flat()[0]?.uncertainSince, 'an orphan may have arrived').toBe(at);
    await markUncertain(ledger(), id, failed('timeout', 'lost'));
    expect(
      await ledger().deliveries.rescue({ worker: 'two', at: noon('2020-01-01'), leaseUntil: noon('2020-01-02') }),
    ).toEqual([]);
    expect((await ledger().deliveries.counts()).uncertain).toBe(1);
  });

  test('a claim that a clock far ahead wrote down blocks nothing', async () => {
    await announce('2019-04', await subscribe('desk', 'archive'));
    const tomorrow = noon('2019-06-02');
    const claimed = await claim('ahead', at, tomorrow);
    expect(claimed).toHaveLength(2);
    await begin(ledger(), claimed[1]?.id ?? '', 'ahead', at, tomorrow);
    const orphans = await ledger().deliveries.rescue({ worker: 'one', at, leaseUntil: later });
    expect(orphans.map(({ id }) => id)).toEqual([claimed[1]?.id]);
    expect((await claim('one')).map(({ id }) => id)).toEqual([claimed[0]?.id]);
    expect(await ledger().deliveries.rescue({ worker: 'two', at, leaseUntil: later })).toEqual([]);
  });

  test('of two persons who ask for a lost post again, the second changes nothing', async () => {
    await announce('2019-04', await subscribe('desk'));
    const [one] = await claim('one');
    const id = one?.id ?? '';
    await markUncertain(ledger(), id, failed('unknown', 'no answer'));
    expect(await postAgain(ledger(), id, at)).toBe(true);
    await claim('one');
    expect(await begin(ledger(), id, 'one', at, later)).toBe(true);
    expect(await postAgain(ledger(), id, at)).toBe(false);
    expect(await ledger().deliveries.counts()).toMatchObject({ sending: 1, pending: 0 });
  });

  test('a worker that lost its claim puts off nothing', async () => {
    await announce('2019-04', await subscribe('desk'));
    const [one] = await claim('one', at, minutes(1));
    const id = one?.id ?? '';
    await rescued('two', minutes(1), later);
    expect(await begin(ledger(), id, 'two', minutes(1), later)).toBe(true);
    await putOff(ledger(), id, 'one', failed('rate-limited', 'late news'), at);
    expect(await ledger().deliveries.counts()).toMatchObject({ sending: 1, pending: 0 });
  });

  test('when the first attempt was begun that may have arrived is known until that is reconciled', async () => {
    await announce('2019-04', await subscribe('desk'));
    const { deliveries } = ledger();
    const [one] = await claim('one');
    const id = one?.id ?? '';
    const since = async () => (await deliveries.delivery(id))?.uncertainSince;
    expect(await since()).toBeNull();
    await begin(ledger(), id, 'one', minutes(1), later);
    expect(await deliveries.delivery(id)).toMatchObject({ attemptedAt: minutes(1), uncertainSince: null });
    await markRetry(ledger(), id, failed('timeout', 'late'), minutes(2), true);
    expect(await claim('one', minutes(2), later)).toMatchObject([{ id, uncertainSince: minutes(1) }]);
    await begin(ledger(), id, 'one', minutes(2), later);
    expect(await deliveries.rescue({ worker: 'two', at: later, leaseUntil: muchLater })).toMatchObject([
      { id, uncertainSince: minutes(1) },
    ]);
    await markRetry(ledger(), id, failed('unavailable', 'not taken'), minutes(6));
    expect(await since()).toBeNull();
    await claim('one', minutes(6), muchLater);
    await begin(ledger(), id, 'one', minutes(6), muchLater);
    await markUncertain(ledger(), id, failed('unknown', 'no answer'));
    expect(await postAgain(ledger(), id, minutes(8))).toBe(true);
    expect(await since()).toBeNull();
  });

  test('what may have arrived is claimed before what waits longer', async () => {
    await announce('2019-04', await subscribe('desk', 'archive'));
    const [desk, archive] = await claim('one');
    await putOff(ledger(), desk?.id ?? '', 'one', failed('unavailable', 'later'), at);
    await begin(ledger(), archive?.id ?? '', 'one', at, later);
    await markRetry(ledger(), archive?.id ?? '', failed('timeout', 'late'), at, true);
    expect((await claim('one', at, later, 1)).map(({ id }) => id)).toEqual([archive?.id]);
  });

  test('the posts of one destination are claimed apart from those of the others', async () => {
    await ledger().subscriptions.sync(
      ['chat', 'slack', 'terminal'].map((destination) => subscriptionTo('desk', { destination })),
      at,
    );
    const all = await ledger().transaction((open) => open.subscriptions.all());
    const { finding } = await announce(
      '2019-04',
      all.map(({ id }) => id),
    );
    const claimed = async (of: Selection) =>
      (await claimOf(ledger(), 'one', at, later, 10, of)).map(({ subscription }) => subscription.destination);
    expect(await claimed({ only: 'chat' })).toEqual(['chat']);
    expect((await claimed({ except: ['chat'] })).toSorted()).toEqual(['slack', 'terminal']);
    expect(await claimed({ except: [] })).toEqual([]);
    const [one] = await ledger().deliveries.ofEvent(finding.event);
    await begin(ledger(), one?.id ?? '', 'one', at, later);
    const left = (of: Selection) => ledger().deliveries.rescue({ worker: 'two', at: later, leaseUntil: muchLater, of });
    expect(await left({ except: [one?.subscription.destination ?? ''] })).toEqual([]);
    expect((await left({ only: one?.subscription.destination ?? '' })).map(({ id }) => id)).toEqual([one?.id]);
  });

  test('what was sent stays sent, and its receipt is stored', async () => {
    const [desk = ''] = await subscribe('desk');
    const { report } = await announce('2019-04', [desk]);
    const [one] = await claim('one');
    const id = one?.id ?? '';
    await send('one', id);
    await markRetry(ledger(), id, failed('timeout', 'late'), later);
    await markUncertain(ledger(), id, failed('timeout', 'late'));
    await markRejected(ledger(), id, failed('forbidden', 'late'));
    const sent = await ledger().deliveries.sentFor({ subscriptionId: desk, documentIds: [report.documentId] });
    expect(sent).toMatchObject([
      { id, state: 'sent', receipt: { channel: 'desk', id: `post-${id}` }, sentAt: at, error: null },
    ]);
    await markSent(ledger(), id, { channel: 'desk', id: 'edited', link: 'https://example.org/post' }, later);
    expect(await ledger().deliveries.sentFor({ subscriptionId: desk, documentIds: [report.documentId] })).toMatchObject(
      [{ receipt: { id: 'edited' }, sentAt: at }],
    );
    expect(await ledger().deliveries.sentFor({ subscriptionId: desk, documentIds: ['another'] })).toEqual([]);
    const [to] = sent;
    if (to)
      await expect(ledger().deliveries.save({ id: 'none', to, at })).rejects.toMatchObject({
        kind: 'missing',
      });
  });

  test('the sent deliveries about a document come newest first', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-04', '2019-05', '2019-06']) {
      await announce(month, [desk]);
      for (const one of await claim('one')) await send('one', one.id);
    }
    const { report } = await announce('2019-07', [desk]);
    const sent = await ledger().deliveries.sentFor({ subscriptionId: desk, documentIds: [report.documentId] });
    expect(sent.map((one) => one.event.split('.')[1])).toEqual(['3', '2', '1']);
  });

  test('a refused one is given to no one again', async () => {
    await announce('2019-04', await subscribe('desk'));
    const [one] = await claim('one');
    await begin(ledger(), one?.id ?? '', 'one', at, later);
    await markRejected(ledger(), one?.id ?? '', failed('invalid', 'too long'));
    expect(await claim('one', muchLater, minutes(15))).toEqual([]);
    expect(await ledger().deliveries.nextDue()).toBeNull();
  });

  test('a paused subscription keeps its deliveries until it is resumed', async () => {
    const [desk = '', archive = ''] = await subscribe('desk', 'archive');
    await announce('2019-04', [desk, archive]);
    await ledger().subscriptions.pause(desk, { cause: 'not-found', detail: 'the channel is gone' });
    expect((await claim('one')).map((one) => one.subscription.channel)).toEqual(['archive']);
    const all = await ledger().transaction((open) => open.subscriptions.all());
    expect(all.map((one) => `${one.channel} ${one.state}`).sort()).toEqual(['archive active', 'desk paused']);
    expect((await ledger().deliveries.troubled(10)).paused.map((one) => one.pause)).toEqual([
      { cause: 'not-found', detail: 'the channel is gone' },
    ]);
    await ledger().subscriptions.resume(desk);
    expect((await claim('one')).map((one) => one.subscription.channel)).toEqual(['desk']);
    await expect(ledger().subscriptions.pause('none', { cause: 'unknown', detail: 'x' })).rejects.toMatchObject({
      kind: 'missing',
    });
  });

  test('subscriptions follow the configuration, and again without a change', async () => {
    const slack = (name: string, wants: NewSubscription['wants']) =>
      subscriptionTo(name, { destination: 'slack', wants });
    const two = [slack('C1', ['admissions']), slack('C2', ['health'])];
    const active = async () =>
      (await ledger().transaction((open) => open.subscriptions.all()))
        .map((one) => `${one.channel} ${one.wants.join(' ')}`)
        .sort();
    await ledger().subscriptions.sync(two, at);
    await ledger().subscriptions.sync(two, later);
    expect(await active()).toEqual(['C1 admissions', 'C2 health']);
    await ledger().subscriptions.sync([slack('C2', ['all'])], later);
    expect(await active()).toEqual(['C2 all']);
    await ledger().subscriptions.sync([], later);
    expect(await active()).toEqual([]);
    await ledger().subscriptions.sync([...two, slack('C1', ['claims'])], later);
    expect(await active()).toEqual(['C1 admissions claims', 'C2 health']);
  });

  test('who was sent a document is known, a refused post does not count', async () => {
    const subscriptions = await subscribe('desk', 'archive', 'other');
    const [desk = '', archive = ''] = subscriptions;
    const { report } = await announce('2019-04', [desk, archive]);
    const told = () => ledger().transaction((open) => open.subscriptions.sentAbout([report.documentId, 'unheard-of']));
    expect([...(await told())].sort()).toEqual([desk, archive].sort());
    const refused = (await claim('one')).find((one) => one.subscription.id === archive);
    await markRejected(ledger(), refused?.id ?? '', failed('invalid', 'too long'));
    expect(await told()).toEqual([desk]);
    expect(await ledger().transaction((open) => open.subscriptions.sentAbout([]))).toEqual([]);
  });

  test('what a person has to resolve is listed, and found by the beginning of its id', async () => {
    await announce('2019-04', await subscribe('desk', 'archive'));
    const [one, two] = await claim('one');
    await markUncertain(ledger(), one?.id ?? '', failed('unknown', 'no answer'));
    const { deliveries } = await ledger().deliveries.troubled(10);
    expect(deliveries.map(({ id, state, error }) => [id, state, error])).toEqual([
      [one?.id, 'uncertain', failed('unknown', 'no answer')],
    ]);
    expect((await ledger().deliveries.delivery(one?.id.slice(0, 8) ?? ''))?.id).toBe(one?.id);
    expect((await ledger().deliveries.delivery(two?.id ?? ''))?.id).toBe(two?.id);
    expect(await ledger().deliveries.delivery('%')).toBeUndefined();
    expect(await ledger().deliveries.delivery('000000')).toBeUndefined();
  });
}
