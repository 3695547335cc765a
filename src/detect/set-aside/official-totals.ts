import type { Figure } from '../../domain/findings.ts';
import { countriesOf, placeKey } from '../../domain/places.ts';
import type { Publisher } from '../../domain/publishers.ts';
import type { Reading } from '../../domain/readings.ts';
import { type Speakers, shareSpeaker } from '../../domain/speakers.ts';
import { type Day, type Month, monthOf } from '../../domain/time.ts';

/** One value of the total that a force publishes of itself. */
export interface OfficialTotal {
  readonly value: number;
  /** The last month that it covers, else that of its publication; null if neither is known. */
  readonly month: Month | null;
  readonly published: Day | null;
}

interface OfficialSeries {
  /** Totals of the same speakers and the same place, or of one that either side leaves out. */
  readonly same: readonly OfficialTotal[];
  /** Totals that include what the reading counts: of a larger place, or of the whole chain of command. */
  readonly larger: readonly OfficialTotal[];
}

/** A document whose total is checked against the stored ones. */
export interface TotalsSource {
  readonly publisher: Publisher;
  readonly speakers: Speakers;
  /** Totals of deaths that the speakers, their chain of command and this publisher state or stated. */
  readonly stated: readonly Figure[];
}

/**
 * Returns the totals that a reading has to fit. Those of periodic reports are the series; statements make it only where no
 * periodic report is stored.
 */
export function officialSeries(reading: Reading, { publisher, speakers, stated }: TotalsSource): OfficialSeries {
  const official = stated.filter(
    (figure) =>
      figure.measure === reading.measure &&
      (figure.publisher === publisher.id
        ? speakers.isAdmission(publisher, figure.speakers)
        : shareSpeaker(figure.speakers, speakers.familyOf(figure.publisher))),
  );
  const ofSpeakers = official.filter((figure) => shareSpeaker(figure.speakers, reading.speakers));
  const families = new Set(reading.speakers.flatMap((id) => speakers.familyOf(id)));
  const ofCommand = official.filter(
    (figure) => !ofSpeakers.includes(figure) && figure.speakers.every((id) => families.has(id)),
  );
  const scopes = new Set(ofSpeakers.map(({ place }) => placeKey(place)));
  const isSamePlace = ({ place }: Figure) =>
    placeKey(place) === placeKey(reading.place) ||
    place === null ||
    // Where totals of several places are stored, one without a place may be any of them.
    (reading.place === null && scopes.size === 1);
  return {
    same: periodicFirst(ofSpeakers.filter(isSamePlace)).map(toTotal),
    larger: periodicFirst([
      ...ofSpeakers.filter((figure) => !isSamePlace(figure) && isWithin(reading.place, figure.place)),
      ...ofCommand.filter(({ place }) => isWithin(reading.place, place)),
    ]).map(toTotal),
  };
}

function periodicFirst(figures: readonly Figure[]): readonly Figure[] {
  const periodic = figures.filter(({ period }) => period !== null);
  return periodic.length > 0 ? periodic : figures;
}

function toTotal({ value, to, period, published }: Figure): OfficialTotal {
  const day = published?.slice(0, 'YYYY-MM-DD'.length) ?? null;
  const end = to ?? period?.to ?? day;
  return { value, month: end === null ? null : monthOf(end), published: day };
}

/** Returns whether one place is known to lie in the countries of the other, or both are the same. */
function isWithin(place: string | null, larger: string | null): boolean {
  if (place === null || larger === null) return false;
  const [inner, outer] = [countriesOf(place), countriesOf(larger)];
  return inner.length > 0 && inner.every((code) => outer.includes(code));
}
