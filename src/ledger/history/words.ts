import type { Incident } from '../../domain/incidents.ts';
import { fold } from '../../domain/places.ts';
import { idOf } from './hashes.ts';

const longestPart = 60;
const mostParts = 12;
const longestKey = 100;

/** Returns the text as it is compared with the parts of places. */
export function foldPrefix(text: string): string {
  return cut(fold(text), longestPart);
}

/** Returns a place from each of its words to its end: `tal afar`, `afar`. Each once; the first of a very long place. */
export function partsOf(place: string): readonly string[] {
  const words = fold(place).split(' ').filter(Boolean);
  return [...new Set(words.slice(0, mostParts).map((_, at) => cut(words.slice(at).join(' '), longestPart)))];
}

/** Cuts between code points, so that no surrogate pair is split. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : [...text].slice(0, length).join('');
}

/** Returns what an entry has in common with another entry about the same incident. */
export function keysOf(incident: Incident): readonly string[] {
  const named = (name: string, value: string): string[] => {
    const folded = value.replace(/\s+/gu, '').toUpperCase();
    return folded === '' ? [] : [cut(`${name}:${folded}`, longestKey)];
  };
  const place = incident.place === null ? '' : fold(incident.place);
  return [
    ...new Set([
      ...incident.reportNumbers.flatMap((number) => named('report', number)),
      ...incident.ngoCodes.flatMap((code) => named('ngo', code)),
      ...incident.mgrs.flatMap((grid) => named('mgrs', grid)),
      ...(incident.date !== null && place !== '' ? [`day:${incident.date}:${idOf(place)}`] : []),
    ]),
  ];
}
