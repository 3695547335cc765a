import { expect, test } from 'vitest';
import { compose, headlineText } from '../../src/compose/compose.ts';
import { isOnRequest, kindOf } from '../../src/compose/kinds/index.ts';
import type { Finding, MentionFinding } from '../../src/domain/findings.ts';
import { exampleEvent, examples, figure, raqqa, total2019April, wording } from './events.ts';

const event = exampleEvent('denied');
const [denied] = examples.denied as readonly [MentionFinding];
const withdrawn = examples['claim-withdrawn'][0] as MentionFinding;
const reviewed = examples['under-review'][0] as MentionFinding;
const headline = (finding: MentionFinding, changes: Partial<MentionFinding['mentioned']> = {}) => {
  const mentioned = { ...finding.mentioned, ...changes };
  return headlineText({ ...finding, mentioned } as Finding, event, wording);
};

test('a headline says who, what and as an allegation, in the number of its speakers', () => {
  expect(headline(denied, { place: null })).toBe('AFRICOM does not find credible an allegation of 7 civilians killed');
  const both = { speakers: ['africom', 'other:Freedonian army'], place: 'Somalia', valueMax: 9 };
  expect(headline(denied, both)).toBe(
    'AFRICOM and Freedonian army do not find credible an allegation of 7 to 9 civilians killed (Somalia)',
  );
  expect(headline({ ...denied, stance: 'denied' } as MentionFinding, { value: 1, qualifier: 'at least' })).toBe(
    'AFRICOM denies an allegation of at least 1 civilian killed near Jamaame',
  );
  expect(headline(withdrawn, { speakers: ['amnesty', 'airwars'] })).toBe(
    'Amnesty International and Airwars withdraw an earlier report of 15 civilians killed (Raqqa)',
  );
  expect(headline(reviewed, { publisher: 'africom', place: 'north of Jilib' })).toBe(
    'AFRICOM is reviewing an allegation of 7 civilians killed north of Jilib',
  );
});

test('a member of the same chain of command publishes it without being named as a source', () => {
  expect(headline(denied, { publisher: 'dod' })).not.toContain('according to');
  expect(headline(denied, { publisher: 'globalresearch' })).toMatch(/, according to Global Research$/);
});

test('no sum and no comparison stands beside it', () => {
  const compared = { ...raqqa, place: 'Somalia' };
  const { text } = compose({ ...event, comparison: [compared, raqqa] }, wording);
  expect(text).not.toMatch(/For comparison|adds? up/);
});

test('it never leads over what states a figure, and is a line of that post', () => {
  for (const mention of [denied, withdrawn, reviewed]) {
    for (const kind of ['total-raised', 'admitted', 'restated', 'claimed', 'does-not-add-up'] as const)
      expect(kindOf(mention).weight).toBeLessThan(kindOf<Finding>(examples[kind][0]).weight);
    expect(isOnRequest(mention)).toBe(true);
    expect(kindOf(mention).revises(mention)).toEqual([]);
  }
  const admitted = exampleEvent('total-raised');
  const message = compose({ ...admitted, findings: [denied, ...admitted.findings] }, wording);
  expect(message.kind).toBe('total-raised');
  expect(message.text).toContain('AFRICOM does not find credible an allegation of 7 civilians killed near Jamaame.');
  expect(message.text).toContain(denied.mentioned.quote);
  expect(message.text).toContain(total2019April.quote);
});

test('a text with many of them has a line for the first, and says how many more there are', () => {
  const findings = Array.from({ length: 20 }, (_, at) => ({
    ...denied,
    id: `m${at}`,
    mentioned: figure('killed_event', at + 1, { ...denied.mentioned, value: at + 1, quote: `Facsimile ${at}.` }),
  })) as Finding[];
  const { text, blocks } = compose({ ...event, findings }, wording);
  expect(text.match(/an allegation of/g)).toHaveLength(5);
  expect(text).toContain('and 15 more allegations.');
  expect(blocks.filter(({ type }) => type === 'quote')).toHaveLength(3);
});
