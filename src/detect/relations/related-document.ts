import type { Publisher } from '../../domain/publishers.ts';
import type { Reading } from '../../domain/readings.ts';
import type { Instant, Period } from '../../domain/time.ts';

/** A document as relations see it. */
export interface RelatedDocument {
  readonly documentId: string;
  readonly publisher: Publisher;
  /** What others call its publisher: names, and the hosts of its pages. */
  readonly names: readonly string[];
  readonly url: string;
  /** When it was published, or first seen where it does not say. */
  readonly published: Instant;
  readonly text: string;
  readonly period: Period | null;
  readonly readings: readonly Reading[];
}
