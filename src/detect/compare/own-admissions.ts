import type { Publisher } from '../../domain/publishers.ts';
import type { Reading } from '../../domain/readings.ts';
import { namesOthersStrike } from '../../domain/speakers/deeds.ts';
import type { Speakers } from '../../domain/speakers.ts';

/** Returns whether the publisher admits the figure: as its own or its command's, and of no strike by somebody else. */
export function isOwnAdmission(reading: Reading, publisher: Publisher, speakers: Speakers): boolean {
  return speakers.isAdmission(publisher, reading.speakers) && !namesOthersStrike(reading, speakers);
}
