import type { Report } from '../../domain/documents.ts';
import type { Finding } from '../../domain/findings.ts';
import { seriesKey } from '../../domain/series.ts';
import { isAdmission } from '../../domain/speakers.ts';
import {
  announce,
  compareFigures,
  definitionChanges,
  type FigureComparison,
  hasSameReader,
  headlineFigure,
  isHeadlineMeasure,
  restated,
} from '../compare/figures.ts';
import { compareEditedList } from '../compare/incidents.ts';
import { findCounterpart, toFigure } from '../compare/series.ts';
import { checkSums } from '../compare/sums.ts';
import { createStatementSearch, textChanges } from '../compare/texts.ts';
import { type DetectContext, type Detection, listed, sums } from '../detection.ts';

/** The same document with another text. */
export function edited(context: DetectContext, previous: Report): Detection {
  const { now, record: held, admissions, makeBase: find, texts, publisher } = context;
  const before = {
    ...previous,
    readings: previous.readings.filter((reading) => isAdmission(publisher, reading.speakers)),
  };
  const compared = byThePublisher(context, before, compareFigures(before, now, admissions));
  const changes = texts.before === null ? [] : textChanges(texts.before, texts.now);
  const figuresChanged = compared.changed.length + compared.added.length + compared.removed.length > 0;
  const headlines = compared.added.filter((reading) => isHeadlineMeasure(reading.measure));
  const hasHeadline = before.readings.some((reading) => isHeadlineMeasure(reading.measure));
  const isNews = changes.length > 0 || figuresChanged;
  const tried = sums(context, [before]);
  return {
    findings: [
      ...restated(compared.changed, { before, now }, find),
      ...lostTotals(context, before, compared),
      // A teaser that has become a report is told as one; a report that gains a figure is told as an edit.
      ...(hasHeadline || headlines.length === 0 ? [] : announce(now, headlines, [...held, before], find)),
      ...tried.findings,
      ...listed(context, listChanges(context, before)),
      ...definitionChanges(
        now,
        admissions,
        (reading) => {
          const old = findCounterpart(reading, now, before);
          return old === undefined ? undefined : { report: before, reading: old };
        },
        find,
      ),
      ...(isNews ? [{ ...find('edited'), kind: 'edited' as const, figuresChanged, changes }] : []),
    ],
    sums: tried.sums,
  };
}

/** As with figures: an entry whose words stand as they were was only read otherwise. */
function listChanges({ now, texts }: DetectContext, before: Report): ReturnType<typeof compareEditedList> {
  const lists = compareEditedList(before.incidents, now.incidents);
  const isOurs = !hasSameReader(before, now);
  const stood = createStatementSearch(texts.before ?? '');
  const stands = createStatementSearch(texts.now);
  return {
    added: lists.added.filter((entry) => !isOurs || !stood(entry.quote)),
    changed: lists.changed.filter((change) => !(isOurs || change.now === null) || !stands(change.before.quote)),
  };
}

/** Leaves out what a better reader found in words that already stood, or lost in words that still stand. */
function byThePublisher({ texts, now }: DetectContext, before: Report, compared: FigureComparison): FigureComparison {
  const isOurs = !hasSameReader(before, now);
  const stood = createStatementSearch(texts.before ?? '');
  const stands = createStatementSearch(texts.now);
  return {
    shared: compared.shared,
    changed: compared.changed.filter((pair) => !isOurs || !stands(pair.before.quote)),
    added: compared.added.filter((reading) => !isOurs || !stood(reading.quote)),
    removed: compared.removed.filter((reading) => !stands(reading.quote, reading.value)),
  };
}

/** The page stands, and its headline figure is gone from it: not merely unread, but no longer in the text. */
function lostTotals({ now, makeBase: find }: DetectContext, before: Report, { removed }: FigureComparison): Finding[] {
  const headline = headlineFigure(before, before.readings);
  if (headline === null) return [];
  return removed
    .filter((reading) => reading.measure === headline.measure)
    .map((reading) => ({
      ...find('withdrawn', [seriesKey(reading)]),
      kind: 'withdrawn',
      status: null,
      url: now.url,
      held: toFigure(before, reading),
    }));
}

/** What a page says again was told before: only its return is news. `wasGone`: the page itself was withdrawn, not its figures alone. */
export function restored(context: DetectContext, wasGone = false): Detection {
  const { now, makeBase: find, admissions } = context;
  if (!isReport(now)) return { findings: [], sums: [] };
  const after = headlineFigure(now, admissions)?.quote ?? now.title ?? now.url;
  const changes = [{ before: null, after }];
  return {
    findings: [
      {
        ...find('edited', ['restored']),
        kind: 'edited',
        figuresChanged: true,
        changes,
        ...(wasGone ? { returned: true } : {}),
      },
    ],
    sums: checkSums(now, context.record),
  };
}

/**
 * A page that states again what it stated before: the month it had been rewritten from, or figures it had lost. Not a
 * report that fills a gap.
 */
export function returned(context: DetectContext, old: Report): Detection {
  const { now, admissions, makeBase: find } = context;
  const { changed } = compareFigures(old, now, admissions);
  const tried = sums(context, [old]);
  return {
    findings: [...restated(changed, { before: old, now }, find), ...restored(context).findings, ...tried.findings],
    sums: tried.sums,
  };
}

/** An organisation's page that held a figure and holds it no longer, or says it otherwise; a carrier's edits are nobody's news. */
export function documentingEdit(context: DetectContext): Finding[] {
  const { before, now, publisher, makeBase: find, texts } = context;
  if (before === undefined || before.state === 'gone' || publisher.role === 'carrier') return [];
  if (before.readings.length + now.readings.length === 0) return [];
  const compared = byThePublisher(context, before, compareFigures(before, now, now.readings));
  const changes = texts.before === null ? [] : textChanges(texts.before, texts.now);
  const figuresChanged = compared.changed.length + compared.added.length + compared.removed.length > 0;
  return changes.length > 0 || figuresChanged ? [{ ...find('edited'), kind: 'edited', figuresChanged, changes }] : [];
}

/** Whether a document holds anything that can change: a site publishes much else. */
export function isReport(report: Report): boolean {
  return report.readings.length + report.incidents.length > 0;
}
