import type { Block } from '../../chat/message.ts';
import { context as contextBlock, line, link, strong } from '../../compose/blocks.ts';
import { compiledSource } from '../../compose/compiled-source.ts';
import {
  countedText,
  isOwn,
  placeText,
  plainValueText,
  publisherName,
  speakerName,
  type Wording,
  windowText,
} from '../../compose/figures.ts';
import type { Figure, Finding } from '../../domain/findings.ts';
import { isOfEvent, type Measure, measures } from '../../domain/measures.ts';
import { fold } from '../../domain/places.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import { lastDay } from '../../domain/time.ts';
import type { LookupStore } from '../../ledger/ledger.ts';
import { type AsOf, asOfBlocks, lookupsOn } from '../as-of.ts';
import { type Answer, answer, type CommandContext, CommandError } from '../command.ts';
import { nearestWord, quoteInput } from '../grammar.ts';

/** Finds a measure by its id in any spelling (`killed_total`, `Killed total`) or by its label (`open cases`). */
export function measureNamed(given: string, { language }: Wording): Measure | undefined {
  const wanted = fold(given);
  return measures.find((measure) => fold(measure) === wanted || fold(language.measureLabel(measure)) === wanted);
}

export function measureOf(given: string, { wording }: CommandContext): Measure {
  const found = measureNamed(given, wording);
  if (!found)
    throw new CommandError(
      wording.language.commands.unknownMeasure(quoteInput(given), measures, nearestWord(given, measures)),
    );
  return found;
}

/** Orders by measure, and within one those who admit before those who document. */
export function ordered(figures: readonly Figure[], wording: Wording): readonly Figure[] {
  const rank = (figure: Figure) =>
    [measures.indexOf(figure.measure), speakerName(figure.speakers, wording).admits ? 0 : 1] as const;
  return withoutOutdatedQuotes(figures).toSorted((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1]);
}

/** Shows the current figure of every series: qualifier, window, as-of date, source, sums that do not add up. */
export async function totals(
  query: { readonly publisher?: string; readonly measure?: string; readonly asOf?: AsOf | undefined },
  context: CommandContext,
): Promise<Answer> {
  const { language } = context.wording;
  const { asOf, publisher } = query;
  const words = language.commands.totals;
  const headline = asOf === undefined ? words.headline : words.headlineOn(language.day(asOf.day));
  const measure = query.measure === undefined ? undefined : measureOf(query.measure, context);
  if (measure !== undefined && isOfEvent(measure)) return answer(headline, [line(words.ofEvents)], context);
  const lookups = lookupsOn(asOf, context.lookups);
  const stored = await lookups.totals({
    ...(publisher === undefined ? {} : { publisher }),
    ...(measure === undefined ? {} : { measure }),
  });
  const current = ordered(stored, context.wording);
  const then = await asOfBlocks(asOf, publisher, context);
  if (current.length === 0)
    return answer(headline, [line(asOf === undefined ? words.none : words.noneThen), ...then], context);
  const blocks = await Promise.all(current.map((figure) => head(figure, { ...context, lookups })));
  const speakers = new Set(current.map(({ speakers }) => JSON.stringify(speakers)));
  return answer(
    headline,
    [
      ...blocks.flat(),
      ...(speakers.size > 1 ? [line(words.notCompared)] : []),
      ...(asOf === undefined ? [] : compiledOnDay(current, context.wording)),
      ...then,
    ],
    context,
  );
}

/** Says by which clock a past day is answered from the compiled record; none where nothing of it is shown. */
export function compiledOnDay(figures: readonly Figure[], { language }: Wording): readonly Block[] {
  return figures.some(({ compiled }) => compiled !== undefined) ? [line(language.compiled.onDay)] : [];
}

/** Returns the last day that the figure covers, or '' where the text does not say. */
function endOf({ to }: Figure): string {
  return to === null ? '' : lastDay(to);
}

/**
 * Leaves out what others quote of a speaker whose own report covers the same time or a later one, and all quotes of one
 * figure but the first: an answer and its copy give it once.
 */
function withoutOutdatedQuotes(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter(
    (figure) =>
      isOwn(figure) ||
      !figures.some(
        (other) =>
          areSameSpeakers(other.speakers, figure.speakers) &&
          other.measure === figure.measure &&
          other.compiled === undefined &&
          (isOwn(other) ? endOf(other) >= endOf(figure) : isEarlierQuote(other, figure)),
      ),
  );
}

function isEarlierQuote(one: Figure, other: Figure): boolean {
  if (one.documentId === other.documentId || one.value !== other.value || one.valueMax !== other.valueMax) return false;
  if (one.place !== other.place || endOf(one) !== endOf(other)) return false;
  const order = ({ published, documentId }: Figure) => `${published ?? 'unknown'} ${documentId}`;
  return order(one) < order(other);
}

/** Returns who says it: `The Coalition`, or where another publishes it `The Coalition, in a document of Amnesty International`. */
export function saidBy({ speakers, publisher }: Figure, wording: Wording): string {
  const { language } = wording;
  const who = language.capital(speakerName(speakers, wording).full);
  return areSameSpeakers(speakers, [publisher]) ? who : language.saidIn(who, publisherName(publisher, wording));
}

async function head(
  figure: Figure,
  { wording, lookups }: Pick<CommandContext, 'wording'> & { readonly lookups: Pick<LookupStore, 'disputes'> },
): Promise<readonly Block[]> {
  const { language } = wording;
  const words = language.commands.totals;
  const concerned = (finding: Finding) =>
    finding.kind === 'does-not-add-up' &&
    finding.sum.stated.documentId === figure.documentId &&
    [finding.sum.stated, ...finding.sum.terms.map((term) => term.figure)].some(
      (part) => part.measure === figure.measure && part.documentId === figure.documentId && part.value === figure.value,
    );
  const disputes = (await lookups.disputes(figure)).filter(concerned);
  const said = saidBy(figure, wording);
  const dated =
    figure.published === null ? language.publishedUnknown : language.published(language.day(figure.published));
  return [
    line(
      strong(countedText(figure, wording)),
      '. ',
      said,
      '. ',
      `${placeText(figure, wording)}, ${windowText(figure, wording)}.`,
    ),
    ...(disputes.length === 0 ? [] : [line(words.disputed(disputes.length))]),
    contextBlock(
      `${figure.measure} ${plainValueText(figure, wording)}`,
      language.separator,
      dated,
      language.separator,
      ...(figure.compiled === undefined ? [link(language.sourceWord, figure.url)] : compiledSource(figure, wording)),
    ),
  ];
}
