import { destinations } from '../adapters/index.ts';
import type { Adapter } from '../src/chat/destination.ts';
import { languageTags } from '../src/compose/language/index.ts';
import { sourceKinds } from '../src/poll/index.ts';
import type { SourceKind } from '../src/poll/source.ts';

/** What the configuration may name: the source kinds by name, the platforms, and the languages of posts by BCP 47 tag. */
export interface Registry {
  readonly sourceKinds: Readonly<Record<string, SourceKind>>;
  readonly destinations: readonly Adapter[];
  readonly languages: readonly string[];
}

/** What this program has of each. Tests pass a registry with more. */
export const registered: Registry = { sourceKinds, destinations, languages: languageTags };
