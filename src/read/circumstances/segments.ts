import { countsDeaths } from '../../domain/measures.ts';
import type { Reading, ReadResult } from '../../domain/readings.ts';
import type { VoicedSentence } from './voices.ts';

/** The part of a text that gives the circumstances of one toll. */
export interface Segment {
  readonly sentences: readonly VoicedSentence[];
  /** It is all that the text says of the event, so that what it lacks is not stated. */
  readonly isWhole: boolean;
  /** Of it only who was killed is read. */
  readonly isSentence: boolean;
}

const nothing: Segment = { sentences: [], isWhole: false, isSentence: true };
/** A shorter text may be the teaser of a page. */
const shortestWhole = 400;
const goesOnElsewhere =
  /(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\b(?:read more|continue reading|read the full|full (?:statement|report|story)|learn more|more details)\b.{0,80})\s*$/i;

/** Whether a text is one statement about one event, read to its end. */
export function isAboutOneEvent(
  text: string,
  { readings, mentions, incidents, warnings, period }: ReadResult,
): boolean {
  const tolls = readings.filter(({ measure }) => countsDeaths(measure));
  const others = mentions.filter(({ measure }) => countsDeaths(measure));
  const isOne = tolls.length === 1 && others.length === 0 && incidents.length <= 1;
  const isEnd = !goesOnElsewhere.test(text.trimEnd().slice(-200));
  return isOne && period === null && warnings.length === 0 && isEnd && text.length >= shortestWhole;
}

/** Returns the part of the text about the event of a reading: the text, its paragraph, or only its sentence. */
export function segmentOf(
  reading: Reading,
  sentences: readonly VoicedSentence[],
  { result, isWhole }: { readonly result: ReadResult; readonly isWhole: boolean },
): Segment {
  if (isWhole) return { sentences, isWhole: true, isSentence: false };
  const own = sentences.find(({ start, end }) => start < reading.end && end > reading.start);
  if (own === undefined) return nothing;
  const paragraph = sentences.filter((sentence) => sentence.paragraph === own.paragraph);
  const [first, last] = [paragraph[0]?.start ?? 0, paragraph.at(-1)?.end ?? 0];
  const tolls = [...result.readings, ...result.mentions].filter(
    (other) => other !== reading && countsDeaths(other.measure) && other.start < last && other.end > first,
  );
  if (tolls.some(({ start, end }) => start < own.end && end > own.start)) return nothing;
  // A sentence of a periodic report sums up several events.
  if (result.period !== null || tolls.length > 0) return { sentences: [own], isWhole: false, isSentence: true };
  return { sentences: paragraph, isWhole: false, isSentence: false };
}
