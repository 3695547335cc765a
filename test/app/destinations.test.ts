import { expect, test } from 'vitest';
import { connectionSetup } from '../../src/app/destinations.ts';
import type { Adapter } from '../../src/chat/destination.ts';

const variables = ['TOKEN', 'SOCKET', 'SECRET', 'CLIENT'].map((name) => ({ name, secret: true, what: `The ${name}.` }));
const adapter: Pick<Adapter, 'connectionModes' | 'variables'> = {
  variables,
  connectionModes: [
    { what: 'by a socket', needs: ['TOKEN', 'SOCKET'] },
    { what: 'over HTTP', needs: ['TOKEN', 'SECRET'] },
    { what: 'in many spaces', needs: ['CLIENT', 'SECRET', 'ACKWATCH_KEY'] },
  ],
};
const of = (...set: readonly string[]) => connectionSetup(adapter, Object.fromEntries(set.map((name) => [name, 'x'])));

test('a destination is on in the first mode whose variables are all set', () => {
  expect(of('TOKEN', 'SOCKET').mode?.what).toBe('by a socket');
  expect(of('TOKEN', 'SECRET', 'SOCKET').mode?.what).toBe('by a socket');
  expect(of('CLIENT', 'SECRET', 'ACKWATCH_KEY').mode?.what).toBe('in many spaces');
  expect(of('TOKEN', 'CLIENT', 'ACKWATCH_KEY').mode).toBeUndefined();
  expect(connectionSetup(adapter, { TOKEN: 'x', SOCKET: '' }).mode, 'an empty variable is none').toBeUndefined();
});

test('a mode that needs more variables takes precedence if they are set', () => {
  const connectionModes = [
    { what: 'by a gateway', needs: ['TOKEN'] },
    { what: 'over HTTP', needs: ['TOKEN', 'SECRET'] },
    { what: 'in many spaces', needs: ['CLIENT', 'SECRET', 'SOCKET'] },
  ];
  const by = (...set: readonly string[]) =>
    connectionSetup({ variables, connectionModes }, Object.fromEntries(set.map((name) => [name, 'x'])));
  expect(by('TOKEN').mode?.what).toBe('by a gateway');
  expect(by('TOKEN', 'SECRET')).toMatchObject({ mode: { what: 'over HTTP' }, missing: [], isPartial: false });
  expect(by('TOKEN', 'SECRET', 'CLIENT', 'SOCKET').mode?.what, 'not one that leaves the first out').toBe('over HTTP');
  expect(by('SECRET')).toMatchObject({ mode: undefined, nearest: { what: 'over HTTP' }, missing: ['TOKEN'] });
});

test('a destination that is off names the first mode, or the started one, with its missing variables', () => {
  expect(of()).toMatchObject({ nearest: { what: 'by a socket' }, missing: ['TOKEN', 'SOCKET'], isPartial: false });
  expect(of('TOKEN')).toMatchObject({ nearest: { what: 'by a socket' }, missing: ['SOCKET'], isPartial: true });
  expect(of('SECRET')).toMatchObject({ nearest: { what: 'over HTTP' }, missing: ['TOKEN'], isPartial: true });
  expect(of('CLIENT', 'SECRET')).toMatchObject({ missing: ['ACKWATCH_KEY'], isPartial: true });
  expect(of('CLIENT')).toMatchObject({ nearest: { what: 'in many spaces' }, missing: ['SECRET', 'ACKWATCH_KEY'] });
});

test('a shared variable alone starts no connection mode', () => {
  expect(of('ACKWATCH_KEY')).toMatchObject({ nearest: { what: 'by a socket' }, isPartial: false });
});

test('a destination that needs no variables is always on', () => {
  expect(connectionSetup({ variables: [], connectionModes: [{ what: 'as it is', needs: [] }] }, {}).mode?.what).toBe(
    'as it is',
  );
});
