import type { Ephemeral, Post } from './state.ts';
import type { Answered } from './world.ts';

/** How what people do reaches the app. */
export type Way =
  | { readonly type: 'gateway' }
  | {
      readonly type: 'http';
      readonly url: string;
      /** Signs with another key than the app's. */
      readonly wrongKey?: boolean;
      /** Dates it this many seconds back; ahead where it is negative. */
      readonly ageSeconds?: number;
      /** Other headers than Discord's, or null for one that is left out. */
      readonly headers?: Readonly<Record<string, string | null>>;
    };

export interface Sent {
  readonly id: string;
  readonly token: string;
  /** The first response. Resolves with `afterMs: Infinity` where none came within ten seconds. */
  readonly answered: Promise<Answered>;
  /** The message that answers it, as it stands now; undefined where there is none (yet). */
  shown(): Post | Ephemeral | undefined;
  /** Once more: over HTTP the same signed bytes. */
  again(): Promise<Answered>;
}
