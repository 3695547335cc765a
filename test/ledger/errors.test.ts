import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../src/domain/places.ts';
import { parseAddress } from '../../src/ledger/database/address.ts';
import { bindable, storable } from '../../src/ledger/database/bind.ts';
import { toLedgerError } from '../../src/ledger/database/errors.ts';
import { textSha256 } from '../../src/ledger/history/hashes.ts';
import { keysOf, partsOf } from '../../src/ledger/history/words.ts';
import { incident } from './fixtures.ts';

const secret = 'n0t-t0-be-seen';

describe('an address', () => {
  test.each([
    ['data/ackwatch.db', 'data/ackwatch.db'],
    ['sqlite:data/ackwatch.db', 'data/ackwatch.db'],
    ['sqlite:///var/ackwatch.db', '/var/ackwatch.db'],
    [':memory:', ':memory:'],
    ['C:\\ackwatch\\ledger.db', 'C:\\ackwatch\\ledger.db'],
    [
      `postgres://bot:${secret}@db.example.org:5433/ackwatch?password=${secret}`,
      'postgres://bot@db.example.org:5433/ackwatch',
    ],
    [`postgresql://db.example.org/ackwatch`, 'postgres://db.example.org/ackwatch'],
  ])('%s is shown as %s', (address, shown) => {
    expect(parseAddress(address).shown).toBe(shown);
  });

  test.each([
    '',
    '  ',
    'mysql://host/x',
    'sqlite:',
    `postgres://bot:${secret}@/x`,
    `postgres://bot:${secret}@host:port/x`,
  ])('%s is refused without being repeated', (address) => {
    expect(() => parseAddress(address)).toThrow(/Set `database` to/u);
    expect(() => parseAddress(address)).not.toThrow(secret);
  });
});

describe('an error', () => {
  test.each([
    [{ errcode: 5 }, 'busy'],
    [{ errcode: 261 }, 'busy'],
    [{ errcode: 13 }, 'full'],
    [{ errcode: 11 }, 'corrupt'],
    [{ errcode: 1555 }, 'conflict'],
    [{ errcode: 1811 }, 'append-only'],
    [{ code: '23505' }, 'conflict'],
    [{ code: 'AW001' }, 'append-only'],
    [{ code: '57014' }, 'busy'],
    [{ code: '40001' }, 'busy'],
    [{ code: '53100' }, 'full'],
    [{ code: '57P01' }, 'unavailable'],
    [{ code: '28P01' }, 'unavailable'],
    [{ code: '3D000' }, 'unavailable'],
    [{ code: 'ECONNRESET' }, 'unavailable'],
    [{ code: '42P01' }, 'unknown'],
    [{}, 'unknown'],
  ])('of the driver with %o is of kind %s', (properties, kind) => {
    const error = toLedgerError(Object.assign(new Error('it failed'), properties), 'data/x.db');
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(/^The ledger at data\/x\.db failed: it failed\. .+\.$/u);
  });

  test('of a ledger passes as it is', () => {
    const error = toLedgerError(new Error('x'), 'a');
    expect(toLedgerError(error, 'b')).toBe(error);
  });
});

describe('a value', () => {
  test('that the databases would store differently is refused', () => {
    for (const value of [new Date(0), true, undefined, Number.NaN, Number.POSITIVE_INFINITY, {}, [], () => 1]) {
      expect(() => bindable(value)).toThrow(/A ledger holds text/u);
    }
  });

  test('of any text keeps its length, so that offsets hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const stored = storable(text);
        expect(stored).toHaveLength(text.length);
        expect(stored.isWellFormed()).toBe(true);
        expect(stored).not.toContain('\0');
        expect(storable(stored)).toBe(stored);
      }),
    );
  });
});

describe('words', () => {
  test('the hash of a text does not see white space', () => {
    expect(textSha256(' a\u00a0 b\n')).toBe(textSha256('a b'));
    expect(textSha256('ab')).not.toBe(textSha256('a b'));
  });

  test('a place is folded alike in all its spellings', () => {
    expect(new Set(['Dayr az-Zawr', 'DAYR AZ ZAWR', ' dayr  az–zawr.', 'Dayr az-Zāwr'].map(fold))).toEqual(
      new Set(['dayr az zawr']),
    );
    expect(partsOf('Tal Afar, Tal')).toEqual(['tal afar tal', 'afar tal', 'tal']);
    expect(partsOf(' – ')).toEqual([]);
  });

  test('hostile places and references stay short', () => {
    const long = 'x'.repeat(10_000);
    const parts = partsOf(`${'word '.repeat(5000)}${long}`);
    expect(parts.length).toBeLessThanOrEqual(12);
    const keys = keysOf(incident({ place: long, reportNumbers: [long], ngoCodes: [long, 'CS1'], mgrs: [long] }));
    for (const text of [...parts, ...keys]) expect(text.length).toBeLessThanOrEqual(100);
    expect(keys).toContain('ngo:CS1');
  });
});
