import { expect, test } from 'vitest';
import type { Edit } from '../../../src/ledger/ledger.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { admitted, fetched, minutes, noon, subscriptionTo, total } from '../fixtures.ts';
import { begin, claim, failed, hold, markRejected, markRetry, markSent, markUncertain, postAgain } from '../outbox.ts';

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
      const report = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched(month),
        read: total(month, 1302),
      });
      const finding = admitted(report);
      await open.addFindings([finding]);
      for (const subscriptionId of subscriptionIds) await open.addDelivery({ finding, subscriptionId, at });
    });
  const claimOne = async (at = first) => (await claim(ledger(), 'one', at, fourth, 1))[0]?.id ?? '';
  const send = async (id: string, receipt: string, outdated: readonly string[] = []) => {
    expect(await begin(ledger(), id, 'one', first, fourth)).toBe(true);
    await markSent(ledger(), id, { channel: 'desk', id: receipt }, first, outdated);
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
  /** By a worker that looks for leases that ended first. */
  const claimEdits = async (worker = 'one', at = first, leaseUntil = second) => {
    await ledger().deliveries.rescue({ worker, at, leaseUntil });
    return ledger().edits.claim({ worker, at, leaseUntil, limit: 10 });
  };
  const markEdited = (edit: Edit) => ledger().edits.save({ edit, to: { ...edit, state: 'done', error: null } });

  test('a digest holds what waited when it was begun, and no more', async () => {
    const [desk = '', other = ''] = await subscribe('desk', 'other');
    for (const month of ['2019-03', '2019-04']) await announce(month, [desk, other]);
    const lead = await claimOne();
    const gathered = await ledger().deliveries.formBatch({ id: lead, at: second });
    expect(gathered.map(({ subscription }) => subscription.channel)).toEqual(['desk', 'desk']);
    expect(gathered[0]?.id).toBe(lead);
    await announce('2019-05', [desk]);
    await announce('2019-06', [desk], third);
    expect(await ledger().deliveries.formBatch({ id: lead, at: fourth })).toEqual(gathered);
    expect((await ledger().deliveries.batch(gathered[1]?.id ?? '')).map(({ id }) => id)).toEqual(
      gathered.map(({ id }) => id),
    );
    await expect(ledger().deliveries.formBatch({ id: 'none', at: second })).rejects.toMatchObject({ kind: 'missing' });
  });

  test('what becomes of a digest becomes of all it holds; it is tried again as the same', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04', '2019-05']) await announce(month, [desk]);
    const lead = await claimOne();
    const gathered = await ledger().deliveries.formBatch({ id: lead, at: first });
    await begin(ledger(), lead, 'one', first, second);
    await markRetry(ledger(), lead, failed('unavailable', 'later'), second);
    expect(await claim(ledger(), 'one', first, second, 10)).toEqual([]);
    expect(await claimOne(second)).toBe(lead);
    await markUncertain(ledger(), lead, failed('unknown', 'no answer'));
    expect((await ledger().deliveries.troubled(10)).deliveries.map(({ id }) => id)).toEqual([lead]);
    expect((await ledger().deliveries.counts()).uncertain).toBe(3);
    await postAgain(ledger(), lead, second);
    expect(await claimOne(second)).toBe(lead);
    expect(await ledger().deliveries.formBatch({ id: lead, at: fourth })).toHaveLength(3);
    await send(lead, 'digest');
    expect((await ledger().deliveries.counts()).sent).toBe(3);
    const found = await ledger().deliveries.postedAs({ destination: 'terminal', channel: 'desk', receiptId: 'digest' });
    expect(found?.id).toBe(lead);
    const last = await ledger().deliveries.ofEvent(gathered[2]?.event ?? '');
    expect(last.map(({ receipt }) => receipt?.id)).toEqual(['digest']);
  });

  test('a digest on its way takes all it holds with it, and is left behind as one', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04']) await announce(month, [desk]);
    const lead = await claimOne();
    await ledger().deliveries.formBatch({ id: lead, at: first });
    await begin(ledger(), lead, 'one', first, second);
    expect(await ledger().deliveries.counts()).toMatchObject({ pending: 0, sending: 2 });
    expect(
      (await ledger().deliveries.rescue({ worker: 'two', at: third, leaseUntil: fourth })).map(({ id }) => id),
    ).toEqual([lead]);
    await markRejected(ledger(), lead, failed('invalid', 'too long'));
    expect(await ledger().deliveries.counts()).toMatchObject({ sending: 0, rejected: 2 });
  });

  test('nothing joins a post that is on its way, or that another worker has sent', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04']) await announce(month, [desk]);
    const lead = await claimOne();
    await begin(ledger(), lead, 'one', first, second);
    expect((await ledger().deliveries.formBatch({ id: lead, at: first })).map(({ id }) => id)).toEqual([lead]);
    await markSent(ledger(), lead, { channel: 'desk', id: 'alone' }, first);
    expect((await ledger().deliveries.formBatch({ id: lead, at: first })).map(({ id }) => id)).toEqual([lead]);
    expect(await claimOne()).not.toBe('');
  });

  test('some of what waits become one post, and the rest waits on', async () => {
    const [desk = '', other = ''] = await subscribe('desk', 'other');
    for (const month of ['2019-03', '2019-04', '2019-05', '2019-06']) await announce(month, [desk, other]);
    const { deliveries } = ledger();
    const waitingFor = async (sentSince = fourth) =>
      deliveries.waiting({ subscriptionId: desk, until: second, sentSince });
    const all = await waitingFor();
    expect(all.map(({ kind, publisher, isSent }) => [kind, publisher, isSent])).toEqual(
      Array.from({ length: 4 }, () => ['admitted', 'cjtf-oir', false]),
    );
    expect(new Set(all.map(({ documentId }) => documentId)).size).toBe(1);
    const [lead = '', , , last = ''] = all.map(({ id }) => id);
    const gathered = await deliveries.formBatch({ id: lead, at: second, only: [last] });
    expect(gathered.map(({ id }) => id)).toEqual([lead, last]);
    expect((await waitingFor()).map(({ id }) => id)).toEqual(all.slice(1, 3).map(({ id }) => id));
    await claimOne();
    await send(lead, 'both');
    expect(await deliveries.counts()).toMatchObject({ sent: 2 });
    expect(await waitingFor(first), 'what was posted together is not counted as posted alone').toHaveLength(2);
    const alone = await claimOne(second);
    await hold(ledger(), alone, fourth);
    expect(
      (await waitingFor()).map(({ id }) => id),
      'what is on hold for longer waits for its time',
    ).not.toContain(alone);
  });

  test('a post that is on hold is due later, counts no attempt, and lets younger ones pass until then', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04']) await announce(month, [desk]);
    const held = await claimOne();
    await hold(ledger(), held, second);
    expect(await ledger().deliveries.nextDue()).toBe(first);
    const younger = await claimOne();
    expect(younger).not.toBe(held);
    await hold(ledger(), younger, second);
    expect(await ledger().deliveries.nextDue()).toBe(second);
    expect(await claim(ledger(), 'two', first, fourth, 10)).toEqual([]);
    expect(await claim(ledger(), 'two', second, fourth, 10)).toMatchObject([{ id: held, attempts: 0, error: null }]);
  });

  test('a post that failed is waited for, and so is one that is being sent, however old', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04', '2019-05']) await announce(month, [desk]);
    const held = await claimOne();
    await hold(ledger(), held, third);
    const failing = await claimOne();
    await markRetry(ledger(), failing, failed('unavailable', 'later'), second);
    expect(await claimOne()).toBe('');
    expect(await ledger().deliveries.nextDue()).toBe(second);
    expect(await claimOne(second)).toBe(failing);
    await begin(ledger(), failing, 'one', second, fourth);
    expect(await claimOne(third)).toBe('');
    await markSent(ledger(), failing, { channel: 'desk', id: 'post' }, third);
    expect(await claimOne(third)).toBe(held);
  });

  test('a digest is led by any of what it holds: the older ones are not in its way', async () => {
    const [desk = ''] = await subscribe('desk');
    for (const month of ['2019-03', '2019-04']) await announce(month, [desk]);
    await hold(ledger(), await claimOne(), second);
    const lead = await claimOne();
    expect(await ledger().deliveries.delivery(lead)).toMatchObject({ batchId: null });
    expect(await ledger().deliveries.formBatch({ id: lead, at: first })).toHaveLength(2);
    await hold(ledger(), lead, second);
    expect(await claimOne()).toBe('');
    const [again] = await claim(ledger(), 'one', third, fourth, 10);
    expect(again).toMatchObject({ id: lead, batchId: lead });
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
    if (edit) await markEdited(edit);
    expect(await claimEdits('two', third, fourth)).toEqual([]);
    expect(await ledger().deliveries.nextDue()).toBeNull();
  });

  test('an edit that is given back is anybody’s at once, and counts as not tried', async () => {
    const [desk = ''] = await subscribe('desk');
    const [march = ''] = await posted(desk, '2019-03');
    await announce('2019-04', [desk]);
    await send(await claimOne(), 'reply', [march]);
    const { edits } = ledger();
    const claimOf = { worker: 'one', at: first, leaseUntil: second, limit: 10 };
    expect(await edits.claim({ ...claimOf, of: { except: ['terminal'] } })).toEqual([]);
    const [edit] = await edits.claim({ ...claimOf, of: { only: 'terminal' } });
    if (edit) await edits.release(edit);
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
    if (edit) await markEdited(edit);
    const [more] = await claimEdits('two');
    expect(more?.delivery.id).toBe(march);
    const error = failed('not-found', 'gone');
    if (more) await ledger().edits.save({ edit: more, to: { ...more, state: 'refused', error } });
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
    const [mine, waiting] = await claim(ledger(), 'one', first, fourth, 2);
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
    for (const edit of claims) {
      const waiting = { attempts: edit.attempts + 1, nextAttemptAt: third, error: failed('rate-limited', 'later') };
      await ledger().edits.save({ edit, to: { ...edit, ...waiting } });
    }
    const [rest] = await claimEdits('one', second, third);
    expect([march, april]).toContain(rest?.delivery.id);
    if (rest) await markEdited(rest);
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
    const [, second] = await ledger().deliveries.formBatch({ id: lead, at: first });
    await send(lead, 'digest');
    await announce('2019-05', [desk]);
    await send(await claimOne(), 'reply', [second?.id ?? '']);
    expect((await claimEdits()).map(({ delivery }) => delivery.id)).toEqual([lead]);
  });
}
