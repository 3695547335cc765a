import type { Incident } from '../../domain/incidents.ts';
import { idOf } from './hashes.ts';

const longestPart = 60;
const mostParts = 12;
const longestKey = 100;

/** Lower case, without accents, apostrophes and punctuation; words apart by one space. '' where no letter is left. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼʻ‘`]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** As a question about a place is compared with the parts of places. */
export function foldPrefix(text: string): string {
  return cut(fold(text), longestPart);
}

/** A place from each of its words to its end: `tal afar`, `afar`. Each once; of a very long one the first. */
export function partsOf(place: string): readonly string[] {
  const words = fold(place).split(' ').filter(Boolean);
  return [...new Set(words.slice(0, mostParts).map((_, at) => cut(words.slice(at).join(' '), longestPart)))];
}

/** By code points, so that no surrogate is torn. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : [...text].slice(0, length).join('');
}

/** What an entry shares with another that tells of the same thing. */
export function keysOf(incident: Incident): readonly string[] {
  const named = (name: string, value: string): string[] => {
    const folded = value.replace(/\s+/gu, '').toUpperCase();
    return folded === '' ? [] : [cut(`${name}:${folded}`, longestKey)];
  };
  const place = incident.place === null ? '' : fold(incident.place);
  return [
    ...new Set([
      ...named('report', incident.reportNumber ?? ''),
      ...(incident.ngoCode ?? '').split('+').flatMap((code) => named('ngo', code)),
      ...incident.mgrs.flatMap((grid) => named('mgrs', grid)),
      ...(incident.date !== null && place !== '' ? [`day:${incident.date}:${idOf(place)}`] : []),
    ]),
  ];
}

/** The readings of one measure, speaker and place by one publisher. */
export function seriesOf(publisher: string, measure: string, speaker: string, place: string | null): string {
  return idOf(publisher, measure, speaker, place === null ? '' : fold(place));
}
