import type { Mention, ReadContext, Reading, ReadResult } from '../../domain/readings.ts';
import type { UnattributedReason, Warning } from '../../domain/warnings.ts';
import { type Lexicon, lexiconWith } from '../engine/lexicon.ts';
import { findNumbers } from '../text/numbers.ts';
import { mention, QuoteError, quoteAt, reading, unquotable } from '../text/quotes.ts';
import type { Span } from '../text/sentences.ts';
import type { Surroundings } from './claim.ts';
import { judge, type Outcome } from './judgement.ts';
import { type Claim, mergeClaims } from './merging.ts';
import { blankMarkup, coalitionOf, countsOfReports } from './plain-text.ts';
import { noWindow, type Window, windowOf } from './scope/windows.ts';
import { type EventList, listAfter } from './speech/listed-events.ts';
import { type Sentence, sentencesOf } from './speech/sentences.ts';
import { beginParagraph, emptyMemory, publishingSpeaker } from './speech/speakers.ts';
import { remember } from './speech/voices.ts';
import { reconsider } from './stance/retractions.ts';
import { rememberDoers } from './tolls/doers.ts';
import { findTolls } from './tolls/find.ts';
import { type HarmFigure, toHarmFigure } from './tolls/harm-figure.ts';
import type { Toll } from './tolls/toll.ts';

/**
 * Reads any statement that is not a periodic report: who asserts how many deaths, of what.
 *
 * killed_total  the speaker's running total of a war
 * killed_new    deaths that the statement newly admits, of no single event; belligerents only
 * killed_event  one strike, campaign, place or bounded period
 *
 * A figure is read only where an asserting verb governs it. "Casualties" are not deaths, and "fighters and civilians" are no civilian
 * count: neither is read.
 */

export const statementVersion = 10;
/** A text with more is a database, not a statement. */
const mostClaims = 300;
const mostWarnings = 20;

/** One count of a text, and what becomes of it. */
export interface Judged {
  readonly sentence: Sentence;
  readonly toll: Toll;
  readonly outcome: Outcome;
}

interface Found {
  readonly claims: readonly Claim[];
  readonly mentions: readonly { readonly claim: Claim; readonly stance: Mention['stance'] }[];
  readonly warnings: readonly Unattributed[];
  readonly sentences: readonly Sentence[];
  readonly judged: readonly Judged[];
  readonly isCut: boolean;
}
type Unattributed = Extract<Warning, { readonly code: 'unattributed-figure' }>;

export function readStatement(text: string, context: ReadContext): ReadResult {
  const found = findClaims(text, context, lexiconWith(context.speakers));
  const warnings: Warning[] = [...found.warnings];
  const made = <T>(claim: Claim, make: () => T): T | null => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof QuoteError)) throw error;
      warnings.push({
        code: 'unquotable-figure',
        fault: error.kind,
        ...unquotable(text, error, { facts: claim, span: claim.span }),
      });
      return null;
    }
  };
  const sound = withoutContradictions(found);
  const readings = mergeClaims(withoutBareHeadlines(text, sound.claims)).flatMap((claim): readonly Reading[] => {
    const one = made(claim, () => reading(text, claim, claim.span));
    return one === null ? [] : [one];
  });
  const mentions = mergeMentions(sound.mentions).flatMap(({ claim, stance }): readonly Mention[] => {
    const one = made(claim, () => mention(text, claim, { span: claim.span, stance }));
    return one === null ? [] : [one];
  });
  if (found.isCut) warnings.push({ code: 'too-many-figures', read: mostClaims });
  return {
    reader: 'statement',
    readerVersion: statementVersion,
    period: null,
    readings,
    mentions,
    positions: [],
    incidents: [],
    warnings,
  };
}

/** Judges each count of a text, in order. Repeats are not dropped. */
export function findClaims(text: string, context: ReadContext, lexicon: Lexicon): Found {
  const plain = blankMarkup(text);
  const otherCoalition = coalitionOf(plain);
  const claims: Claim[] = [];
  const mentions: { claim: Claim; stance: Mention['stance'] }[] = [];
  const unattributed: Unattributed[] = [];
  const judged: Judged[] = [];
  const memory = emptyMemory(lexicon, publishingSpeaker(lexicon, context.publisher, context.url));
  const reportCounts = countsOfReports(plain, findNumbers(plain, { articles: true }));
  const isYearly = yearly.test(plain.slice(0, 20_000));
  let last = -1;
  const earlier: Sentence[] = [];
  let lastWindow: Window = noWindow;
  let lastClaim: Claim | null = null;
  let lastDeaths: Claim | null = null;
  let list: EventList | null = null;
  const sentences = sentencesOf(text, plain, { lexicon, otherCoalition });
  for (const [index, sentence] of sentences.entries()) {
    if (claims.length >= mostClaims) break;
    const { paragraph, tokens, text: body } = sentence;
    const span = { start: sentence.start, end: sentence.end };
    if (paragraph !== last) beginParagraph(memory);
    const surroundings: Surroundings = {
      context,
      plain,
      memory,
      earlier: earlier.slice(-2),
      later: sentences.slice(index + 1, index + 4).filter((one) => one.paragraph === paragraph),
      isNewParagraph: paragraph !== last,
      lastWindow,
      lastClaim,
      lastDeaths,
      list,
      reportCounts,
      isYearly,
    };
    const before = memory.paragraph;
    for (const toll of findTolls(tokens)) {
      const outcome = judge(sentence, toll, surroundings);
      judged.push({ sentence, toll, outcome });
      if (outcome.kind === 'reading') {
        claims.push(outcome.claim);
        lastClaim = outcome.claim;
        if (outcome.claim.harm === 'killed') lastDeaths = outcome.claim;
        surroundings.lastDeaths = lastDeaths;
        surroundings.lastClaim = outcome.claim;
      } else if (outcome.kind === 'mention') {
        mentions.push({ claim: outcome.claim, stance: outcome.stance });
      } else {
        if (outcome.reason !== null)
          unattributed.push(warningOf(text, span, toHarmFigure(tokens, toll), outcome.reason));
      }
    }
    const window = windowOf(body, 0, context.published);
    if (window.from !== null && window.to !== null) lastWindow = window;
    reconsider(sentence, { claims, mentions, memory, sentences: sentences.slice(Math.max(0, index - 3), index) });
    rememberDoers(tokens, memory);
    list = listAfter(sentence, list, memory);
    remember(sentence, memory, before);
    earlier.push(sentence);
    if (earlier.length > 2) earlier.shift();
    if (lastClaim !== null && lastClaim.span.end < span.start) lastClaim = null;
    last = paragraph;
  }
  return {
    claims,
    mentions,
    warnings: withoutAnswered(claims, mentions, unattributed),
    sentences,
    judged,
    isCut: claims.length >= mostClaims,
  };
}

const yearly =
  /\b(?:annual|yearly)\s(?:\w+\s){0,2}report\b|\breport\sto\sCongress\b|\bmandated\sby\sCongress\b|\bcongressionally[-\s]mandated\b/i;

function warningOf(text: string, span: Span, figure: HarmFigure, reason: UnattributedReason): Unattributed {
  const start = span.start + Math.max(0, figure.start - 60);
  const end = Math.min(text.length, span.start + figure.end + 60);
  const { value, harm } = figure;
  return { code: 'unattributed-figure', value, harm, reason, quote: quoteAt(text, { start, end }) };
}

/** Below a headline there is a text; a figure that only the headline gives is its writer's shortening. */
function withoutBareHeadlines(text: string, claims: readonly Claim[]): readonly Claim[] {
  return claims.filter((claim) => {
    if (!claim.isHeadline || text.slice(claim.span.end).trim().length < 300) return true;
    return claims.some(
      (one) => !one.isHeadline && one.harm === claim.harm && Math.abs(one.value - claim.value) <= 0.06 * one.value,
    );
  });
}

/**
 * One sentence may assert a figure and take it back, mostly where two figures are equal. What is denied, doubted or withdrawn
 * is not asserted; what is asserted is not only repeated or examined.
 */
function withoutContradictions({ claims, mentions }: Found): Pick<Found, 'claims' | 'mentions'> {
  const keyOf = ({ span, value, harm, speakers }: Claim) => `${span.start} ${value} ${harm} ${speakers.join('+')}`;
  const takenBack = new Set(
    mentions
      .filter(({ stance }) => stance === 'denied' || stance === 'doubted' || stance === 'withdrawn')
      .map(({ claim }) => keyOf(claim)),
  );
  const asserted = claims.filter((claim) => !takenBack.has(keyOf(claim)));
  const keys = new Set(asserted.map(keyOf));
  return { claims: asserted, mentions: mentions.filter(({ claim }) => !keys.has(keyOf(claim))) };
}

/** One mention for each figure, stance and set of speakers. */
function mergeMentions(mentions: Found['mentions']): Found['mentions'] {
  const seen = new Set<string>();
  return mentions.filter(({ claim, stance }) => {
    const key = `${stance} ${claim.value} ${claim.harm} ${claim.speakers.join()}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * A figure that was attributed elsewhere in the text, also where it is rounded here, needs no warning, and one warning for a
 * repeated figure is enough.
 */
function withoutAnswered(
  claims: readonly Claim[],
  mentions: Found['mentions'],
  warnings: readonly Unattributed[],
): readonly Unattributed[] {
  const figure = ({ value, harm }: Pick<Unattributed, 'value' | 'harm'>) => `${value} ${harm}`;
  const known = [...claims, ...mentions.map(({ claim }) => claim)];
  const answered = new Set(known.map(figure));
  const isRounded = ({ value, harm }: Unattributed) =>
    value >= 100 &&
    value % 10 === 0 &&
    known.some((claim) => claim.harm === harm && Math.abs(claim.value - value) <= 0.06 * claim.value);
  const open: Unattributed[] = [];
  for (const warning of warnings) {
    const key = figure(warning);
    if (answered.has(key) || isRounded(warning) || open.length >= mostWarnings) continue;
    answered.add(key);
    open.push(warning);
  }
  return open;
}
