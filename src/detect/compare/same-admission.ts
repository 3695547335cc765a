import type { Figure } from '../../domain/findings.ts';
import { isOfEvent, isRunning } from '../../domain/measures.ts';
import { mayBeSamePlace, placeKey } from '../../domain/places.ts';
import { areSameSpeakers, type Speakers } from '../../domain/speakers.ts';
import { areNested, mayBeSameTime } from '../../domain/time.ts';
import { hasDifferentValue } from './figures.ts';
import { isSamePeriod } from './periods.ts';

const day = 86_400_000;
/** Two documents about one admission are published within this time. */
const confirmationDays = 42;

/**
 * Returns whether `now` only repeats the admission `known`: the same number of the same event, by the same body or another
 * of its chain of command. A place or time that one of them leaves out, or states less exactly, may be the other's if both
 * are published within weeks. Another number is another admission, and so is one of a body that had not spoken.
 */
export function repeatsAdmission(now: Figure, known: Figure, speakers: Speakers): boolean {
  if (now.measure !== known.measure || hasDifferentValue(now, known)) return false;
  const families = known.speakers.flatMap((id) => speakers.familyOf(id));
  if (!now.speakers.every((id) => families.includes(id))) return false;
  if (!mayBeSamePlace(now.place, known.place) || !mayBeSameTime(now, known)) return false;
  if (isOfEvent(now.measure)) return isSameEvent(now, known) || arePublishedTogether(now, known);
  // One body may newly admit, or give as its total, the same number twice.
  const isOfAnother = !areSameSpeakers(now.speakers, known.speakers) || now.publisher !== known.publisher;
  const hasOtherPeriod = now.period !== null && known.period !== null && !isSamePeriod(now.period, known.period);
  return isOfAnother && !hasOtherPeriod && (isRunning(now.measure) || arePublishedTogether(now, known));
}

/** Returns whether both state place and time, and may mean one event by them. */
export function isSameEvent(one: Figure, other: Figure): boolean {
  return one.place !== null && placeKey(one.place) === placeKey(other.place) && areNested(one, other);
}

/** A document without a date may be of any time. */
export function arePublishedTogether({ published }: Figure, other: Figure): boolean {
  if (published === null || other.published === null) return true;
  return Math.abs(Date.parse(published) - Date.parse(other.published)) <= confirmationDays * day;
}
