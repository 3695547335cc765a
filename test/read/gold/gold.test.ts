import { describe, expect, test } from 'vitest';
import { measures, qualifiers } from '../../../src/domain/measures.ts';
import { stances } from '../../../src/domain/readings.ts';
import { builtInSpeakers } from '../../../src/domain/speakers.ts';
import { type Part, partOf, readCorpus } from './corpus.ts';
import { scoreTexts, summarize } from './summary.ts';

/** What the reader reached when this was last measured. Raise these whenever it does better. */
const required: Readonly<Record<Part, Limits>> = {
  seen: { precision: 0.997, recall: 0.94, mentionRecall: 0.77, falseAsserted: 0, falseFigures: 0, wrongSpeakers: 0 },
  unseen: {
    precision: 0.989,
    recall: 0.799,
    mentionRecall: 0.448,
    falseAsserted: 0,
    falseFigures: 1,
    wrongSpeakers: 0,
  },
};

interface Limits {
  readonly precision: number;
  readonly recall: number;
  readonly mentionRecall: number;
  /** The most readings of figures that the text denies, doubts, alleges, reviews or withdraws. */
  readonly falseAsserted: number;
  /** The most other readings that nobody wanted. */
  readonly falseFigures: number;
  readonly wrongSpeakers: number;
}

const files = await readCorpus();
const texts = files.flatMap((file) => file.texts.map((text) => ({ ...text, file })));

describe('the labelled texts', () => {
  test('have ids of their own, each in its part', () => {
    expect(new Set(texts.map(({ id }) => id)).size).toBe(texts.length);
    expect(texts.filter(({ id, file }) => partOf(id) !== file.part).map(({ id }) => id)).toEqual([]);
  });

  test('use the words of the glossary', () => {
    const figures = texts.flatMap(({ want, optional = [] }) => [...want, ...optional]);
    const mentions = texts.flatMap((text) => text.mentions ?? []);
    expect(figures.filter(({ measure }) => !measures.includes(measure))).toEqual([]);
    expect(figures.filter(({ qualifier }) => qualifier != null && !qualifiers.includes(qualifier))).toEqual([]);
    expect(mentions.filter(({ stance }) => !stances.includes(stance))).toEqual([]);
    const speakers = [...figures, ...mentions].flatMap((figure) => figure.speakers ?? []);
    expect(speakers.filter((id) => builtInSpeakers.nameOf(id) === undefined && !/^other:./.test(id))).toEqual([]);
    const days = figures.flatMap(({ from, to }) => [from ?? '2019-05', to ?? '2019-05']);
    expect(days.filter((day) => !/^\d{4}-\d\d(?:-\d\d)?$/.test(day))).toEqual([]);
  });

  test('are at least half without any asserted figure', () => {
    expect(texts.filter(({ want }) => want.length === 0).length).toBeGreaterThanOrEqual(texts.length / 2);
  });
});

describe.each<Part>(['seen', 'unseen'])('the reader on the %s part', (part) => {
  const inPart = files.filter((file) => file.part === part).flatMap((file) => file.texts);
  const { precision, recall, mentionRecall, faults } = summarize(scoreTexts(inPart));
  const limits = required[part];

  test('gives no more false figures than it did', () => {
    expect(faults['false-asserted']).toBeLessThanOrEqual(limits.falseAsserted);
    expect(faults.false).toBeLessThanOrEqual(limits.falseFigures);
    expect(faults['wrong-speaker']).toBeLessThanOrEqual(limits.wrongSpeakers);
    expect(precision).toBeGreaterThanOrEqual(limits.precision);
  });

  test('misses no more figures than it did', () => {
    expect(recall).toBeGreaterThanOrEqual(limits.recall);
    expect(mentionRecall).toBeGreaterThanOrEqual(limits.mentionRecall);
  });
});
