import { line, context as smallPrint, strong } from '../../compose/blocks.ts';
import { compiledSource } from '../../compose/compiled-source.ts';
import { compose } from '../../compose/compose.ts';
import { countedText, reportName } from '../../compose/figures.ts';
import { isForOperators, isPosted } from '../../compose/kinds/index.ts';
import { heaviest } from '../../compose/lead.ts';
import type { EventRecord } from '../../domain/event-record.ts';
import type { Finding } from '../../domain/findings.ts';
import { countsDeaths, headlineMeasures, measures } from '../../domain/measures.ts';
import type { DeliveryStore, LookupStore } from '../../ledger/ledger.ts';
import { type Answer, answer, type CommandContext } from '../command.ts';
import { eventOf } from './trace.ts';

type Row = Awaited<ReturnType<LookupStore['history']>>['rows'][number];

/** Every report that admits or claims deaths states one of these. */
const deathMeasures = headlineMeasures.filter(countsDeaths);
/** So many of the newest figures are read to find one that is current. */
const maxCandidates = 10;

/** Shows the post of the newest report in full, composed again from its event. */
export async function latest(
  query: { readonly publisher?: string },
  store: Pick<DeliveryStore, 'event'>,
  context: CommandContext,
): Promise<Answer> {
  const { lookups, wording } = context;
  const pages = await Promise.all(
    deathMeasures.map((measure) => lookups.history({ measure, limit: maxCandidates, evidence: 'read', ...query })),
  );
  const newestFirst = pages
    .flatMap(({ rows }) => rows.filter(({ current }) => current))
    .toSorted((one, other) => (publishedOrCovered(one) < publishedOrCovered(other) ? 1 : -1));
  const event = await newestEvent(newestFirst, store);
  if (event === undefined) return newestCompiled(query, context);
  const lead = heaviest<Finding>(event.findings.filter((finding) => !isForOperators(finding)));
  return { message: compose(event, wording, lead?.id), next: null };
}

/** Returns the event of the first that is more than a copy of another, which shows its copies; else that of the first. */
async function newestEvent(
  rows: readonly Row[],
  store: Pick<DeliveryStore, 'event'>,
): Promise<EventRecord | undefined> {
  let first: EventRecord | undefined;
  for (const { snapshotId } of rows) {
    const event = await eventOf(snapshotId, store);
    if (event?.findings.some(({ kind }) => kind === 'baseline' || isPosted(kind))) return event;
    first ??= event;
  }
  return first;
}

/** Shows the figures of the newest report of the compiled record, where Ackwatch has read none itself. */
async function newestCompiled(query: { readonly publisher?: string }, context: CommandContext): Promise<Answer> {
  const { lookups, wording } = context;
  const { language } = wording;
  const words = language.commands.latest;
  const pages = await Promise.all(
    measures.map((measure) => lookups.history({ measure, limit: maxCandidates, ...query })),
  );
  const compiled = pages.flatMap(({ rows }) => rows.filter((row) => row.compiled !== undefined));
  const [newest] = compiled
    .filter(({ measure }) => deathMeasures.includes(measure))
    .toSorted((one, other) => (publishedOrCovered(one) < publishedOrCovered(other) ? 1 : -1));
  if (newest === undefined) return answer(words.headline, [line(words.none)], context);
  const figures = compiled.filter(({ documentId }) => documentId === newest.documentId);
  const published =
    newest.published === null ? language.publishedUnknown : language.published(language.day(newest.published));
  return answer(
    words.headline,
    [
      line(language.compiled.latest),
      line(strong(language.capital(reportName(newest, wording))), language.separator, published),
      ...figures.map((figure) => line(`${language.capital(countedText(figure, wording))}.`)),
      smallPrint(...compiledSource(newest, wording)),
    ],
    context,
  );
}

/** Returns the day of publication; where it is not stated, the end of the period. */
function publishedOrCovered({ published, period, to, recordedAt }: Row): string {
  return published ?? period?.to ?? to ?? recordedAt;
}
