import type { Day } from '../../../domain/time.ts';
import type { HarmFigure } from '../tolls/harm-figure.ts';
import { findPlaces, placeOf } from './places.ts';
import { type Window, windowOf } from './windows.ts';

const sumClause =
  /,?\s(?:and\s)?(?:thus\s|thereby\s)?(?:(?:bring|rais|increas|tak|push|lift)ing|brings?|brought|raises?|raised)\s(?=[^.;]{0,120}\b(?:total|toll|tally|count|number|figure)\b)|,\swhich\s(?:thereby\s|now\s|thus\s)?(?:rises|rose|climbs|climbed|stands|comes|came)\s(?=(?:to|at)\s)|,\sportant\s(?=[^.;]{0,60}\b(?:total|bilan|nombre)\b)/i;

/** "killed nine civilians in Mosul, bringing the total since 2014 to 685": two clauses, of which neither lends the other its scope. */
export function clauseOf(text: string, at: number): { readonly text: string; readonly start: number } {
  const cut = sumClause.exec(text);
  if (cut === null) return { text, start: 0 };
  return at < cut.index
    ? { text: text.slice(0, cut.index), start: 0 }
    : { text: text.slice(cut.index), start: cut.index };
}

/**
 * Returns the part of a sentence that speaks of one of its counts: "a strike near Mosul in March 2016 killed six civilians and
 * another near Raqqa in May 2017 killed nine" is two events. `figures` are all counts of the same harm, in order.
 */
export function partOf(
  text: string,
  figure: HarmFigure,
  figures: readonly HarmFigure[],
): { readonly text: string; readonly start: number } {
  const index = figures.findIndex(({ start }) => start === figure.start);
  const previous = figures[index - 1];
  const next = figures[index + 1];
  const from = previous === undefined ? 0 : (cutBetween(text, previous.end, figure.start) ?? 0);
  const to = next === undefined ? text.length : (cutBetween(text, figure.end, next.start) ?? text.length);
  return { text: text.slice(from, to), start: from };
}

const joins =
  /(?:,\s(?:and\s)?|;\s|\sand\s|\swhile\s|\sbut\s)(?=(?:an?other|an?\s|the\s|one\s|two\s|three\s|four\s|five\s|six\s|seven\s|eight\s|nine\s|ten\s|at\sleast|more\sthan|in\s|near\s|on\s|its\s|it\s|that\s|killed|killing|\d|\w+\s(?:more|others|civilians?)\b))/gi;

function cutBetween(text: string, from: number, to: number): number | null {
  const cuts = [...text.slice(from, to).matchAll(joins)].map(({ index }) => from + index);
  return cuts[0] ?? null;
}

/** Where and when: the sentence first, then what the sentences before it lend. */

/** The place the sentence names; for one strike of a belligerent's, else the only town of the sentence that it goes on from. */
export function scopePlace(
  text: string,
  figure: HarmFigure,
  { isOwnDeed, continued, isRunning }: { isOwnDeed: boolean; continued: string | null; isRunning: boolean },
): string | null {
  const own = placeOf(text, figure.start);
  if (own !== null || continued === null) return own;
  const mayBeBefore = !isRunning && !figure.isToll && figure.value <= 400 && isOwnDeed;
  if (!mayBeBefore || /strikes\b/i.test(text.slice(figure.end))) return null;
  const towns = new Set(findPlaces(continued).flatMap(({ isCountry, name }) => (isCountry ? [] : [name])));
  const [only] = towns;
  return towns.size === 1 ? (only ?? null) : null;
}

const thisPeriod =
  /\b(?:during|in|over)\s(?:this|that)\s(?:time\s)?period\b|\bpendant\scette\spériode\b|\bin\sdiesem\szeitraum\b|\bdurante\seste\sper[ií]odo\b/i;
const operationStart =
  /\bsince\s(?:the\s)?(?:(?:start|beginning|outset)\sof\s)?(?:the\s)?(?:Operation\sInherent\sResolve|OIR)\b/i;

/**
 * The window the sentence states. "During this period" takes the one before. Operation Inherent Resolve began in August 2014:
 * "since the start of" it, and "since 2014" of the Coalition, begin there.
 */
export function scopeWindow(
  text: string,
  figure: HarmFigure,
  { speakers, last, published }: { speakers: readonly string[]; last: Window; published: Day | null },
): Window {
  const own = windowOf(text, figure.start, published);
  if (own.to === null && thisPeriod.test(text)) return { ...last, isRunning: true, isLimited: false };
  const isWar =
    operationStart.test(text) ||
    (own.from === '2014-01' && speakers.includes('cjtf-oir')) ||
    (own.from === '2014-01' &&
      /\b(?:coalition|koalition|coalici[oó]n|inherent\sresolve|US-led|U\.S\.-led)\b/i.test(text));
  return isWar && (own.from === null || own.from === '2014-01') && !own.isLimited
    ? { ...own, from: '2014-08', isRunning: true }
    : own;
}

/** The war of a total whose sentence names no place, where the text speaks of only one. */
export function placeOfWar(speakers: readonly string[], plain: string): string | null {
  const countries = findPlaces(plain.slice(0, 20_000)).flatMap(({ isCountry, name }) => (isCountry ? [name] : []));
  const names = new Set(countries);
  // Operation Inherent Resolve is the war in both.
  if (speakers.includes('cjtf-oir')) return 'Iraq and Syria';
  const both = names.has('Iraq and Syria') || (names.has('Iraq') && names.has('Syria'));
  if (speakers.includes('snhr') || speakers.includes('sohr')) return both || names.has('Syria') ? 'Syria' : null;
  if (both) return 'Iraq and Syria';
  const [only] = names;
  return names.size === 1 && only !== undefined && !/coalition/i.test(plain) ? only : null;
}
