import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a request comes from Slack and for the first time (docs.slack.dev, authentication/verifying-requests-from-slack).
 * Bolt itself takes a request twice, and one that is dated in the future.
 */

/** Either way, in seconds: also the clock of this machine may be wrong. */
const windowSeconds = 300;
/** Slack sends at most 30,000 events an hour: this is more than the window can hold of them. */
const mostKept = 10_000;

export type Refusal = 'unsigned' | 'stale' | 'wrong-signature' | 'seen';

export interface Guard {
  /** Null where it may pass, which it may once. `body` is what was signed, byte for byte. */
  refusal(headers: { readonly timestamp: unknown; readonly signature: unknown }, body: Uint8Array): Refusal | null;
}

export function createGuard(secret: string, now: () => Date): Guard {
  // When each stops to be valid by itself, in seconds; what was signed first stands first.
  const seen = new Map<string, number>();

  function forget(second: number) {
    for (const [signature, until] of seen) {
      if (until >= second && seen.size <= mostKept) return;
      seen.delete(signature);
    }
  }

  return {
    refusal({ timestamp, signature }, body) {
      if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return 'unsigned';
      if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return 'unsigned';
      const second = Math.floor(now().getTime() / 1000);
      if (Math.abs(second - Number(timestamp)) > windowSeconds) return 'stale';
      const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
      if (!timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'))) return 'wrong-signature';
      if (seen.has(signature)) return 'seen';
      seen.set(signature, Number(timestamp) + windowSeconds);
      forget(second);
      return null;
    },
  };
}

/** What Slack may bring twice: an envelope whose acknowledgement was lost, an event it was not answered for in time. */
export function createOnce(most = mostKept): (key: string) => boolean {
  const met = new Set<string>();
  return (key) => {
    if (met.has(key)) return false;
    met.add(key);
    for (const oldest of met) {
      if (met.size <= most) break;
      met.delete(oldest);
    }
    return true;
  };
}
