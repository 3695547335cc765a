import { expect, test } from 'vitest';
import {
  countsDeaths,
  countsInjuries,
  countsPeople,
  headlineMeasures,
  isOfEvent,
  isRunning,
  measures,
  neverFalls,
  totalMeasures,
} from '../../src/domain/measures.ts';

test('killed precedes injured, and a running total precedes what one report admits', () => {
  expect(headlineMeasures).toEqual(['killed_total', 'killed_new', 'killed_event', 'injured_new', 'injured_event']);
});

test('totals lists running totals and the open cases', () => {
  expect(totalMeasures).toEqual(['killed_total', 'injured_total', 'allegations_open', 'strikes_total']);
});

test('what a measure counts matches its name', () => {
  for (const measure of measures) {
    expect(countsDeaths(measure), measure).toBe(measure.startsWith('killed'));
    expect(countsInjuries(measure), measure).toBe(measure.startsWith('injured'));
    expect(countsPeople(measure), measure).toBe(/^(?:killed|injured)/.test(measure));
    expect(isRunning(measure), measure).toBe(measure.endsWith('_total'));
    expect(isOfEvent(measure), measure).toBe(measure.endsWith('_event'));
    if (neverFalls(measure)) expect(isRunning(measure), measure).toBe(true);
  }
});
