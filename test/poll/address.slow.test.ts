import type { LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAllowedAddress } from '../../src/network/address.ts';
import { type Publisher, startPublisher } from '../fakes/publisher.ts';
import { createTestClient, sourceError } from './test-client.ts';

const names: Readonly<Record<string, readonly { address: string; family: number }[]>> = {
  'private.example': [{ address: '127.0.0.1', family: 4 }],
  'mixed.example': [
    { address: '93.184.216.34', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ],
  'mapped.example': [{ address: '::ffff:127.0.0.1', family: 6 }],
  'empty.example': [],
};
const answering: LookupFunction = (host, _options, callback) => callback(null, [...(names[host] ?? [])]);
const later: LookupFunction = (host, options, callback) => setImmediate(() => answering(host, options, callback));

let publisher: Publisher;
beforeAll(async () => {
  publisher = await startPublisher();
  publisher.page('/', 'a secret of this machine');
});
afterAll(async () => {
  await publisher.close();
});

describe('the address guard', () => {
  const spellings = [
    '127.0.0.1',
    '127.1',
    '0x7f000001',
    '2130706433',
    '0177.0.0.1',
    '127.0.0.1.',
    '0.0.0.0',
    'localhost',
    'localhost.',
    'app.localhost',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fd00::1]',
    '[fe80::1]',
    '10.0.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
  ];
  for (const host of spellings) {
    it(`refuses ${host}`, async () => {
      const client = createTestClient({});
      const port = new URL(publisher.origin).port;
      const error = await sourceError(client.fetch(`http://${host}:${port}/`));
      expect(error.kind).toBe('forbidden-address');
      expect(error.message).toContain('allowPrivate');
      expect(publisher.requests()).toHaveLength(0);
      await client.http.close();
    });
  }

  for (const [manner, lookup] of [
    ['synchronously', answering],
    ['later', later],
  ] as const) {
    for (const host of Object.keys(names)) {
      it(`refuses ${host} when the resolver answers ${manner}`, async () => {
        const client = createTestClient({}, { lookup });
        const port = new URL(publisher.origin).port;
        expect((await sourceError(client.fetch(`http://${host}:${port}/`))).kind).toBe('forbidden-address');
        expect(publisher.requests()).toHaveLength(0);
        await client.http.close();
      });
    }
  }

  it('resolves a name once, so that a second answer has no effect', async () => {
    let asked = 0;
    const rebinding: LookupFunction = (_host, _options, callback) => {
      asked += 1;
      callback(null, [{ address: asked === 1 ? '127.0.0.1' : '93.184.216.34', family: 4 }]);
    };
    const client = createTestClient({}, { lookup: rebinding });
    expect((await sourceError(client.fetch('http://rebinding.example/'))).kind).toBe('forbidden-address');
    expect(asked).toBe(1);
    await client.http.close();
  });

  it('lets a source inside the network reach it by name, but never link-local addresses', async () => {
    const client = createTestClient({ allowPrivate: true }, { lookup: later });
    const port = new URL(publisher.origin).port;
    expect((await client.fetch(`http://private.example:${port}/`)).status).toBe('ok');
    expect((await sourceError(client.fetch('http://169.254.169.254/'))).kind).toBe('forbidden-address');
    await client.http.close();
  });

  it('refuses every other scheme and invalid addresses', async () => {
    const client = createTestClient();
    for (const address of ['file:///etc/hostname', 'ftp://example.org/', 'data:text/plain,x', 'not an address']) {
      expect((await sourceError(client.fetch(address))).kind).toBe('forbidden-address');
    }
    await client.http.close();
  });
});

describe('isAllowedAddress', () => {
  it('distinguishes public addresses from all others', () => {
    expect(['8.8.8.8', '2606:4700::1111'].map((address) => isAllowedAddress(address, false))).toEqual([true, true]);
    const never = [
      '',
      'x',
      '169.254.1.1',
      'fe80::1%eth0',
      '224.0.0.1',
      '2001::1',
      '192.0.2.1',
      '255.255.255.255',
      '::',
    ];
    expect(never.filter((address) => isAllowedAddress(address, true))).toEqual([]);
    const inside = ['10.1.2.3', '127.0.0.1', '::1', 'fd00::1', '100.64.0.1'];
    expect(inside.filter((address) => isAllowedAddress(address, false))).toEqual([]);
    expect(inside.filter((address) => isAllowedAddress(address, true))).toEqual(inside);
  });
});
