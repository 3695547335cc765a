import type { Block, Table } from '../../chat/message.ts';
import { line, strong } from '../../compose/blocks.ts';
import type { Wording } from '../../compose/figures.ts';
import type { Account, StoredEvent } from '../../ledger/ledger.ts';
import { type Answer, answer, type CommandContext, idLength } from '../command.ts';
import { demandsAbout } from '../demands/listed.ts';
import { quoteInput } from '../grammar.ts';
import { accountSpeaker, injuredText, killedText, publishedDay, statusText, timeText } from './accounts.ts';
import { hintBlocks } from './incident.ts';

/** So many events at a place are shown, the newest. */
const mostEvents = 5;

/** Shows every account of an event as it was published over time. Without a code or id of that name, of the events at a place. */
export async function event(name: string, context: CommandContext): Promise<Answer> {
  const { wording, lookups } = context;
  const words = wording.language.commands.events;
  const named = await lookups.eventsNamed(name);
  const found = named.length > 0 ? named.slice(0, mostEvents) : await lookups.eventsAt(name, mostEvents);
  const headline = words.eventHeadline(quoteInput(name));
  if (found.length === 0) return answer(headline, [line(words.none(quoteInput(name)))], context);
  const blocks = await Promise.all(found.map((one) => historyBlocks(one, context)));
  return answer(headline, blocks.flat(), context);
}

async function historyBlocks(one: StoredEvent, context: CommandContext): Promise<readonly Block[]> {
  const { lookups, wording } = context;
  const { language } = wording;
  const words = language.commands.events;
  const history = await lookups.accountHistory(one.id);
  const decisions = await lookups.joinDecisions(one.accounts.map(({ facts }) => facts.key));
  // What a person decided at once is about several pairs of accounts.
  const presses = [...Map.groupBy(decisions, ({ decision, person, at }) => `${at} ${person} ${decision}`).values()];
  return [
    line(strong(one.id.slice(0, idLength))),
    historyTable(withoutRepeats(history, wording), wording),
    ...hintBlocks(one, wording),
    ...(await demandsAbout(one.id, context)),
    ...presses.flatMap(([first]) =>
      first === undefined
        ? []
        : [line(words.decided(first.decision, first.person, language.day(first.at), first.reason))],
    ),
  ];
}

/** Leaves out versions of an account that say what the version before said. */
function withoutRepeats(history: readonly Account[], wording: Wording): readonly Account[] {
  const said = (account: Account) =>
    JSON.stringify([account.facts.key, ...cells(account, wording), account.facts.from, account.facts.to]);
  return history.filter((account, at) => {
    const next = history.slice(at + 1).find(({ facts }) => facts.key === account.facts.key);
    return next === undefined || said(next) !== said(account);
  });
}

function cells(account: Account, wording: Wording): readonly string[] {
  const { language } = wording;
  const { facts } = account;
  return [
    accountSpeaker(account, wording),
    statusText(account, wording),
    killedText(account, wording),
    injuredText(account, wording),
    timeText(account, wording),
    facts.place ?? language.notRead,
  ];
}

function historyTable(history: readonly Account[], wording: Wording): Table {
  const { language } = wording;
  const words = language.commands.events;
  const left = (title: string) => ({ title, align: 'left' as const });
  const { rows } = words;
  return {
    type: 'table',
    caption: words.history,
    columns: [
      rows.published,
      rows.who,
      rows.status,
      rows.killed,
      rows.injured,
      rows.date,
      rows.place,
      rows.seen,
      rows.account,
    ].map(left),
    rows: history.map((account) => {
      const [who = '', status = '', ...rest] = cells(account, wording);
      const day = publishedDay(account);
      return [
        day === null ? language.notRead : language.day(day),
        who,
        account.isCurrent ? status : `${status} (${words.replaced})`,
        ...rest,
        language.day(account.recordedAt),
        account.facts.key.slice(0, idLength),
      ];
    }),
  };
}
