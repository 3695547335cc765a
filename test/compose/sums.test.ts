import { expect, it } from 'vitest';
import { en } from '../../src/compose/language/en.ts';
import { caseloadText } from '../../src/compose/sums.ts';
import type { Figure, Sum } from '../../src/domain/findings.ts';
import type { Measure } from '../../src/domain/measures.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';

const figure = (measure: Measure, value: number): Figure => ({
  measure,
  value,
  valueMax: null,
  qualifier: null,
  speakers: ['cjtf-oir'],
  place: 'Iraq and Syria',
  from: '2019-04',
  to: '2019-04',
  quote: String(value),
  circumstances: null,
  period: { from: '2019-04', to: '2019-04' },
  documentId: 'd',
  snapshotId: 'd.1',
  publisher: 'cjtf-oir',
  url: 'https://example.org/',
  published: null,
});
const openCases = (carried: number, received: number, completed: number, open: number, reopened: number): Sum => {
  const expected = carried + received - completed;
  return {
    rule: 'open-cases',
    verdict: open === expected ? 'adds-up' : 'does-not-add-up',
    terms: [
      { sign: 1, figure: figure('allegations_carried_over', carried) },
      { sign: 1, figure: figure('allegations_received', received) },
      { sign: -1, figure: figure('allegations_completed', completed) },
    ],
    stated: figure('allegations_open', open),
    expected,
    gap: open - expected,
    reason: null,
    missing: [],
    expectedWithReopened: expected + reopened,
    note: null,
  };
};
const wording = { language: en, names: { publishers: new Map(), speakers: builtInSpeakers } };

it('says nothing of reopened cases where the sum adds up without them', () => {
  const text = caseloadText(openCases(122, 7, 18, 111, 3), wording);
  expect(text).toBe('Open cases 111 (122 carried + 7 received - 18 completed = 111, adds up).');
});

it('gives both readings where the sum does not add up', () => {
  const text = caseloadText(openCases(106, 0, 2, 105, 1), wording);
  expect(text).toContain('does not add up');
  expect(text).toContain('With 1 reopened case counted in: 104 + 1 = 105, adds up.');
});
