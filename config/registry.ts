import { destinations } from '../adapters/index.ts';
import type { Adapter } from '../src/chat/destination.ts';
import { sourceKinds } from '../src/poll/index.ts';
import type { SourceKind } from '../src/poll/source.ts';

/** What the configuration may name: the source kinds by name, and the platforms. */
export interface Registry {
  readonly sourceKinds: Readonly<Record<string, SourceKind>>;
  readonly destinations: readonly Adapter[];
}

/** The source kinds and platforms of this program. Tests pass a registry with more of them. */
export const registered: Registry = { sourceKinds, destinations };
