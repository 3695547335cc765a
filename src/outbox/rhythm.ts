import { Temporal } from 'temporal-polyfill';
import type { ClockTime, Preferences } from '../domain/subscriptions.ts';

/** When a channel may be posted to, by the clock of its zone. Pure. */

/**
 * Returns the first moment, not before `at`, at which what is found at `at` may be posted: the next time of the digest,
 * and then the end of the quiet hours that it falls into. A time of day that a change of clocks leaves out is the moment
 * of the change. Of one that it repeats, a digest takes the first; quiet hours begin with the first and end with the
 * second. Throws a RangeError for a zone or a time of day that does not exist.
 */
export function dueAt(preferences: Preferences, at: Date): Date {
  const { rhythm, quiet, zone } = preferences;
  if (rhythm.type === 'immediate' && quiet === null) return at;
  const found = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const due = afterQuiet(quiet, digestTime(rhythm, found));
  return new Date(due.epochMilliseconds);
}

type Moment = Temporal.ZonedDateTime;

function digestTime(rhythm: Preferences['rhythm'], from: Moment): Moment {
  if (rhythm.type !== 'daily' && rhythm.type !== 'weekly') return from;
  // The day before too: where a whole day is left out, its time falls into the next.
  for (let days = -1; days <= longestWaitDays; days += 1) {
    const date = from.toPlainDate().add({ days });
    if (rhythm.type === 'weekly' && date.dayOfWeek !== rhythm.on) continue;
    const time = moment(date, rhythm.at, from.timeZoneId, 'first');
    if (!isBefore(time, from)) return time;
  }
  throw new RangeError(`No day is meant by ${JSON.stringify(rhythm)}`);
}

const longestWaitDays = 15;

function afterQuiet(quiet: Preferences['quiet'], from: Moment): Moment {
  if (quiet === null) return from;
  const nights = [-1, 0, 1].map((days) => nightOf(from.toPlainDate().add({ days }), quiet, from.timeZoneId));
  const night = nights.find(({ begins, ends }) => !isBefore(from, begins) && isBefore(from, ends));
  // Where a change of clocks lets one night run into the next, both are waited for.
  return night === undefined ? from : afterQuiet(quiet, night.ends);
}

/** The quiet hours that begin on a day. Empty where a change of clocks leaves them out. */
function nightOf(date: Temporal.PlainDate, { from, to }: NonNullable<Preferences['quiet']>, zone: string) {
  const last = Temporal.PlainTime.compare(from, to) < 0 ? date : date.add({ days: 1 });
  return from === to
    ? { begins: moment(date, from, zone, 'first'), ends: moment(date, from, zone, 'first') }
    : { begins: moment(date, from, zone, 'first'), ends: moment(last, to, zone, 'last') };
}

function moment(date: Temporal.PlainDate, time: ClockTime, zone: string, which: 'first' | 'last'): Moment {
  const wall = date.toPlainDateTime(Temporal.PlainTime.from(time));
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (first.toPlainDateTime().equals(wall)) {
    return which === 'first' ? first : wall.toZonedDateTime(zone, { disambiguation: 'later' });
  }
  // Left out: Temporal offers the same reading before and after the change, a reader expects the change itself.
  return first.getTimeZoneTransition('next') ?? first;
}

function isBefore(one: Moment, other: Moment): boolean {
  return one.epochMilliseconds < other.epochMilliseconds;
}
