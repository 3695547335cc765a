import { createHmac, timingSafeEqual } from 'node:crypto';
import { createGuard as createGuardOf, type Guard } from '../../http/guard.ts';

export { createOnce } from '../../http/once.ts';

/**
 * Whether a request comes from Slack and for the first time (docs.slack.dev, authentication/verifying-requests-from-slack).
 * Bolt itself takes a request twice, and one that is dated in the future.
 */
export function createGuard(secret: string, now: () => Date): Guard {
  return createGuardOf(
    {
      shape: /^v0=[0-9a-f]{64}$/,
      proves(signature, timestamp, body) {
        const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
        return timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'));
      },
    },
    now,
  );
}
