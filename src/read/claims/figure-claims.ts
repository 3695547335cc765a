import type { ReadContext, Reading, ReadResult } from '../../domain/readings.ts';
import type { UnattributedReason, Warning } from '../../domain/warnings.ts';
import { findNumbers, type NumberToken } from '../text/numbers.ts';
import { QuoteError, quoteAt, reading, unquotable } from '../text/quotes.ts';
import { findParagraphs, findSentences, type Span } from '../text/sentences.ts';
import { type Attribution, findAttributions, governing, nobodyAt } from './attribution.ts';
import { isFarGeneric, type Memory, newMemory, remember, resolveSpeaker, speakerOfFormula } from './claimants.ts';
import { type DeathFigure, findDeathFigures } from './death-figures.ts';
import { killerOf } from './killers.ts';
import { isCountOfStrikes, measureOf } from './measures.ts';
import { type Claim, mergeClaims } from './merging.ts';
import { blankMarkup, countsOfReports, isEnglish, isHeadline, maskOtherCoalition, pieces } from './plain-text.ts';
import { clauseOf, placeOfWar, scopePlace, scopeWindow } from './scope.ts';
import { isAcknowledging, speakerOfPublisher, speakersIn } from './speakers.ts';
import { openingSubject } from './subjects.ts';
import { noWindow, type Window, windowOf } from './windows.ts';

/**
 * Reads any statement that is not a periodic report: whose figure of civilian deaths, of where, of when.
 *
 * killed_total  the speaker's running total of a war
 * killed_new    deaths that the statement says are newly admitted; belligerents only
 * killed_event  one strike, campaign, place or bounded period (the yearly figure of the US Department of Defense too: it covers all
 *               theatres of one year and runs on from nothing)
 *
 * Deaths of "fighters and civilians" together are no civilian count, and "casualties" are not deaths: neither is read. What is only
 * alleged, supposed or denied is not read; "may have been killed" is, where a belligerent says it of itself. An earlier total that
 * the text recalls gives way to the current one.
 */

export const figureClaimsVersion = 3;
/** A text with more is a database, not a statement. */
const mostClaims = 300;
const mostWarnings = 20;

export function readFigureClaims(text: string, context: ReadContext): ReadResult {
  const warnings: Warning[] = [];
  const claims = mergeClaims(findClaims(text, context, warnings));
  const readings: Reading[] = [];
  for (const {
    span,
    harm: _harm,
    isVague: _vague,
    isHistorical: _historical,
    isHeadline: _headline,
    speaker,
    ...facts
  } of claims) {
    const read = { ...facts, speakers: speakersIn(speaker) };
    try {
      readings.push(reading(text, read, span));
    } catch (error) {
      if (!(error instanceof QuoteError)) throw error;
      const fault = error.kind;
      warnings.push({ code: 'unquotable-figure', fault, ...unquotable(text, error, { facts: read, span }) });
    }
  }
  return {
    reader: 'figure-claims',
    readerVersion: figureClaimsVersion,
    period: null,
    readings,
    mentions: [],
    incidents: [],
    warnings,
  };
}

type Unattributed = Extract<Warning, { readonly code: 'unattributed-figure' }>;

interface Sentence extends Span {
  /** Markup blanked; as long as the original. */
  readonly text: string;
  readonly attributions: readonly Attribution[];
  readonly isHeadline: boolean;
}

interface Surroundings {
  readonly context: ReadContext;
  /** The last three sentences, nearest last. */
  readonly earlier: readonly string[];
  /** The sentence before, where this one goes on from it: same paragraph, no other subject. */
  readonly continued: string | null;
  readonly memory: Memory;
  readonly lastWindow: Window;
  /** The last figure read, of this sentence or the one before. */
  readonly lastClaim: Claim | null;
  readonly reportCounts: ReadonlySet<number>;
  readonly isYearly: boolean;
  /** The whole text, markup blanked. */
  readonly plain: string;
}

function findClaims(text: string, context: ReadContext, warnings: Warning[]): readonly Claim[] {
  const plain = maskOtherCoalition(blankMarkup(text));
  const numbers = findNumbers(plain, { articles: true, pointsGroupThousands: !isEnglish(plain) });
  const reportCounts = countsOfReports(plain, numbers);
  const isYearly =
    /\b(?:annual|yearly)\s(?:\w+\s){0,2}report\b|\breport\sto\sCongress\b|\bmandated\sby\sCongress\b|\bcongressionally[-\s]mandated\b/i.test(
      plain.slice(0, 20_000),
    );
  const memory = newMemory(speakerOfPublisher(context.publisher, context.url));
  const claims: Claim[] = [];
  const unattributedFigures: Unattributed[] = [];
  const earlier: string[] = [];
  const paragraphs = findParagraphs(text);
  let nextParagraph = 0;
  const paragraphAt = (at: number): Span | undefined => {
    while ((paragraphs[nextParagraph]?.end ?? Infinity) <= at) nextParagraph += 1;
    return paragraphs[nextParagraph];
  };
  let lastParagraph: Span | undefined;
  let nextNumber = 0;
  let lastWindow: Window = noWindow;
  let lastClaim: Claim | null = null;
  for (const span of pieces(text, findSentences(text))) {
    if (claims.length >= mostClaims) break;
    const body = plain.slice(span.start, span.end);
    const inside: NumberToken[] = [];
    for (let token = numbers[nextNumber]; token !== undefined && token.start < span.end; token = numbers[++nextNumber])
      if (token.start >= span.start && token.end <= span.end)
        inside.push({ ...token, start: token.start - span.start, end: token.end - span.start });
    const attributions = findAttributions(body);
    const opening = openingSubject(body)?.id ?? null;
    const paragraph = paragraphAt(span.start);
    const last = earlier.at(-1) ?? '';
    const isQuoted = /:\s*$/.test(last) || (/^\s*"/.test(last) && /^\s*"/.test(body));
    // "Its adviser said:" stands between what it answers and what is said; a quotation of several paragraphs is one.
    const before = isQuoted ? earlier.slice(-2).join(' ') : (earlier.at(-1) ?? null);
    const isBelow = paragraph === lastParagraph || /^\s*(?:It|They|He|She|Its|Their|These|Those)\s/.test(body);
    const isSameSubject = opening === null || memory.subject === null || opening === memory.subject;
    // "The Coalition admits 1,302. Airwars puts it at 7,900": two counts side by side.
    const isBeside = lastClaim !== null && !/\b(?:ISIS|regime|Russian?|Assad|Turkish|Turkey)\b/.test(body);
    const continued = isQuoted || (isBelow && (isSameSubject || isBeside)) ? before : null;
    lastParagraph = paragraph;
    const sentence: Sentence = { ...span, text: body, attributions, isHeadline: isHeadline(body, earlier.length) };
    const asserted: string[] = [];
    const isAboutCivilians = /civilian/i.test(
      `${earlier.at(-1) ?? ''} ${body} ${plain.slice(span.end, span.end + 200)}`,
    );
    for (const figure of findDeathFigures(body, inside, isAboutCivilians)) {
      const made = toClaim(sentence, figure, {
        context,
        earlier,
        continued,
        memory,
        lastWindow,
        lastClaim,
        reportCounts,
        isYearly,
        plain,
      });
      if (typeof made === 'string') unattributedFigures.push(unattributed(text, span, figure, made));
      else if (made !== null) {
        claims.push(made);
        asserted.push(made.speaker);
        lastClaim = made;
      }
    }
    const window = windowOf(body, 0, context.published);
    if (window.from !== null && window.to !== null) lastWindow = window;
    remember(memory, attributions, asserted, opening);
    earlier.push(body);
    if (earlier.length > 3) earlier.shift();
    if (lastClaim !== null && lastClaim.span.end < span.start) lastClaim = null;
  }
  dropBareHeadlines(text, memory.publisher, claims, unattributedFigures);
  dropAnswered(claims, unattributedFigures);
  warnings.push(...unattributedFigures);
  if (claims.length >= mostClaims) warnings.push({ code: 'too-many-figures', read: mostClaims });
  return claims;
}

/** Returns the claim; null where the figure is none of ours; a reason where it may be, and its scope or speaker is unknown. */
function toClaim(sentence: Sentence, figure: DeathFigure, around: Surroundings): Claim | UnattributedReason | null {
  const { text } = sentence;
  const { memory } = around;
  const killer = killerOf(text, figure.start, figure.end, around.continued);
  if (killer === 'other') return null;
  const said = governing(text, sentence.attributions, figure.start, figure.end);
  if (said?.isDenial === true) return null;
  const resolved = isFarGeneric(said, text, figure.start)
    ? null
    : (resolveSpeaker(said, memory) ??
      resolveSpeaker(saidAfter(said, sentence.attributions, figure), memory) ??
      speakerOfFormula(text, around.plain, memory));
  if (resolved === null) return 'no-speaker';
  const { speaker } = resolved;
  const isOwnDeed = isAcknowledging(speaker);
  if (killer === 'unknown' && !isOwnDeed) return 'no-killer';
  // These count the dead of all sides: only where the sentence itself names a watched force.
  if (/^(?:un|other)$/.test(speaker) && killerOf(text, figure.start, figure.end, null) !== 'watched') return null;
  if (/^\W*Including\b/.test(text)) return 'part-of-another-count';
  if (killer === 'unknown' && /\bat\sthe\shands\sof\b/i.test(text)) return null;
  if (figure.isPossible && !isOwnDeed) return null;
  // A press copy that takes reports for deaths ("1,799 civilians" of 1,799 reports).
  if (countsReports(figure.value, text, around)) return 'counts-reports';
  return claimOf(sentence, figure, resolved, around);
}

/** "The observatory said ..., SOHR reported": where the first points to nobody known, the end of the sentence names them. */
function saidAfter(
  said: Attribution | undefined,
  attributions: readonly Attribution[],
  { end }: DeathFigure,
): Attribution | undefined {
  const after = attributions.find(({ start }) => start >= end);
  return said === undefined || said.pointsTo === 'nobody' ? nobodyAt(end) : (after ?? nobodyAt(end));
}

/** The same number counts reports: a large one anywhere in the text, a small one in the sentence. */
function countsReports(value: number, text: string, around: Surroundings): boolean {
  if (value >= 100) return around.reportCounts.has(value);
  return value > 2 && countsOfReports(text, findNumbers(text)).has(value);
}

function claimOf(
  sentence: Sentence,
  whole: DeathFigure,
  { speaker, isVague }: { readonly speaker: string; readonly isVague: boolean },
  around: Surroundings,
): Claim | UnattributedReason {
  const clause = clauseOf(sentence.text, whole.start);
  const { text } = clause;
  const offset = clause.start;
  const figure = { ...whole, start: whole.start - offset, end: whole.end - offset };
  const window = scopeWindow(text, figure, speaker, around.lastWindow, around.context.published);
  const place = scopePlace(text, figure, speaker, around.continued, window.isRunning);
  const { publisher } = around.memory;
  const isYearly = around.isYearly && speaker === 'dod';
  const { isHeadline: heads } = sentence;
  const raisesTotal = offset === 0 && text.length < sentence.text.length;
  const measure = measureOf({
    text,
    figure,
    speaker,
    publisher,
    place,
    window,
    isYearly,
    isHeadline: heads,
    raisesTotal,
  });
  if (measure === null) return 'scope-unclear';
  // "64 additional deaths" are not those "since 2014".
  const isOther = measure.endsWith('new') || (measure.endsWith('event') && isCountOfStrikes({ text, figure }));
  const covers = measure.endsWith('new') || (isOther && window.isRunning && window.to === null) ? noWindow : window;
  const claim: Claim = {
    rule: 'figure-claim',
    measure,
    value: figure.value,
    valueMax: figure.valueMax,
    qualifier: figure.qualifier,
    speaker,
    place: measure.endsWith('total') && place === null ? placeOfWar(speaker, around.plain) : place,
    from: covers.from,
    to: covers.to,
    span: { start: sentence.start, end: sentence.end },
    harm: figure.harm,
    isVague,
    isHistorical: isHistorical(sentence.text, whole.start),
    isHeadline: heads,
  };
  return besideDeaths(claim, around.lastClaim);
}

/** "... also said at least 91 were injured": injuries named beside deaths have their scope. */
function besideDeaths(claim: Claim, last: Claim | null): Claim {
  if (claim.harm !== 'injured' || last === null || last.harm !== 'killed' || last.speaker !== claim.speaker)
    return claim;
  const isSameSentence = claim.span.start === last.span.start;
  if (!isSameSentence && (claim.from !== null || claim.to !== null)) return claim;
  const place = isSameSentence || claim.place === null ? (last.place ?? claim.place) : claim.place;
  const measure =
    last.measure === 'killed_new' ? 'injured_new' : last.measure === 'killed_total' ? 'injured_total' : 'injured_event';
  return { ...claim, measure, place, from: last.from, to: last.to };
}

const recalled =
  /\b(?:previously|earlier|had\s(?:\w+\s)?(?:admitted|acknowledged|said|put|conceded|announced)|before\sthis|until\sthen|up\sfrom|compared\s(?:with|to)|last\s(?:month|year)|so\sfar\sonly|in\s(?:late\s|early\s|mid-?)?(?:January|February|March|April|May|June|July|August|September|October|November|December),?\s(?:the\s|it\s)?(?:[\w-]+\s){0,3}(?:admitted|acknowledged|announced|said|conceded|reported)|(?:admitted|acknowledged|announced|said|conceded|reported)\sin\s(?:late\s|early\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December))\b/i;

function isHistorical(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 160), start);
  return recalled.test(before.slice(before.lastIndexOf(';') + 1));
}

function unattributed(text: string, span: Span, figure: DeathFigure, reason: UnattributedReason): Unattributed {
  const start = span.start + Math.max(0, figure.start - 60);
  const end = Math.min(text.length, span.start + figure.end + 60);
  const { value, harm } = figure;
  return { code: 'unattributed-figure', value, harm, reason, quote: quoteAt(text, { start, end }) };
}

/** Below a headline there is a text; a figure that only the headline gives is its writer's shortening. */
function dropBareHeadlines(text: string, own: string | null, claims: Claim[], warnings: Unattributed[]): void {
  for (const claim of claims.filter(({ isHeadline: heads }) => heads)) {
    const isRepeated = claims.some(
      (one) => !one.isHeadline && one.harm === claim.harm && Math.abs(one.value - claim.value) <= 0.06 * one.value,
    );
    if (isRepeated || (claim.speaker === own && claim.place !== null) || text.slice(claim.span.end).trim().length < 300)
      continue;
    claims.splice(claims.indexOf(claim), 1);
    const { value, harm } = claim;
    warnings.push({
      code: 'unattributed-figure',
      value,
      harm,
      reason: 'headline-only',
      quote: quoteAt(text, claim.span),
    });
  }
}

/** A figure that was attributed elsewhere in the text needs no warning, and one warning for a repeated figure is enough. */
function dropAnswered(claims: readonly Claim[], warnings: Unattributed[]): void {
  const figure = ({ value, harm }: Pick<Unattributed, 'value' | 'harm'>) => `${value} ${harm}`;
  const answered = new Set(claims.map(figure));
  const open: Unattributed[] = [];
  for (const warning of warnings) {
    const key = figure(warning);
    if (answered.has(key) || open.length >= mostWarnings) continue;
    answered.add(key);
    open.push(warning);
  }
  warnings.splice(0, warnings.length, ...open);
}
