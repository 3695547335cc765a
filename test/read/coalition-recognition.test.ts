import { describe, expect, test } from 'vitest';
import { looksLikeCoalitionMonthly, readCoalitionMonthly } from '../../src/read/coalition/monthly.ts';
import { codes, fixture, loose } from './coalition-reading.ts';

describe('recognition', () => {
  test.each(['press-2017-07', 'page-shell'])('%s is no report', (name) => {
    expect(looksLikeCoalitionMonthly(fixture(name), { ...loose, url: null })).toBe(false);
  });

  test('the standing sentence alone is a report where nobody is said to say it', () => {
    const sentence =
      'CJTF-OIR assesses at least 1,410 civilians have been unintentionally killed by Coalition actions since the beginning of Operation Inherent Resolve';
    expect(looksLikeCoalitionMonthly(`To date, ${sentence}.`, loose)).toBe(true);
    expect(looksLikeCoalitionMonthly(`"${sentence}," the report said.`, loose)).toBe(false);
    expect(looksLikeCoalitionMonthly(`The alliance admitted more. ${sentence}.`, loose)).toBe(false);
  });

  test('a page shell on the own site is no report either', () => {
    const context = { ...loose, publisher: 'centcom', url: 'https://www.centcom.mil/MEDIA/PRESS-RELEASES/' };
    expect(looksLikeCoalitionMonthly(fixture('page-shell'), context)).toBe(false);
  });

  test.each([
    'Annual Report on Civilian Casualties, section 1057. CJTF-OIR received 12 reports and completed 11 reports. A total of 3 reports are still open.',
    'U.S. Africa Command completed four reports with the Coalition. A total of 3 reports are still open. AFRICOM assessed two as credible.',
  ])('the report of another body in the same words is not this one: %s', (text) => {
    expect(looksLikeCoalitionMonthly(text, loose)).toBe(false);
  });

  test('a report of the own site in words nobody has seen yet is recognised and warned about', () => {
    const context = { ...loose, publisher: 'cjtf-oir', title: 'CJTF-OIR Civilian Casualty Report' };
    const text =
      'The Coalition looked at all it was told. Its assessment of the civilian casualty reports of this spring is set out in a table elsewhere.';
    expect(looksLikeCoalitionMonthly(text, context)).toBe(true);
    expect(codes(readCoalitionMonthly(text, context))).toEqual(
      expect.arrayContaining(['no-total', 'no-figures', 'period-unknown']),
    );
  });
});
