import type { ReadContext, ReadResult } from '../../../src/domain/readings.ts';
import { read } from '../../../src/read/index.ts';
import type { LabelledText } from './corpus.ts';
import { type Fault, faults, scoreText, type TextScore } from './matching.ts';

/** Sums over several texts. Ratios are null where nothing is counted. */
export interface Summary {
  readonly texts: number;
  /** Texts of which every reading and every mention is right, whatever is said of place and date. */
  readonly textsRight: number;
  readonly wanted: number;
  readonly given: number;
  readonly right: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly mentionRecall: number | null;
  readonly faults: Readonly<Record<Fault, number>>;
  readonly measures: Readonly<Record<string, Readonly<Record<'right' | 'missed' | 'false', number>>>>;
  readonly stances: Readonly<Record<string, Readonly<Record<'right' | 'missed' | 'asserted', number>>>>;
}

export interface ScoredText {
  readonly label: LabelledText;
  readonly score: TextScore;
}

function contextOf({ publisher, title, published }: LabelledText): ReadContext {
  return { publisher, url: null, title: title ?? null, published: published ?? null };
}

type Read = (text: string, context: ReadContext) => Pick<ReadResult, 'readings' | 'mentions'>;

/** Reads and scores the texts that are not arguable. */
export function scoreTexts(texts: readonly LabelledText[], reader: Read = read): readonly ScoredText[] {
  return texts
    .filter(({ arguable }) => arguable !== true)
    .map((label) => ({ label, score: scoreText(label, reader(label.text, contextOf(label))) }));
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const minor = /^(?:no-place|no-date|wrong-place|wrong-date|mention-extra)$/;

export function summarize(scored: readonly ScoredText[]): Summary {
  const sum = (of: (score: TextScore) => number): number => scored.reduce((total, { score }) => total + of(score), 0);
  const errors = scored.flatMap(({ score }) => score.errors);
  const wanted = sum(({ wanted: count }) => count);
  const given = sum(({ given: count }) => count);
  const right = sum(({ right: count }) => count);
  const count = (fault: Fault): number => errors.filter((error) => error.fault === fault).length;
  return {
    texts: scored.length,
    textsRight: scored.filter(({ score }) => score.errors.every(({ fault }) => minor.test(fault))).length,
    wanted,
    given,
    right,
    precision: ratio(right, given),
    recall: ratio(right, wanted),
    mentionRecall: ratio(
      sum(({ rightMentions }) => rightMentions),
      sum(({ wantedMentions }) => wantedMentions),
    ),
    faults: Object.fromEntries(faults.map((fault) => [fault, count(fault)])) as Record<Fault, number>, // all faults are keys
    measures: tally(
      scored.flatMap(({ score }) => score.byMeasure.map(({ measure, outcome }) => [measure, outcome] as const)),
      ['right', 'missed', 'false'],
    ),
    stances: tally(
      scored.flatMap(({ score }) => score.byStance.map(({ stance, outcome }) => [stance, outcome] as const)),
      ['right', 'missed', 'asserted'],
    ),
  };
}

function tally<Outcome extends string>(
  rows: readonly (readonly [string, Outcome])[],
  outcomes: readonly Outcome[],
): Record<string, Record<Outcome, number>> {
  const groups = Map.groupBy(rows, ([key]) => key);
  return Object.fromEntries(
    [...groups].toSorted().map(([key, inside]) => [
      key,
      Object.fromEntries(
        outcomes.map((outcome) => [outcome, inside.filter(([, one]) => one === outcome).length]),
      ) as Record<Outcome, number>, // all outcomes are keys
    ]),
  );
}
