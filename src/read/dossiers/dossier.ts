import { circumstancesNotRead } from '../../domain/circumstances.ts';
import type { Grading, Incident } from '../../domain/incidents.ts';
import { countriesOf } from '../../domain/places.ts';
import type { ReadContext, Reading, ReadResult } from '../../domain/readings.ts';
import { builtInSpeakers } from '../../domain/speakers.ts';
import { readReferences } from '../incidents/references.ts';
import { findDates, toDay } from '../text/dates.ts';
import { findNumbers } from '../text/numbers.ts';
import { QuoteError, quoteAt, reading } from '../text/quotes.ts';
import type { Span } from '../text/sentences.ts';
import { type Field, type FieldName, findFields } from './fields.ts';

/**
 * Reads the page that a documenting body keeps about one incident: its code, day and place, how many civilians were killed at least
 * and at most, the grading, and whom it holds responsible. Airwars' pages have this form.
 */

export const dossierReader = 'incident-dossier';
export const dossierVersion = 1;

/** `CS1992 - May 3, 2023`. */
const codedTitle = /^\s*([A-Z]{2,8}\d{1,5}(?:-[A-Z])?)\s*(?:[\u2010-\u2015-]|,|:)\s*(?=\S)/u;
const codeAlone = /^[A-Z]{2,8}\s?\d{1,5}(?:-[A-Z])?$/u;
/** `6-11 civilians killed`, where a page has no field for it. */
const killedPhrase =
  /\b\d{1,4}(?:\s?(?:[\u2010-\u2015-]|to)\s?\d{1,4})?\s+civilians?\s+(?:were\s+)?(?:reported(?:ly)?\s+)?killed\b/iu;
const gradingWords: readonly (readonly [Grading, RegExp])[] = [
  ['confirmed', /\bconfirmed\b/i],
  ['fair', /\bfair\b/i],
  ['weak', /\bweak\b/i],
  ['contested', /\bcontested\b/i],
  ['discounted', /\bdiscounted\b/i],
  ['ungraded', /\b(?:no grading|ungraded|not graded|none)\b/i],
];
const head = 600;
const fewestFields = 2;

function codeOf(fields: readonly Field[], context: ReadContext, text: string): string | null {
  const field = fields.find(({ name, value }) => name === 'code' && codeAlone.test(value));
  if (field !== undefined) return field.value.replaceAll(/\s/gu, '');
  const [first = ''] = text.slice(0, head).trimStart().split('\n');
  return codedTitle.exec(context.title ?? '')?.[1] ?? codedTitle.exec(first)?.[1] ?? null;
}

/** Returns whether the text is a page about one incident that has a code. */
export function looksLikeDossier(text: string, context: ReadContext): boolean {
  if (context.publisher !== null && builtInSpeakers.areAcknowledging([context.publisher])) return false;
  const fields = findFields(text);
  const code = codeOf(fields, context, text);
  if (code === null) return false;
  const names = new Set(fields.map(({ name }) => name));
  const isCounted = names.has('killed') || killedPhrase.test(text.slice(0, 20_000));
  return isCounted && (names.size >= fewestFields || names.has('grading') || codedTitle.test(context.title ?? ''));
}

interface Range {
  readonly min: number;
  readonly max: number | null;
}

/** Returns the numbers of `6 – 11 (2 children, 3 women)` before the bracket; null for `Unknown`. */
function rangeOf(value: string): Range | null {
  const [outside = ''] = value.split('(');
  if (/\b(?:unknown|none|no\b|n\/a)/iu.test(outside)) return null;
  const found = findNumbers(outside).map((number) => number.value);
  const [min, max] = found;
  if (min === undefined || found.length > 2 || (max !== undefined && max < min)) return null;
  return { min, max: max === undefined || max === min ? null : max };
}

export function readDossier(text: string, context: ReadContext): ReadResult {
  const fields = findFields(text);
  const one = (name: FieldName) => fields.find((field) => field.name === name);
  const code = codeOf(fields, context, text);
  const phrase = killedPhrase.exec(text.slice(0, 20_000));
  const counted: (Span & { readonly value: string }) | undefined =
    one('killed') ??
    (phrase === null ? undefined : { value: phrase[0], start: phrase.index, end: phrase.index + phrase[0].length });
  const killed = counted === undefined ? null : rangeOf(counted.value);
  const injured = rangeOf(one('injured')?.value ?? '');
  const dates = findDates(one('date')?.value ?? context.title ?? text.slice(0, head));
  const [date] = dates;
  const from = date === undefined ? null : toDay(date.from);
  const to = date === undefined || date.to === date.from ? null : toDay(date.to);
  const place = placeOf(one('place')?.value ?? null);
  const country = one('country')?.value ?? null;
  const grading = gradingWords.find(([, words]) => words.test(one('grading')?.value ?? ''))?.[0] ?? null;
  const incident: Incident = {
    ...quoteAt(text, counted ?? { start: 0, end: Math.min(text.length, head) }),
    ...{ number: null, date: from, dateTo: to, place, country: isPartOf(country, place) ? null : country, vias: [] },
    outcome: 'unknown',
    ...{ killed: killed?.min ?? null, killedMax: killed?.max ?? null, injured: injured?.min ?? null },
    reportNumbers: [],
    ngoCodes: code === null ? [] : [code],
    mgrs: readReferences(one('grid')?.value ?? '').mgrs,
    notPreviouslyReported: false,
    circumstances: circumstancesNotRead,
    dossier: {
      grading,
      belligerents: belligerentsOf(fields),
      injuredMax: injured?.max ?? null,
    },
  };
  return {
    reader: dossierReader,
    readerVersion: dossierVersion,
    period: null,
    // What the body itself does not believe it does not assert.
    readings:
      counted === undefined || killed === null || killed.min === 0 || grading === 'discounted'
        ? []
        : tollOf(text, context, { counted, killed, incident }),
    mentions: [],
    positions: [],
    incidents: [incident],
    warnings: [],
  };
}

/** The name in Latin letters of `قورقانيا, Qorqanya, Idlib, Syria`. */
function placeOf(value: string | null): string | null {
  const parts = (value ?? '').split(',').map((part) => part.trim());
  const latin = parts.filter(
    (part) => /\p{Script=Latin}/u.test(part) && !/[\p{Script=Arabic}\p{Script=Cyrillic}]/u.test(part),
  );
  return latin.length === 0 ? null : latin.join(', ');
}

function isPartOf(country: string | null, place: string | null): boolean {
  return country === null || (place !== null && countriesOf(country).some((code) => countriesOf(place).includes(code)));
}

function belligerentsOf(fields: readonly Field[]): readonly string[] {
  const named = fields
    .filter(({ name }) => name === 'belligerents')
    .flatMap(({ value }) => value.split(/[,;/]|\band\b/u))
    .map((one) => one.trim())
    .filter((one) => one !== '' && !/^(?:unknown|none)$/iu.test(one));
  return [...new Set(named)].slice(0, 6);
}

function tollOf(
  text: string,
  { publisher }: ReadContext,
  found: { readonly counted: Span; readonly killed: Range; readonly incident: Incident },
): readonly Reading[] {
  const { counted, killed, incident } = found;
  const speaker = publisher !== null && builtInSpeakers.areDocumenting([publisher]) ? publisher : 'airwars';
  const facts = {
    ...({ rule: 'dossier-toll', measure: 'killed_event', value: killed.min, valueMax: killed.max } as const),
    speakers: [speaker],
    place: [incident.place, incident.country].filter((part) => part !== null).join(', ') || null,
    from: incident.date,
    to: incident.dateTo ?? incident.date,
  };
  try {
    return [reading(text, facts, counted)];
  } catch (error) {
    if (error instanceof QuoteError) return [];
    throw error;
  }
}
