import type { Report } from '../../domain/documents.ts';
import type { Finding } from '../../domain/findings.ts';
import { isOfEvent } from '../../domain/measures.ts';
import { mayBeSamePlace } from '../../domain/places.ts';
import type { Reading } from '../../domain/readings.ts';
import { seriesKey } from '../../domain/series.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import { mayBeSameTime } from '../../domain/time.ts';
import {
  compareFigures,
  type FigureComparison,
  hasDifferentValue,
  hasFigureChanges,
  hasSameReader,
  isHeadlineMeasure,
} from '../compare/figures.ts';
import { compareEditedList } from '../compare/incidents.ts';
import { isOwnAdmission } from '../compare/own-admissions.ts';
import { findCounterpart } from '../compare/series.ts';
import { createStatementSearch, textChanges } from '../compare/texts.ts';
import type { DetectContext, Detection } from '../detection.ts';
import { admittedFindings } from '../kinds/admitted.ts';
import { definitionChangedFindings } from '../kinds/definition-changed.ts';
import { editedFindings } from '../kinds/edited.ts';
import { incidentFindings } from '../kinds/incident.ts';
import { restatedFindings } from '../kinds/restated.ts';
import { sumFindings } from '../kinds/sum.ts';
import { withdrawnTotalFindings } from '../kinds/withdrawn.ts';
import { announce } from './new-report.ts';

/** Returns the findings of a report whose page has another text than its `previous` snapshot. */
export function editedReport(context: DetectContext, previous: Report): Detection {
  const { now, record, admissions, makeBase, publisher, speakers } = context;
  const before = {
    ...previous,
    readings: previous.readings.filter((reading) => isOwnAdmission(reading, publisher, speakers)),
  };
  const compared = withoutReaderChanges(context, before, compareFigures(before, now, admissions));
  const headlines = compared.added.filter(
    (reading) => isHeadlineMeasure(reading.measure) && !isReadAgain(reading, context, before),
  );
  const hadHeadline = before.readings.some((reading) => isHeadlineMeasure(reading.measure));
  const checked = sumFindings(context, [before]);
  return {
    findings: [
      ...restatedFindings(compared.changed, { before, now }, makeBase),
      ...withdrawnTotalFindings(
        context,
        before,
        compared.removed.filter((reading) => !isDoubtful(reading, now)),
      ),
      // A teaser that becomes a report is announced as a report. A report that gains a figure is announced as edited.
      ...(hadHeadline || headlines.length === 0 ? [] : announce(context, headlines, [...record, before])),
      // Another event is none that the page stated before.
      ...(hadHeadline ? admittedFindings(context, eventsNewTo(before, headlines), [...record, before]) : []),
      ...checked.findings,
      ...incidentFindings(context, changedEntries(context, before)),
      ...definitionChangedFindings(
        now,
        admissions,
        (reading) => {
          const counterpart = findCounterpart(reading, now, before);
          return counterpart === undefined ? undefined : { report: before, reading: counterpart };
        },
        makeBase,
      ),
      ...editedFindings(context, hasFigureChanges(compared), changedPassages(context)),
    ],
    sums: checked.sums,
  };
}

/** Returns the tolls of events of which the page stated no toll before, whatever was counted. */
function eventsNewTo(before: Report, readings: readonly Reading[]): readonly Reading[] {
  const known = before.readings.filter(({ measure }) => isOfEvent(measure));
  return readings.filter(
    (reading) =>
      isOfEvent(reading.measure) &&
      !known.some((other) => mayBeSamePlace(other.place, reading.place) && mayBeSameTime(other, reading)),
  );
}

/** Returns whether the page still states the total, as another number that was set aside. */
function isDoubtful({ measure, speakers }: Reading, now: Report): boolean {
  return now.warnings.some(
    (warning) =>
      warning.code === 'doubtful-total' && warning.measure === measure && areSameSpeakers(warning.speakers, speakers),
  );
}

/** Returns whether the page stated the figure before the version whose total was set aside. It was announced then. */
function isReadAgain(reading: Reading, { now, storedFigures }: DetectContext, before: Report): boolean {
  return (
    isDoubtful(reading, before) &&
    storedFigures.some(
      (figure) =>
        figure.documentId === now.documentId &&
        seriesKey(figure) === seriesKey(reading) &&
        !hasDifferentValue(figure, reading),
    )
  );
}

/** Returns the finding of an edited page of a documenting organisation. Edits by carriers are not news. */
export function editedPage(context: DetectContext): Finding[] {
  const { before, now, publisher } = context;
  if (before === undefined || before.state === 'gone' || publisher.role === 'carrier') return [];
  if (before.readings.length + now.readings.length === 0) return [];
  const compared = withoutReaderChanges(context, before, compareFigures(before, now, now.readings));
  return editedFindings(context, hasFigureChanges(compared), changedPassages(context));
}

function changedPassages({ texts: { before, now, earlier }, now: { fetchedAt } }: DetectContext) {
  return before === null ? [] : textChanges(before, now, earlier, fetchedAt);
}

/** Leaves out what another reader version found in words that were there before, or lost in words that still are. */
function withoutReaderChanges({ texts, now }: DetectContext, before: Report, compared: FigureComparison) {
  const isOtherReader = !hasSameReader(before, now);
  const isInOldText = createStatementSearch(texts.before ?? '');
  const isInNewText = createStatementSearch(texts.now);
  return {
    shared: compared.shared,
    changed: compared.changed.filter((pair) => !isOtherReader || !isInNewText(pair.before.quote)),
    added: compared.added.filter((reading) => !isOtherReader || !isInOldText(reading.quote)),
    removed: compared.removed.filter((reading) => !isInNewText(reading.quote, reading.value)),
  };
}

/** Returns the changes of the incident list, without those that another reader version found in unchanged words. */
function changedEntries({ now, texts }: DetectContext, before: Report): ReturnType<typeof compareEditedList> {
  const lists = compareEditedList(before.incidents, now.incidents);
  const isOtherReader = !hasSameReader(before, now);
  const isInOldText = createStatementSearch(texts.before ?? '');
  const isInNewText = createStatementSearch(texts.now);
  return {
    added: lists.added.filter((entry) => !isOtherReader || !isInOldText(entry.quote)),
    changed: lists.changed.filter(
      (change) => !(isOtherReader || change.now === null) || !isInNewText(change.before.quote),
    ),
  };
}
