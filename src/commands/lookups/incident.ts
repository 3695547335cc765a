import type { Block, Table } from '../../chat/message.ts';
import { context as contextBlock, line, link, strong } from '../../compose/blocks.ts';
import { circumstanceText } from '../../compose/circumstances.ts';
import type { Wording } from '../../compose/figures.ts';
import { passedBetween } from '../../compose/raised.ts';
import type { CircumstanceKind, Circumstances } from '../../domain/circumstances.ts';
import type { Account, StoredEvent } from '../../ledger/ledger.ts';
import { type Answer, answer, type CommandContext, idLength } from '../command.ts';
import { quoteInput } from '../grammar.ts';
import {
  accountSpeaker,
  deathsOf,
  firstAdmission,
  injuredText,
  isAdmission,
  isDocumentation,
  killedText,
  publishedDay,
  raiserOf,
  statusText,
  strikeDay,
  timeText,
} from './accounts.ts';

/** A platform shows so many columns besides the first without folding them. */
const accountsAbreast = 3;
const mostEvents = 5;
const asked: readonly CircumstanceKind[] = ['cause', 'legalFinding', 'payment', 'apology'];

/** Shows what each side says of one incident, named by a code, a report number or an id, side by side. */
export async function incident(name: string, context: CommandContext): Promise<Answer> {
  const { wording, lookups } = context;
  const words = wording.language.commands.events;
  const events = await lookups.eventsNamed(name);
  const [only] = events;
  if (only === undefined)
    return answer(words.headline(quoteInput(name)), [line(words.none(quoteInput(name)))], context);
  const headline = words.headline(quoteInput(name));
  if (events.length === 1) return answer(headline, eventBlocks(only, wording), context);
  const shown = events.slice(0, mostEvents);
  const blocks = shown.flatMap((event) => [line(strong(event.id.slice(0, idLength))), ...eventBlocks(event, wording)]);
  return answer(headline, [line(words.several(events.length)), ...blocks], context);
}

function eventBlocks(event: StoredEvent, wording: Wording): readonly Block[] {
  const { accounts } = event;
  const tables: Table[] = [];
  for (let at = 0; at < accounts.length; at += accountsAbreast)
    tables.push(sideBySide(accounts.slice(at, at + accountsAbreast), wording));
  return [
    ...summaryBlocks(accounts, wording),
    ...tables,
    ...accounts.map((account) => sourceBlock(account, wording)),
    ...hintBlocks(event, wording),
  ];
}

/** Returns what is admitted and documented, who raised it and how long the admission took. */
function summaryBlocks(accounts: readonly Account[], wording: Wording): readonly Block[] {
  const { language } = wording;
  const words = language.commands.events;
  const current = accounts.filter(({ isCurrent }) => isCurrent);
  const latestKilled = (of: readonly Account[]) => {
    const last = of.findLast((account) => account.incident !== null || deathsOf(account) !== undefined);
    return last === undefined ? null : killedText(last, wording);
  };
  const admissions = current.filter((account) => isAdmission(account, wording));
  const documenting = current.filter((account) => isDocumentation(account, wording));
  const sum = words.sum(latestKilled(admissions), latestKilled(documenting));
  const admission = firstAdmission(accounts, wording);
  if (admission === undefined) return [line(sum === '' ? words.notAdmitted : `${sum} ${words.notAdmitted}`)];
  const [struck, told] = [strikeDay(admission), publishedDay(admission)];
  const passed = struck === null || told === null ? null : passedBetween(struck, told);
  const raiser = raiserOf(admission, accounts, wording);
  const before = raiser === null || raiser.account === null ? null : publishedDay(raiser.account);
  const raised =
    raiser === null
      ? words.raisedByNobody
      : before === null
        ? words.raisedBy(raiser.who)
        : words.documentedFirst(raiser.who, language.day(before));
  return [line(sum), line(`${raised} ${passed === null ? words.delayUnknown : words.delay(passed.days)}`)];
}

function sideBySide(accounts: readonly Account[], wording: Wording): Table {
  const { language } = wording;
  const words = language.commands.events;
  const row = (title: string, cell: (account: Account) => string) => [title, ...accounts.map(cell)];
  const withYear = (account: Account) => {
    const day = publishedDay(account);
    return day === null
      ? accountSpeaker(account, wording)
      : `${accountSpeaker(account, wording)}, ${language.day(day)}`;
  };
  return {
    type: 'table',
    caption: words.caption,
    columns: [
      { title: words.rows.fact, align: 'left' },
      ...accounts.map((account) => ({ title: withYear(account), align: 'left' as const })),
    ],
    rows: [
      row(words.rows.status, (account) =>
        account.isCurrent ? statusText(account, wording) : `${statusText(account, wording)} (${words.withdrawn})`,
      ),
      row(words.rows.killed, (account) => killedText(account, wording)),
      row(words.rows.injured, (account) => injuredText(account, wording)),
      row(words.rows.date, (account) => timeText(account, wording)),
      row(words.rows.place, ({ facts }) => facts.place ?? language.notRead),
      ...asked.map((kind) => row(language.circumstances.labels[kind], (account) => saidOf(kind, account, wording))),
      row(
        words.rows.references,
        ({ facts }) => [...facts.codes, ...facts.reportNumbers].join(' / ') || language.notRead,
      ),
    ],
  };
}

/** Returns what is stated of one circumstance; that it is not, where the part that would state it was read; else that it was not read. */
function saidOf(kind: CircumstanceKind, account: Account, wording: Wording): string {
  const words = wording.language.commands.events;
  const circumstances: Circumstances | null =
    account.incident?.circumstances ?? deathsOf(account)?.circumstances ?? null;
  if (circumstances === null || circumstances[kind].state === 'not-read') return words.notRead;
  return circumstanceText(kind, circumstances, wording);
}

function sourceBlock(account: Account, wording: Wording): Block {
  const { language } = wording;
  const day = publishedDay(account);
  return contextBlock(
    accountSpeaker(account, wording),
    language.separator,
    day === null ? language.publishedUnknown : language.published(language.day(day)),
    language.separator,
    link(language.sourceWord, account.url),
  );
}

/** Returns which other events may be the same, and why they are not taken for it. */
export function hintBlocks({ hints }: StoredEvent, wording: Wording): readonly Block[] {
  const words = wording.language.commands.events;
  const texts = hints.map(({ event, doubt }) => words.hint(event.slice(0, idLength), words.doubtText(doubt)));
  return [...new Set(texts)].map((text) => line(text));
}
