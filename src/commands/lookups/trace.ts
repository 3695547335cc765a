import type { Block, Span } from '../../chat/message.ts';
import { at, joined, line, link, context as smallPrint, spans, strong } from '../../compose/blocks.ts';
import { circumstanceBlocks } from '../../compose/circumstances.ts';
import { compiledSource } from '../../compose/compiled-source.ts';
import { countedText, publisherName, scopeText, type Wording } from '../../compose/figures.ts';
import { incidentBrief } from '../../compose/incidents.ts';
import { quoteBlock } from '../../compose/report.ts';
import type { Report } from '../../domain/documents.ts';
import type { EventRecord } from '../../domain/event-record.ts';
import type { Figure } from '../../domain/findings.ts';
import type { Incident } from '../../domain/incidents.ts';
import type { DeliveryStore } from '../../ledger/ledger.ts';
import { isLedgerError } from '../command.ts';

/** Traces figure -> quote -> snapshot (sha-256, time fetched) -> address. */

/** A page may have been stored this many times since it last led to a finding. */
const maxCopies = 20;

/**
 * Returns the event of a snapshot, or of the last one before it of the same document that has one; else undefined. With
 * `isWanted` the last one that it accepts, and where it accepts none the last one.
 */
export async function eventOf(
  snapshotId: string,
  store: Pick<DeliveryStore, 'event'>,
  isWanted: (event: EventRecord) => boolean = () => true,
): Promise<EventRecord | undefined> {
  let latest: EventRecord | undefined;
  const [, document = snapshotId, copy] = /^(.+)\.(\d+)$/.exec(snapshotId) ?? [];
  const last = Number(copy ?? 1);
  for (let number = last; number >= 1 && number > last - maxCopies; number -= 1) {
    const event = await storedEvent(copy === undefined ? snapshotId : `${document}.${number}`, store);
    if (event !== undefined && isWanted(event)) return event;
    latest ??= event;
  }
  return latest;
}

async function storedEvent(event: string, store: Pick<DeliveryStore, 'event'>): Promise<EventRecord | undefined> {
  try {
    return await store.event(event);
  } catch (thrown) {
    if (isLedgerError(thrown, 'missing')) return undefined;
    throw thrown;
  }
}

/** Returns the report of a figure's own snapshot; null where there is none. */
export async function copyOf(
  { snapshotId }: Pick<Figure, 'snapshotId'>,
  event: EventRecord | null,
  store: Pick<DeliveryStore, 'event'>,
): Promise<Report | null> {
  if (event?.report?.snapshotId === snapshotId) return event.report;
  return (await storedEvent(snapshotId, store))?.report ?? null;
}

export async function traceBlocks(
  label: string,
  figure: Figure,
  event: EventRecord | null,
  store: Pick<DeliveryStore, 'event'>,
  wording: Wording,
): Promise<readonly Block[]> {
  const { why } = wording.language.commands;
  const stated = line(strong(label), countedText(figure, wording), '. ', scopeText(figure, wording));
  if (figure.compiled !== undefined) {
    const { note } = figure.compiled;
    return [stated, smallPrint(...compiledSource(figure, wording)), ...(note === null ? [] : [line(note)])];
  }
  const copy = await copyOf(figure, event, store);
  return [
    stated,
    figure.quote === '' ? line(why.noQuote) : quoteBlock(figure, figure.url, wording),
    ...circumstanceBlocks(figure.circumstances, figure.quote, wording),
    storedBlock(figure.snapshotId, figure.url, copy, wording),
  ];
}

export function incidentTrace(
  label: string,
  incident: Incident,
  report: Report | null,
  wording: Wording,
): readonly Block[] {
  const publisher = report === null ? [] : [publisherName(report.publisher, wording)];
  return [
    line(strong(label), incidentBrief(incident, wording), '.'),
    ...(incident.quote === ''
      ? []
      : [{ type: 'quote' as const, text: incident.quote, attribution: spans(...publisher) }]),
    ...circumstanceBlocks(incident.circumstances, incident.quote, wording),
    ...(report === null ? [] : [storedBlock(report.snapshotId, report.url, report, wording)]),
  ];
}

/** Returns where to read it and what is stored as evidence. */
export function storedBlock(snapshotId: string, url: string, copy: Report | null, wording: Wording): Block {
  const { language } = wording;
  const words = language.commands.why;
  const [document = '', number = ''] = snapshotId.split('.');
  const evidence: readonly (string | Span)[] =
    copy === null
      ? [words.storedUnknown]
      : copy.state === 'gone'
        ? [words.gone]
        : [words.stored(copy.sha256), at(language.fetched(language.instant(copy.fetchedAt)), copy.fetchedAt)];
  const named = words.snapshot(number === '' ? document.slice(0, 10) : `${document.slice(0, 10)}.${number}`);
  return smallPrint(...joined([link(url, url), named, ...evidence], language.separator));
}
