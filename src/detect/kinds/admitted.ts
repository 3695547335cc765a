import type { Report } from '../../domain/documents.ts';
import type { Admitted } from '../../domain/findings.ts';
import { headlineMeasures, isOfEvent, isRunning } from '../../domain/measures.ts';
import { placeKey } from '../../domain/places.ts';
import type { Reading } from '../../domain/readings.ts';
import { seriesKey } from '../../domain/series.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import { mayBeSameTime } from '../../domain/time.ts';
import { hasDifferentValue } from '../compare/figures.ts';
import { firstOfEachSeries, toFigure } from '../compare/series.ts';
import type { MakeBase } from '../finding-base.ts';

/** Most important first. A report that states no deaths still states how many cases it found credible. */
const admittedMeasures = [...headlineMeasures.filter((measure) => !isRunning(measure)), 'allegations_credible'];

/**
 * Returns a finding for each place, of the most important measure that the report states. Leaves out the toll of an event
 * that the record already contains.
 */
export function admittedFindings(
  now: Report,
  readings: readonly Reading[],
  record: readonly Report[],
  makeBase: MakeBase,
): Admitted[] {
  const measure = admittedMeasures.find((each) => readings.some((reading) => reading.measure === each));
  return firstOfEachSeries(readings.filter((reading) => reading.measure === measure))
    .filter((reading) => !isOfEvent(reading.measure) || !isRepeated(reading, record))
    .map((reading) => admittedFinding(now, reading, makeBase));
}

export function admittedFinding(now: Report, reading: Reading, makeBase: MakeBase): Admitted {
  return {
    ...makeBase('admitted', [seriesKey(reading), reading.value]),
    kind: 'admitted',
    now: toFigure(now, reading),
  };
}

function isRepeated(reading: Reading, record: readonly Report[]): boolean {
  return record.some((report) =>
    report.readings.some(
      (other) =>
        other.measure === reading.measure &&
        areSameSpeakers(other.speakers, reading.speakers) &&
        placeKey(other.place) === placeKey(reading.place) &&
        mayBeSameTime(other, reading) &&
        !hasDifferentValue(other, reading),
    ),
  );
}
