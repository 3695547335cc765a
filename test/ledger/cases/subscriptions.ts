import { expect, test } from 'vitest';
import { type Preferences, pauseText } from '../../../src/domain/subscriptions.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { admitted, fetched, minutes, subscriptionTo, total } from '../fixtures.ts';
import { begin, claim, failed, hold, markRetry, markSent } from '../outbox.ts';

const [first, second, third] = [minutes(0), minutes(2), minutes(4)] as const;
const weekly: Preferences = {
  rhythm: { type: 'weekly', on: 1, at: '08:00' },
  quiet: { from: '22:00', to: '07:00' },
  zone: 'Europe/London',
  form: 'condensed',
  replies: 'thread',
  mention: { group: 'S1', priority: 'high', minKilled: 5 },
  language: 'en',
};
const ofChat = subscriptionTo('C1', {
  destination: 'slack',
  space: 'T1',
  origin: 'chat',
  wants: ['admissions', 'revisions'],
  filters: { publishers: ['cjtf-oir'], countries: ['Syria'], minKilled: 3 },
  preferences: weekly,
  owner: 'U1',
  follows: [
    { type: 'event', key: 'k1', name: 'CS1010' },
    { type: 'place', name: 'Raqqa' },
  ],
});
const ofFile = subscriptionTo('C1', { destination: 'slack' });

export function subscriptionCases({ ledger }: Subject): void {
  const all = () => ledger().transaction((open) => open.subscriptions.all());
  const announce = (month: string, ...subscriptionIds: string[]) =>
    ledger().transaction(async (open) => {
      const report = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched(month),
        read: total(month, 1302),
      });
      const finding = admitted(report);
      await open.addFindings([finding]);
      for (const subscriptionId of subscriptionIds) await open.addDelivery({ finding, subscriptionId, at: first });
    });

  test('a chat’s subscription comes back as it was made, and is found by its channel and space', async () => {
    const made = await ledger().subscriptions.subscribe(ofChat, first);
    expect(made).toEqual({ ...ofChat, id: made.id, state: 'active', pause: null, mute: null, createdAt: first });
    expect(await ledger().subscriptions.of({ destination: 'slack', channel: 'C1' })).toEqual(made);
    expect(await ledger().subscriptions.of({ destination: 'terminal', channel: 'C1' })).toBeUndefined();
    expect(await ledger().subscriptions.inSpace({ destination: 'slack', space: 'T1' })).toEqual([made]);
    expect(await ledger().subscriptions.inSpace({ destination: 'slack', space: 'T2' })).toEqual([]);
    expect(await ledger().subscriptions.inSpace({ destination: 'slack', space: null })).toEqual([made]);
    expect(await all()).toEqual([made]);
  });

  test('one channel has one subscription: a second command changes it and resumes it', async () => {
    const made = await ledger().subscriptions.subscribe(ofChat, first);
    await ledger().subscriptions.pause(made.id, { cause: 'not-found', detail: 'gone' });
    expect(await ledger().subscriptions.of({ destination: 'slack', channel: 'C1' })).toMatchObject({
      state: 'paused',
      pause: { cause: 'not-found', detail: 'gone' },
    });
    const again = await ledger().subscriptions.subscribe({ ...ofChat, wants: ['claims'], owner: 'U2' }, second);
    expect(again).toEqual({ ...made, wants: ['claims'], owner: 'U2' });
    expect(await all()).toHaveLength(1);
  });

  test('a mute outlives changes of its subscription and its end, and frees what waited for another', async () => {
    const made = await ledger().subscriptions.subscribe(ofChat, first);
    const mute = { at: first, until: second };
    await ledger().subscriptions.mute(made.id, mute);
    await announce('2019-04', made.id);
    const [one] = await claim(ledger(), 'one', first, second, 10);
    await hold(ledger(), one?.id ?? '', third);
    await ledger().subscriptions.subscribe({ ...ofChat, wants: ['claims'] }, first);
    expect(await ledger().subscriptions.of(ofChat)).toMatchObject({ mute, wants: ['claims'] });
    await ledger().subscriptions.mute(made.id, { at: first, until: null });
    expect(await claim(ledger(), 'one', second, third, 10)).toMatchObject([
      { id: one?.id, subscription: { mute: { at: first, until: null } } },
    ]);
    await ledger().subscriptions.unsubscribe(made.id, second);
    expect(await ledger().subscriptions.subscribe(ofChat, third)).toMatchObject({ mute: null });
    await expect(ledger().subscriptions.mute('none', mute)).rejects.toMatchObject({ kind: 'missing' });
  });

  test('what waits for a time that no longer holds is due at once after a change', async () => {
    const made = await ledger().subscriptions.subscribe(ofChat, first);
    await announce('2019-04', made.id);
    const [one] = await claim(ledger(), 'one', first, second, 10);
    await hold(ledger(), one?.id ?? '', third);
    expect(await claim(ledger(), 'one', second, third, 10)).toEqual([]);
    await ledger().subscriptions.subscribe(ofChat, second);
    expect(await claim(ledger(), 'one', second, third, 10)).toMatchObject([{ id: one?.id, attempts: 0 }]);
  });

  test('one that ends drops what waits and keeps what was posted; another may follow it', async () => {
    const made = await ledger().subscriptions.subscribe(ofChat, first);
    await announce('2019-04', made.id);
    const [one] = await claim(ledger(), 'one', first, second, 10);
    await begin(ledger(), one?.id ?? '', 'one', first, second);
    await markSent(ledger(), one?.id ?? '', { channel: 'C1', id: '17.1' }, first);
    await announce('2019-05', made.id);
    expect(await ledger().subscriptions.activity(made.id)).toEqual({ lastSentAt: first, waiting: 1 });
    await ledger().subscriptions.unsubscribe(made.id, second);
    expect(await ledger().subscriptions.of({ destination: 'slack', channel: 'C1' })).toBeUndefined();
    expect(await all()).toEqual([]);
    expect(await ledger().deliveries.counts()).toMatchObject({ pending: 0, sent: 1 });
    expect((await ledger().deliveries.postedAs({ destination: 'slack', channel: 'C1', receiptId: '17.1' }))?.id).toBe(
      one?.id,
    );
    await ledger().subscriptions.subscribe(ofChat, third);
    expect(await ledger().subscriptions.activity(made.id)).toEqual({ lastSentAt: first, waiting: 0 });
    await expect(ledger().subscriptions.unsubscribe('none', third)).rejects.toMatchObject({ kind: 'missing' });
  });

  test('what is being sent when its subscription ends is reconciled, and never posted for the one that follows', async () => {
    const made = await ledger().subscriptions.subscribe(ofChat, first);
    for (const month of ['2019-03', '2019-04', '2019-05']) await announce(month, made.id);
    const [lead] = await claim(ledger(), 'one', first, second, 10);
    const id = lead?.id ?? '';
    await ledger().deliveries.formBatch({ id: id, at: first });
    await announce('2019-06', made.id);
    await begin(ledger(), id, 'one', first, second);
    await ledger().subscriptions.unsubscribe(made.id, first);
    expect(await ledger().deliveries.counts()).toMatchObject({ pending: 0, sending: 3 });
    await markRetry(ledger(), id, failed('unavailable', 'later'), first);
    expect(await claim(ledger(), 'one', second, third, 10)).toEqual([]);
    await ledger().subscriptions.subscribe(ofChat, second);
    expect(await claim(ledger(), 'one', second, third, 10)).toEqual([]);
    expect((await ledger().subscriptions.activity(made.id)).waiting).toBe(0);
  });

  test('other times in the configuration release what waits for those before; the same ones do not', async () => {
    const daily = { ...weekly, rhythm: { type: 'daily', at: '08:00' } } as const;
    await ledger().subscriptions.sync([{ ...ofFile, preferences: weekly }], first);
    await announce('2019-04', (await all())[0]?.id ?? '');
    const [one] = await claim(ledger(), 'one', first, second, 10);
    await hold(ledger(), one?.id ?? '', third);
    await ledger().subscriptions.sync([{ ...ofFile, preferences: weekly }], second);
    expect(await ledger().deliveries.nextDue()).toBe(third);
    await ledger().subscriptions.sync([{ ...ofFile, preferences: daily }], second);
    expect(await ledger().deliveries.nextDue()).toBe(second);
  });

  test('the configuration takes over a chat’s channel with what was posted there, and gives it back', async () => {
    const made = await ledger().subscriptions.subscribe(ofChat, first);
    await ledger().subscriptions.sync([ofFile], second);
    expect(await all()).toMatchObject([{ id: made.id, origin: 'configuration', wants: ['all'], owner: null }]);
    await expect(ledger().subscriptions.subscribe(ofChat, third)).rejects.toMatchObject({ kind: 'conflict' });
    await expect(ledger().subscriptions.unsubscribe(made.id, third)).rejects.toMatchObject({ kind: 'missing' });
    await ledger().subscriptions.sync([], third);
    expect(await ledger().subscriptions.of({ destination: 'slack', channel: 'C1' })).toBeUndefined();
    expect(await ledger().subscriptions.subscribe(ofChat, third)).toMatchObject({ id: made.id, origin: 'chat' });
    await ledger().subscriptions.sync([], third);
    expect(await all(), 'a chat’s own is none of the configuration’s').toHaveLength(1);
  });

  test('an owner of another name makes no second subscription', async () => {
    await ledger().subscriptions.sync([{ ...ofFile, owner: 'U1' }], first);
    await ledger().subscriptions.sync([{ ...ofFile, owner: 'U2' }], second);
    expect(await all()).toMatchObject([{ owner: 'U2', state: 'active' }]);
    await ledger().subscriptions.sync([], third);
    expect(await all()).toEqual([]);
  });

  test('a space that puts us out pauses its own, and resumes those alone', async () => {
    const [mine, broken] = [
      await ledger().subscriptions.subscribe(ofChat, first),
      await ledger().subscriptions.subscribe({ ...ofChat, channel: 'C2' }, first),
    ];
    await ledger().subscriptions.subscribe({ ...ofChat, channel: 'C3', space: 'T2' }, first);
    const pause = { cause: 'removed-from-space', detail: 'removed' } as const;
    const left = { destination: 'slack', space: 'T1', pause };
    await ledger().subscriptions.pause(broken.id, { cause: 'not-found', detail: 'gone' });
    expect(await ledger().subscriptions.pauseSpace(left)).toBe(1);
    expect(await ledger().subscriptions.pauseSpace(left)).toBe(0);
    const states = async () =>
      (await all()).map(({ channel, pause }) => [channel, pause === null ? null : pauseText(pause)]).sort();
    expect(await states()).toEqual([
      ['C1', 'removed-from-space: removed'],
      ['C2', 'not-found: gone'],
      ['C3', null],
    ]);
    expect(await ledger().subscriptions.resumeSpace({ ...left, causes: ['removed-from-space'] })).toBe(1);
    expect((await ledger().subscriptions.of({ destination: 'slack', channel: 'C1' }))?.id).toBe(mine.id);
    expect(await states()).toEqual([
      ['C1', null],
      ['C2', 'not-found: gone'],
      ['C3', null],
    ]);
  });

  test('the private subscription of an owner is made once, carries posts, and is no subscription of a channel', async () => {
    const way = { destination: 'slack', space: 'T1', channel: 'U1' };
    const make = () => ledger().transaction((open) => open.subscriptions.ofOwner(way, first));
    const made = await make();
    expect(await make()).toEqual(made);
    expect(made).toMatchObject({ ...way, origin: 'owner', wants: [], state: 'active' });
    expect(await all()).toEqual([]);
    expect(await ledger().subscriptions.of({ destination: 'slack', channel: 'U1' })).toBeUndefined();
    expect(await ledger().subscriptions.inSpace({ destination: 'slack', space: 'T1' })).toEqual([]);
    await announce('2019-04', made.id);
    expect(await claim(ledger(), 'one', first, second, 1)).toMatchObject([{ subscription: { id: made.id } }]);
    await ledger().subscriptions.sync([], second);
    expect((await make()).state).toBe('active');
  });

  test('installations are stored by space until they are removed', async () => {
    const { installations } = ledger();
    expect(await installations.get('slack', 'T1')).toBeUndefined();
    await installations.set({ destination: 'slack', space: 'T1', sealed: 'sealed', at: first });
    await installations.set({ destination: 'slack', space: 'T1', sealed: 'sealed anew', at: second });
    await installations.set({ destination: 'slack', space: 'T2', sealed: 'other', at: second });
    await installations.set({ destination: 'discord', space: 'T1', sealed: 'elsewhere', at: second });
    expect(await installations.get('slack', 'T1')).toBe('sealed anew');
    expect(await installations.all('slack')).toEqual([
      { space: 'T1', sealed: 'sealed anew' },
      { space: 'T2', sealed: 'other' },
    ]);
    await installations.remove('slack', 'T1');
    await installations.remove('slack', 'T1');
    expect(await installations.all('slack')).toEqual([{ space: 'T2', sealed: 'other' }]);
    expect(await installations.get('discord', 'T1')).toBe('elsewhere');
    let exported = '';
    for await (const piece of ledger().export('json')) exported += piece;
    expect(exported).not.toContain('elsewhere');
  });
}
