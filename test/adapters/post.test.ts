import { expect, test } from 'vitest';
import { type Left, wordsOfLeft } from '../../adapters/post/left.ts';
import { shrink } from '../../adapters/post/shrink.ts';

test('what a post lost is counted in words, one and many', () => {
  const none: Left = {
    entries: 0,
    columns: 0,
    lines: 0,
    quotes: 0,
    buttons: 0,
    addresses: 0,
    shortened: 0,
    report: undefined,
  };
  expect(wordsOfLeft(none)).toEqual([]);
  expect(wordsOfLeft({ ...none, lines: 1, quotes: 1, columns: 1, buttons: 1 })).toEqual([
    'Left out because the post was too long: 1 line, 1 quote, 1 column, 1 button.',
  ]);
  expect(wordsOfLeft({ ...none, lines: 1000, quotes: 2, columns: 2, buttons: 2 })).toEqual([
    'Left out because the post was too long: 1,000 lines, 2 quotes, 2 columns, 2 buttons.',
  ]);
  expect(wordsOfLeft({ ...none, entries: 1, addresses: 1, shortened: 1 })).toEqual([
    '1 more entry is not shown here.',
    '1 address is too long to be shown.',
    '1 part ends early, at “…”.',
  ]);
  expect(wordsOfLeft({ ...none, entries: 2, addresses: 2, shortened: 2, report: 'https://example.org/r' })).toEqual([
    '2 more entries are in the report.',
    '2 addresses are too long to be shown.',
    '2 parts end early, at “…”.',
  ]);
});

test('of buttons as many stay as fit, from the first, and no row without one', () => {
  const buttons = ['a', 'b', 'c'].map((label) => ({ label, command: label, effect: 'turn' as const }));
  const fitting = (most: number) =>
    shrink({ type: 'actions', buttons }, (item) => item.type === 'actions' && item.buttons.length <= most);
  expect(fitting(3)).toEqual({ type: 'actions', buttons });
  expect(fitting(2)).toEqual({ type: 'actions', buttons: buttons.slice(0, 2) });
  expect(fitting(1)).toEqual({ type: 'actions', buttons: buttons.slice(0, 1) });
  expect(fitting(0)).toBeUndefined();
});
