import { describe, expect, test } from 'vitest';
import type { ExplainedStep } from '../../src/domain/reader/explanations.ts';
import type { ReadContext } from '../../src/domain/readings.ts';
import { explainedJson, explanationToJson } from '../../src/read/explanation-schema.ts';
import { explain, read } from '../../src/read/index.ts';
import { toJson } from '../../src/read/schema.ts';
import { wording } from '../compose/events.ts';
import { readCorpus } from './gold/corpus.ts';

const loose: ReadContext = { publisher: null, url: null, title: null, published: '2019-06-01' };

function stepsOf(text: string, context = loose): readonly ExplainedStep[] {
  return explain(text, context).sentences.flatMap(({ steps }) => steps);
}

describe('a statement', () => {
  test('shows the count, who governs it and the rule of a reading', () => {
    expect(stepsOf('The Coalition said its strike killed at least 14 civilians near Mosul.')).toEqual([
      {
        kind: 'count',
        harm: 'killed',
        value: 14,
        valueMax: null,
        qualifier: 'at least',
        countRule: 'killed-active',
        governor: { words: 'said', subject: 'Coalition', isNegated: false, isSupposed: false },
        outcome: 'reading',
        stance: 'asserted',
        measure: 'killed_event',
        speakers: ['cjtf-oir'],
        rule: 'say-governs/killed-active',
        because: null,
      },
    ]);
  });

  test.each([
    ['denied', 'The Coalition denied that its strike killed 55 civilians in Raqqa.', 'mention', 'denied'],
    ['alleged', 'Residents said a Coalition strike killed 40 civilians.', 'mention', 'hearsay'],
    ['refused', 'The Coalition said its strike could have killed 14 civilians.', 'refused', 'supposed'],
    ['refused', 'Did the Coalition say that its strike killed 14 civilians?', 'refused', 'questioned'],
    ['refused', 'The Coalition said its strike killed 14 civilians and fighters.', 'refused', 'fighters-among-them'],
    ['refused', 'The deaths of that night numbered 12.', 'refused', 'not-counted'],
  ])('says why a figure is not read: %s, "%s"', (_, text, outcome, because) => {
    expect(stepsOf(text)).toMatchObject([{ kind: 'count', outcome, because }]);
  });

  test('names the governor that takes a figure back', () => {
    expect(stepsOf('The Coalition did not confirm that its strike killed 14 civilians.')).toMatchObject([
      { governor: { words: 'confirm', isNegated: true }, outcome: 'mention', stance: 'doubted' },
    ]);
  });

  test('calls the repeat of a figure a repeat', () => {
    const text =
      'The Coalition said its strike near Mosul killed 14 civilians in March 2017. The Coalition said its strike killed 14 civilians.';
    expect(stepsOf(text)).toMatchObject([{ outcome: 'reading' }, { outcome: 'refused', because: 'repeated' }]);
  });

  test('follows a figure that a later sentence withdraws', () => {
    const text =
      'The Coalition said its strike near Mosul killed 14 civilians. The Coalition has withdrawn this report.';
    const { result, sentences } = explain(text, loose);
    expect(result.readings).toEqual([]);
    expect(sentences.flatMap(({ steps }) => steps)).toMatchObject([{ outcome: 'mention', because: 'withdrawn' }]);
  });

  test('leaves out sentences without counts', () => {
    expect(stepsOf('The Coalition flew 32 sorties. It regrets any loss of life.')).toEqual([]);
  });
});

test('a report shows the rule of each figure and entry with its quote', () => {
  const text = `In the month of August 2019, CJTF-OIR carried over 97 open reports from previous months and received two new reports.

The Coalition conducted 34,573 strikes between August 2014 and the end of August 2019. During this period, CJTF-OIR assesses at least 1,335 civilians have been unintentionally killed by Coalition actions since the beginning of Operation Inherent Resolve.

Credible Reports:

1. Jan. 3, 2017, near Mosul, Iraq, via Airwars. Two civilians were unintentionally killed.`;
  const { sentences, result } = explain(text, { ...loose, publisher: 'cjtf-oir' });
  expect(result.reader).toBe('coalition-monthly');
  const steps = sentences.flatMap(({ steps: found }) => found);
  expect(steps).toContainEqual(
    expect.objectContaining({ kind: 'figure', measure: 'killed_total', value: 1335, rule: 'coalition-total' }),
  );
  expect(steps).toContainEqual(
    expect.objectContaining({ kind: 'entry', number: 1, outcome: 'credible', killed: 2, rule: 'incident-list' }),
  );
  expect(steps.filter(({ kind }) => kind === 'figure')).toHaveLength(result.readings.length);
  for (const { quote, start, end } of sentences) expect(text.slice(start, end)).toBe(quote);
});

test('a text in another language has its warning and no sentences', () => {
  const { result, sentences } = explain('El ejército admitió que 14 civiles murieron en la ciudad.', loose);
  expect(sentences).toEqual([]);
  expect(result.warnings).toMatchObject([{ code: 'foreign-language', language: 'es' }]);
});

describe('in the corpus', () => {
  test('the result is that of reading, and each figure is explained as what it is', async () => {
    const words = wording.language.explanations;
    const facts = { publisher: null, url: null, published: null, title: null, sha256: 'a'.repeat(64) };
    let counts = 0;
    for (const { text, publisher, published, title } of (await readCorpus()).flatMap(({ texts }) => texts)) {
      const context = { publisher, url: null, title: title ?? null, published: published ?? null };
      const { result, sentences } = explain(text, context);
      expect(result).toEqual(read(text, context));
      for (const { quote, start, end } of sentences) expect(text.slice(start, end)).toBe(quote);
      const steps = sentences.flatMap(({ steps: found }) => found);
      const shown = (outcome: string) =>
        new Set(
          steps.flatMap((step) =>
            step.kind === 'figure' || (step.kind === 'count' && step.outcome === outcome)
              ? `${step.measure} ${step.value} ${step.stance}`
              : [],
          ),
        );
      for (const { measure, value, stance } of result.readings)
        expect(shown('reading'), text).toContain(`${measure} ${value} ${stance}`);
      for (const { measure, value, stance } of result.mentions)
        expect(shown('mention'), text).toContain(`${measure} ${value} ${stance}`);
      const json = {
        ...toJson(facts, result, () => 'A warning.'),
        explanation: explanationToJson(sentences, words.notTaken),
      };
      expect(explainedJson.parse(JSON.parse(JSON.stringify(json)))).toEqual(json);
      counts += steps.length;
    }
    expect(counts).toBeGreaterThan(300);
  });
});

test('every key of the JSON is described', () => {
  const sentence = explainedJson.shape.explanation.element.shape;
  const shapes = [sentence, ...sentence.steps.element.options.map(({ shape }) => shape)];
  for (const shape of shapes)
    for (const [name, field] of Object.entries(shape)) expect(field.description, name).toMatch(/\S/);
});
