/** A span of the stored text of a snapshot: `text.slice(start, end) === quote`. Offsets count UTF-16 units. */
export interface Quote {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}
