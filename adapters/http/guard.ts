import { mostRemembered } from '../interaction/once.ts';

/** Either way, in seconds: also the clock of this machine may be wrong. */
const windowSeconds = 300;

export type Refusal = 'unsigned' | 'stale' | 'wrong-signature' | 'seen';

export interface Guard {
  /** Null where it may pass, which it may once. `body` is what was signed, byte for byte. */
  refusal(headers: { readonly timestamp: unknown; readonly signature: unknown }, body: Uint8Array): Refusal | null;
}

/** How a platform signs a request, time and body together. */
export interface Signing {
  /** What a signature looks like; of two that look different, none may prove the same. */
  readonly shape: RegExp;
  proves(signature: string, timestamp: string, body: Uint8Array): boolean;
}

/** Whether a request comes from the platform, about now and for the first time: no platform asks for more than the first. */
export function createGuard({ shape, proves }: Signing, now: () => Date): Guard {
  // When each stops to be valid by itself, in seconds; what was signed first stands first.
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
