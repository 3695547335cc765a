import { line } from '../../compose/blocks.ts';
import { type Passed, passedBetween } from '../../compose/raised.ts';
import type { Account, IncidentRow, StoredEvent } from '../../ledger/ledger.ts';
import { type Answer, answer, type CommandContext, idLength } from '../command.ts';
import { accountSpeaker, firstAdmission, publishedDay, raiserOf, strikeDay } from './accounts.ts';
import { firstDayOf } from './incidents.ts';

/** Answers that look at all admitted incidents of a place and time: who raised them, and how long the admission took. */

export interface AdmissionsQuery {
  /** Beginning of any word-wise part of the place. */
  readonly place?: string;
  readonly country?: string;
  /** A day, a month or a year, of which the first day counts. */
  readonly since?: string;
  readonly publisher?: string;
}

export interface Admitted {
  readonly event: StoredEvent;
  readonly admission: Account;
}

const rowsAtOnce = 1000;
/** A record has a few thousand admitted incidents. */
const mostPages = 20;
const shownDelays = 10;

/** Returns the events with an entry that admits them, each once. */
export async function admittedIn(query: AdmissionsQuery, context: CommandContext): Promise<readonly Admitted[]> {
  const { lookups, wording } = context;
  const { since, ...rest } = query;
  const filter = { ...rest, ...(since === undefined ? {} : { since: firstDayOf(since, context) }) };
  const rows: IncidentRow[] = [];
  let after: string | null | undefined;
  for (let page = 0; page < mostPages && after !== null; page += 1) {
    const found = await lookups.incidents({
      ...filter,
      outcome: 'credible',
      limit: rowsAtOnce,
      ...(after === undefined ? {} : { after }),
    });
    rows.push(...found.rows);
    after = found.next;
  }
  const events = await lookups.events(rows.map((row) => row.event));
  return events.flatMap((event) => {
    const admission = firstAdmission(event.accounts, wording);
    return admission === undefined ? [] : [{ event, admission }];
  });
}

/** Shows who first raised the incidents that were admitted, each incident once. */
export async function raisedBy(query: AdmissionsQuery, context: CommandContext): Promise<Answer> {
  const { wording } = context;
  const words = wording.language.commands.events;
  const admitted = await admittedIn(query, context);
  if (admitted.length === 0) return answer(words.raisedHeadline, [line(words.noAdmission)], context);
  const raisers = admitted.map(({ event, admission }) => raiserOf(admission, event.accounts, wording));
  const groups = Map.groupBy(raisers, (raiser) => (raiser === null ? null : wording.language.capital(raiser.who)));
  const counted = [...groups].map(([who, all]) => ({ who, count: all.length }));
  const inOrder = counted.sort(
    (a, b) =>
      Number(a.who === null) - Number(b.who === null) || b.count - a.count || ((a.who ?? '') < (b.who ?? '') ? -1 : 1),
  );
  const others = raisers.filter((raiser) => raiser !== null && !raiser.isOwn).length;
  const table = {
    type: 'table' as const,
    caption: words.raisedCaption,
    columns: [
      { title: words.raisedColumns.by, align: 'left' as const },
      { title: words.raisedColumns.incidents, align: 'right' as const },
    ],
    rows: inOrder.map(({ who, count }) => [who ?? words.raiserUnknown, wording.language.number(count)]),
  };
  return answer(words.raisedHeadline, [line(words.raisedSummary(admitted.length, others)), table], context);
}

export interface Delayed extends Admitted {
  readonly passed: Passed;
}

/** Returns the events of which both the strike and the admission have a day, the longest delay first. */
export function delaysOf(admitted: readonly Admitted[]): readonly Delayed[] {
  return admitted
    .flatMap((one): readonly Delayed[] => {
      const [struck, told] = [strikeDay(one.admission), publishedDay(one.admission)];
      const passed = struck === null || told === null ? null : passedBetween(struck, told);
      return passed === null ? [] : [{ ...one, passed }];
    })
    .sort((a, b) => b.passed.days - a.passed.days);
}

/** Shows how long it took from each strike to the first report that admits it: the median, the ends and the longest. */
export async function delay(query: AdmissionsQuery, context: CommandContext): Promise<Answer> {
  const { wording } = context;
  const { language } = wording;
  const words = language.commands.events;
  const admitted = await admittedIn(query, context);
  const delayed = delaysOf(admitted);
  const [longest] = delayed;
  const shortest = delayed.at(-1);
  const undated = admitted.length - delayed.length;
  const left = undated === 0 ? [] : [line(words.undated(undated))];
  if (longest === undefined || shortest === undefined)
    return answer(words.delayHeadline, admitted.length === 0 ? [line(words.noAdmission)] : left, context);
  const middle = medianOf(delayed.map(({ passed }) => passed)) ?? longest.passed;
  const summary = words.delaySummary(
    delayed.length,
    words.span(middle),
    words.span(shortest.passed),
    words.span(longest.passed),
  );
  const { columns } = { columns: words.delayColumns };
  const table = {
    type: 'table' as const,
    caption: words.delayCaption,
    columns: [columns.date, columns.place, columns.delay, columns.published, columns.id].map((title) => ({
      title,
      align: 'left' as const,
    })),
    rows: delayed
      .slice(0, shownDelays)
      .map(({ event, admission, passed }) => [
        language.day(strikeDay(admission) ?? ''),
        admission.facts.place ?? language.notRead,
        words.span(passed),
        `${language.day(publishedDay(admission) ?? '')}, ${accountSpeaker(admission, wording)}`,
        event.id.slice(0, idLength),
      ]),
  };
  return answer(words.delayHeadline, [line(summary), ...left, table], context);
}

/** Returns the middle one, null of none; of an even number the shorter of the two in the middle, which is the time of a real case. */
export function medianOf(longestFirst: readonly Passed[]): Passed | null {
  return longestFirst[Math.floor(longestFirst.length / 2)] ?? null;
}
