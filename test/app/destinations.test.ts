import { expect, test } from 'vitest';
import { connectionOf } from '../../src/app/destinations.ts';
import type { Adapter } from '../../src/chat/destination.ts';

const variables = ['TOKEN', 'SOCKET', 'SECRET', 'CLIENT'].map((name) => ({ name, secret: true, what: `The ${name}.` }));
const adapter: Pick<Adapter, 'ways' | 'variables'> = {
  variables,
  ways: [
    { what: 'by a socket', needs: ['TOKEN', 'SOCKET'] },
    { what: 'over HTTP', needs: ['TOKEN', 'SECRET'] },
    { what: 'in many spaces', needs: ['CLIENT', 'SECRET', 'ACKWATCH_KEY'] },
  ],
};
const of = (...set: readonly string[]) => connectionOf(adapter, Object.fromEntries(set.map((name) => [name, 'x'])));

test('a destination is on when all variables of one way are set, by the first such way', () => {
  expect(of('TOKEN', 'SOCKET').way?.what).toBe('by a socket');
  expect(of('TOKEN', 'SECRET', 'SOCKET').way?.what).toBe('by a socket');
  expect(of('CLIENT', 'SECRET', 'ACKWATCH_KEY').way?.what).toBe('in many spaces');
  expect(of('TOKEN', 'CLIENT', 'ACKWATCH_KEY').way).toBeUndefined();
  expect(connectionOf(adapter, { TOKEN: 'x', SOCKET: '' }).way, 'an empty variable is none').toBeUndefined();
});

test('a way that adds to another is taken where what it adds is set', () => {
  const ways = [
    { what: 'by a gateway', needs: ['TOKEN'] },
    { what: 'over HTTP', needs: ['TOKEN', 'SECRET'] },
    { what: 'in many spaces', needs: ['CLIENT', 'SECRET', 'SOCKET'] },
  ];
  const by = (...set: readonly string[]) =>
    connectionOf({ variables, ways }, Object.fromEntries(set.map((name) => [name, 'x'])));
  expect(by('TOKEN').way?.what).toBe('by a gateway');
  expect(by('TOKEN', 'SECRET')).toMatchObject({ way: { what: 'over HTTP' }, missing: [], isBegun: false });
  expect(by('TOKEN', 'SECRET', 'CLIENT', 'SOCKET').way?.what, 'not one that leaves the first out').toBe('over HTTP');
  expect(by('SECRET')).toMatchObject({ way: undefined, nearest: { what: 'over HTTP' }, missing: ['TOKEN'] });
});

test('one that is off names the first way, or the one that was begun and what it lacks', () => {
  expect(of()).toMatchObject({ nearest: { what: 'by a socket' }, missing: ['TOKEN', 'SOCKET'], isBegun: false });
  expect(of('TOKEN')).toMatchObject({ nearest: { what: 'by a socket' }, missing: ['SOCKET'], isBegun: true });
  expect(of('SECRET')).toMatchObject({ nearest: { what: 'over HTTP' }, missing: ['TOKEN'], isBegun: true });
  expect(of('CLIENT', 'SECRET')).toMatchObject({ missing: ['ACKWATCH_KEY'], isBegun: true });
  expect(of('CLIENT')).toMatchObject({ nearest: { what: 'in many spaces' }, missing: ['SECRET', 'ACKWATCH_KEY'] });
});

test('a variable of the whole program alone begins no way', () => {
  expect(of('ACKWATCH_KEY')).toMatchObject({ nearest: { what: 'by a socket' }, isBegun: false });
});

test('one that needs nothing is always on', () => {
  expect(connectionOf({ variables: [], ways: [{ what: 'as it is', needs: [] }] }, {}).way?.what).toBe('as it is');
});
