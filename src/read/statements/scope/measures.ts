import type { Measure } from '../../../domain/measures.ts';
import type { HarmFigure } from '../tolls/harm-figure.ts';
import { isTown } from './places.ts';
import type { Window } from './windows.ts';

/** Whether a figure is a running total of a war, newly admitted, or the toll of one event, place or bounded period. */

interface MeasureClues {
  /** The sentence. */
  readonly text: string;
  readonly figure: HarmFigure;
  /** The speakers admit a deed of their own side. */
  readonly isOwnDeed: boolean;
  readonly place: string | null;
  readonly window: Window;
  /** The text is, or is about, a yearly report: no figure of it runs on from the years before. */
  readonly isYearly: boolean;
  readonly isHeadline: boolean;
  /** The sentence goes on ", bringing the total to ...". */
  readonly raisesTotal: boolean;
}

const singleStrike =
  /\b(?:an?|the|one|single|that|this|its|1)\s(?:(?!civilian)[\w.,-]+\s){0,5}(?:air\s?strike|strike|attack|raid|bombing|bomb|missile|incident|drone\sstrike|operation\sin|offensive|battle|assault)\b(?!\s(?:campaign|raids))/i;
/** "killed six civilians in one and four in another". */
const ofOne = /^\s(?:civilians?\s)?in\s(?:one|another|the\s(?:first|second|other|former|latter))\b/i;
const resulting = /\b(?:result(?:ed|ing)\sin|led\sto)\b[^.;]{0,40}$/i;
const batch =
  /(?<![\d,.])(?:\d{1,2}|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|several|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|[a-z]+teen))\s(?:separate\s)?(?:(?!in\b|killed\b|injured\b|wounded\b|civilian)[\w.-]+\s){0,2}(?:air\s?strikes|strikes|incidents|attacks)\b|\binvestigations?\sconducted\b|\bassessments\b/i;
/** "found that the strikes killed 84": those just told of. */
const theStrikes =
  /\b(?:the|these|those)\s(?:two\s|three\s|four\s)?(?:air\s?strikes|strikes|attacks|raids|bombings)\s(?:had\s)?(?:killed|resulted)\b/i;
const newlySaid =
  /\badd(?:ed|s|ing)\b[^.;]{0,60}\bto\sits\b|\b(?:not|none\sof\s(?:them|these|which))\s(?:reported|announced|disclosed|acknowledged|admitted|counted)\sbefore\b|\b(?:had|have|has)\s(?:not|never)\s(?:\w+\s)?(?:known|reported|announced|disclosed|acknowledged|admitted|counted|published|made\spublic)\b|\bpreviously\sun(?:known|reported|announced|disclosed|acknowledged)\b/i;
/** "nine more reports had proved credible", "came to light in an audit". */
const newlyFound =
  /\b(?:came|come|brought)\sto\slight\b|\b(?:more|new|further)\s(?:\w+\s)?(?:reports|cases|allegations)\b[^.]{0,40}\bcredible\b|\bleft\sout\sof\b|\b(?:monthly|quarterly|latest|newest)\s(?:\w+\s){0,2}report\b[^.;]{0,80}\b(?:admit|acknowledg|conced)/i;
const isLater = /^[^;.]{0,60}\b(?:days?|weeks?|months?|hours?)\slater\b/i;
/** "puts the toll of the same strike at 35". */
const tollOfStrike =
  /\btoll\s(?:of|from|in)\s(?:the|this|that|its|an?)\s(?:\w+\s){0,3}(?:air\s?strike|strike|attack|raid|bombing|incident)\b/i;
/** "the number of civilians killed in the Nigerian air strike". */
const numberOfStrike =
  /\b(?:killed|died|dead|deaths|dying|lost)\s(?:in|by|from|when)\s(?:the|that|an?|one|this|its)\s(?:[\w.'’-]+\s){0,4}(?:air\s?strike|strike|attack|raid|bombing|bomb|missile|shell)\b(?!\s(?:campaign|war))/i;
/** "Six civilians were killed in the two strikes". */
const inTheStrikes =
  /^[^.;]{0,40}\b(?:in|by|from)\s(?:the|these|those|both)\s(?:two\s|three\s|four\s)?(?:air\s?strikes|strikes|raids|attacks|bombings)\b/i;
/** "killed 140 civilians at the funeral". */
const atOnePlace = /^(?:\scivilians?)?\s(?:at|in)\s(?:a|the|one)\s(?:funeral|wedding)\b/i;
/** "climbed by 17 to 1,291 in March": when it rose. */
const risesBy = /\b(?:rose|climbed|grew|increased|went\sup|risen)\sby\s[\w,-]+\sto\s$/i;
/** "hit the funeral by mistake, killing 140". */
const byOneDeed =
  /(?<!strikes\s(?:\w+\s)?)\b(?:hit|struck|bombed|shelled|fired\s(?:on|at|into)|attacked)\b[^.;]{0,80}\s(?:killing|leaving)\s(?:(?:at\sleast|more\sthan|some|about|around|an\sestimated)\s)?$/i;
/** "Since the beginning of this month it has admitted". */
const lately =
  /\bsince\s(?:the\s(?:start|beginning)\sof\s)?(?:this|last)\s(?:week|month|year)\b[^.;]{0,60}\b(?:admitted|acknowledged|confirmed|conceded)\b/i;
/** "During the six months under review": a time that is bounded, whatever its months. */
const boundedPeriod =
  /\bin\s(?:one|a|two|three|four|five|several)\s(?:villages?|towns?|districts?|attacks?|days?|weeks?)\b|\b(?:during|in|over|within|for)\s(?:the|its|that|this)\s(?:\w+\s){0,2}(?:months?|quarter|half-year|reporting\speriod|period)\s(?:under\sreview|covered|concerned|in\squestion|it\s(?:covers|examined|reviewed)|(?:up\s)?to\s)\b/i;
/** "has opened dozens of inquiries; in one of them". */
const inOneOfThem = /\bin\sone\sof\s(?:them|these|those|which|its|the)\b[^;.]*$/i;
/** "killed six in one and four in another". */
const oneOfThem =
  /\b(?:the|an?|one)\s(?:first|second|third|fourth|other|latter)\s(?:\w+\s){0,3}(?:had\s)?(?:killed|left)?[^,;.]{0,12}$/i;
const ofOneOfThem = /^[^,;.]{0,24}\bin\s(?:one|another|each|the\s(?:first|second|third|other|latter))\b(?!\sof)/i;
const perfect = /\b(?:have|has)\s(?:\w+\s){0,3}(?:been\s|killed|lost|died|admitted|acknowledged)/i;
const totalOf = /\b(?:to\sdate|so\sfar|(?:a|the)\stotal\sof|in\stotal)\b/i;

/** null where the text leaves open whether a large count is of one event or of the war. */
export function measureOf(clues: MeasureClues): Measure | null {
  const kind = kindOf(clues);
  return kind === 'unclear' ? null : `${clues.figure.harm}_${kind}`;
}

function kindOf(clues: MeasureClues): 'total' | 'new' | 'event' | 'unclear' {
  const { text, figure, isOwnDeed, window } = clues;
  const inTown = clues.place !== null && isTown(clues.place);
  const near = text.slice(Math.max(0, figure.start - 160), figure.start);
  if (clues.isYearly && !figure.isNew) return 'event';
  if (ofOneOfThem.test(text.slice(figure.end)) || oneOfThem.test(near) || inOneOfThem.test(near)) return 'event';
  if (
    isOwnDeed &&
    (newlySaid.test(text) || newlyFound.test(text)) &&
    !(window.isRunning && !figure.isNew && !/\badd(?:ed|s|ing)\b/i.test(text)) &&
    !inTown &&
    !singleStrike.test(near)
  )
    return 'new';
  if (isOwnDeed && lately.test(text) && !inTown && !singleStrike.test(text)) return 'new';
  // "a further two were killed in El Adde": of one event.
  const isOfTown =
    figure.isNew &&
    inTown &&
    (window.isLimited || isLater.test(text.slice(figure.end))) &&
    !figure.isToll &&
    !newlySaid.test(text);
  if (isOfTown) return 'event';
  if (isOwnDeed && (figure.isNew || (clues.raisesTotal && !inTown && !singleStrike.test(text)))) return 'new';
  if (
    isOwnDeed &&
    !figure.isToll &&
    resulting.test(near) &&
    /\b(?:credible|substantiated|assessment\sreports|casualty\sreports)\b/i.test(text)
  )
    return 'new';
  // "documented 14 killed in just five strikes, a fraction of those since 2017".
  if (!isOwnDeed && isCountOfStrikes(clues)) return 'event';
  // "the toll of civilians killed rose to 1,319 last month": when it rose.
  const isRise =
    figure.isToll && (/^\s(?:last|this)\s(?:week|month|year)\b/.test(text.slice(figure.end)) || risesBy.test(near));
  if (inTown || (window.isLimited && !isRise) || boundedPeriod.test(text)) return 'event';
  // "Ten years after its first strike, its count stands at 1,437": of no single strike.
  if (
    /\b(?:count|tally|total)\s(?:(?:for|in|of)\s[^.;,]{1,40}?\s)?(?:now\s)?st(?:ands|ood)\sat\s(?:at\sleast\s)?$/i.test(
      near,
    )
  )
    return 'total';
  if (isSingle(clues) && !totalOf.test(text)) return 'event';
  if (ofOne.test(text.slice(figure.end))) return 'event';
  if (figure.isToll && (tollOfStrike.test(text) || numberOfStrike.test(text))) return 'event';
  if (figure.isToll || window.isRunning) return 'total';
  if (inTheStrikes.test(text.slice(figure.end)) && figure.value < 200) return 'event';
  if (isOwnDeed && batch.test(text) && !/\bsince\b/i.test(text) && figure.value < 200)
    return singleStrike.test(near) ? 'event' : 'new';
  if (singleStrike.test(text) || theStrikes.test(near) || batch.test(text.slice(figure.end))) return 'event';
  // "AFRICOM has acknowledged two civilian deaths in Somalia": of a country, and of no strike.
  if (
    isOwnDeed &&
    perfect.test(text) &&
    clues.place !== null &&
    !inTown &&
    !/\bstrikes?\b|\braid/i.test(text.slice(0, figure.end + 40))
  )
    return 'total';
  if (figure.value < 20 && !(perfect.test(text) && totalOf.test(text))) return 'event';
  if (figure.value < 1000 && atOnePlace.test(text.slice(figure.end))) return 'event';
  if (byOneDeed.test(near) && !/\bsince\b/i.test(text)) return 'event';
  // Where no strike, town or time bounds it: only a count that no one event has had, or one that goes on ("have killed").
  const isWarWide = figure.value >= (isOwnDeed ? (clues.place === 'Iraq and Syria' ? 150 : 500) : 1000);
  if (isWarWide || (perfect.test(text) && (figure.value >= 100 || totalOf.test(text)))) return 'total';
  return figure.value >= 100 && clues.place === null && (isOwnDeed || perfect.test(text)) ? 'unclear' : 'event';
}

/** The clause that counts the dead counts the strikes too, and does not say "since". */
export function isCountOfStrikes({ text, figure }: Pick<MeasureClues, 'text' | 'figure'>): boolean {
  const clause = /^[^,;]{0,140}/.exec(text.slice(figure.end))?.[0] ?? '';
  return batch.test(clause) && !/\bsince\b/i.test(clause);
}

/** "an airstrike since which ...": the count of one strike does not run on, whatever else the sentence dates. */
function isSingle({ text, figure }: MeasureClues): boolean {
  return figure.value < 20 && singleStrike.test(text) && !/\bsince\b/i.test(text);
}
