import { fold } from '../../../src/domain/places.ts';
import type { Mention, Reading } from '../../../src/domain/readings.ts';
import type { LabelledText, WantedFigure, WantedMention } from './corpus.ts';
import { areSameBodies } from './speakers.ts';

/**
 * What is wrong with one figure, the worst first.
 *
 * false-asserted  a reading of a figure that the text denies, doubts, alleges, reviews or withdraws
 * false           any other reading that nobody wanted
 * missed          a wanted figure without a reading
 */
export const faults = [
  'false-asserted',
  'false',
  'wrong-speaker',
  'wrong-measure',
  'missed',
  'wrong-qualifier',
  'wrong-place',
  'wrong-date',
  'no-place',
  'no-date',
  'mention-missed',
  'mention-wrong-stance',
  'mention-wrong-speaker',
  'mention-extra',
] as const;
export type Fault = (typeof faults)[number];

export interface FigureError {
  readonly fault: Fault;
  readonly detail: string;
}

/** Result of one text. */
export interface TextScore {
  readonly wanted: number;
  readonly given: number;
  /** Value, measure and speakers are right. */
  readonly right: number;
  readonly wantedMentions: number;
  readonly rightMentions: number;
  readonly errors: readonly FigureError[];
  readonly byMeasure: readonly { readonly measure: string; readonly outcome: 'right' | 'missed' | 'false' }[];
  readonly byStance: readonly { readonly stance: string; readonly outcome: 'right' | 'missed' | 'asserted' }[];
}

const harmOf = (measure: string): string => measure.split('_')[0] ?? measure;
const countsPeople = ({ measure }: { readonly measure: string }): boolean => /^(?:killed|injured)_/.test(measure);
const shown = ({ measure, value, valueMax, speakers }: WantedFigure | Reading | Mention): string =>
  `${measure} ${value}${valueMax == null ? '' : `-${valueMax}`} ${speakers?.join('+') ?? ''}`;

function isSameValue(wanted: WantedFigure, read: Reading): boolean {
  return harmOf(wanted.measure) === harmOf(read.measure) && wanted.value === read.value;
}

function hasRightSpeakers(wanted: WantedFigure, read: Reading): boolean {
  return wanted.speakers === undefined || areSameBodies(wanted.speakers, read.speakers);
}

type Agreement = 'right' | 'none' | 'wrong';

/** `west Mosul` agrees with `Mosul`; null in the label means that the text names no place. */
function placeAgreement(wanted: WantedFigure['place'], read: string | null): Agreement {
  if (wanted === undefined || wanted === read) return 'right';
  if (wanted === null) return 'wrong';
  if (read === null) return 'none';
  const [one, other] = [words(wanted), words(read)];
  return one.some((word) => other.includes(word)) ? 'right' : 'wrong';
}

function words(place: string): readonly string[] {
  return fold(place)
    .split(' ')
    .filter(
      (word) => word.length > 2 && !/^(?:and|the|near|west|east|north|south|city|town|village|province)$/.test(word),
    );
}

/** A reading that gives the month of a wanted day is less exact, which is `none`. */
function dateAgreement(wanted: string | null | undefined, read: string | null): Agreement {
  if (wanted === undefined || wanted === read) return 'right';
  if (wanted === null) return 'wrong';
  if (read === null || wanted.startsWith(read)) return 'none';
  return 'wrong';
}

function agreementOfDates(wanted: WantedFigure, read: Reading): Agreement {
  const both = [dateAgreement(wanted.from, read.from), dateAgreement(wanted.to, read.to)];
  return both.includes('wrong') ? 'wrong' : both.includes('none') ? 'none' : 'right';
}

/** How well a reading fits a label; 0 where it is another figure. */
function fitness(wanted: WantedFigure, read: Reading): number {
  if (!isSameValue(wanted, read)) return 0;
  const points = { right: 2, none: 1, wrong: 0 } as const;
  return (
    1 +
    (hasRightSpeakers(wanted, read) ? 40 : 0) +
    (wanted.measure === read.measure ? 20 : 0) +
    ((wanted.valueMax ?? null) === read.valueMax ? 10 : 0) +
    points[placeAgreement(wanted.place, read.place)] +
    points[agreementOfDates(wanted, read)]
  );
}

function pairs(wanted: readonly WantedFigure[], read: readonly Reading[]): Map<WantedFigure, Reading> {
  const candidates = wanted
    .flatMap((label) => read.map((reading) => ({ label, reading, fit: fitness(label, reading) })))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit);
  const found = new Map<WantedFigure, Reading>();
  const used = new Set<Reading>();
  for (const { label, reading } of candidates) {
    if (found.has(label) || used.has(reading)) continue;
    found.set(label, reading);
    used.add(reading);
  }
  return found;
}

export function scoreText(
  label: LabelledText,
  result: { readonly readings: readonly Reading[]; readonly mentions: readonly Mention[] },
): TextScore {
  const errors: FigureError[] = [];
  const byMeasure: { measure: string; outcome: 'right' | 'missed' | 'false' }[] = [];
  const all = result.readings.filter(countsPeople);
  const found = pairs(label.want, all);
  const left = all.filter((reading) => ![...found.values()].includes(reading));
  const allowed = new Set(pairs(label.optional ?? [], left).values());
  const unwanted = left.filter((reading) => !allowed.has(reading));
  let right = 0;
  for (const wanted of label.want) {
    const read = found.get(wanted);
    const judgedBy = read === undefined ? wanted : labelFor(read, wanted, label.optional ?? []);
    const figureErrors =
      read === undefined ? [{ fault: 'missed', detail: shown(wanted) } as const] : compare(judgedBy, read);
    errors.push(...figureErrors);
    const isRight = !figureErrors.some(({ fault }) => /^(?:missed|wrong-speaker|wrong-measure)$/.test(fault));
    if (isRight) right += 1;
    byMeasure.push({ measure: wanted.measure, outcome: isRight ? 'right' : 'missed' });
  }
  const otherwise = new Map((label.mentions ?? []).map(({ value, stance }) => [value, stance]));
  for (const read of unwanted) {
    const stance = otherwise.get(read.value);
    errors.push({
      fault: stance === undefined ? 'false' : 'false-asserted',
      detail: `${shown(read)}${stance === undefined ? '' : ` (${stance})`}`,
    });
    byMeasure.push({ measure: read.measure, outcome: 'false' });
  }
  const mentions = scoreMentions(label, result.mentions.filter(countsPeople), unwanted);
  return {
    wanted: label.want.length,
    given: found.size + unwanted.length,
    right,
    wantedMentions: label.mentions?.length ?? 0,
    rightMentions: mentions.byStance.filter(({ outcome }) => outcome === 'right').length,
    errors: [...errors, ...mentions.errors],
    byMeasure,
    byStance: mentions.byStance,
  };
}

/** Where a wanted figure may be read in two ways, the other way is among the optional figures. */
function labelFor(read: Reading, wanted: WantedFigure, optional: readonly WantedFigure[]): WantedFigure {
  const fits = (label: WantedFigure): boolean =>
    isSameValue(label, read) && label.measure === read.measure && hasRightSpeakers(label, read);
  return fits(wanted) ? wanted : (optional.find(fits) ?? wanted);
}

function compare(wanted: WantedFigure, read: Reading): readonly FigureError[] {
  const errors: FigureError[] = [];
  const add = (fault: Fault, is: unknown, not: unknown): void => {
    errors.push({ fault, detail: `${shown(wanted)}: ${JSON.stringify(not)}, not ${JSON.stringify(is)}` });
  };
  if (!hasRightSpeakers(wanted, read)) add('wrong-speaker', wanted.speakers, read.speakers);
  if (wanted.measure !== read.measure) add('wrong-measure', wanted.measure, read.measure);
  const isRange = (wanted.valueMax ?? null) === read.valueMax;
  if (!isRange) add('wrong-qualifier', wanted.valueMax ?? null, read.valueMax);
  else if (wanted.qualifier !== undefined && wanted.qualifier !== read.qualifier)
    add('wrong-qualifier', wanted.qualifier, read.qualifier);
  const place = placeAgreement(wanted.place, read.place);
  if (place !== 'right') add(place === 'none' ? 'no-place' : 'wrong-place', wanted.place, read.place);
  const dates = agreementOfDates(wanted, read);
  const window = ({ from, to }: { from?: string | null; to?: string | null }): string => `${from ?? ''}..${to ?? ''}`;
  if (dates !== 'right') add(dates === 'none' ? 'no-date' : 'wrong-date', window(wanted), window(read));
  return errors;
}

function scoreMentions(
  label: LabelledText,
  mentions: readonly Mention[],
  unwanted: readonly Reading[],
): Pick<TextScore, 'errors' | 'byStance'> {
  const errors: FigureError[] = [];
  const byStance: { stance: string; outcome: 'right' | 'missed' | 'asserted' }[] = [];
  const used = new Set<Mention>();
  for (const wanted of label.mentions ?? []) {
    const same = mentions.filter((mention) => mention.value === wanted.value && !used.has(mention));
    const mention = same.find(({ stance }) => stance === wanted.stance) ?? same[0];
    if (mention !== undefined) used.add(mention);
    const isRight = mention?.stance === wanted.stance;
    const detail = mentionShown(wanted);
    if (mention === undefined) errors.push({ fault: 'mention-missed', detail });
    else if (!isRight) errors.push({ fault: 'mention-wrong-stance', detail: `${detail}: ${mention.stance}` });
    else if (wanted.speakers !== undefined && !areSameBodies(wanted.speakers, mention.speakers))
      errors.push({ fault: 'mention-wrong-speaker', detail: `${detail}: ${mention.speakers.join('+')}` });
    const isAsserted = unwanted.some(({ value }) => value === wanted.value);
    byStance.push({ stance: wanted.stance, outcome: isRight ? 'right' : isAsserted ? 'asserted' : 'missed' });
  }
  for (const mention of mentions)
    if (!used.has(mention)) errors.push({ fault: 'mention-extra', detail: `${shown(mention)} ${mention.stance}` });
  return { errors, byStance };
}

function mentionShown({ value, stance, speakers }: WantedMention): string {
  return `${value} ${stance} ${speakers?.join('+') ?? ''}`.trim();
}
