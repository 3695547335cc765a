import type { Block, Span } from '../chat/message.ts';
import type { Report } from '../domain/documents.ts';
import type { EventRecord } from '../domain/event-record.ts';
import type { Figure, Finding, Sum } from '../domain/findings.ts';
import type { Incident } from '../domain/incidents.ts';
import type { Measure } from '../domain/measures.ts';
import { countsDeaths, isOfEvent, isRunning } from '../domain/measures.ts';
import { shareCountry } from '../domain/places.ts';
import type { Reading } from '../domain/readings.ts';
import { at, context, joined, line, link, spans, strong } from './blocks.ts';
import { compiledSource } from './compiled-source.ts';
import {
  comparisonText,
  isOwn,
  periodText,
  publisherName,
  reportName,
  speakerName,
  valueText,
  type Wording,
} from './figures.ts';
import { incidentBlocks } from './incidents.ts';
import { isNewReport, kindOf } from './kinds/index.ts';
import { caseloadText, verdictText } from './sums.ts';

/** The parts that every post about a report has, whichever finding leads it: sums, entries, quote, evidence, comparison. */

/** Returns what the report itself admits, not what it quotes from others. */
function reading(report: Report | null, measure: Measure, { names }: Wording): Reading | undefined {
  return report?.readings.find((one) => one.measure === measure && names.speakers.areAcknowledging(one.speakers));
}

function sumKey({ rule, stated }: Sum): string {
  return JSON.stringify([rule, stated.measure, stated.snapshotId]);
}

/** Returns the sums of the event, each once. A sum of a finding replaces the recorded one. */
function sumsOf(event: EventRecord): readonly Sum[] {
  const found = event.findings.flatMap((finding) =>
    finding.kind === 'does-not-add-up' || finding.kind === 'not-checkable' ? [finding.sum] : [],
  );
  return [...new Map([...event.sums, ...found].map((sum) => [sumKey(sum), sum])).values()];
}

/** Returns the failed sum of the event's own report, that of deaths before others; undefined where none fails. */
export function failedSum(event: EventRecord): Sum | undefined {
  const failed = sumsOf(event).filter(
    ({ verdict, stated }) =>
      verdict === 'does-not-add-up' && (event.report === null || stated.snapshotId === event.report.snapshotId),
  );
  return failed.find(({ rule }) => rule === 'deaths') ?? failed[0];
}

/** Returns the newly admitted deaths with their sum, the caseload, and every other sum that does not add up. */
export function sumBlocks(event: EventRecord, wording: Wording, lead?: Finding): readonly Block[] {
  // A headline that says the whole sum is not repeated.
  const said = lead?.kind === 'not-checkable' ? sumKey(lead.sum) : null;
  const all = sumsOf(event).filter((sum) => sumKey(sum) !== said);
  // A late or edited report also changes the sums of later ones. Those are named by their period.
  const own = all.filter(({ stated }) => event.report === null || stated.snapshotId === event.report.snapshotId);
  const admitted = admittedText(event, wording);
  const deaths = own.find(({ rule }) => rule === 'deaths');
  const clause = deaths === undefined ? [] : verdictSpans(deaths, wording);
  const open = own.filter(({ rule }) => rule === 'open-cases');
  const elsewhere = all.filter((sum) => !own.includes(sum));
  const failed = own.filter((sum) => sum !== deaths && !open.includes(sum) && sum.verdict === 'does-not-add-up');
  const first = admitted === '' || clause.length === 0 ? [admitted, ...clause] : [admitted, ' ', ...clause];
  return [
    ...(admitted === '' && clause.length === 0 ? [] : [line(...first)]),
    ...open.map((sum) => line(caseloadText(sum, wording))),
    ...failed.map((sum) => line(...verdictSpans(sum, wording))),
    ...elsewhere
      .filter(({ rule, verdict }) => verdict === 'does-not-add-up' || (verdict === 'adds-up' && rule === 'deaths'))
      .map((sum) => line(laterReport(sum, wording), ...verdictSpans(sum, wording))),
  ];
}

function laterReport({ stated }: Sum, wording: Wording): string {
  const period = stated.period === null ? null : periodText(stated.period, wording);
  return `${wording.language.capital(wording.language.report(publisherName(stated.publisher, wording), period))}: `;
}

export function verdictSpans(sum: Sum, wording: Wording): readonly (string | Span)[] {
  const { verdict, clause } = verdictText(sum, wording);
  return [sum.verdict === 'does-not-add-up' ? strong(verdict) : verdict, `${clause}.`];
}

function admittedText(event: EventRecord, wording: Wording): string {
  const { language } = wording;
  const killed = reading(event.report, 'killed_new', wording);
  const injured = reading(event.report, 'injured_new', wording);
  const isNew = event.findings.some(isNewReport);
  if (killed === undefined) {
    const isTotal = event.findings.some((finding) => isNewReport(finding) && finding.kind !== 'admitted');
    return isTotal && event.report !== null ? language.newlyAdmittedUnknown : '';
  }
  // After a mere edit of words it would read as news.
  if (!isNew && !sumsOf(event).some(({ rule }) => rule === 'deaths')) return '';
  const plain = killed.qualifier === null && killed.valueMax === null;
  const deaths = plain ? language.deaths(killed.value) : language.deathsOf(valueText(killed, wording));
  const injuries = injured === undefined || injured.value === 0 ? null : language.injuries(injured.value);
  const credible = reading(event.report, 'allegations_credible', wording);
  const incidents = credible === undefined || credible.value === 0 ? null : credible.value;
  return language.newlyAdmitted(injuries === null ? deaths : language.list([deaths, injuries]), incidents);
}

/** Returns the entries that are new to the record. A new report without such findings shows its credible entries. */
export function incidentListBlocks(event: EventRecord, wording: Wording): readonly Block[] {
  const { captionNew, captionListed } = wording.language.incidents;
  const added = event.findings
    .flatMap((finding) => (finding.kind === 'incident-added' ? [finding.incident] : []))
    .toSorted((one, other) => one.start - other.start);
  const credible = added.filter((incident) => incident.outcome === 'credible');
  const others = added.length - credible.length;
  const rest = others === 0 ? [] : [line(wording.language.incidents.otherOutcomes(others, credible.length > 0))];
  if (added.length > 0) return [...incidentBlocks(credible, captionNew, wording), ...rest];
  const listed: readonly Incident[] = event.findings.some(isNewReport)
    ? (event.report?.incidents.filter((incident) => incident.outcome === 'credible') ?? [])
    : [];
  return incidentBlocks(listed, captionListed, wording);
}

/** `source` is the address that the post names anyway. A quote from another address names its own. */
export function quoteBlock(figure: Figure, source: string | undefined, wording: Wording): Block {
  const { language } = wording;
  const publisher = publisherName(figure.publisher, wording);
  const who = speakerName(figure.speakers, wording);
  const said = isOwn(figure) ? publisher : language.saidIn(who.full, publisher);
  const date = figure.published === null ? language.publishedUnknown : language.day(figure.published);
  return {
    type: 'quote',
    text: withoutLoneMark(figure.quote),
    attribution:
      figure.url === source
        ? spans(said, ', ', date)
        : spans(said, ', ', date, language.separator, link(language.sourceWord, figure.url)),
  };
}

/** Speech of several sentences opens at the first and closes at the last: alone, each has a mark without its other half. */
function withoutLoneMark(quote: string): string {
  const opened = /^["“„](?<rest>[^"“”]+)$/u.exec(quote)?.groups?.['rest'];
  const closed = /^(?<rest>[^"“”]+)["”]$/u.exec(quote)?.groups?.['rest'];
  return opened ?? closed ?? quote;
}

export function sourceAddress(event: EventRecord, figure: Figure | null): string | undefined {
  return event.report?.url ?? figure?.url;
}

/** Returns where to read it and what is stored as evidence. */
export function evidenceBlocks(event: EventRecord, figure: Figure | null, wording: Wording): readonly Block[] {
  const { language } = wording;
  const { report } = event;
  const url = sourceAddress(event, figure);
  const published = report === null ? (figure?.published ?? null) : report.published;
  const publisher = report?.publisher ?? figure?.publisher;
  const month = (figure !== null && isRunning(figure.measure) ? figure.to : null) ?? report?.period?.to ?? null;
  const lead = month === null ? language.capital : (text: string) => text;
  const parts: readonly (string | Span)[] = [
    ...(month === null ? [] : [language.capital(language.asOf(language.month(month)))]),
    lead(published === null ? language.publishedUnknown : language.published(language.day(published))),
    ...(publisher === undefined ? [] : [publisherName(publisher, wording)]),
    // Nothing was fetched of a page that is gone. The body says when it was last requested.
    ...(report === null || report.state === 'gone'
      ? []
      : [at(language.fetched(language.instant(report.fetchedAt)), report.fetchedAt)]),
  ];
  return [
    ...(url === undefined ? [] : [context(language.source, link(url, url))]),
    ...(url === undefined ? [] : [context(...joined(parts, language.separator))]),
  ];
}

/** Returns a line of small print for each compiled report that the post relies on. */
export function compiledBlocks(event: EventRecord, wording: Wording): readonly Block[] {
  const figures = [
    ...event.findings.flatMap((finding) =>
      kindOf(finding)
        .evidence(finding)
        .figures.map(({ figure }) => figure),
    ),
    ...sumsOf(event)
      .filter(({ rule, verdict }) => rule === 'deaths' || verdict === 'does-not-add-up')
      .flatMap(({ terms }) => terms.map(({ figure }) => figure)),
  ].filter(({ compiled }) => compiled !== undefined);
  // Of several figures of one report a reconstructed one says more of it.
  const ordered = figures.toSorted(
    (one, other) => Number(one.compiled?.isReconstructed) - Number(other.compiled?.isReconstructed),
  );
  const reports = new Map(ordered.map((figure) => [figure.documentId, figure]));
  const { capital } = wording.language;
  return [...reports.values()].map((figure) =>
    context(`${capital(reportName(figure, wording))}: `, ...compiledSource(figure, wording)),
  );
}

/** A post names this many carriers. */
const shownCarriers = 5;

/** Returns who else publishes the text, each with its address. */
export function carriedBlocks({ related: { copies } }: EventRecord, wording: Wording): readonly Block[] {
  if (copies.length === 0) return [];
  const names = copies
    .slice(0, shownCarriers)
    .map(({ publisher, url }) => link(publisherName(publisher, wording), url));
  const left = copies.length - names.length;
  const more = left > 0 ? [wording.language.incidents.more(left)] : [];
  return [line(wording.language.kinds.carried.also, ...joined([...names, ...more], ', '), '.')];
}

/**
 * Returns at most three running totals of documenting organisations for comparison, each with its scope; never a difference.
 * The toll of one event is compared with no total, and no total with it.
 */
export function comparisonBlocks(event: EventRecord, figure: Figure | null, wording: Wording): readonly Block[] {
  if (figure === null || !countsDeaths(figure.measure) || isOfEvent(figure.measure)) return [];
  if (!speakerName(figure.speakers, wording).admits) return [];
  return event.comparison
    .filter(
      (other) =>
        countsDeaths(other.measure) &&
        isRunning(other.measure) &&
        wording.names.speakers.areDocumenting(other.speakers),
    )
    .filter((other) => shareCountry(figure.place, other.place))
    .slice(0, 3)
    .map((other) => line(wording.language.comparison.opening, comparisonText(figure, other, wording)));
}
