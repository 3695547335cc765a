import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createSeal, installationsOf, resealOutdated } from '../../src/app/credentials.ts';
import { openLedger } from '../../src/ledger/open.ts';

const key = fc.string({ minLength: 32, maxLength: 64 }).filter((text) => !text.includes(',') && text.trim() === text);
const [first, second] = ['first '.repeat(6).trim(), 'second'.repeat(6)];

describe('a sealed text', () => {
  it('opens to the original for the same name, and does not contain it', () => {
    fc.assert(
      fc.property(key, fc.string({ unit: 'grapheme' }), fc.string(), (setting, text, name) => {
        const sealed = createSeal(setting).seal(text, name);
        expect(createSeal(setting).open(sealed, name)).toEqual({ text, isOutdated: false });
        expect(sealed).toMatch(/^v1\.[\w-]+$/);
        if (text.length > 8) expect(sealed).not.toContain(text);
      }),
    );
  });

  it('never opens after a single character has changed', () => {
    fc.assert(
      fc.property(key, fc.string(), fc.nat(), fc.stringMatching(/^[\w.=-]$/), (setting, text, at, other) => {
        const seal = createSeal(setting);
        const sealed = seal.seal(text, 'T1');
        const place = at % sealed.length;
        fc.pre(sealed[place] !== other);
        expect(seal.open(sealed.slice(0, place) + other + sealed.slice(place + 1), 'T1')).toBeUndefined();
      }),
    );
  });

  it('never opens cut off, lengthened, with another key or under another name', () => {
    fc.assert(
      fc.property(key, key, fc.string(), fc.string(), fc.nat(), (setting, otherKey, text, other, cut) => {
        fc.pre(setting !== otherKey && other !== 'T1');
        const seal = createSeal(setting);
        const sealed = seal.seal(text, 'T1');
        expect(seal.open(sealed.slice(0, cut % sealed.length), 'T1')).toBeUndefined();
        expect(seal.open(`${sealed}A`, 'T1')).toBeUndefined();
        expect(seal.open(`${sealed}.A`, 'T1')).toBeUndefined();
        expect(seal.open(sealed, other)).toBeUndefined();
        expect(createSeal(otherKey).open(sealed, 'T1')).toBeUndefined();
      }),
    );
  });

  it('is another text each time', () => {
    const seal = createSeal(first);
    expect(new Set(Array.from({ length: 50 }, () => seal.seal('token', 'T1'))).size).toBe(50);
  });

  it('opens with an earlier key that follows the new one, and says so', () => {
    const sealed = createSeal(first).seal('token', 'T1');
    expect(createSeal(`${second}, ${first}`).open(sealed, 'T1')).toEqual({ text: 'token', isOutdated: true });
  });

  it('is never opened from arbitrary text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(createSeal(first).open(text, 'T1')).toBeUndefined();
        expect(createSeal(first).open(`v1.${text}`, 'T1')).toBeUndefined();
      }),
    );
  });
});

describe('the installations of a destination', async () => {
  const ledger = await openLedger(':memory:');
  afterAll(() => ledger.close());
  const now = () => new Date('2026-11-24T09:00:00Z');
  const store = ledger.installations;
  const log = {
    errors: [] as string[],
    info() {},
    warn() {},
    error: (_: object, text: string) => log.errors.push(text),
  };

  it('are stored sealed, one for each space, until they are removed', async () => {
    const slack = installationsOf(store, 'slack', first, now);
    await slack.set('T1', { bot: { token: 'xoxb-secret' } });
    await slack.set('T2', { bot: { token: 'xoxb-other' } });
    await slack.set('T1', { bot: { token: 'xoxb-newer' } });
    expect(await slack.get('T1')).toEqual({ bot: { token: 'xoxb-newer' } });
    expect(await slack.get('T3')).toBeUndefined();
    expect([...(await slack.spaces())].sort()).toEqual(['T1', 'T2']);
    expect(JSON.stringify(await store.all('slack'))).not.toContain('xoxb');
    await slack.remove('T2');
    await slack.remove('T2');
    expect(await slack.spaces()).toEqual(['T1']);
    expect(await installationsOf(store, 'discord', first, now).spaces()).toEqual([]);
  });

  it('do not open for a wrong key, without one, or in the place of another space', async () => {
    const wrong = installationsOf(store, 'slack', second, now);
    await expect(wrong.get('T1')).rejects.toMatchObject({ name: 'DeliveryError', kind: 'unauthorized' });
    await expect(wrong.get('T1')).rejects.toThrow(/after a comma/);
    const none = installationsOf(store, 'slack', undefined, now);
    for (const refused of [none.get('T1'), none.set('T1', {}), none.remove('T1'), none.spaces()])
      await expect(refused).rejects.toThrow(/ACKWATCH_KEY is not set/);
    await store.set({
      destination: 'slack',
      space: 'T9',
      sealed: (await store.get('slack', 'T1')) ?? '',
      at: now().toISOString(),
    });
    await expect(installationsOf(store, 'slack', first, now).get('T9')).rejects.toMatchObject({ kind: 'unauthorized' });
    await store.remove('slack', 'T9');
  });

  it('are sealed again with the first key, so that the earlier one can be removed', async () => {
    await store.set({ destination: 'slack', space: 'T8', sealed: 'v1.broken', at: now().toISOString() });
    expect(await resealOutdated(store, 'slack', `${second},${first}`, { now, log })).toBe(1);
    expect(log.errors).toEqual([expect.stringContaining('slack T8')]);
    expect(await resealOutdated(store, 'slack', `${second},${first}`, { now, log })).toBe(0);
    expect(await installationsOf(store, 'slack', second, now).get('T1')).toEqual({ bot: { token: 'xoxb-newer' } });
  });
});
