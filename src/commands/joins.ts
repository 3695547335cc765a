import type { Block } from '../chat/message.ts';
import { line } from '../compose/blocks.ts';
import type { Wording } from '../compose/figures.ts';
import type { Ledger, StoredEvent } from '../ledger/ledger.ts';
import {
  type Answer,
  answer,
  type CommandContext,
  CommandError,
  idLength,
  isLedgerError,
  RefusedError,
} from './command.ts';
import { type ParsedCommand, quoteInput } from './grammar.ts';
import { accountSpeaker, timeText } from './lookups/accounts.ts';
import { operatorsChannels } from './operators.ts';
import type { CommandRequest } from './request.ts';

/** What operators decide about events: that two are one, or that they are not. Nothing is overwritten, and the latest decision counts. */

export interface JoinRequest {
  readonly decision: 'joined' | 'parted';
  readonly one: string | undefined;
  readonly other: string | undefined;
  readonly reason: string | undefined;
}

export interface Deciding {
  readonly ledger: Pick<Ledger, 'transaction'>;
  readonly context: CommandContext;
  readonly person: string;
  readonly at: Date;
}

type Pairs = readonly (readonly [string, string])[];

const longestReason = 300;
/** Each pair is checked, and a post about so many would say nothing. */
const mostPairs = 400;

export const join = (parsed: ParsedCommand, request: CommandRequest) =>
  decideFor('joined', parsed.text('with'), parsed, request);
export const part = (parsed: ParsedCommand, request: CommandRequest) =>
  decideFor('parted', parsed.text('from'), parsed, request);

async function decideFor(
  decision: JoinRequest['decision'],
  named: string | undefined,
  parsed: ParsedCommand,
  request: CommandRequest,
): Promise<Answer> {
  const { parts, asker, context } = request;
  if (!request.isOperators) {
    const { operatorsOnly } = context.wording.language.commands.deliveries;
    throw new RefusedError(operatorsOnly(await operatorsChannels(request)));
  }
  const [one, second, ...more] = parsed.words.flatMap((word) => word.split(/[\s,]+/u)).filter((word) => word !== '');
  const other = named ?? second;
  const isClear = more.length === 0 && (named === undefined || second === undefined);
  const given = { decision, one: isClear ? one : undefined, other, reason: parsed.text('reason') };
  return decide(given, { ledger: parts.ledger, context, person: asker.person, at: parts.now() });
}

/**
 * Makes the events of two names one, or keeps them apart, and answers with the events that follow. The reason is required. Throws
 * `CommandError`.
 */
export async function decide(
  { decision, one, other, reason: typed = '' }: JoinRequest,
  { ledger, context, person, at }: Deciding,
): Promise<Answer> {
  const words = context.wording.language.commands.events.joins;
  const reason = typed.trim();
  if (one === undefined || other === undefined || reason === '') throw new CommandError(words.nameBoth[decision]);
  if (reason.length > longestReason) throw new CommandError(words.tooLong(longestReason));
  const here = await named(one, context);
  const there = await named(other, context);
  if (here.key === there.key) throw new CommandError(words.isOne(quoteInput(one), quoteInput(other)));
  const pairs = await pairsOf(decision, here, there, context);
  if (pairs.length > mostPairs) throw new CommandError(words.tooMany);
  const decided = { decision, pairs, person, reason, at: at.toISOString() };
  const stored = await ledger
    .transaction((transaction) => transaction.decideJoin(decided))
    .catch((thrown: unknown) => {
      if (isLedgerError(thrown, 'missing', 'invalid')) throw new CommandError(words.changed);
      throw thrown;
    });
  const after = await eventsOf(pairs, context);
  const isApart = decision === 'joined' && after.length > 1;
  return answer(
    words.done[decision],
    [
      ...(stored === 0 ? [line(words.already[decision])] : []),
      ...after.map((event) => eventLine(event, context.wording)),
      ...(isApart ? [line(words.isApart)] : []),
      line(words.undo[decision](here.key.slice(0, idLength), there.key.slice(0, idLength))),
    ],
    context,
  );
}

interface Named {
  readonly event: StoredEvent;
  /** The account that is named; of an event the one that its id is of. */
  readonly key: string;
}

async function named(name: string, { lookups, wording }: CommandContext): Promise<Named> {
  const words = wording.language.commands.events.joins;
  const [event, ...others] = await lookups.eventsNamed(name);
  if (event === undefined) throw new CommandError(words.unknown(quoteInput(name)));
  if (others.length > 0) throw new CommandError(words.severalNamed(quoteInput(name)));
  const beginning = name.trim().toLowerCase();
  const keys = event.accounts.map(({ facts }) => facts.key).filter((key) => key.startsWith(beginning));
  const [key, second] = keys;
  if (second !== undefined) throw new CommandError(words.severalNamed(quoteInput(name)));
  return { event, key: key ?? event.id };
}

/** Returns the pairs of accounts that a decision about two events or accounts is about. */
async function pairsOf(
  decision: JoinRequest['decision'],
  here: Named,
  there: Named,
  context: CommandContext,
): Promise<Pairs> {
  const keysOf = ({ event }: Named) => event.accounts.map(({ facts }) => facts.key);
  if (here.event.id !== there.event.id)
    return keysOf(here).flatMap((one) => keysOf(there).map((other) => [one, other] as const));
  if (decision === 'joined') return [[here.key, there.key]];
  const joined = await joinedWith(here, there, context);
  if (joined !== undefined) return joined;
  return keysOf(here)
    .filter((key) => key !== here.key)
    .map((other) => [here.key, other] as const);
}

/** Returns all pairs that a person joined together with these two accounts; undefined if no one joined these two. */
async function joinedWith(here: Named, there: Named, { lookups }: CommandContext): Promise<Pairs | undefined> {
  const decisions = await lookups.joinDecisions(here.event.accounts.map(({ facts }) => facts.key));
  const last = decisions.findLast(({ accounts }) => accounts.includes(here.key) && accounts.includes(there.key));
  if (last?.decision !== 'joined') return undefined;
  const atOnce = decisions.filter(
    ({ at, person, decision }) => at === last.at && person === last.person && decision === 'joined',
  );
  const keys = here.event.accounts.map(({ facts }) => facts.key);
  return atOnce.map(({ accounts }) => accounts).filter((pair) => pair.every((key) => keys.includes(key)));
}

async function eventsOf(pairs: Pairs, { lookups }: CommandContext): Promise<readonly StoredEvent[]> {
  const found = new Map<string, StoredEvent>();
  for (const key of new Set(pairs.flat()))
    for (const event of await lookups.eventsNamed(key)) found.set(event.id, event);
  return [...found.values()];
}

function eventLine(event: StoredEvent, wording: Wording): Block {
  const { language } = wording;
  const [first] = event.accounts;
  const when = first === undefined ? language.notRead : timeText(first, wording);
  const where = event.accounts.find(({ facts }) => facts.place !== null)?.facts.place ?? language.notRead;
  const who = [...new Set(event.accounts.map((account) => accountSpeaker(account, wording)))];
  return line(language.commands.events.joins.eventLine(event.id.slice(0, idLength), when, where, language.list(who)));
}
