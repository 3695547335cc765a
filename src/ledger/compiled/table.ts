/** A figure of the compiled record, as it is stored. */
export interface CompiledRow {
  id: string;
  /** Equal for the figures of one report. */
  report: string;
  /** Of the record that it was loaded with; the same in all rows. */
  version: number;
  publisher: string;
  measure: string;
  value: number;
  value_max: number | null;
  qualifier: string | null;
  /** JSON array. */
  speakers: string;
  place: string | null;
  window_from: string | null;
  window_to: string | null;
  period_from: string | null;
  period_to: string | null;
  /** A day. */
  published: string | null;
  url: string;
  /** A `CompiledAddress`. */
  address: string;
  identity: string | null;
  /** JSON array of `WayKnown`. */
  known: string;
  reconstructed: number;
  note: string | null;
  loaded_at: string;
}
