import type { ReadContext } from '../../domain/readings.ts';
import { speakerSet } from '../../domain/speakers.ts';
import type { Claim } from './merging.ts';
import { isCountOfStrikes, measureOf } from './scope/measures.ts';
import { clauseOf, partOf, placeOfWar, scopePlace, scopeWindow } from './scope/scope.ts';
import { byMonths, noWindow, type Window, windowOf } from './scope/windows.ts';
import type { EventList } from './speech/listed-events.ts';
import type { Sentence } from './speech/sentences.ts';
import type { Memory } from './speech/speakers.ts';
import { findTolls } from './tolls/find.ts';
import { toHarmFigure } from './tolls/harm-figure.ts';
import type { Toll } from './tolls/toll.ts';

export interface Surroundings {
  readonly context: ReadContext;
  /** The whole text, markup blanked. */
  readonly plain: string;
  readonly memory: Memory;
  /** The last two sentences, nearest last. */
  readonly earlier: readonly Sentence[];
  /** The next sentences of the paragraph. */
  readonly later: readonly Sentence[];
  readonly isNewParagraph: boolean;
  readonly lastWindow: Window;
  lastClaim: Claim | null;
  /** The last deaths that the text has asserted, in whatever paragraph. */
  lastDeaths: Claim | null;
  /** The events that the sentences before announced and that this one may tell. */
  readonly list: EventList | null;
  readonly reportCounts: ReadonlySet<number>;
  readonly isYearly: boolean;
}

interface ClaimParts {
  readonly ids: readonly string[];
  readonly rule: string;
  readonly isOwnDeed: boolean;
  readonly around: Surroundings;
  /** It is not asserted, so that its measure may stay open. */
  readonly isMention?: boolean;
}

export function claimOf(
  sentence: Sentence,
  toll: Toll,
  { ids, rule, isOwnDeed, around, isMention = false }: ClaimParts,
): Claim | null {
  const whole = toHarmFigure(sentence.tokens, toll);
  const figures = findTolls(sentence.tokens)
    .filter(({ harm }) => harm === toll.harm)
    .map((one) => toHarmFigure(sentence.tokens, one));
  const sum = clauseOf(sentence.text, whole.start);
  const part = sum.text.length < sentence.text.length ? sum : partOf(sentence.text, whole, figures);
  // A part that names no time and place has those of the sentence.
  const isWhole =
    part.text.length === sentence.text.length ||
    (windowOf(part.text, whole.start - part.start, around.context.published).from === null &&
      scopePlace(
        part.text,
        { ...whole, start: whole.start - part.start, end: whole.end - part.start },
        { isOwnDeed, continued: null, isRunning: false },
      ) === null);
  const clause = isWhole && sum.text.length === sentence.text.length ? sum : part;
  const { text } = clause;
  const figure = { ...whole, start: whole.start - clause.start, end: whole.end - clause.start };
  const { context, lastWindow, plain } = around;
  const continued = around.isNewParagraph ? null : (around.earlier.at(-1)?.text ?? null);
  const window = scopeWindow(text, figure, { speakers: ids, last: lastWindow, published: context.published });
  const place = scopePlace(text, figure, { isOwnDeed, continued, isRunning: window.isRunning });
  const stated = measureOf({
    text,
    figure,
    isOwnDeed,
    place,
    window,
    isYearly: around.isYearly && ids.includes('dod'),
    isHeadline: sentence.isHeadline,
    raisesTotal: sum.start === 0 && sum.text.length < sentence.text.length,
  });
  // A denied or examined figure is shown with its words alone, whatever it would count.
  const measure = stated ?? (isMention ? (`${whole.harm}_event` as const) : null);
  if (measure === null) return null;
  const isOther = measure.endsWith('new') || (measure.endsWith('event') && isCountOfStrikes({ text, figure }));
  const isUndated = measure.endsWith('new') || (isOther && window.isRunning && window.to === null);
  const covers = isUndated ? noWindow : measure.endsWith('event') ? window : byMonths(window);
  const claim: Claim = {
    rule,
    measure,
    value: figure.value,
    valueMax: figure.valueMax,
    qualifier: figure.qualifier,
    speakers: speakerSet(ids),
    place: measure.endsWith('total') && place === null ? placeOfWar(ids, plain) : place,
    from: covers.from,
    to: covers.to,
    isOwnDeed,
    span: { start: sentence.start, end: sentence.end },
    harm: figure.harm,
    isVague: sentence.tokens.some(
      (token) => token.class === 'SPEAKER' && token.isVague && ids.includes(token.speakers[0]?.id ?? ''),
    ),
    isHistorical: isHistorical(sentence.text, whole.start),
    isHeadline: sentence.isHeadline,
  };
  // "A further 27 were wounded": of the event whose dead were counted before.
  const isOfEvent =
    claim.measure === 'injured_new' &&
    around.lastDeaths?.measure === 'killed_event' &&
    around.lastDeaths.speakers.join() === claim.speakers.join();
  return besideDeaths(isOfEvent ? { ...claim, measure: 'injured_event' } : claim, around.lastClaim);
}

/** "... also said at least 91 were injured": injuries named beside deaths have their scope. */
function besideDeaths(claim: Claim, last: Claim | null): Claim {
  if (
    claim.harm !== 'injured' ||
    last === null ||
    last.harm !== 'killed' ||
    last.speakers.join() !== claim.speakers.join()
  )
    return claim;
  const isSameSentence = claim.span.start === last.span.start;
  if (!isSameSentence && (claim.from !== null || claim.to !== null)) return claim;
  const place = isSameSentence || claim.place === null ? (last.place ?? claim.place) : claim.place;
  const measure =
    last.measure === 'killed_new' ? 'injured_new' : last.measure === 'killed_total' ? 'injured_total' : 'injured_event';
  return { ...claim, measure, place, from: last.from, to: last.to };
}

const months = 'January|February|March|April|May|June|July|August|September|October|November|December';
const recalled = new RegExp(
  `\\b(?:previously|earlier|had\\s(?:\\w+\\s)?(?:admitted|acknowledged|said|put|conceded|announced)|before\\sthis|until\\sthen|up\\sfrom|compared\\s(?:with|to)|last\\s(?:month|year)|so\\sfar\\sonly|in\\s(?:late\\s|early\\s|mid-?)?(?:${months}),?\\s(?:the\\s|it\\s)?(?:[\\w-]+\\s){0,3}(?:admitted|acknowledged|announced|said|conceded|reported)|(?:admitted|acknowledged|announced|said|conceded|reported)\\sin\\s(?:late\\s|early\\s)?(?:${months}))\\b`,
  'i',
);

function isHistorical(text: string, start: number): boolean {
  // "which had put the toll at 1,190, now says": the first was before.
  const before = text.slice(Math.max(0, start - 160), start).replace(/^.*\bnow\s/is, '');
  return recalled.test(before.slice(before.lastIndexOf(';') + 1));
}
