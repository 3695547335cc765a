import type { Block } from '../chat/message.ts';
import { actions, line } from '../compose/blocks.ts';
import { circumstanceText } from '../compose/circumstances.ts';
import type { Wording } from '../compose/figures.ts';
import type { Circumstance, CircumstanceKind } from '../domain/circumstances.ts';
import type { Account } from '../ledger/ledger.ts';
import { type Answer, answer, type CommandContext, CommandError, idLength } from './command.ts';
import { demandCounts, openDemands } from './demands/listed.ts';
import { nearestWord, quoteInput } from './grammar.ts';
import { accountSpeaker, deathsOf, isAdmission, strikeDay } from './lookups/accounts.ts';
import { type AdmissionsQuery, type Admitted, admittedIn, delaysOf, medianOf } from './lookups/admissions.ts';

/** What the side that struck says of the events that it admits, besides the number of the dead. What was not read is never counted as no. */

export const openMatters = ['reason', 'law', 'redress'] as const;
export type OpenMatter = (typeof openMatters)[number];
/** What organisations demand is listed by statements, not by events. */
const demands = 'demands';
type State = Circumstance['state'];

const kinds: Readonly<Record<OpenMatter, CircumstanceKind>> = {
  reason: 'cause',
  law: 'legalFinding',
  redress: 'payment',
};
const pageRows = 10;

export interface OpenAccountsQuery extends AdmissionsQuery {
  readonly of?: string;
  /** How many rows were shown before. */
  readonly after?: string;
}

/** Shows how many admitted events have a reason, a finding on the law and redress; with `of`, the list behind the number, or what organisations demand. */
export async function openAccounts(
  { of, after = '0', ...query }: OpenAccountsQuery,
  context: CommandContext,
): Promise<Answer> {
  const { wording } = context;
  const words = wording.language.commands.openAccounts;
  const isOfDemands = of?.toLowerCase() === demands;
  const matter = of === undefined || isOfDemands ? undefined : matterNamed(of, context);
  if (!/^\d{1,6}$/.test(after)) throw new CommandError(wording.language.commands.mistakes.noPage);
  if (isOfDemands) return openDemands(query, Number(after), context);
  const admitted = await admittedIn(query, context);
  if (matter === undefined) {
    const counts = admitted.length === 0 ? [line(words.none)] : countBlocks(admitted, wording);
    const demanded = await demandCounts(query, context);
    const matters = [
      ...(admitted.length === 0 ? [] : openMatters),
      ...(demanded.length === 0 ? [] : ([demands] as const)),
    ];
    const buttons = matters.map((one) => ({
      label: words.show[one],
      command: `${context.paging?.command ?? 'open-accounts'} --of ${one}`,
      effect: 'turn' as const,
    }));
    return answer(words.headline, [...counts, ...demanded, ...actions(...buttons)], context);
  }
  if (admitted.length === 0) return answer(words.headline, [line(words.none)], context);
  return listOf(matter, admitted, Number(after), context);
}

/** Returns the line of a weekly digest; none where no admitted event is stored. */
export async function openAccountsLine(context: CommandContext): Promise<readonly Block[]> {
  const admitted = await admittedIn({}, context);
  const { more } = context.wording.language.commands.openAccounts;
  return admitted.length === 0 ? [] : [...countBlocks(admitted, context.wording), line(more)];
}

function matterNamed(given: string, { wording }: CommandContext): OpenMatter {
  const matter = openMatters.find((one) => one === given.toLowerCase());
  if (matter !== undefined) return matter;
  const known = [...openMatters, demands];
  throw new CommandError(
    wording.language.commands.openAccounts.unknown(quoteInput(given), known, nearestWord(given, known)),
  );
}

function countBlocks(admitted: readonly Admitted[], wording: Wording): readonly Block[] {
  const words = wording.language.commands.openAccounts;
  const count = (matter: OpenMatter) => admitted.filter((one) => stateOf(matter, one, wording) === 'stated').length;
  const middle = medianOf(delaysOf(admitted).map(({ passed }) => passed));
  return [
    line(words.counts(admitted.length, count('reason'), count('law'), count('redress'), middle)),
    line(words.unknownIsNotNo),
  ];
}

function listOf(matter: OpenMatter, admitted: readonly Admitted[], from: number, context: CommandContext): Answer {
  const { wording } = context;
  const { language } = wording;
  const words = language.commands.openAccounts;
  const states: readonly State[] = ['stated', 'not-stated', 'not-read'];
  const withState = admitted.map((one) => ({ ...one, state: stateOf(matter, one, wording) }));
  const inOrder = withState.toSorted(
    (a, b) => states.indexOf(a.state) - states.indexOf(b.state) || (a.event.day > b.event.day ? -1 : 1),
  );
  const count = (state: State) => withState.filter((one) => one.state === state).length;
  const { columns } = words;
  const table = {
    type: 'table' as const,
    caption: words.caption,
    columns: [columns.date, columns.place, columns.says[matter], columns.who, columns.id].map((title) => ({
      title,
      align: 'left' as const,
    })),
    rows: inOrder.slice(from, from + pageRows).map(({ event, admission, state }) => {
      const day = strikeDay(admission);
      return [
        day === null ? language.notRead : language.day(day),
        admission.facts.place ?? language.notRead,
        saidText(matter, state, event.accounts, wording),
        accountSpeaker(admission, wording),
        event.id.slice(0, idLength),
      ];
    }),
  };
  const summary = words.summary[matter](count('stated'), count('not-stated'), count('not-read'));
  const next = from + pageRows < inOrder.length ? String(from + pageRows) : null;
  return answer(words.headline, [line(summary), table], context, next);
}

/** By all that admit it: stated where one states it; not stated only where every one was read and does not. */
function stateOf(matter: OpenMatter, { event }: Pick<Admitted, 'event'>, wording: Wording): State {
  const said = admissionsOf(event.accounts, wording).map((account) => circumstanceOf(matter, account));
  if (said.some((one) => isThere(one))) return 'stated';
  return said.every(({ state }) => state !== 'not-read') ? 'not-stated' : 'not-read';
}

/** That nothing was paid is stated, and is no redress. */
function isThere(one: Circumstance): boolean {
  return one.state === 'stated' && one.sense !== 'none';
}

function admissionsOf(accounts: readonly Account[], wording: Wording): readonly Account[] {
  return accounts.filter((account) => account.isCurrent && isAdmission(account, wording));
}

function circumstanceOf(matter: OpenMatter, account: Account): Circumstance {
  const circumstances = account.incident?.circumstances ?? deathsOf(account)?.circumstances ?? null;
  return circumstances === null ? { state: 'not-read' } : circumstances[kinds[matter]];
}

function saidText(matter: OpenMatter, state: State, accounts: readonly Account[], wording: Wording): string {
  const words = wording.language.commands.openAccounts;
  const said = admissionsOf(accounts, wording).map((account) => circumstanceOf(matter, account));
  const told = said.find(isThere) ?? said.find((one) => one.state === 'stated');
  if (told !== undefined) return circumstanceText(kinds[matter], { [kinds[matter]]: told }, wording);
  return words.states[state];
}
