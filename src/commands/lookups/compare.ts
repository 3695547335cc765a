import type { Block, Table } from '../../chat/message.ts';
import { line, link } from '../../compose/blocks.ts';
import { compiledSource } from '../../compose/compiled-source.ts';
import { countedText, rangeText, scopeText, speakerName, type Wording } from '../../compose/figures.ts';
import type { Language } from '../../compose/language/en.ts';
import type { Figure } from '../../domain/findings.ts';
import { liesIn, placeKey, shareCountry } from '../../domain/places.ts';
import { firstDay, lastDay, type Window } from '../../domain/time.ts';
import type { Account, StoredEvent } from '../../ledger/ledger.ts';
import { type Answer, answer, type CommandContext } from '../command.ts';
import { quoteInput } from '../grammar.ts';
import { deathsOf, isAdmission, isDocumentation } from './accounts.ts';
import { firstDayOf } from './incidents.ts';

/** What is admitted and what is documented, side by side. A difference is given only where both count the same. */

export interface CompareQuery {
  readonly place?: string;
  /** A day, a month or a year, of which the first day counts. */
  readonly since?: string;
  /** A day, a month or a year, of which the last day counts. */
  readonly until?: string;
}

/** More strikes than any town of the record has. */
const mostEvents = 5000;
const mostStatements = 10;
/** Of so many pairs of totals the difference is given, or why it is not. */
const mostPairs = 8;
/** So many tolls are read to find those of the compiled record. */
const mostTolls = 1000;

/** Deaths of several events, with how many of the events give no number. */
interface Sum {
  readonly events: number;
  readonly min: number;
  readonly max: number;
  readonly unnumbered: number;
}

export async function compare(query: CompareQuery, context: CommandContext): Promise<Answer> {
  const { lookups, wording } = context;
  const words = wording.language.commands.compare;
  const { place } = query;
  const totals = eachOnce(await lookups.totals({ measure: 'killed_total' })).filter((total) => isAbout(total, place));
  const events =
    place === undefined ? [] : (await lookups.eventsAt(place, mostEvents)).filter(inWindow(query, context));
  const statements = events.flatMap(({ accounts }) => accounts.filter(isOfSeveral)).slice(0, mostStatements);
  const single = events.filter(({ accounts }) => !accounts.some(isOfSeveral));
  const compiled = place === undefined ? [] : await compiledTolls({ ...query, place }, context);
  const blocks = [
    ...(single.length === 0 ? [] : incidentBlocks(single, wording)),
    ...(statements.length === 0 ? [] : [line(words.campaigns)]),
    ...statements.flatMap((account) => {
      const figure = deathsOf(account);
      return figure === undefined ? [] : [figureLine(figure, wording)];
    }),
    ...(compiled.length === 0 ? [] : [line(wording.language.compiled.campaigns)]),
    ...compiled.map((figure) => figureLine(figure, wording)),
    ...totalBlocks(totals, wording),
  ];
  const headline = words.headline(place === undefined ? null : quoteInput(place));
  return answer(headline, blocks.length === 0 ? [line(words.none)] : blocks, context);
}

/** Returns each count once, as its speaker's own document gives it where that was read: others only quote it. */
function eachOnce(totals: readonly Figure[]): readonly Figure[] {
  const key = ({ speakers, value, valueMax, place, to }: Figure) =>
    JSON.stringify([speakers, value, valueMax, placeKey(place), to]);
  const ofOne = Map.groupBy(totals, key);
  return [...ofOne.values()].flatMap((same) => {
    const read = same.filter((figure) => figure.compiled === undefined);
    return read.find(({ publisher, speakers }) => speakers.includes(publisher)) ?? read[0] ?? same[0] ?? [];
  });
}

/** Returns the tolls of campaigns at a place that the compiled record holds, in the window that was asked for. */
async function compiledTolls(
  query: CompareQuery & { readonly place: string },
  context: CommandContext,
): Promise<readonly Figure[]> {
  const { rows } = await context.lookups.history({ measure: 'killed_event', limit: mostTolls });
  const asked = windowOf(query, context);
  return rows
    .filter(({ compiled, place }) => compiled !== undefined && place !== null && liesIn(place, query.place))
    .filter((figure) => overlaps(figure, asked));
}

/** Without a place every running total; with one, those of wars that may include it. */
function isAbout({ place }: Figure, asked: string | undefined): boolean {
  return asked === undefined || (place !== null && (shareCountry(place, asked) || liesIn(asked, place)));
}

/** A toll of a battle or a campaign is no single incident, and is not added to any. */
function isOfSeveral({ facts, isCurrent }: Account): boolean {
  return isCurrent && facts.form === 'toll' && facts.acts !== 'one';
}

interface AskedWindow {
  readonly first: string;
  readonly last: string;
  /** False where no time was asked for: then an undated event is shown too. */
  readonly isAsked: boolean;
}

function windowOf({ since, until }: CompareQuery, context: CommandContext): AskedWindow {
  return {
    first: since === undefined ? '' : firstDayOf(since, context),
    last: until === undefined ? '9999' : lastDayOf(until, context),
    isAsked: since !== undefined || until !== undefined,
  };
}

function inWindow(query: CompareQuery, context: CommandContext): (event: StoredEvent) => boolean {
  const asked = windowOf(query, context);
  return ({ accounts }) => accounts.some(({ facts }) => overlaps(facts, asked));
}

function overlaps({ from, to }: Window, { first, last, isAsked }: AskedWindow): boolean {
  const [begin, end] = [from ?? to, to ?? from];
  if (begin === null || end === null) return !isAsked;
  return lastDay(end) >= first && firstDay(begin) <= last;
}

function lastDayOf(given: string, context: CommandContext): string {
  const first = firstDayOf(given, context);
  if (/^\d{4}$/.test(given)) return `${given}-12-31`;
  return /^\d{4}-\d{2}$/.test(given) ? lastDay(given) : first;
}

function incidentBlocks(events: readonly StoredEvent[], wording: Wording): readonly Block[] {
  const words = wording.language.commands.compare;
  const sides = events.map(({ accounts }) => {
    const current = accounts.filter(({ isCurrent }) => isCurrent);
    return {
      admitted: current.findLast((account) => isAdmission(account, wording)),
      documented: current.findLast((account) => isDocumentation(account, wording)),
    };
  });
  const present = (accounts: readonly (Account | undefined)[]) => accounts.filter((account) => account !== undefined);
  const both = sides.filter(
    ({ admitted, documented }) =>
      admitted !== undefined && documented !== undefined && isExact(admitted) && isExact(documented),
  );
  const isCommon = sides.some((side) => side.admitted !== undefined && side.documented !== undefined);
  const admitted = sumOf(present(both.map((side) => side.admitted)));
  const documented = sumOf(present(both.map((side) => side.documented)));
  const rows: readonly (readonly [string, Sum])[] = [
    [words.admitted, sumOf(present(sides.map((side) => side.admitted)))],
    [words.documented, sumOf(present(sides.map((side) => side.documented)))],
    [words.bothAdmitted, admitted],
    [words.bothDocumented, documented],
  ];
  const table: Table = {
    type: 'table',
    caption: words.caption,
    columns: [
      { title: words.columns.side, align: 'left' },
      { title: words.columns.incidents, align: 'right' },
      { title: words.columns.killed, align: 'right' },
    ],
    rows: rows
      .filter(([, { events: count }]) => count > 0)
      .map(([side, sum]) => [side, wording.language.number(sum.events), sumText(sum, wording)]),
  };
  const none = isCommon ? words.noExactIncident : words.noCommonIncident;
  return [table, line(both.length === 0 ? none : differenceText(admitted, documented, wording))];
}

/** The same events have the same places and days, so that their sums may be subtracted. */
function differenceText(admitted: Sum, documented: Sum, { language }: Wording): string {
  const [least, most] = [documented.min - admitted.max, documented.max - admitted.min];
  const between = language.range(language.signed(least), language.signed(most));
  return language.commands.compare.difference(admitted.events, least === most ? language.signed(least) : between);
}

function killedIn(account: Account): { readonly min: number; readonly max: number } | null {
  const { incident } = account;
  const figure = incident === null ? deathsOf(account) : undefined;
  const min = incident === null ? (figure?.value ?? null) : incident.killed;
  const max = incident === null ? (figure?.valueMax ?? null) : incident.killedMax;
  return min === null ? null : { min, max: max ?? min };
}

/** Whether it gives a number, or a least and a most one. "At least 12" has no difference from another number. */
function isExact(account: Account): boolean {
  return killedIn(account) !== null && (account.incident !== null || deathsOf(account)?.qualifier === null);
}

function sumOf(accounts: readonly Account[]): Sum {
  const numbers = accounts.flatMap((account) => killedIn(account) ?? []);
  return {
    events: accounts.length,
    min: numbers.reduce((sum, { min }) => sum + min, 0),
    max: numbers.reduce((sum, { max }) => sum + max, 0),
    unnumbered: accounts.length - numbers.length,
  };
}

function sumText({ events, min, max, unnumbered }: Sum, { language }: Wording): string {
  const { withoutNumber } = language.commands.compare;
  if (unnumbered === events) return language.notRead;
  const killed = rangeText(min, max, language);
  return unnumbered === 0 ? killed : `${killed} ${withoutNumber(unnumbered)}`;
}

function totalBlocks(totals: readonly Figure[], wording: Wording): readonly Block[] {
  const { speakers } = wording.names;
  const words = wording.language.commands.compare;
  const admitted = totals.filter((total) => speakers.areAcknowledging(total.speakers));
  const documented = totals.filter((total) => speakers.areDocumenting(total.speakers));
  if (admitted.length + documented.length === 0) return [];
  const pairs = admitted.flatMap((own) => documented.map((other) => ({ own, other })));
  return [
    line(words.totals),
    ...[...admitted, ...documented].map((total) => figureLine(total, wording)),
    ...pairs.slice(0, mostPairs).map(({ own, other }) => line(differenceOfTotals(own, other, wording))),
  ];
}

/**
 * Returns why the difference of two counts is not given; null where it is. Known differences come first: that something was
 * not read, or is a least number, is no reason where the counts are of other places anyway.
 */
function whyNoDifference(one: Figure, other: Figure): keyof Language['commands']['compare']['reasons'] | null {
  const isUnread = [one, other].some(({ place, from, to }) => place === null || from === null || to === null);
  const differs = (here: string | null, there: string | null) => here !== null && there !== null && here !== there;
  const isOtherPlace = one.place !== null && other.place !== null && placeKey(one.place) !== placeKey(other.place);
  const isOtherPeriod = differs(one.from, other.from) || differs(one.to, other.to);
  if (isOtherPlace) return isOtherPeriod ? 'placeAndPeriod' : 'place';
  if (isOtherPeriod) return 'period';
  if (isUnread) return 'notRead';
  return one.qualifier === null && other.qualifier === null ? null : 'notExact';
}

function differenceOfTotals(own: Figure, other: Figure, wording: Wording): string {
  const { language } = wording;
  const words = language.commands.compare;
  const [others, owns] = [speakerName(other.speakers, wording).full, speakerName(own.speakers, wording).full];
  const reason = whyNoDifference(own, other);
  if (reason !== null) return words.noDifference(others, owns, words.reasons[reason]);
  const least = other.value - (own.valueMax ?? own.value);
  const most = (other.valueMax ?? other.value) - own.value;
  const between = language.range(language.signed(least), language.signed(most));
  return words.totalDifference(others, owns, least === most ? language.signed(least) : between);
}

/** Who says how many, with scope and link. */
function figureLine(figure: Figure, wording: Wording): Block {
  const { language } = wording;
  const who = speakerName(figure.speakers, wording);
  const said = language.commands.compare.says(who.head, who.plural, who.admits, countedText(figure, wording));
  const source =
    figure.compiled === undefined ? [link(language.sourceWord, figure.url)] : compiledSource(figure, wording);
  return line(`${said} ${scopeText(figure, wording)} `, ...source);
}
