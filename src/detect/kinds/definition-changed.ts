import type { Report } from '../../domain/documents.ts';
import type { DefinitionChanged } from '../../domain/findings.ts';
import { countsPeople, isRunning } from '../../domain/measures.ts';
import type { Reading } from '../../domain/readings.ts';
import { seriesKey } from '../../domain/series.ts';
import { hasSameReader } from '../compare/figures.ts';
import { firstOfEachSeries } from '../compare/series.ts';
import type { MakeBase } from '../finding-base.ts';

/**
 * Returns a finding for each running total whose sentence defines it otherwise than the predecessor's. Compares quotes of
 * one reader version only, because another may quote more or less of the sentence.
 */
export function definitionChangedFindings(
  now: Report,
  readings: readonly Reading[],
  findPrevious: (reading: Reading) => { readonly report: Report; readonly reading: Reading } | undefined,
  makeBase: MakeBase,
): DefinitionChanged[] {
  const totals = readings.filter((reading) => isRunning(reading.measure) && countsPeople(reading.measure));
  return firstOfEachSeries(totals).flatMap((reading) => {
    const previous = findPrevious(reading);
    if (previous === undefined || !hasSameReader(previous.report, now)) return [];
    if (definitionWords(previous.reading.quote) === definitionWords(reading.quote)) return [];
    return {
      ...makeBase('definition-changed', [seriesKey(reading)]),
      kind: 'definition-changed',
      measure: reading.measure,
      before: maskFigures(previous.reading.quote),
      now: maskFigures(reading.quote),
    };
  });
}

const monthWords =
  /\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b\.?/g;
const word =
  '(?:zero|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)';
const numberWords = new RegExp(`\\b${word}(?:(?:[\\s-]+|\\s+and\\s+)${word})*\\b`, 'gi');
const digits = /\d(?:[\d,.]*\d)?(?:st|nd|rd|th)?\b\*?/g;

/** Returns the sentence with each figure and date replaced by `#`. */
export function maskFigures(sentence: string): string {
  return sentence
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(monthWords, '#')
    .replace(numberWords, '#')
    .replace(digits, '#')
    .replace(/#(?:[\s,/–—-]*#)+/g, '#')
    .trim();
}

/** Words that do not affect what is counted: articles, prepositions, auxiliaries, and phrases that date the sentence. */
const filler = new Set(
  'a an the that this these it its of to in on at by for from and or as with between through until since during is are was were be been being has have had also now currently date period total end based information available'.split(
    ' ',
  ),
);

/**
 * Returns the words that define what a sentence counts: who is counted, killed how and by what, since when, and how
 * certain it is. Leaves out figures, dates, filler, and everything up to `assesses`, because reports vary the opening.
 * "Coalition strikes" and "Coalition actions" differ, and so do "start of" and "beginning of".
 */
export function definitionWords(sentence: string): string {
  const plain = maskFigures(sentence)
    .toLowerCase()
    .replace(/\boir\b/g, 'operation inherent resolve')
    .replace(/\bnon[\s-]*(?=combatants?\b)/g, 'non');
  const assessed = plain.search(/\bassess(?:es|ed|ments?)?\b/);
  const start = assessed === -1 ? 0 : plain.indexOf(' ', assessed);
  return (start === -1 ? plain : plain.slice(start))
    .split(/[^\p{L}]+/u)
    .filter((each) => each !== '' && !filler.has(each))
    .join(' ');
}
