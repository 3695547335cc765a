import { countsInjuries, countsPeople } from '../../domain/measures.ts';
import { countriesOf } from '../../domain/places.ts';
import type { Reading, ReadResult } from '../../domain/readings.ts';
import { isUnilateralStrike } from '../../domain/speakers/deeds.ts';
import type { Warning } from '../../domain/warnings.ts';

const coalition = 'cjtf-oir';
/** Where the Coalition has struck. */
const theatre: readonly string[] = ['IQ', 'SY'];

/**
 * Takes out each toll that is given to the Coalition and that its own words give to the United States alone, or that lies in
 * another country. In its place is a warning.
 */
export function setAsideMisattributedStrikes(result: ReadResult): ReadResult {
  const misattributed = result.readings.filter(isMisattributed);
  if (misattributed.length === 0) return result;
  const warnings = misattributed.map(({ measure, value, quote, start, end }): Warning => {
    const harm = countsInjuries(measure) ? 'injured' : 'killed';
    return { code: 'unattributed-figure', value, harm, reason: 'another-force', quote: { quote, start, end } };
  });
  return {
    ...result,
    readings: result.readings.filter((reading) => !misattributed.includes(reading)),
    warnings: [...result.warnings, ...warnings],
  };
}

function isMisattributed(reading: Reading): boolean {
  if (!countsPeople(reading.measure) || !reading.speakers.includes(coalition)) return false;
  const countries = reading.place === null ? [] : countriesOf(reading.place);
  const isElsewhere = countries.length > 0 && !countries.some((code) => theatre.includes(code));
  return isElsewhere || isUnilateralStrike(reading);
}
