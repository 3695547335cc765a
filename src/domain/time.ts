/** `YYYY-MM`. */
export type Month = string;
/** `YYYY-MM-DD` as printed in the report, without a time zone. */
export type Day = string;
/** ISO 8601 in UTC with milliseconds, e.g. `2019-05-31T12:00:00.000Z`. Alphabetical order is chronological order. */
export type Instant = string;

/** The months that a report covers, both inclusive. */
export interface Period {
  readonly from: Month;
  readonly to: Month;
}
