import { describe, expect, test } from 'vitest';
import { figuresIn } from './coalition-reading.ts';

describe('the caseload', () => {
  test.each([
    [
      'completed the assessment of 84: 78 were assessed to be non-credible',
      { allegations_completed: 84, allegations_non_credible: 78 },
    ],
    ['of which 31 were non-credible and 16 credible', { allegations_non_credible: 31, allegations_credible: 16 }],
    ['assessed the remaining 13 as non-credible', { allegations_non_credible: 13 }],
    [
      'Seventy‑nine reports are still open, including two that were closed but reopened',
      { allegations_open: 79, allegations_reopened: 2 },
    ],
    ['received one new report', { allegations_received: 1 }],
    ['received no new reports', { allegations_received: 0 }],
    ['carried over four (4) open cases', { allegations_carried_over: 4 }],
    [
      'received 16 new reports and assessed seven previously received reports',
      { allegations_received: 16, allegations_carried_over: 7 },
    ],
    [
      'found 13 not credible, one duplicate and two credible reports',
      { allegations_non_credible: 13, allegations_duplicate: 1, allegations_credible: 2 },
    ],
    ['There were no duplicate reports', { allegations_duplicate: 0 }],
    ['did not receive any new reports', { allegations_received: 0 }],
    [
      'completed two reports; neither report was assessed as credible',
      { allegations_completed: 2, allegations_credible: 0 },
    ],
    ['reopened three reports', { allegations_reopened: 3 }],
  ])('%s', (clause, figures) => {
    expect(figuresIn(`CJTF-OIR ${clause}.`)).toEqual(figures);
  });

  test.each([['\n'], ['\n\n'], ['; '], [', '], [' | ']])(
    'is read from a table as well, its rows set apart by %j',
    (between) => {
      const rows = [
        'Carried over: 97',
        'New reports: 2',
        'Completed: 20',
        'Credible: 7',
        'Non-Credible: 13',
        'Duplicates: 0',
        'Open: 79',
      ];
      const table = `\n\n${rows.join(between)}\n`;
      expect(figuresIn(table)).toEqual({
        allegations_carried_over: 97,
        allegations_received: 2,
        allegations_completed: 20,
        allegations_credible: 7,
        allegations_non_credible: 13,
        allegations_duplicate: 0,
        allegations_open: 79,
      });
    },
  );

  test.each([
    'Credible Reports: 1. Aug. 3, 2017, near Raqqah, Syria, via Airwars. No harm.',
    'There is no credible information about the event.',
    'Open Report No. 4',
    'To date the Coalition has received 1,790 reports since the start of Operation Inherent Resolve.',
    'In its last report CJTF-OIR carried over 43 open reports.',
    'See page 12 of release # 20190926-01, or call 813-529-0220.',
  ])('is not: %s', (sentence) => {
    expect(figuresIn(sentence)).toEqual({});
  });
});
