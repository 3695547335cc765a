import type { Figure } from '../domain/findings.ts';
import { isOfEvent, isRunning, type Measure } from '../domain/measures.ts';
import { ownsUp } from '../domain/speakers/deeds.ts';
import { areSameSpeakers, type Speakers } from '../domain/speakers.ts';
import { firstDay, isDay, lastDay, type MonthOrDay, type Period } from '../domain/time.ts';
import type { Language } from './language/en.ts';

/** Words for a figure, its scope and its change, the same in posts and in answers to commands. */

/** The names of publishers from the configuration, by id, and the speakers with theirs. */
export interface Names {
  readonly publishers: ReadonlyMap<string, string>;
  readonly speakers: Speakers;
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
  const each = speakers.map((id) => names.speakers.nameOf(id) ?? id);
  const heads = each.map((name, index) => (index === 0 ? language.capital(name.replace(/^the /, '')) : name));
  return {
    head: language.list(heads),
    full: language.list(each),
    plural: speakers.length > 1,
    admits: names.speakers.areAcknowledging(speakers),
  };
}

export function publisherName(publisher: string, { names }: Wording): string {
  return names.publishers.get(publisher) ?? publisher;
}

type Value = Pick<Figure, 'value' | 'valueMax' | 'qualifier' | 'compiled'>;

/**
 * Returns `at least 1,302` or `6 to 18`: a value never loses its qualifier. One of the compiled record is marked, in every
 * text that is made of it.
 */
export function valueText(figure: Value, wording: Wording): string {
  return marked(plainValueText(figure, wording), figure, wording);
}

/** The same without a mark, for a line that says where the figure comes from. */
export function plainValueText({ value, valueMax, qualifier }: Value, { language }: Wording): string {
  const range = rangeText(value, valueMax, language);
  return qualifier === null ? range : `${language.qualifier(qualifier)} ${range}`;
}

/** Returns `compiled record`, or `compiled record, reconstructed`; null for a figure that was read. */
export function compiledMark({ compiled }: Pick<Figure, 'compiled'>, { language }: Wording): string | null {
  return compiled === undefined ? null : language.compiled.mark(compiled.isReconstructed);
}

/** Returns `1,291 (compiled record)`; the text alone for a figure that was read. */
export function marked(text: string, figure: Pick<Figure, 'compiled'>, wording: Wording): string {
  const mark = compiledMark(figure, wording);
  return mark === null ? text : wording.language.compiled.marked(text, mark);
}

export function rangeText(value: number, max: number | null, language: Language): string {
  return max === null || max === value
    ? language.number(value)
    : language.range(language.number(value), language.number(max));
}

/** Returns `at least 1,302 civilians killed`, or `at least 1,291 civilians killed (compiled record)`. */
export function countedText(figure: Figure, wording: Wording): string {
  return marked(plainCountedText(figure, wording), figure, wording);
}

/** The same without a mark, for a sentence that has it elsewhere. */
export function plainCountedText(figure: Figure, wording: Wording): string {
  const counted = wording.language.counted(figure.measure, figure.valueMax ?? figure.value);
  return `${plainValueText(figure, wording)} ${counted}`;
}

/** Returns `+11`, `-2` or `0`. */
export function deltaText(delta: number, { language }: Wording): string {
  return language.signed(delta);
}

/** Returns `August 2014 - end of April 2019`, `June - October 2017` or `22 March 2016`, or that no period was read. */
export function windowText(figure: Pick<Figure, 'measure' | 'from' | 'to'>, wording: Wording): string {
  const { language } = wording;
  const { from, to } = figure;
  if (to === null) return from === null ? language.window.unknown : language.window.since(language.date(from));
  if (from === null) return endText(figure.measure, to, wording);
  if (!isRunning(figure.measure)) return spanText(from, to, wording);
  return language.window.both(language.date(from), language.date(to), !isDay(to));
}

function endText(measure: Measure, to: MonthOrDay, { language }: Wording): string {
  return language.window.until(language.date(to), isRunning(measure) && !isDay(to));
}

/** Returns `to end of March 2019`, for a figure whose beginning the other figure gives. */
export function untilText(figure: Figure, wording: Wording): string {
  const to = figure.to ?? figure.period?.to ?? null;
  return to === null ? windowText(figure, wording) : endText(figure.measure, to, wording);
}

export function placeText({ place, compiled }: Pick<Figure, 'place' | 'compiled'>, { language }: Wording): string {
  return place ?? (compiled === undefined ? language.placeUnknown : language.compiled.placeUnknown);
}

/** Returns `April 2019`, `2017`, `June - October 2017` or `December 2018 - January 2019`. */
export function periodText({ from, to }: Period, wording: Wording): string {
  return spanText(from, to, wording);
}

function spanText(from: MonthOrDay, to: MonthOrDay, { language }: Wording): string {
  const year = to.slice(0, 4);
  if (firstDay(from) === `${year}-01-01` && lastDay(to) === `${year}-12-31`) return year;
  if (from === to) return language.date(to);
  if (isDay(from) && isDay(to)) return language.days(from, to);
  // The first month has no year of its own where the last has the same.
  const first = !isDay(from) && from.startsWith(year) ? language.monthOfYear(from) : language.date(from);
  return language.window.both(first, language.date(to), false);
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

/** Whether the publisher quotes another belligerent. */
export function isQuoted(figure: Figure, wording: Wording): boolean {
  return speakerName(figure.speakers, wording).admits && !isOwn(figure);
}

/**
 * Returns `near Raqqa, Syria, 17 July 2017` for a headline: the place, and for the toll of one event when it was. Null where
 * the text states neither.
 */
export function whereabouts(figure: Figure, wording: Wording): string | null {
  const isDated = isOfEvent(figure.measure) && (figure.from !== null || figure.to !== null);
  const parts = [...(figure.place === null ? [] : [figure.place]), ...(isDated ? [windowText(figure, wording)] : [])];
  return parts.length === 0 ? null : parts.join(', ');
}

/** Returns the scope of a figure below its headline; empty where `whereabouts` in the headline says all of it. */
export function remainingScope(figure: Figure, wording: Wording): string {
  const isSaid = isOfEvent(figure.measure) && figure.place !== null && (figure.from !== null || figure.to !== null);
  return isSaid ? '' : scopeText(figure, wording);
}

/**
 * Returns `Airwars says more than 1,600 civilians were killed`, or that the publisher quotes a belligerent: as admitting it
 * where the quoted words own up to it, else as saying it.
 */
export function claimText(figure: Figure, wording: Wording): string {
  const words = wording.language.kinds.claimed;
  const who = speakerName(figure.speakers, wording);
  const counted = countedText(figure, wording);
  const { measure, value, valueMax } = figure;
  const occurred = `${valueText(figure, wording)} ${wording.language.occurred(measure, valueMax ?? value)}`;
  if (!isQuoted(figure, wording)) return words.headline(who.head, who.plural, occurred, whereabouts(figure, wording));
  const publisher = publisherName(figure.publisher, wording);
  return ownsUp(figure, wording.names.speakers)
    ? words.quoted(publisher, who.full, counted, isOfEvent(measure) ? whereabouts(figure, wording) : null)
    : words.quotedSaying(publisher, who.full, occurred, whereabouts(figure, wording));
}

/** Returns `more than 1,600 civilians were killed`. */
export function occurredText(figure: Figure, wording: Wording): string {
  return `${valueText(figure, wording)} ${wording.language.occurred(figure.measure, figure.valueMax ?? figure.value)}`;
}

/** Returns `the Coalition: at least 1,302 civilians killed`. */
export function quotedSpeakerText(figure: Figure, wording: Wording): string {
  const who = speakerName(figure.speakers, wording).full;
  return wording.language.kinds.reaction.figureOf(who, countedText(figure, wording));
}

/** Returns why two figures cannot be subtracted. */
export function differsText(one: Figure, other: Figure, { language }: Wording): string {
  const isSameTime = one.from === other.from && one.to === other.to;
  return language.comparison.differs(one.place !== other.place, !isSameTime);
}

/** Returns where and when a figure counts, or that it was not read: the text may state it somewhere else. */
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
