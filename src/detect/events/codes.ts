import type { AccountFacts } from '../../domain/events.ts';
import { firstDay, lastDay } from '../../domain/time.ts';
import { squareOf } from './grids.ts';
import { placeNames } from './places.ts';

const dayMs = 86_400_000;

/** Returns a code as it is compared: `CS0012` and `CS 12` are one. */
export function plainCode(code: string): string {
  return code
    .toUpperCase()
    .replaceAll(/[\s_-]+/gu, '')
    .replace(/^([A-Z]+)0+(?=\d)/u, '$1');
}

export function codesOf({ codes }: AccountFacts): readonly string[] {
  return codes.map(plainCode);
}

/** Returns what the keys of accounts of a place begin with. */
export function placeBlock(name: string): string {
  return `place:${name}:`;
}

/**
 * Returns the keys by which accounts are found that may be related to this one. Two accounts share one unless `relate`
 * finds them different.
 */
export function blockKeysOf(account: AccountFacts): readonly string[] {
  const { reportNumbers, grids, place } = account;
  const from = account.from ?? account.to;
  const to = account.to ?? account.from;
  const named = [
    ...codesOf(account).map((code) => `code:${code}`),
    ...reportNumbers.map((number) => `report:${number.toUpperCase()}`),
  ];
  if (from === null || to === null) return [...new Set(named)];
  const [first, last] = [firstDay(from), lastDay(to)];
  const { names, countries } = placeNames(place);
  const months = new Set([first.slice(0, 7), last.slice(0, 7)]);
  // A night has two days. What lasts longer is related to no other by its country or its grid.
  const days = Date.parse(last) - Date.parse(first) <= dayMs ? [...new Set([first, last])] : [];
  const around = [...countries, ...grids.flatMap((grid) => squareOf(grid) ?? [])];
  return [
    ...new Set([
      ...named,
      ...[...months].flatMap((month) => names.map((name) => `${placeBlock(name)}${month}`)),
      ...days.flatMap((day) => around.map((name) => `day:${day}:${name}`)),
    ]),
  ];
}
