import type { AccountFacts, Doubt, JoinReason, Relation } from '../../domain/events.ts';
import { compareActors } from './actors.ts';
import { codesOf } from './codes.ts';
import { sameSquare } from './grids.ts';
import { comparePlaces } from './places.ts';
import { compareTimes } from './times.ts';

const same = (reason: JoinReason): Relation => ({ verdict: 'same', reason });
const doubtful = (doubt: Doubt): Relation => ({ verdict: 'doubtful', doubt });
const different: Relation = { verdict: 'different' };

const share = (one: readonly string[], other: readonly string[]) => one.some((each) => other.includes(each));
const differ = (one: readonly string[], other: readonly string[]) =>
  one.length > 0 && other.length > 0 && !share(one, other);

/** Report numbers count within one side: those of another are another's numbers. */
function shareNumber(one: AccountFacts, other: AccountFacts): boolean {
  return share(one.reportNumbers, other.reportNumbers) && compareActors(one.actors, other.actors) === 'compatible';
}

/**
 * Returns what two accounts are to each other by their own facts alone. Symmetric. Which of them are joined also depends on
 * all others: see `joinAccounts`.
 */
export function relate(one: AccountFacts, other: AccountFacts): Relation {
  const place = comparePlaces(one.place, other.place);
  const time = compareTimes(one, other);
  const actors = compareActors(one.actors, other.actors);
  const isNumbered = shareNumber(one, other);
  if (share(codesOf(one), codesOf(other)) || isNumbered) {
    if (actors === 'incompatible') return doubtful('other-codes');
    if (place === 'different') return doubtful('other-place');
    if (time === 'different') return doubtful('other-day');
    return same(isNumbered ? 'report-number' : 'code');
  }
  if (actors === 'incompatible' || time === 'unknown' || time === 'near' || time === 'different') return different;
  const areOtherwiseNumbered =
    differ(codesOf(one), codesOf(other)) || (actors === 'compatible' && differ(one.reportNumbers, other.reportNumbers));
  const isOneList = one.documentId === other.documentId && one.form === 'entry' && other.form === 'entry';
  if (time === 'same' && one.grids.some((grid) => other.grids.some((another) => sameSquare(grid, another)))) {
    if (place === 'different') return doubtful('other-place');
    return areOtherwiseNumbered || isOneList ? doubtful('other-codes') : same('grid-and-date');
  }
  if (place === 'different' || place === 'unknown') return different;
  if (place === 'wide') return time === 'same' && !isOneList ? doubtful('wide-place') : different;
  if (isOneList || areOtherwiseNumbered) return time === 'same' ? doubtful('other-codes') : different;
  if (actors === 'unknown') return time === 'same' ? doubtful('actor-unknown') : different;
  const isOneTime = time === 'same' || time === 'campaign';
  if (isOneTime && place === 'same') {
    if (time === 'campaign') return same('place-and-date');
    return one.acts === 'several' || other.acts === 'several' ? doubtful('several-acts') : same('place-and-date');
  }
  if (time === 'campaign') return different;
  return one.acts === 'one' && other.acts === 'one' ? same('within-month') : doubtful('several-acts');
}

/**
 * Returns whether two accounts cannot be of one event, whatever third account has something in common with both: pages of
 * one body with different codes, entries of one list, days or towns apart.
 */
export function exclude(one: AccountFacts, other: AccountFacts): boolean {
  const isJoined = relate(one, other).verdict === 'same';
  if (isJoined) return false;
  const areOfOneBody = share(one.speakers, other.speakers);
  const areDossiers = one.form === 'dossier' && other.form === 'dossier';
  if (areDossiers && areOfOneBody && differ(codesOf(one), codesOf(other))) return true;
  if (one.documentId === other.documentId && one.form === other.form && areOfOneBody) return true;
  if (compareActors(one.actors, other.actors) === 'incompatible') return true;
  return compareTimes(one, other) === 'different' || comparePlaces(one.place, other.place) === 'different';
}
