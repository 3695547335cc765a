import { mostRemembered } from '../interaction/once.ts';

/** In seconds, into the past and the future, because our clock may be wrong too. */
const windowSeconds = 300;

export type Refusal = 'unsigned' | 'stale' | 'wrong-signature' | 'seen';

export interface Guard {
  /** Returns null if the request is accepted, which happens once. `body` is the signed bytes. */
  refusal(headers: { readonly timestamp: unknown; readonly signature: unknown }, body: Uint8Array): Refusal | null;
}

/** How a platform signs time and body of a request. */
export interface Signing {
  /** The form of a signature. No two different strings of this form may prove the same request. */
  readonly shape: RegExp;
  proves(signature: string, timestamp: string, body: Uint8Array): boolean;
}

/** Creates a guard that accepts a request if the platform signed it, recently, and it was not seen before. */
export function createGuard({ shape, proves }: Signing, now: () => Date): Guard {
  // The second at which each signature expires, oldest first.
  const seen = new Map<string, number>();

  function forget(second: number) {
    for (const [signature, until] of seen) {
      if (until >= second && seen.size <= mostRemembered) return;
      seen.delete(signature);
    }
  }

  return {
    refusal({ timestamp, signature }, body) {
      if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return 'unsigned';
      if (typeof signature !== 'string' || !shape.test(signature)) return 'unsigned';
      const second = Math.floor(now().getTime() / 1000);
      if (Math.abs(second - Number(timestamp)) > windowSeconds) return 'stale';
      if (!proves(signature, timestamp, body)) return 'wrong-signature';
      if (seen.has(signature)) return 'seen';
      seen.set(signature, Number(timestamp) + windowSeconds);
      forget(second);
      return null;
    },
  };
}
