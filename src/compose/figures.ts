import type { Figure } from '../domain/findings.ts';
import { isRunning } from '../domain/measures.ts';
import { areAcknowledging, areSameSpeakers, nameOfSpeaker } from '../domain/speakers.ts';
import type { Period } from '../domain/time.ts';
import type { Language } from './language/en.ts';

/** Words for a figure, its scope and its change, the same in posts and in answers to commands. */

/** The names of publishers from the configuration, and of speakers where it gives them; by id. */
export interface Names {
  readonly publishers: ReadonlyMap<string, string>;
  readonly speakers: ReadonlyMap<string, string>;
}
export interface Wording {
  readonly language: Language;
  readonly names: Names;
}

interface SpeakerName {
  /** As a headline opens: `Coalition`. */
  readonly head: string;
  /** Inside a sentence: `the Coalition`. */
  readonly full: string;
  readonly plural: boolean;
  /** True where every one of them is a belligerent, who admits. Others say or document. */
  readonly admits: boolean;
}

/** Returns the names of those who speak together. An id without a name is shown as it is. */
export function speakerName(speakers: readonly string[], { language, names }: Wording): SpeakerName {
  const each = speakers.map((id) => names.speakers.get(id) ?? nameOfSpeaker(id) ?? id);
  const heads = each.map((name, index) => (index === 0 ? language.capital(name.replace(/^the /, '')) : name));
  return {
    head: language.list(heads),
    full: language.list(each),
    plural: speakers.length > 1,
    admits: areAcknowledging(speakers),
  };
}

export function publisherName(publisher: string, { names }: Wording): string {
  return names.publishers.get(publisher) ?? publisher;
}

/** Returns `at least 1,302` or `6 to 18`: a value never loses its qualifier. */
export function valueText(figure: Pick<Figure, 'value' | 'valueMax' | 'qualifier'>, { language }: Wording): string {
  const value = rangeText(figure.value, figure.valueMax, language);
  return figure.qualifier === null ? value : `${language.qualifier(figure.qualifier)} ${value}`;
}

export function rangeText(value: number, max: number | null, language: Language): string {
  return max === null || max === value
    ? language.number(value)
    : language.range(language.number(value), language.number(max));
}

/** Returns `at least 1,302 civilians killed`. */
export function countedText(figure: Figure, wording: Wording): string {
  return `${valueText(figure, wording)} ${wording.language.counted(figure.measure, figure.valueMax ?? figure.value)}`;
}

/** Returns `+11`, `-2` or `0`. */
export function deltaText(delta: number, { language }: Wording): string {
  return language.signed(delta);
}

/** Returns `August 2014 - end of April 2019`, or that the period is not stated. */
export function windowText(figure: Pick<Figure, 'measure' | 'from' | 'to'>, { language }: Wording): string {
  const counts = isRunning(figure.measure);
  const { from, to } = figure;
  if (from !== null && to !== null) {
    if (!counts && isYear(from, to)) return to.slice(0, 4);
    return from === to && !counts
      ? language.month(to)
      : language.window.both(opening(from, to, counts, language), language.month(to), counts);
  }
  if (to !== null) return language.window.until(language.month(to), counts);
  return from !== null ? language.window.since(language.month(from)) : language.window.unknown;
}

/** Returns `to end of March 2019`, for a figure whose beginning the other figure gives. */
export function untilText(figure: Figure, wording: Wording): string {
  const to = figure.to ?? figure.period?.to ?? null;
  return to === null
    ? windowText(figure, wording)
    : wording.language.window.until(wording.language.month(to), isRunning(figure.measure));
}

export function placeText(figure: Pick<Figure, 'place'>, { language }: Wording): string {
  return figure.place ?? language.placeUnknown;
}

/** Returns `April 2019`, `2017`, `June - October 2017` or `December 2018 - January 2019`. */
export function periodText(period: Period, { language }: Wording): string {
  if (isYear(period.from, period.to)) return period.to.slice(0, 4);
  return period.from === period.to
    ? language.month(period.to)
    : language.window.both(opening(period.from, period.to, false, language), language.month(period.to), false);
}

function isYear(from: string, to: string): boolean {
  return /^\d{4}-01$/.test(from) && to === `${from.slice(0, 4)}-12`;
}

/** Leaves out the year of the first month where the last month has the same year. */
function opening(from: string, to: string, counts: boolean, language: Language): string {
  return !counts && from.slice(0, 4) === to.slice(0, 4) ? language.monthOfYear(from) : language.month(from);
}

/** Returns a figure of another body with its scope, and in what it differs from `own`; never a difference of the two. */
export function comparisonText(own: Figure | null, other: Figure, wording: Wording): string {
  const { language } = wording;
  const who = speakerName(other.speakers, wording);
  const line = language.comparison.document(
    language.capital(who.full),
    who.plural,
    countedText(other, wording),
    placeText(other, wording),
    windowText(other, wording),
  );
  const place = own === null || own.place !== other.place;
  const period = own === null || own.from !== other.from || own.to !== other.to;
  return `${line} ${language.comparison.differs(place, period)}`;
}

/** Whether the publisher alone states the figure, of itself. */
export function isOwn({ speakers, publisher }: Pick<Figure, 'speakers' | 'publisher'>): boolean {
  return areSameSpeakers(speakers, [publisher]);
}

/** Whether the publisher quotes an admission of somebody else. */
export function isQuoted(figure: Figure, wording: Wording): boolean {
  return speakerName(figure.speakers, wording).admits && !isOwn(figure);
}

/** Returns `Airwars says more than 1,600 civilians were killed`, or that the publisher quotes an admission. */
export function claimText(figure: Figure, wording: Wording): string {
  const words = wording.language.kinds.claimed;
  const who = speakerName(figure.speakers, wording);
  const counted = countedText(figure, wording);
  const { measure, value, valueMax } = figure;
  const occurred = `${valueText(figure, wording)} ${wording.language.occurred(measure, valueMax ?? value)}`;
  return isQuoted(figure, wording)
    ? words.quoted(publisherName(figure.publisher, wording), who.full, counted)
    : words.headline(who.head, who.plural, occurred, figure.place);
}

/** Returns where and when a figure counts, or that the text does not state it. */
export function scopeText(figure: Figure, wording: Wording): string {
  const { language } = wording;
  const isDated = figure.from !== null || figure.to !== null;
  // A running total without a window of its own is counted to the end of its report's period.
  const window = !isDated && isRunning(figure.measure) ? untilText(figure, wording) : windowText(figure, wording);
  const isUnknown = window === language.window.unknown && figure.place === null;
  return isUnknown ? language.scopeUnknown : language.scope(placeText(figure, wording), window);
}

/** Returns the difference of two figures; null where a range has no one difference, or they do not count the same. */
export function differenceOf(now: Figure, before: Figure): number | null {
  const isPlain = now.valueMax === null && before.valueMax === null && now.measure === before.measure;
  return isPlain ? now.value - before.value : null;
}

/** Returns `Coalition report for April 2019`, not capitalised. */
export function reportName(
  { publisher, period }: { readonly publisher: string; readonly period: Period | null },
  wording: Wording,
): string {
  return wording.language.report(
    publisherName(publisher, wording),
    period === null ? null : periodText(period, wording),
  );
}
