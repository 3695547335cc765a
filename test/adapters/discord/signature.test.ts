import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDiscordGuard } from '../../../adapters/discord/interactions/http.ts';

const second = 1_700_000_000;
const now = () => new Date(second * 1000);

const hexOf = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).subarray(12).toString('hex');
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const hex = hexOf(publicKey);
const signed = (body: string | Uint8Array, at = second, key = privateKey) => ({
  timestamp: String(at),
  signature: sign(null, Buffer.concat([Buffer.from(String(at)), Buffer.from(body)]), key).toString('hex'),
});

describe('the guard', () => {
  test('lets each request pass once, and only within five minutes either way', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.integer({ min: -600, max: 600 }),
        fc.integer({ min: 0, max: 1200 }),
        (body, age, later) => {
          let clock = second;
          const guard = createDiscordGuard(hex, () => new Date(clock * 1000));
          const headers = signed(body, second - age);
          const first = guard.refusal(headers, body);
          expect(first).toBe(Math.abs(age) > 300 ? 'stale' : null);
          clock += later;
          const again = Math.abs(age + later) > 300 ? 'stale' : first === null ? 'seen' : null;
          expect(guard.refusal(headers, body)).toBe(again);
        },
      ),
    );
  });

  test('refuses whatever differs from what was signed by a single bit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (body, place) => {
        const headers = signed(body);
        const altered = Uint8Array.from(body);
        altered[place % body.length] = (altered[place % body.length] ?? 0) ^ (1 << (place % 8));
        const guard = createDiscordGuard(hex, now);
        expect(guard.refusal(headers, altered)).toBe('wrong-signature');
        const signature = Buffer.from(headers.signature, 'hex');
        signature[place % 64] = (signature[place % 64] ?? 0) ^ (1 << (place % 8));
        expect(guard.refusal({ ...headers, signature: signature.toString('hex') }, body)).toBe('wrong-signature');
        // What was refused is not remembered as seen.
        expect(guard.refusal(headers, body)).toBeNull();
      }),
    );
  });

  test('refuses another key, and another time than was signed', () => {
    const guard = createDiscordGuard(hex, now);
    const other = generateKeyPairSync('ed25519').privateKey;
    expect(guard.refusal(signed('a', second, other), Buffer.from('a'))).toBe('wrong-signature');
    const timestamp = String(second + 1);
    expect(guard.refusal({ ...signed('a'), timestamp }, Buffer.from('a'))).toBe('wrong-signature');
  });

  test('does not let time and body be cut apart elsewhere', () => {
    const guard = createDiscordGuard(hex, now);
    const { signature } = signed('1{}', second);
    expect(guard.refusal({ timestamp: `${second}1`, signature }, Buffer.from('{}'))).toBe('stale');
  });

  test('takes no second spelling of a signature, which would pass once more', () => {
    const guard = createDiscordGuard(hex, now);
    const { timestamp, signature } = signed('a');
    expect(guard.refusal({ timestamp, signature }, Buffer.from('a'))).toBeNull();
    for (const spelling of [signature.toUpperCase(), ` ${signature}`, `${signature}00`, `${signature}\n`]) {
      expect(guard.refusal({ timestamp, signature: spelling }, Buffer.from('a'))).not.toBeNull();
    }
    // Times that are written otherwise were not signed.
    expect(guard.refusal({ timestamp: `0${timestamp}`, signature }, Buffer.from('a'))).not.toBeNull();
  });

  test('takes nothing in place of a signature', () => {
    const guard = createDiscordGuard(hex, now);
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (timestamp, signature) => {
        expect(guard.refusal({ timestamp, signature }, Buffer.from('a'))).not.toBeNull();
      }),
    );
    const zero = '00'.repeat(64);
    expect(guard.refusal({ timestamp: String(second), signature: zero }, Buffer.from('a'))).toBe('wrong-signature');
  });

  test('does not let a request pass again because many others came between', () => {
    const guard = createDiscordGuard(hex, now);
    expect(guard.refusal(signed('first'), Buffer.from('first'))).toBeNull();
    for (let number = 0; number < 5000; number += 1) {
      expect(guard.refusal(signed(`${number}`), Buffer.from(`${number}`))).toBeNull();
    }
    expect(guard.refusal(signed('first'), Buffer.from('first'))).toBe('seen');
  });
});
