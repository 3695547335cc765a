import type { Measure } from '../measures.ts';

/**
 * copy-of    `from` publishes the text of `to`
 * reacts-to  `from` answers or quotes the admission in `to`
 * corrects   `from` states another value for a figure of `to`
 */
export const relationKinds = ['copy-of', 'reacts-to', 'corrects'] as const;
export type RelationKind = (typeof relationKinds)[number];

/**
 * Why two documents relate. `share` is the part, from 0 to 1, of the shorter text that both have word for word.
 *
 * shared-text        the text alone says so
 * named-source       the copy names the publisher of the original as its source
 * canonical-address  the copy gives the address of the original
 * translation        the copy says that it is a translation, names its source and has its numbers
 * quoted-figure      `from` quotes a figure of `to` and its speaker
 * named-report       `from` says that it answers the report
 * restated-figure    `from` states the figure of the same period as another value
 */
export type RelationReason =
  | { readonly code: 'shared-text'; readonly share: number }
  | { readonly code: 'named-source' | 'canonical-address'; readonly share: number; readonly quote: string }
  | { readonly code: 'translation' | 'named-report'; readonly quote: string }
  | { readonly code: 'quoted-figure' | 'restated-figure'; readonly measure: Measure; readonly value: number };

/** A relation between two documents, by their ids. */
export interface Relation {
  readonly kind: RelationKind;
  readonly from: string;
  readonly to: string;
  readonly reason: RelationReason;
}
