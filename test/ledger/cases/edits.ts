import { expect, test } from 'vitest';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { admitted, fetched, minutes, noon, subscriptionTo, total } from '../fixtures.ts';

const [first, second, third, fourth] = [minutes(0), minutes(2), minutes(4), minutes(6)] as const;

export function editCases({ ledger }: Subject): void {
  const subscribe = async (...names: string[]): Promise<readonly string[]> => {
    await ledger().subscriptions.sync(
      names.map((name) => subscriptionTo(name)),
      first,
    );
    const held = await ledger().transaction((open) => open.subscriptions.all());
    return names.map((name) => held.find((one) => one.channel === name)?.id ?? '');
  };
  const announce = (month: string, subscriptionIds: readonly string[], at = first) =>
    ledger().transaction(async (open) => {
      const report = await open.addSnapshot('feed', 'cjtf-oir', fetched(month), total(month, 1302));
      const finding = admitted(report);
      await open.addFindings([finding]);
      for (const subscriptionId of subscriptionIds) await open.addDelivery({ finding, subscriptionId, at });
    });
  const claimOne = async (at = first) => (await ledger().deliveries.claim('one', at, fourth, 1))[0]?.id ?? '';
  const send = async (id: string, receipt: string, outdated: readonly string[] = []) => {
    expect(await ledger().deliveries.markSending(id, 'one', first, fourth)).toBe(true);
    await ledger().deliveries.markSent(id, { channel: 'desk', id: receipt }, first, outdated);
  };
  /** Posts that were sent to a channel, one for each month. */
  const posted = async (subscriptionId: string, ...months: string[]): Promise<readonly string[]> => {
    const ids = [];
    for (const month of months) {
      await announce(month, [subscriptionId]);
      const id = await claimOne();
      await send(id, `post ${month}`);
      ids.push(id);
    }
    return ids;
  };
  const claimEdits = (worker = 'one', at = first, until = second) =>
    ledger().deliveries.claimEdits(worker, at, until, 10);

  test('a digest holds what waited when it was begun, and no more', async () => {
    const [desk = '', other = ''] = await subscribe('desk', 'other');
    for (const month of ['2019-03', '2019-04']) await announce(month, [desk, other]);
    const lead = await claimOne();
    const gathered = await ledger().deliveries.gather(lead, second);
    expect(gathered.map(({ subscription }) => subscription.channel)).toEqual(['desk', 'desk']);
    expect(gathered[0]?.id).toBe(lead);
    await announce('2019-05', [desk]);
    await announce('2019-06', [desk], third);
    expect(await ledger().deliveries.gather(lead, fourth)).toEqual(gathered);
    expect((await ledger().deliveries.together(gathered[1]?.id ?? '')).map(({ id }) => id)).toEqual(
      gathered.map(({ id }) => id),
    );
    await expect(ledger().deliveries.gather('none', second)).rejects.toMatchObject({ kind: 'missing' });
  });

  test('what becomes of a digest becomes of all it holds; it is tried again as the same', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04', '2019-05']) await announce(month, [desk]);
    const lead = await claimOne();
    const gathered = await ledger().deliveries.gather(lead, first);
    await ledger().deliveries.markSending(lead, 'one', first, second);
    await ledger().deliveries.markRetry(lead, 'unavailable: later', second);
    expect(await ledger().deliveries.claim('one', first, second, 10)).toEqual([]);
    expect(await claimOne(second)).toBe(lead);
    await ledger().deliveries.markUncertain(lead, 'unknown: no answer', second);
    expect((await ledger().deliveries.troubled(10)).deliveries.map(({ id }) => id)).toEqual([lead]);
    expect((await ledger().deliveries.counts()).uncertain).toBe(3);
    await ledger().deliveries.markRetry(lead, 'a person asked', second);
    expect(await claimOne(second)).toBe(lead);
    expect(await ledger().deliveries.gather(lead, fourth)).toHaveLength(3);
    await send(lead, 'digest');
    expect((await ledger().deliveries.counts()).sent).toBe(3);
    const found = await ledger().deliveries.postedAs('terminal', 'desk', 'digest');
    expect(found?.id).toBe(lead);
    const last = await ledger().deliveries.ofEvent(gathered[2]?.event ?? '');
    expect(last.map(({ receipt }) => receipt?.id)).toEqual(['digest']);
  });

  test('a digest on its way takes all it holds with it, and is left behind as one', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04']) await announce(month, [desk]);
    const lead = await claimOne();
    await ledger().deliveries.gather(lead, first);
    await ledger().deliveries.markSending(lead, 'one', first, second);
    expect(await ledger().deliveries.counts()).toMatchObject({ pending: 0, sending: 2 });
    expect((await ledger().deliveries.abandoned(third, 'two', fourth)).map(({ id }) => id)).toEqual([lead]);
    await ledger().deliveries.markRejected(lead, 'invalid: too long', third);
    expect(await ledger().deliveries.counts()).toMatchObject({ sending: 0, rejected: 2 });
  });

  test('nothing joins a post that is on its way, or that another worker has sent', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04']) await announce(month, [desk]);
    const lead = await claimOne();
    await ledger().deliveries.markSending(lead, 'one', first, second);
    expect((await ledger().deliveries.gather(lead, first)).map(({ id }) => id)).toEqual([lead]);
    await ledger().deliveries.markSent(lead, { channel: 'desk', id: 'alone' }, first);
    expect((await ledger().deliveries.gather(lead, first)).map(({ id }) => id)).toEqual([lead]);
    expect(await claimOne()).not.toBe('');
  });

  test('a post that is held is due later, counts no attempt, and lets younger ones pass until then', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04']) await announce(month, [desk]);
    const held = await claimOne();
    await ledger().deliveries.hold(held, second);
    expect(await ledger().deliveries.nextDue()).toBe(first);
    const younger = await claimOne();
    expect(younger).not.toBe(held);
    await ledger().deliveries.hold(younger, second);
    expect(await ledger().deliveries.nextDue()).toBe(second);
    expect(await ledger().deliveries.claim('two', first, fourth, 10)).toEqual([]);
    expect(await ledger().deliveries.claim('two', second, fourth, 10)).toMatchObject([
      { id: held, attempts: 0, lastError: null },
    ]);
  });

  test('a post that failed is waited for, and so is one that is being sent, however old', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04', '2019-05']) await announce(month, [desk]);
    const held = await claimOne();
    await ledger().deliveries.hold(held, third);
    const failing = await claimOne();
    await ledger().deliveries.markRetry(failing, 'unavailable: later', second);
    expect(await claimOne()).toBe('');
    expect(await ledger().deliveries.nextDue()).toBe(second);
    expect(await claimOne(second)).toBe(failing);
    await ledger().deliveries.markSending(failing, 'one', second, fourth);
    expect(await claimOne(third)).toBe('');
    await ledger().deliveries.markSent(failing, { channel: 'desk', id: 'post' }, third);
    expect(await claimOne(third)).toBe(held);
  });

  test('a digest is led by any of what it holds: the older ones are not in its way', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04']) await announce(month, [desk]);
    await ledger().deliveries.hold(await claimOne(), second);
    const lead = await claimOne();
    expect(await ledger().deliveries.delivery(lead)).not.toHaveProperty('leads');
    expect(await ledger().deliveries.gather(lead, first)).toHaveLength(2);
    await ledger().deliveries.hold(lead, second);
    expect(await claimOne()).toBe('');
    const [again] = await ledger().deliveries.claim('one', third, fourth, 10);
    expect(again).toMatchObject({ id: lead, leads: true });
  });

  test('a reply that is sent asks in the same breath for the edit of what it concerns', async () => {
    const [desk = ''] = await subscribe('desk');
    const [march = ''] = await posted(desk, '2019-03');
    expect(await claimEdits()).toEqual([]);
    await announce('2019-04', [desk]);
    await send(await claimOne(), 'reply', [march, march]);
    expect(await ledger().deliveries.nextDue()).toBe(first);
    const [edit, ...others] = await claimEdits();
    expect(others).toEqual([]);
    expect(edit).toMatchObject({ delivery: { id: march, receipt: { id: 'post 2019-03' } }, attempts: 0 });
    expect(await ledger().deliveries.nextDue()).toBe(second);
    if (edit) await ledger().deliveries.markEdited(edit);
    expect(await claimEdits('two', third, fourth)).toEqual([]);
    expect(await ledger().deliveries.nextDue()).toBeNull();
  });

  test('an edit that is given back is anybody’s at once, and counts as not tried', async () => {
    const [desk = ''] = await subscribe('desk');
    const [march = ''] = await posted(desk, '2019-03');
    await announce('2019-04', [desk]);
    await send(await claimOne(), 'reply', [march]);
    const { deliveries } = ledger();
    expect(await deliveries.claimEdits('one', first, second, 10, { except: ['terminal'] })).toEqual([]);
    const [edit] = await deliveries.claimEdits('one', first, second, 10, { only: 'terminal' });
    if (edit) await deliveries.giveBackEdit(edit);
    expect(await claimEdits('two')).toMatchObject([{ delivery: { id: march }, attempts: 0 }]);
  });

  test('a revision during an edit asks for one more', async () => {
    const [desk = ''] = await subscribe('desk');
    const [march = ''] = await posted(desk, '2019-03');
    for (const month of ['2019-04', '2019-05']) await announce(month, [desk]);
    await send(await claimOne(), 'reply', [march]);
    const [edit] = await claimEdits();
    await send(await claimOne(), 'another', [march]);
    expect(await claimEdits('two'), 'while it is being edited').toEqual([]);
    if (edit) await ledger().deliveries.markEdited(edit);
    const [more] = await claimEdits('two');
    expect(more?.delivery.id).toBe(march);
    if (more) await ledger().deliveries.markEditRefused(more, 'not-found: gone');
    expect(await claimEdits('one', third, fourth)).toEqual([]);
  });

  test('the next edit of a channel is due when the one that is under way ends', async () => {
    const [desk = ''] = await subscribe('desk');
    const [march = '', april = ''] = await posted(desk, '2019-03', '2019-04');
    await announce('2019-05', [desk]);
    await send(await claimOne(), 'reply', [march, april]);
    expect(await claimEdits()).toHaveLength(1);
    expect(await ledger().deliveries.nextDue()).toBe(second);
  });

  test('an edit that a clock far ahead claimed is another’s at once', async () => {
    const [desk = ''] = await subscribe('desk');
    const [march = ''] = await posted(desk, '2019-03');
    await announce('2019-04', [desk]);
    await send(await claimOne(), 'reply', [march]);
    expect(await claimEdits('ahead', first, noon('2019-06-02'))).toHaveLength(1);
    expect(await claimEdits('one')).toHaveLength(1);
    expect(await claimEdits('two')).toEqual([]);
  });

  test('only what was posted is edited', async () => {
    const [desk = '', other = ''] = await subscribe('desk', 'other');
    await announce('2019-03', [desk, other]);
    const [mine, waiting] = await ledger().deliveries.claim('one', first, fourth, 2);
    await send(mine?.id ?? '', 'post', [waiting?.id ?? '', 'none']);
    expect(waiting?.subscription.channel).toBe('other');
    expect(await claimEdits()).toEqual([]);
  });

  test('edits of one channel come one at a time, the longest waiting first; two workers never get the same', async () => {
    const [desk = '', other = ''] = await subscribe('desk', 'other');
    const [march = '', april = ''] = await posted(desk, '2019-03', '2019-04');
    const [elsewhere = ''] = await posted(other, '2019-05');
    await announce('2019-06', [desk]);
    await send(await claimOne(), 'reply', [march, april, elsewhere]);
    const claims = (await Promise.all([claimEdits('one'), claimEdits('two'), claimEdits('three')])).flat();
    expect(claims.map(({ delivery }) => delivery.subscription.channel).sort()).toEqual(['desk', 'other']);
    for (const edit of claims) await ledger().deliveries.markEditRetry(edit, 'rate-limited: later', third);
    const [rest] = await claimEdits('one', second, third);
    expect([march, april]).toContain(rest?.delivery.id);
    if (rest) await ledger().deliveries.markEdited(rest);
    expect(await claimEdits('one', second, third)).toEqual([]);
    expect((await claimEdits('one', third, fourth)).map(({ attempts }) => attempts)).toEqual([1, 1]);
  });

  test('an edit whose worker died is another’s when its lease ends; a paused channel’s waits', async () => {
    const [desk = ''] = await subscribe('desk');
    const [march = ''] = await posted(desk, '2019-03');
    await announce('2019-04', [desk]);
    await send(await claimOne(), 'reply', [march]);
    expect(await claimEdits('one', first, second)).toHaveLength(1);
    expect(await claimEdits('two', first, second)).toEqual([]);
    await ledger().subscriptions.pause(desk, { cause: 'not-found', detail: 'gone' });
    expect(await claimEdits('two', second, third)).toEqual([]);
    await ledger().subscriptions.resume(desk);
    expect(await claimEdits('two', second, third)).toHaveLength(1);
  });

  test('the edit of one part of a digest is the edit of the digest', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04']) await announce(month, [desk]);
    const lead = await claimOne();
    const [, second] = await ledger().deliveries.gather(lead, first);
    await send(lead, 'digest');
    await announce('2019-05', [desk]);
    await send(await claimOne(), 'reply', [second?.id ?? '']);
    expect((await claimEdits()).map(({ delivery }) => delivery.id)).toEqual([lead]);
  });
}
