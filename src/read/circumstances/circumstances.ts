import {
  type Circumstance,
  type CircumstanceKind,
  type Circumstances,
  circumstanceKinds,
  circumstancesNotRead,
  circumstancesOf,
} from '../../domain/circumstances.ts';
import type { Incident } from '../../domain/incidents.ts';
import type { ReadContext, Reading, ReadResult } from '../../domain/readings.ts';
import { lexiconWith } from '../engine/lexicon.ts';
import { publishingSpeaker } from '../statements/speech/speakers.ts';
import { findParagraphs, type Span } from '../text/sentences.ts';
import { blankOf } from '../text/spaces.ts';
import type { Toll } from './bearing.ts';
import { hasUnexplainedName } from './names.ts';
import { isAboutOneEvent, type Segment, segmentOf } from './segments.ts';
import { type Found, foundIn } from './stated.ts';
import { mayState, searchable } from './stems.ts';
import { voicedSentences } from './voices.ts';

/**
 * Who was killed and what followed, where a text says so. `stated` is read only in a sentence that the speakers of the figure
 * say themselves. `not-stated` is said only of a part that was read whole and has no word with which it could be stated.
 */

/** An entry that is longer was perhaps cut. */
const longestEntry = 2_400;
const casualty = /\b(?:killed|died|deaths?|injur|wounded|harmed|casualt)/i;

/** Returns the result with the circumstances of its tolls and entries. `hasUnreadParts`: a part is in another language. */
export function withCircumstances(
  text: string,
  context: ReadContext,
  { result, hasUnreadParts }: { readonly result: ReadResult; readonly hasUnreadParts: boolean },
): ReadResult {
  const { readings, incidents } = result;
  if (incidents.length === 0 && readings.every(({ circumstances }) => circumstances === null)) return result;
  const lexicon = lexiconWith(context.speakers);
  const publisher = publishingSpeaker(lexicon, context.publisher, context.url);
  const isOneEvent = !hasUnreadParts && isAboutOneEvent(text, result);
  const asked = readings.filter(({ circumstances }) => circumstances !== null);
  // A periodic report is long, and of each of its figures only the sentence is read.
  const part = result.period === null ? text : onlyParagraphsOf(text, asked);
  const sentences = asked.length > 0 ? voicedSentences(part, { publisher, lexicon }) : [];
  const ofReading = (reading: Reading): Reading => {
    if (reading.circumstances === null) return reading;
    const isOwnText = publisher !== null && reading.speakers.includes(publisher);
    // What somebody else's account leaves out, the speakers may have said.
    const segment = segmentOf(reading, sentences, { result, isWhole: isOwnText && isOneEvent });
    const toll: Toll = {
      speakers: reading.speakers,
      isOwnText,
      killed: reading.valueMax ?? reading.value,
      own: reading,
      years: yearsOf([reading.from, reading.to, context.published]),
    };
    return { ...reading, circumstances: circumstancesIn(text, text, { segment, toll }) };
  };
  const speakers = [...new Set(readings.flatMap((reading) => reading.speakers))];
  const ofIncident = (incident: Incident): Incident => {
    const { quote, start } = incident;
    const isCredible = incident.outcome === 'credible';
    const isWhole = incidents.length > 1 && quote.length <= longestEntry && casualty.test(quote);
    if (!isWhole && !isCredible) return incident;
    const words = searchable(quote);
    const isBare = circumstanceKinds.every((kind) => !mayState(words, kind));
    // No word of it could state one. Whether it names somebody is not asked of each of hundreds of entries.
    if (isBare) return isWhole ? { ...incident, circumstances: nothingStated } : incident;
    const entry = voicedSentences(quote, { publisher, lexicon }).map((sentence) => ({
      ...sentence,
      start: sentence.start + start,
      end: sentence.end + start,
    }));
    const segment: Segment = { sentences: entry, isWhole, isSentence: false };
    const toll: Toll = {
      speakers,
      isOwnText: isCredible,
      killed: incident.killedMax ?? incident.killed,
      own: null,
      years: null,
    };
    return { ...incident, circumstances: circumstancesIn(text, quote, { segment, toll }) };
  };
  const elsewhere = kindsAround(text, incidents);
  return {
    ...result,
    readings: readings.map(ofReading),
    incidents: incidents.map((incident) => withoutAbsent(ofIncident(incident), elsewhere)),
  };
}

/** Returns what the text around its entries may state of all of them: "in each of these the strike complied with the law". */
function kindsAround(text: string, incidents: readonly Incident[]): ReadonlySet<CircumstanceKind> {
  if (incidents.length === 0) return new Set();
  let from = 0;
  let around = '';
  for (const { start, end } of incidents.toSorted((one, other) => one.start - other.start)) {
    around += `${text.slice(from, Math.max(from, start))}\n`;
    from = Math.max(from, end);
  }
  const words = searchable(around + text.slice(from));
  return new Set(circumstanceKinds.filter((kind) => mayState(words, kind)));
}

/** What an entry leaves out is not absent where the text around it may state it for every entry. */
function withoutAbsent(incident: Incident, elsewhere: ReadonlySet<CircumstanceKind>): Incident {
  const { circumstances } = incident;
  const isOpen = (kind: CircumstanceKind) => circumstances[kind].state === 'not-stated' && elsewhere.has(kind);
  if (!circumstanceKinds.some(isOpen)) return incident;
  const opened = circumstanceKinds.filter(isOpen).map((kind) => [kind, { state: 'not-read' }] as const);
  return { ...incident, circumstances: { ...circumstances, ...(Object.fromEntries(opened) as Found) } };
}

/** The text with spaces in all paragraphs but those of these spans, so that offsets hold. */
function onlyParagraphsOf(text: string, spans: readonly Span[]): string {
  const kept = findParagraphs(text).filter((one) => spans.some(({ start, end }) => start < one.end && end > one.start));
  let made = '';
  for (const { start, end } of kept) made = made + blankOf(text.slice(made.length, start)) + text.slice(start, end);
  return made + blankOf(text.slice(made.length));
}

const nothingStated: Circumstances = circumstancesOf(
  Object.fromEntries(
    circumstanceKinds.map((kind): readonly [CircumstanceKind, Circumstance] => [
      kind,
      { state: kind === 'names' ? 'not-read' : 'not-stated' },
    ]),
  ) as Found,
);

function yearsOf(dates: readonly (string | null)[]): ReadonlySet<string> {
  return new Set(dates.flatMap((date) => (date === null ? [] : [date.slice(0, 4)])));
}

/** `part` is what the segment covers of the text, for the search of words that no rule understood. */
function circumstancesIn(
  text: string,
  part: string,
  { segment, toll }: { readonly segment: Segment; readonly toll: Toll },
): Circumstances {
  if (segment.sentences.length === 0) return circumstancesNotRead;
  const found = foundIn(text, segment, toll);
  const words = segment.isWhole ? searchable(part) : '';
  const isAbsent = (kind: CircumstanceKind): boolean =>
    segment.isWhole && !mayState(words, kind) && (kind !== 'names' || !segment.sentences.some(hasUnexplainedName));
  const known = circumstanceKinds.map((kind): readonly [CircumstanceKind, Circumstance] => [
    kind,
    found.get(kind) ?? { state: isAbsent(kind) ? 'not-stated' : 'not-read' },
  ]);
  return circumstancesOf(Object.fromEntries(known) as Found);
}
