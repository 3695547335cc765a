import { expect, it } from 'vitest';
import { read } from '../../../src/read/index.ts';
import { answerRules } from '../../../src/read/positions/answers.ts';
import { readAnswers, readPositions } from '../../../src/read/positions/positions.ts';
import { rules } from '../../../src/read/positions/rules.ts';

it.each(rules.flatMap(({ name, kind, examples }) => examples.map((text) => ({ name, kind, text }))))(
  'finds by the rule $name: $text',
  ({ name, kind, text }) => {
    expect(readPositions(text)).toContainEqual({ kind, rule: name, quote: text, start: 0, end: text.length });
  },
);

it.each(answerRules.flatMap(({ name, kind, examples }) => examples.map((text) => ({ name, kind, text }))))(
  'finds what may answer a demand by the rule $name: $text',
  ({ name, kind, text }) => {
    expect(readAnswers(text)).toContainEqual({ kind, rule: name, quote: text, start: 0, end: text.length });
  },
);

it.each([
  'The command will open an investigation into the strike.',
  'The command has not opened an investigation.',
  'Amnesty International has opened an investigation.',
  'The command is considering whether to pay compensation to the family.',
  'The ministry was urged to publish the dates of its strikes.',
  'The Coalition published a photograph of the general.',
  'We would have visited the site.',
  'The command paid contractors for the work on the runway.',
  'Has the command opened an investigation?',
  'The command will not respond to the report.',
])('takes nothing for done from: %s', (text) => {
  expect(readAnswers(text)).toEqual([]);
});

it('gives each kind once, with the sentence at its place in the text', () => {
  const text =
    'A strike on a market killed twelve.\n\nFamilies need full reparation. The force has not given any reasons, and it must publish its findings. We call for compensation.';
  const found = readPositions(text);
  expect(found.map(({ kind }) => kind)).toEqual(['reparation', 'reasons', 'disclosure']);
  for (const { quote, start, end } of found) expect(text.slice(start, end)).toBe(quote);
});

it.each([
  'Residents said the alliance should pay compensation.',
  'The ministry says it must publish the results of its inquiry.',
  'There is no need for an independent investigation.',
  'Should there be an independent investigation?',
  'The force is not in denial about civilian deaths.',
  'The command investigated on the ground.',
  'Three officials spoke with survivors.',
  'The council published its findings in May.',
  'If the court agrees, the state must pay compensation.',
])('takes no demand and no position from: %s', (text) => {
  expect(readPositions(text)).toEqual([]);
});

it('is part of what is read of a statement; of one of a belligerent it is what may answer a demand', () => {
  const text = 'Responding to the report, we say: families need full reparation for the loss of their relatives.';
  const context = { publisher: 'amnesty', url: null, title: null, published: '2019-05-31' };
  expect(read(text, context).positions.map(({ kind }) => kind)).toEqual(['reparation']);
  expect(read(text, { ...context, publisher: 'cjtf-oir' }).positions.map(({ kind }) => kind)).toEqual(['replies']);
});
