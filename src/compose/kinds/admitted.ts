import type { Block } from '../../chat/message.ts';
import type { EventRecord } from '../../domain/event-record.ts';
import type { Admitted, Figure } from '../../domain/findings.ts';
import { countsDeaths, countsPeople, isOfEvent, isRunning } from '../../domain/measures.ts';
import { placeKey } from '../../domain/places.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import { line, strong } from '../blocks.ts';
import { circumstanceLines } from '../circumstances.ts';
import {
  countedText,
  remainingScope,
  scopeText,
  speakerName,
  valueText,
  type Wording,
  whereabouts,
} from '../figures.ts';
import { upperDeaths } from './deaths.ts';
import { figureEvidence, type Kind, type Subject } from './kind.ts';

export const admitted: Kind<Admitted> = {
  weight: 80,
  wantedBy: ['admissions'],
  news: 'new-report',
  isOfOnePost: false,
  delivery: 'post',
  priority: ({ now }) => (now.value === 0 ? 'low' : 'high'),
  evidence: ({ now }) => figureEvidence(now),
  deaths: ({ now }) => upperDeaths(now),
  revises: () => [],
  headline({ finding: { now }, event, wording }) {
    const { capital, kinds } = wording.language;
    const words = kinds.admitted;
    const who = speakerName(now.speakers, wording);
    const counted = countedText(now, wording);
    if (!countsPeople(now.measure)) return capital(words.states(who.head, who.plural, counted));
    const where = isOfEvent(now.measure) ? whereabouts(now, wording) : null;
    const isNone = now.value === 0 && now.valueMax === null;
    return capital(
      isNone
        ? words.none(who.head, countsDeaths(now.measure), injuredText(now, event, wording))
        : words.headline(who.head, who.plural, counted, where),
    );
  },
  body: (subject) => [...notesLine(subject), ...circumstanceLines(subject.finding.now, subject.wording)],
  bodyBeside: (subject) => [line(strong(admitted.headline(subject)), '.'), ...admitted.body(subject)],
  short: (subject) => notes(subject).filter((part) => part !== ''),
};

/** Returns the injured of a report or event in which no one was killed, in words; null where it states none. */
function injuredText(killed: Figure, { report }: EventRecord, wording: Wording): string | null {
  const measure = killed.measure === 'killed_new' ? 'injured_new' : 'injured_event';
  const injured = report?.readings.find(
    (reading) =>
      reading.measure === measure &&
      areSameSpeakers(reading.speakers, killed.speakers) &&
      placeKey(reading.place) === placeKey(killed.place) &&
      reading.value > 0,
  );
  if (!countsDeaths(killed.measure) || injured === undefined) return null;
  return `${valueText(injured, wording)} ${wording.language.counted(measure, injured.valueMax ?? injured.value)}`;
}

function notesLine(subject: Subject<Admitted>): readonly Block[] {
  const parts = notes(subject).filter((part) => part !== '');
  return parts.length === 0 ? [] : [line(...parts)];
}

function notes({ finding: { now }, wording }: Subject<Admitted>): readonly string[] {
  const { firstTotal } = wording.language.kinds.admitted;
  if (isRunning(now.measure)) return [scopeText(now, wording), ' ', firstTotal];
  return [now.value === 0 ? scopeText(now, wording) : remainingScope(now, wording)];
}
