import { createHmac } from 'node:crypto';

/**
 * Returns the three headers of Standard Webhooks 1.0.0 with a `v1` signature for each key. `id` must hold no full stop:
 * full stops separate what is signed. `body` must be sent exactly as it is signed.
 */
export function signatureHeaders(
  id: string,
  at: Date,
  body: string,
  keys: readonly Uint8Array[],
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = keys.map(
    (key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
