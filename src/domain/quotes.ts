/** A span of a snapshot's stored text: `text.slice(start, end) === quote` (UTF-16 offsets). */
export interface Quote {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}
