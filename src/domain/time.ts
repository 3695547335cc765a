/** `YYYY-MM`. */
export type Month = string;
/** `YYYY-MM-DD`, no time zone: the day as the report prints it. */
export type Day = string;
/** ISO 8601 in UTC with milliseconds, `2019-05-31T12:00:00.000Z`; text order is time order. */
export type Instant = string;

/** The months a report speaks of, both inclusive. */
export interface Period {
  readonly from: Month;
  readonly to: Month;
}
