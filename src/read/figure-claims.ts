import type { Measure, ReadContext, Reading, ReadResult, Warning } from '../model.ts';
import { type Attribution, findAttributions, governing } from './attribution.ts';
import { type Claim, mergeClaims } from './claim-merging.ts';
import { type DeathFigure, findDeathFigures } from './death-figures.ts';
import { killerOf } from './killers.ts';
import { findNumbers, type NumberToken } from './numbers.ts';
import { findPlaces, isTown, placeOf } from './places.ts';
import { QuoteError, reading } from './quotes.ts';
import { findSentences, type Span } from './sentences.ts';
import { isAcknowledging, speakerOfPublisher } from './speakers.ts';
import { noWindow, type Window, windowOf } from './windows.ts';

/**
 * Reads any statement that is not a periodic report: whose figure of civilian deaths, of where, of when.
 *
 * killed_total  the speaker's running total of a war
 * killed_new    deaths that the statement says are newly admitted; belligerents only
 * killed_event  one strike, campaign, place or bounded period (the yearly figure of the US Department of Defense too: it covers all
 *               theatres of one year and runs on from nothing)
 *
 * Deaths of "fighters and civilians" together are no civilian count and are not read. An earlier total that the text recalls gives
 * way to the current one.
 */

export const figureClaimsVersion = 1;
const longest = 2400;

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
    ...facts
  } of claims) {
    try {
      readings.push(reading(text, facts, span));
    } catch (error) {
      if (!(error instanceof QuoteError)) throw error;
      warnings.push({ code: 'unquotable-figure', message: error.message });
    }
  }
  return {
    reader: 'figure-claims',
    readerVersion: figureClaimsVersion,
    period: null,
    readings,
    incidents: [],
    warnings,
  };
}

interface Sentence extends Span {
  /** Markup blanked, quotation marks straightened; as long as the original. */
  readonly text: string;
  readonly attributions: readonly Attribution[];
  readonly isHeadline: boolean;
}

function findClaims(text: string, context: ReadContext, warnings: Warning[]): readonly Claim[] {
  const plain = blankMarkup(text);
  const pointsGroupThousands = !isEnglish(plain);
  const numbers = findNumbers(plain, { articles: true, pointsGroupThousands });
  const reportCounts = countsOfReports(plain, numbers);
  const publisher = speakerOfPublisher(context.publisher, context.url);
  const claims: Claim[] = [];
  const earlier: Sentence[] = [];
  let nextNumber = 0;
  let lastWindow: Window = noWindow;
  const memory: Memory = { any: publisher, acknowledging: null, documenting: null, publisher };
  for (const span of pieces(findSentences(text))) {
    const body = plain.slice(span.start, span.end);
    const inside: NumberToken[] = [];
    for (let token = numbers[nextNumber]; token !== undefined && token.start < span.end; token = numbers[++nextNumber])
      if (token.start >= span.start && token.end <= span.end)
        inside.push({ ...token, start: token.start - span.start, end: token.end - span.start });
    const sentence: Sentence = {
      ...span,
      text: body,
      attributions: findAttributions(body),
      isHeadline: isHeadline(body, earlier.length),
    };
    const isAboutCivilians = /civilian/i.test(`${earlier.at(-1)?.text ?? ''} ${body}`);
    for (const figure of findDeathFigures(body, inside, isAboutCivilians)) {
      const made = toClaim(sentence, figure, { context, earlier, memory, lastWindow, reportCounts, plain });
      if (typeof made === 'string') warnings.push(unattributed(text, span, figure, made));
      else if (made !== null) claims.push(made);
    }
    const window = windowOf(body, 0, context.published);
    if (window.from !== null && window.to !== null) lastWindow = window;
    remember(memory, sentence.attributions);
    earlier.push(sentence);
    if (earlier.length > 3) earlier.shift();
  }
  return dropAnswered(claims, warnings);
}

interface Memory {
  any: string | null;
  acknowledging: string | null;
  documenting: string | null;
  readonly publisher: string | null;
}

function remember(memory: Memory, attributions: readonly Attribution[]): void {
  for (const { speaker } of attributions) {
    if (speaker === null || speaker === '') continue;
    memory.any = speaker;
    memory[isAcknowledging(speaker) ? 'acknowledging' : 'documenting'] = speaker;
  }
}

interface Surroundings {
  readonly context: ReadContext;
  readonly earlier: readonly Sentence[];
  readonly memory: Memory;
  readonly lastWindow: Window;
  readonly reportCounts: ReadonlySet<number>;
  readonly plain: string;
}

/** The claim; null where the figure is none of ours; a string where it may be, and nobody can be named: the reason. */
function toClaim(sentence: Sentence, figure: DeathFigure, around: Surroundings): Claim | string | null {
  const { text } = sentence;
  const killer = killerOf(
    text,
    figure.start,
    figure.end,
    around.earlier.map((one) => one.text),
  );
  if (killer === 'other') return null;
  const said = governing(sentence.attributions, figure.start, figure.end);
  if (said?.isDenial === true) return null;
  const speaker = isFarGeneric(said, sentence.text, figure)
    ? null
    : (resolve(said, around.memory) ?? speakerOfFormula(text, around));
  if (speaker === null) return 'nobody is named who says so';
  if (killer === 'unknown' && !isAcknowledging(speaker) && !/coalition/i.test(around.plain))
    return 'nobody is named who killed them';
  if (
    killer === 'unknown' &&
    /\b(?:by|at\sthe\shands\sof)\s/i.test(text.slice(figure.end, figure.end + 120)) &&
    /\bat\sthe\shands\sof\b/i.test(text)
  )
    return null;
  if (figure.isPossible && !isAcknowledging(speaker)) return null;
  // A press copy that takes reports for deaths ("1,799 civilians" of 1,799 reports).
  if (around.reportCounts.has(figure.value) && figure.value > 2) return 'the same number counts reports in this text';
  const place = placeOf(text, figure.start) ?? placeBefore(sentence, figure, speaker, around);
  const stated = windowFor(sentence, figure, around);
  const measure = measureOf(sentence, figure, speaker, place, stated, around);
  // "64 additional deaths" are not those "since 2014".
  const window = measure.endsWith('new') && stated.isRunning && stated.to === null ? noWindow : stated;
  const isTotal = measure.endsWith('total');
  return {
    measure,
    value: figure.value,
    valueMax: figure.valueMax,
    qualifier: figure.qualifier,
    speaker,
    place: isTotal && place === null ? placeOfWar(speaker, around.plain) : place,
    from: window.from,
    to: window.to,
    span: { start: sentence.start, end: sentence.end },
    harm: figure.harm,
    isVague: said?.isVague ?? false,
    isHistorical: isHistorical(text, figure.start),
    isHeadline: sentence.isHeadline,
  };
}

function resolve(said: Attribution | null, memory: Memory): string | null {
  if (said === null) return memory.publisher;
  if (said.speaker !== null && said.speaker !== '') return said.speaker;
  if (said.pointsTo === 'own') return memory.publisher ?? memory.documenting;
  if (said.pointsTo === 'any') return memory.any;
  return memory[said.pointsTo] ?? memory.any;
}

/** "Iraqi authorities believe ..., in which reports said that N": too loose for a speaker without a name of its own. */
function isFarGeneric(said: Attribution | null, text: string, figure: DeathFigure): boolean {
  return said?.speaker === 'other' && said.end < figure.start && /,\s/.test(text.slice(said.end, figure.start));
}

/** "three reports were determined to be credible and resulted in five deaths" is the wording of one body only. */
function speakerOfFormula(text: string, around: Surroundings): string | null {
  if (!/\b(?:determined|assessed|deemed)\s(?:to\sbe\s)?credible\b[^.]{0,60}\bresult(?:ed|ing)\sin\b/i.test(text))
    return null;
  return (
    around.memory.acknowledging ??
    (/CJTF|Combined\sJoint\sTask\sForce|coalition/i.test(around.plain) ? 'cjtf-oir' : null)
  );
}

/** A strike that the sentence before places: "... in the Al Shafaar neighbourhood of Mosul ...". Only for events. */
function placeBefore(sentence: Sentence, figure: DeathFigure, speaker: string, around: Surroundings): string | null {
  if (
    figure.isToll ||
    figure.value > 400 ||
    !isAcknowledging(speaker) ||
    /strikes\b/i.test(sentence.text.slice(figure.end))
  )
    return null;
  for (const { text } of around.earlier.toReversed()) {
    const towns = findPlaces(text).filter(({ isCountry }) => !isCountry);
    if (
      towns[0] !== undefined &&
      /\b(?:an?|the|that|this)\s(?:[\w-]+\s){0,3}(?:air\s?strike|strike|attack|incident|raid)\b/i.test(text)
    )
      return towns[0].name;
  }
  return null;
}

function windowFor(sentence: Sentence, figure: DeathFigure, around: Surroundings): Window {
  const own = windowOf(sentence.text, figure.start, around.context.published);
  if (
    /\b(?:during|in|over)\sthis\s(?:time\s)?period\b|\bpendant\scette\spériode\b|\bin\sdiesem\szeitraum\b/i.test(
      sentence.text,
    ) &&
    own.to === null
  )
    return { ...around.lastWindow, isRunning: true };
  return own;
}

function measureOf(
  sentence: Sentence,
  figure: DeathFigure,
  speaker: string,
  place: string | null,
  window: Window,
  around: Surroundings,
): Measure {
  const isOwnDeed = isAcknowledging(speaker);
  const kind = kindOf(sentence.text, figure, isOwnDeed, place, window);
  // An organisation's own monthly count, without a word of the whole war.
  const isOwnMonth =
    kind === 'total' &&
    !window.isRunning &&
    !figure.isToll &&
    speaker === around.memory.publisher &&
    !isOwnDeed &&
    !/\b(?:have|has)\s(?:\w+\s){0,3}(?:been\s|killed)/i.test(sentence.text);
  return `${figure.harm}_${isOwnMonth ? 'event' : kind}`;
}

const singleStrike =
  /\b(?:an?|the|one|single|that|this|its|1)\s(?:(?!civilian)[\w.,-]+\s){0,5}(?:air\s?strike|strike|attack|raid|bombing|incident|drone\sstrike|operation\sin|offensive|battle|assault)\b(?!\s(?:campaign|raids))/i;
const resulting = /\b(?:result(?:ed|ing)\sin|led\sto)\b[^.;]{0,40}$/i;
const batch =
  /\b(?:\d+|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|several|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|[a-z]+teen))\s(?:separate\s)?(?:[\w.-]+\s){0,2}(?:air\s?strikes|strikes|incidents|attacks)\b|\binvestigations?\sconducted\b|\bassessments\b/i;

function kindOf(
  text: string,
  figure: DeathFigure,
  isOwnDeed: boolean,
  place: string | null,
  window: Window,
): 'total' | 'new' | 'event' {
  const near = text.slice(Math.max(0, figure.start - 160), figure.start);
  if (figure.isNew && isOwnDeed) return 'new';
  if (figure.isToll) return 'total';
  if (isOwnDeed && resulting.test(near) && /\b(?:credible|substantiated)\b/i.test(text)) return 'new';
  const inTown = place !== null && isTown(place);
  if (window.isRunning && !inTown) return 'total';
  if (inTown || (window.from !== null && window.to !== null)) return 'event';
  if (isOwnDeed && batch.test(text) && !/\bsince\b/i.test(text) && figure.value < 200)
    return singleStrike.test(near) ? 'event' : 'new';
  return singleStrike.test(text) || figure.value < 20 ? 'event' : 'total';
}

/** The war of a total whose sentence names no place, where the text speaks of only one. */
function placeOfWar(speaker: string, plain: string): string | null {
  const names = new Set(
    findPlaces(plain.slice(0, 20_000))
      .filter(({ isCountry }) => isCountry)
      .map(({ name }) => name),
  );
  if (speaker === 'snhr' || speaker === 'sohr')
    return names.has('Syria') || names.has('Iraq and Syria') ? 'Syria' : null;
  if (names.has('Iraq and Syria')) return 'Iraq and Syria';
  const only = [...names];
  return only.length === 1 ? (only[0] ?? null) : null;
}

const recalled =
  /\b(?:previously|earlier|had\s(?:\w+\s)?(?:admitted|acknowledged|said|put|conceded|announced)|before\sthis|until\sthen|up\sfrom|compared\s(?:with|to)|last\s(?:month|year)|so\sfar\sonly|in\s(?:late\s|early\s|mid-?)?(?:January|February|March|April|May|June|July|August|September|October|November|December),?\s(?:the\s|it\s)?(?:[\w-]+\s){0,3}(?:admitted|acknowledged|announced|said|conceded|reported))\b/i;

function isHistorical(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 160), start);
  return recalled.test(before.slice(before.lastIndexOf(';') + 1));
}

/** Numbers that the text uses for reports, allegations or cases. */
function countsOfReports(plain: string, numbers: readonly NumberToken[]): ReadonlySet<number> {
  const counts = new Set<number>();
  for (const { value, end, form } of numbers) {
    if (form === 'article' || value < 3) continue;
    if (
      /^\s(?:[\w-]+\s){0,4}(?:reports|allegations|claims|cases|signalements|rapports|informes)\b/i.test(
        plain.slice(end, end + 70),
      )
    )
      counts.add(value);
    else if (
      /^\s(?:of\s(?:which|these|them)\s)?(?:were|was)\s(?:\w+\s){0,3}(?:non-?\s?credible|not\scredible|credible)/i.test(
        plain.slice(end, end + 70),
      )
    )
      counts.add(value);
  }
  return counts;
}

function isHeadline(body: string, index: number): boolean {
  return index === 0 && !/[.!?]["'\u201d)]?$/.test(body) && body.length < 160;
}

/** Same length, so that offsets hold: links, emphasis, footnotes and curly quotes become blanks or their plain forms. */
function blankMarkup(text: string): string {
  const blank = (found: string): string => ' '.repeat(found.length);
  return (
    text
      .replace(/\]\([^()\s]{0,300}\)/g, blank)
      .replace(/\[\^\d{1,3}\]/g, blank)
      .replace(/[*_[\]]/g, ' ')
      // Datelines: "WASHINGTON (Sputnik - 26th July, 2019)".
      .replace(
        /\([^()\n]{0,40}\b(?:News|Sputnik|Reuters|AFP|AP|CNN|Xinhua|Anadolu|TASS|IANS|UPI|DPA)\b[^()\n]{0,40}\)/g,
        blank,
      )
      .replace(/[\u201c\u201d\u00ab\u00bb\u201e]/g, '"')
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/\r?\n/g, blank)
  );
}

/** English by its small words; a text with none of them is not. */
function isEnglish(plain: string): boolean {
  const sample = plain.slice(0, 6000);
  const count = (pattern: RegExp): number => sample.match(pattern)?.length ?? 0;
  const english = count(/\b(?:the|of|and|in|that|have|been|were|by)\b/gi);
  const foreign = count(
    /\b(?:la|le|les|des|du|el|los|las|en|que|der|die|das|und|im|il|di|che|een|het|van|par|por|von)\b/gi,
  );
  return english >= foreign;
}

function* pieces(sentences: readonly Span[]): Generator<Span> {
  for (const { start, end } of sentences)
    for (let at = start; at < end; at += longest) yield { start: at, end: Math.min(end, at + longest) };
}

function unattributed(text: string, span: Span, figure: DeathFigure, reason: string): Warning {
  const from = span.start + Math.max(0, figure.start - 60);
  const passage = text
    .slice(from, span.start + figure.end + 60)
    .replace(/\s+/g, ' ')
    .trim();
  return { code: 'unattributed-figure', message: `${figure.value} ${figure.harm} not read (${reason}): "${passage}"` };
}

/** A figure that was attributed elsewhere in the text needs no warning. */
function dropAnswered(claims: readonly Claim[], warnings: Warning[]): readonly Claim[] {
  const open = warnings.filter(
    ({ message }) => !claims.some(({ value, harm }) => message.startsWith(`${value} ${harm} `)),
  );
  warnings.splice(0, warnings.length, ...open);
  return claims;
}
