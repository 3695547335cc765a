import type { ReadContext, Reading, ReadResult } from '../domain/readings.ts';
import { builtInSpeakers } from '../domain/speakers.ts';
import { readStatement } from './statements/statement.ts';
import { findParagraphs, type Span } from './text/sentences.ts';
import { blankOf } from './text/spaces.ts';

/** A note of the editors, which speaks of something that the report does not. */
const note = /^[^\p{L}\n]{0,6}(?:editor['’]?s['’]? note|correction|clarification|update)\b[^\n]{0,20}[:.-]/iu;

/**
 * Returns the result of a report's reader together with what stands around the report on the same page: the words of an
 * organisation that quotes it, and the notes of the editors. Around the report only others are read, so that no sentence of
 * the report counts twice.
 */
export function withSurroundings(text: string, context: ReadContext, result: ReadResult): ReadResult {
  const taken = [...result.readings, ...result.incidents];
  if (taken.length === 0) return result;
  const paragraphs = findParagraphs(text);
  const notes = paragraphs.filter(({ start, end }) => note.test(text.slice(start, Math.min(end, start + 60))));
  const own = paragraphs.filter((paragraph) => taken.some((span) => overlaps(paragraph, span)));
  const around = readStatement(blanked(text, [...own, ...notes]), context);
  const noted = notes.length === 0 ? null : readStatement(blanked(text, except(paragraphs, notes)), context);
  const isOthers = ({ speakers }: Pick<Reading, 'speakers'>) =>
    !speakers.some((id) => result.readings.some((one) => one.speakers.some((other) => sameSide(id, other))));
  const isNew = ({ value, measure }: Reading) =>
    !result.readings.some((one) => one.value === value && one.measure === measure);
  return {
    ...result,
    readings: [...result.readings, ...around.readings.filter(isOthers), ...(noted?.readings ?? []).filter(isNew)],
    mentions: [...result.mentions, ...around.mentions.filter(isOthers), ...(noted?.mentions ?? [])],
  };
}

function sameSide(one: string, other: string): boolean {
  return one === other || builtInSpeakers.familyOf(one).includes(other);
}

function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

function except(paragraphs: readonly Span[], kept: readonly Span[]): readonly Span[] {
  return paragraphs.filter((paragraph) => !kept.includes(paragraph));
}

/** The text with spaces in these spans, so that offsets hold. */
function blanked(text: string, spans: readonly Span[]): string {
  let made = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    made += text.slice(at, Math.max(at, start)) + blankOf(text.slice(Math.max(at, start), end));
    at = Math.max(at, end);
  }
  return made + text.slice(at);
}
