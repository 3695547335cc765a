import leven from 'leven';
import type { Suggestion } from '../../chat/conversation.ts';
import { fold } from '../../domain/places.ts';

/** Finds values for typed text: first those that begin with it, then those with a word that does, then those that hold it. */

const most = 25;
const longest = 100;

/** Returns at most 25 values that match, best first, each once. Equal matches keep their order. */
export function bestMatches(text: string, known: readonly Suggestion[]): readonly Suggestion[] {
  const wanted = fold(text);
  if (wanted === '') return text.trim() === '' ? firstThatFit(known) : [];
  const ranked = known.map((suggestion) => ({ suggestion, rank: rankOf(wanted, suggestion) }));
  const found = ranked.filter(({ rank }) => rank < 3).toSorted((one, other) => one.rank - other.rank);
  if (found.length > 0) return firstThatFit(found.map(({ suggestion }) => suggestion));
  const allowed = allowedFor(wanted);
  if (allowed < 1) return [];
  const near = known
    .map((suggestion) => ({ suggestion, distance: distanceOf(wanted, suggestion, allowed) }))
    .filter(({ distance }) => distance <= allowed)
    .toSorted((one, other) => one.distance - other.distance);
  return firstThatFit(near.map(({ suggestion }) => suggestion));
}

/** Returns the first 25 values, each once. Cuts long labels. Leaves out long values: cut, they would ask something else. */
export function firstThatFit(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const once = new Map<string, Suggestion>();
  for (const { label, value } of suggestions) {
    if (once.size === most) break;
    if (value === '' || value.length > longest || once.has(value)) continue;
    once.set(value, { label: shortened(label.trim() === '' ? value : label), value });
  }
  return [...once.values()];
}

/** Cuts to well-formed text of at most this many UTF-16 units. */
function shortened(text: string): string {
  const whole = text.toWellFormed();
  return whole.length <= longest ? whole : `${cut(whole, longest - 1).trimEnd()}…`;
}

/** Removes half a surrogate pair at the end. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/u, '');
}

function rankOf(wanted: string, { label, value }: Suggestion): number {
  const ranks = [fold(value), fold(label)].map((text) =>
    text.startsWith(wanted) ? 0 : text.includes(` ${wanted}`) ? 1 : text.includes(wanted) ? 2 : 3,
  );
  return Math.min(...ranks);
}

/** Whether two texts differ in a number: another number is another thing, however near it is written. */
function allowedFor(wanted: string): number {
  if (/\p{N}/u.test(wanted)) return -1;
  return Math.min(3, Math.floor((wanted.length + 1) / 3), wanted.length - 2);
}

/** Returns the edit distance to the nearest run of words, or to its beginning where less was typed. */
function distanceOf(wanted: string, { label, value }: Suggestion, allowed: number): number {
  const maxDistance = allowed + 1;
  const count = wanted.split(' ').length;
  const distances = [fold(value), fold(label)].flatMap((text) => {
    const words = text.split(' ');
    return words.slice(0, Math.max(1, words.length - count + 1)).flatMap((_, at) => {
      const row = words.slice(at, at + count).join(' ');
      return [row, row.slice(0, wanted.length)].map((one) => leven(wanted, one, { maxDistance }));
    });
  });
  return Math.min(...distances);
}
