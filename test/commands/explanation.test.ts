import { expect, test } from 'vitest';
import { explanation } from '../../src/commands/lookups/explanation.ts';
import type { ReadContext } from '../../src/domain/readings.ts';
import { explain } from '../../src/read/index.ts';
import { wording } from '../compose/events.ts';

const loose: ReadContext = { publisher: null, url: null, title: null, published: '2019-06-01' };
const shown = (text: string, context = loose) => explanation(explain(text, context), wording).message.text;

test('says in plain words what was read and what was not, and why', () => {
  const text = shown(
    'The Coalition said its strike near Mosul killed 14 civilians. The Coalition denied that its strike killed 55 civilians in Raqqa. Could a strike have killed 9 civilians? The deaths of that night numbered 12.',
  );
  for (const part of [
    '14 killed: read as killed_event, asserted by the Coalition.',
    'Governed by "said" of "Coalition". Count by rule killed-active. Rule say-governs/killed-active.',
    '55 killed: named as killed_event, denied by the Coalition.',
    '9 killed: not read: the sentence asks whether it is so.',
    '12 killed: not read: no rule recognises a count of people here.',
  ])
    expect(text).toContain(part);
});

test('shows the entries of a report', () => {
  const report = `In the month of August 2019, CJTF-OIR carried over 97 open reports from previous months.

During this period, CJTF-OIR assesses at least 1,335 civilians have been unintentionally killed by Coalition actions since the beginning of Operation Inherent Resolve.

Credible Reports:

1. Jan. 3, 2017, near Mosul, Iraq, via Airwars. Two civilians were unintentionally killed.`;
  const text = shown(report, { ...loose, publisher: 'cjtf-oir' });
  expect(text).toContain('killed_total at least 1,335: read, asserted by the Coalition.');
  expect(text).toContain('Entry 1: credible; 2 killed.');
});

test('says where nothing was recognised', () => {
  expect(shown('A recipe for bread.')).toContain('No sentence with a count of deaths or injuries was found.');
});
