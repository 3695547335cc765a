import { createPublicKey, verify } from 'node:crypto';
import { createGuard as createGuardOf, type Guard } from '../../http/guard.ts';

/** What stands before the 32 bytes of an Ed25519 key in SubjectPublicKeyInfo (RFC 8410). */
const prefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Whether a request comes from Discord, about now and for the first time. Discord says how it signs (docs.discord.com,
 * interactions/overview) and names no age; now and then it signs wrongly on purpose, and expects 401.
 *
 * `publicKey` is 64 hexadecimal digits, as the app's page shows it.
 */
export function createGuard(publicKey: string, now: () => Date): Guard {
  const key = createPublicKey({
    key: Buffer.concat([prefix, Buffer.from(publicKey, 'hex')]),
    format: 'der',
    type: 'spki',
  });
  return createGuardOf(
    {
      shape: /^[0-9a-f]{128}$/,
      proves: (signature, timestamp, body) =>
        verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex')),
    },
    now,
  );
}
