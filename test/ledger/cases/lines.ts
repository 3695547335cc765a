import { expect, test } from 'vitest';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { collect } from '../fixtures.ts';

/** So many days after 1 June 2019. */
const day = (after: number): string => new Date(Date.UTC(2019, 5, 1) + after * 86_400_000).toISOString();
const long = 'incidents --place "Tal Afar" --after WyIyMDE3LTA2LTAxIiwiYSJd --outcome credible --limit 20';

export function lineCases({ ledger, at, shared }: Subject): void {
  test('a line is found by a short id, the same for the same line', async () => {
    const id = await ledger().lines.add(long, day(0));
    expect(id).toMatch(/^[0-9a-f]{20}$/u);
    expect(await ledger().lines.add(long, day(3))).toBe(id);
    expect(await ledger().lines.add(`${long}0`, day(3))).not.toBe(id);
    expect(await ledger().lines.line(id)).toBe(long);
  });

  test('what a database cannot store is changed until it can, and keeps its id', async () => {
    const id = await ledger().lines.add('incidents --place a\0b\uD800', day(0));
    expect(await ledger().lines.add('incidents --place a\0b\uD800', day(5))).toBe(id);
    expect(await ledger().lines.line(id)).toBe('incidents --place a\uFFFDb\uFFFD');
  });

  test('an id that was never given out, and what is no id, name nothing', async () => {
    for (const id of ['0'.repeat(20), '', '%', "' or 1 = 1"]) expect(await ledger().lines.line(id)).toBeUndefined();
  });

  test('a line is stored for 90 days after it was last given out, and then forgotten', async () => {
    const once = await ledger().lines.add('totals 1', day(0));
    const again = await ledger().lines.add('totals 2', day(0));
    await ledger().lines.add('totals 2', day(60));
    await ledger().lines.add('totals 3', day(90));
    expect(await ledger().lines.line(once)).toBe('totals 1');
    await ledger().lines.add('totals 4', day(92));
    expect(await ledger().lines.line(once)).toBeUndefined();
    expect(await ledger().lines.line(again)).toBe('totals 2');
  });

  test('one that is given out several times a day is stored as long', async () => {
    const often = await ledger().lines.add('totals 1', day(0));
    await ledger().lines.add('totals 1', day(0.9));
    await ledger().lines.add('totals 2', day(90.8));
    expect(await ledger().lines.line(often)).toBe('totals 1');
  });

  test('more old lines go than new ones come', async () => {
    const old = [];
    for (let n = 0; n < 30; n += 1) old.push(await ledger().lines.add(`findings ${n}`, day(0)));
    for (let n = 0; n < 2; n += 1) await ledger().lines.add(`totals ${n}`, day(100));
    const left = await Promise.all(old.map((id) => ledger().lines.line(id)));
    expect(left.filter((line) => line !== undefined)).toEqual([]);
  });

  test('several at once are all stored', async () => {
    const lines = Array.from({ length: 20 }, (_, n) => `history killed_total --after ${n}`);
    const ids = await Promise.all(lines.map((line) => ledger().lines.add(line, day(0))));
    expect(await Promise.all(ids.map((id) => ledger().lines.line(id)))).toEqual(lines);
  });

  test.skipIf(!shared)('outlives its process', async () => {
    const id = await ledger().lines.add(long, day(0));
    const other = await openLedger(at());
    expect(await other.lines.line(id)).toBe(long);
    await other.close();
  });

  test('is in no export: what people asked is not shown to others', async () => {
    await ledger().lines.add(long, day(0));
    expect(await collect(ledger().export('json'))).not.toContain('Tal Afar');
  });
}
