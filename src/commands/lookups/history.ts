import { line } from '../../compose/blocks.ts';
import { compiledLinks } from '../../compose/compiled-source.ts';
import {
  deltaText,
  differenceOf,
  isOwn,
  periodText,
  publisherName,
  speakerName,
  valueText,
  type Wording,
  windowText,
} from '../../compose/figures.ts';
import { figureOf, findingKinds, statesFigure } from '../../compose/kinds/index.ts';
import type { Figure } from '../../domain/findings.ts';
import { isOfEvent } from '../../domain/measures.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import type { LookupStore } from '../../ledger/ledger.ts';
import { type AsOf, asOfBlocks, lookupsOn } from '../as-of.ts';
import { type Answer, answer, type CommandContext, idLength } from '../command.ts';
import { compiledOnDay, measureOf, saidBy } from './totals.ts';

/** So many rows of the next page are read as well. */
const nextRows = 10;

/** Shows every value of a measure, newest period first, with both clocks: when it was published and when it was seen. */
export async function history(
  query: {
    readonly measure?: string;
    readonly publisher?: string;
    readonly asOf?: AsOf | undefined;
    readonly after?: string;
    readonly limit?: number;
  },
  context: CommandContext,
): Promise<Answer> {
  const { wording } = context;
  const { language } = wording;
  const { asOf } = query;
  const lookups = lookupsOn(asOf, context.lookups);
  const words = language.commands.history;
  const measure = measureOf(query.measure ?? 'killed_total', context);
  const name = language.measure(measure);
  const series = { measure, ...(query.publisher === undefined ? {} : { publisher: query.publisher }) };
  const page = await lookups.history({
    ...series,
    limit: query.limit ?? 30,
    ...(query.after === undefined ? {} : { after: query.after }),
  });
  const headline = asOf === undefined ? words.headline(name) : words.headlineOn(name, language.day(asOf.day));
  const then = await asOfBlocks(asOf, query.publisher, context);
  if (page.rows.length === 0)
    return answer(headline, [line(asOf === undefined ? words.none(name) : words.noneThen(name)), ...then], context);
  const values = distinct(page.rows);
  // The last value of a page is compared with the first of the next.
  const beyond =
    page.next === null ? [] : distinct((await lookups.history({ ...series, after: page.next, limit: nextRows })).rows);
  const ids = await findingsOf(query.publisher, lookups);
  const rows = values.map((figure, index) => {
    const earlier = [...values.slice(index + 1), ...beyond].find(
      (other) =>
        areSameSpeakers(other.speakers, figure.speakers) &&
        other.place === figure.place &&
        other.current &&
        isOwn(other),
    );
    const isCompared = measure.endsWith('_total') && figure.current && isOwn(figure) && earlier !== undefined;
    const change = isCompared ? differenceOf(figure, earlier) : null;
    return [
      figure.period
        ? periodText(figure.period, wording)
        : figure.to === null
          ? language.notRead
          : isOfEvent(figure.measure)
            ? windowText(figure, wording)
            : language.date(figure.to),
      figure.current ? valueText(figure, wording) : `${valueText(figure, wording)} (${words.superseded})`,
      change === null ? '' : deltaText(change, wording),
      isOwn(figure) ? speakerName(figure.speakers, wording).head : saidBy(figure, wording),
      figure.published ? language.day(figure.published) : unknownDay(figure, wording),
      figure.compiled === undefined ? language.day(figure.recordedAt) : language.notRead,
      ids.get(figureKey(figure)) ?? '',
    ];
  });
  const { columns } = words;
  const table = {
    type: 'table' as const,
    caption: words.caption,
    columns: [
      { title: columns.period, align: 'left' as const },
      { title: columns.value, align: 'right' as const },
      { title: columns.change, align: 'right' as const },
      { title: columns.speaker, align: 'left' as const },
      { title: columns.published, align: 'left' as const },
      { title: columns.seen, align: 'left' as const },
      { title: columns.id, align: 'left' as const },
    ],
    rows,
  };
  const label = (figure: Figure) =>
    figure.period === null ? publisherName(figure.publisher, wording) : periodText(figure.period, wording);
  const links = compiledLinks(values, label, wording);
  const onDay = asOf === undefined ? [] : compiledOnDay(values, wording);
  return answer(headline, [table, ...links, ...onDay, ...then], context, page.next);
}

function unknownDay({ compiled }: Figure, { language }: Wording): string {
  return compiled === undefined ? language.notRead : language.compiled.dayUnknown;
}

const statingKinds = findingKinds.filter(statesFigure);
/** So many findings of each kind are read. The value of an older one is shown without its id. */
const maxFindings = 100;

/** Returns the id of the finding that announced each figure, so that people can ask for it. */
async function findingsOf(
  publisher: string | undefined,
  lookups: Pick<LookupStore, 'findings'>,
): Promise<ReadonlyMap<string, string>> {
  const pages = await Promise.all(
    statingKinds.map((kind) =>
      lookups.findings({ kinds: [kind], limit: maxFindings, ...(publisher === undefined ? {} : { publisher }) }),
    ),
  );
  return new Map(
    pages.flatMap(({ rows }) =>
      rows.flatMap((finding): readonly (readonly [string, string])[] => {
        const figure = figureOf(finding);
        return figure === null ? [] : [[figureKey(figure), finding.id.slice(0, idLength)]];
      }),
    ),
  );
}
const figureKey = ({ snapshotId, measure, speakers, place, value }: Figure) =>
  JSON.stringify([snapshotId, measure, speakers, place, value]);

type Row = Awaited<ReturnType<CommandContext['lookups']['history']>>['rows'][number];

/** Shows a value once where edits left it as it was, with the day on which it was first seen. */
function distinct(newestFirst: readonly Row[]): readonly Row[] {
  const kept: Row[] = [];
  for (const row of newestFirst) {
    const at = kept.findLastIndex((other) => statementKey(other) === statementKey(row));
    const newer = kept[at];
    if (newer !== undefined && value(newer) === value(row)) kept[at] = { ...newer, recordedAt: row.recordedAt };
    else kept.push(row);
  }
  return kept;
}
const statementKey = ({ documentId, speakers, place, period }: Row) =>
  JSON.stringify([documentId, speakers, place, period]);
const value = ({ value, valueMax, qualifier }: Row) => JSON.stringify([value, valueMax, qualifier]);
