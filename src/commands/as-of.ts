import type { Block } from '../chat/message.ts';
import { context as contextBlock, line } from '../compose/blocks.ts';
import { publisherName, type Wording } from '../compose/figures.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { LookupStore } from '../ledger/ledger.ts';
import { type CommandContext, CommandError } from './command.ts';
import { quoteInput } from './grammar.ts';

/** Answers as they were on a past day, by the time at which Ackwatch recorded things. Days are of UTC. */

export interface AsOf {
  readonly day: Day;
  /** The end of the day: what was recorded before it was known. */
  readonly before: Instant;
  /** The day is not over, so more may be recorded on it. */
  readonly isToday: boolean;
}

const dayMs = 86_400_000;

/** Reads the day that was typed; undefined where none was. Throws `CommandError` for what is no day, and for a later one. */
export function asOfDay(given: string | undefined, now: Date, { language }: Wording): AsOf | undefined {
  if (given === undefined) return undefined;
  const today = now.toISOString().slice(0, 10);
  const start = /^\d{4}-\d{2}-\d{2}$/.test(given) ? Date.parse(`${given}T00:00:00.000Z`) : Number.NaN;
  const isDay = !Number.isNaN(start) && new Date(start).toISOString().slice(0, 10) === given;
  if (!isDay || given > today)
    throw new CommandError(language.commands.asOf.badDay(quoteInput(given), language.day(today)));
  return { day: given, before: new Date(start + dayMs).toISOString(), isToday: given === today };
}

type Timed = Pick<LookupStore, 'totals' | 'history' | 'findings' | 'disputes'>;

/** Returns the lookups as they answered at the end of a day; as they answer now where none is given. */
export function lookupsOn(asOf: AsOf | undefined, lookups: LookupStore): Timed {
  if (asOf === undefined) return lookups;
  const { before } = asOf;
  return {
    totals: (filter) => lookups.totals({ ...filter, before }),
    history: (query) => lookups.history({ ...query, before }),
    findings: (query) => lookups.findings({ ...query, before }),
    disputes: (figure) => lookups.disputes(figure, before),
  };
}

/** Says as of when an answer is, and of which publishers nothing was stored yet. None where no day was given. */
export async function asOfBlocks(
  asOf: AsOf | undefined,
  publisher: string | undefined,
  { lookups, wording }: CommandContext,
): Promise<readonly Block[]> {
  if (asOf === undefined) return [];
  const { language } = wording;
  const words = language.commands.asOf;
  const begins = [...(await lookups.recordBegins())]
    .filter(([one]) => publisher === undefined || one === publisher)
    .toSorted(([, one], [, other]) => (one < other ? -1 : 1));
  const later = begins.filter(([, first]) => first >= asOf.before);
  const isEmpty = later.length === begins.length;
  const names = later.map(([one, first]) => words.from(publisherName(one, wording), language.day(first)));
  const unknown = names.length === 0 ? words.neverStored : words.notYet(names);
  return [
    ...(isEmpty ? [line(words.nothing)] : []),
    ...(isEmpty || names.length > 0 ? [line(unknown)] : []),
    contextBlock(words.note(language.day(asOf.day), asOf.isToday)),
  ];
}
