import { type CommandName, commandNames, grammar } from '../chat/commands.ts';
import type { Asker, Conversation, Reply } from '../chat/conversation.ts';
import type { Line } from '../chat/message.ts';
import { line, spans } from '../compose/blocks.ts';
import type { Wording } from '../compose/figures.ts';
import { asOfDay } from './as-of.ts';
import {
  type Answer,
  answer,
  type CommandContext,
  CommandError,
  idLength,
  isLedgerError,
  maxButtonCommand,
  RefusedError,
} from './command.ts';
import { meaningOf, type ParsedCommand, parse } from './grammar.ts';
import { help, usageOf } from './help.ts';
import { join, part } from './joins.ts';
import { type AdmissionsQuery, delay, raisedBy } from './lookups/admissions.ts';
import { compare } from './lookups/compare.ts';
import { digest } from './lookups/digest.ts';
import { event } from './lookups/event.ts';
import { explain } from './lookups/explain.ts';
import { findings } from './lookups/findings.ts';
import { history } from './lookups/history.ts';
import { home } from './lookups/home.ts';
import { incident } from './lookups/incident.ts';
import { incidents } from './lookups/incidents.ts';
import { latest } from './lookups/latest.ts';
import { publishersOf } from './lookups/publishers.ts';
import { sources } from './lookups/sources.ts';
import { measureNamed, totals } from './lookups/totals.ts';
import { why } from './lookups/why.ts';
import { openAccounts } from './open-accounts.ts';
import { isOfOperators } from './operators.ts';
import { descriptions, lineOf } from './options.ts';
import type { CommandRequest, ConversationParts } from './request.ts';
import { resolveDelivery } from './resolve-delivery.ts';
import { resolveLine, shortLine } from './stored-lines.ts';
import { follow, unfollow } from './subscriptions/follow.ts';
import { mute, unmute } from './subscriptions/mute.ts';
import { pauseLeftSpace, resumeJoinedSpace, resumePresentSpaces } from './subscriptions/spaces.ts';
import { changeRhythm, subscribe, unsubscribe } from './subscriptions/subscribe.ts';
import { subscriptions } from './subscriptions/subscriptions.ts';
import { suggest } from './suggestions/suggest.ts';
import { lookupsVisibleTo, publicKinds } from './visibility.ts';
import { wordsOf } from './words.ts';

export type { ConversationParts } from './request.ts';

/** So many rows fit every platform whole. Rows that a platform cuts off could not be reached by paging. */
const pageRows = 10;

/** A longer usage line does not help under a mistake. */
const maxUsageLength = 120;

type Command = (parsed: ParsedCommand, request: CommandRequest) => Promise<Answer>;

/** Creates the conversation that answers people in every chat. */
export function createConversation(parts: ConversationParts): Conversation {
  const { ledger, wordingFor } = parts;
  const defaultWording = wordingFor(defaultLanguage);

  async function requestOf(asker: Asker): Promise<CommandRequest> {
    const own = await ledger.subscriptions.of(asker);
    const wording = wordingFor(own?.preferences.language ?? defaultLanguage);
    if (isOfOperators(own)) return { parts, asker, context: { lookups: ledger.lookups, wording }, isOperators: true };
    const lookups = lookupsVisibleTo(asker, ledger.lookups, ledger.deliveries);
    return { parts, asker, context: { lookups, wording, kinds: publicKinds }, isOperators: false };
  }

  async function ask(typed: string, asker: Asker): Promise<Reply> {
    const request = await requestOf(asker);
    const { wording } = request.context;
    const meant = await resolveLine(typed, parts);
    if (meant === undefined) return expiredLine(request.context);
    let parsed: ParsedCommand | undefined;
    try {
      parsed = parse(meant, wording);
      const paging = { command: parsed.line, isFirst: !parsed.has('after') };
      const { message } = await commands[parsed.name](parsed, { ...request, context: { ...request.context, paging } });
      return { message, share: isLookup(parsed) ? shareButton(parsed.pageLine, asker, wording) : null };
    } catch (thrown) {
      if (isLedgerError(thrown, 'invalid') && parsed?.has('after'))
        return mistake(spans(wording.language.commands.mistakes.noPage), parsed, meant, request.context);
      if (thrown instanceof RefusedError) return refusal(thrown, request.context);
      if (thrown instanceof CommandError) return mistake(thrown.line, parsed, meant, request.context);
      throw thrown;
    }
  }

  return {
    ask,
    home: async (asker) => home(await requestOf(asker)),
    async explain(post, asker) {
      const request = await requestOf(asker);
      const { answer: explained, findingId } = await explain(post, request);
      const share =
        findingId === null ? null : shareButton(`why ${findingId.slice(0, idLength)}`, asker, request.context.wording);
      return { message: explained.message, share };
    },
    joined: (destination, space) => resumeJoinedSpace(parts, destination, space),
    present: (destination, spaces) => resumePresentSpaces(parts, destination, spaces),
    left: (destination, space, reason) => pauseLeftSpace(parts, destination, space, reason),
    suggest: async (typing, asker) => suggest(typing, await requestOf(asker)),
    lineOf: (command, given) => lineOf(command, given, defaultWording),
    meaning: meaningOf,
    shorten: (line) => shortLine(line, parts),
    commands: descriptions(defaultWording),
  };
}

const defaultLanguage = 'en';

/** Whether the command only looks something up. `digest` with a rhythm changes the subscription. */
function isLookup(parsed: ParsedCommand): boolean {
  return grammar[parsed.name].kind === 'lookup' && (grammar[parsed.name].changes === 'never' || parsed.isNameOnly);
}

function shareButton(command: string, { audience = 'channel' }: Asker, { language }: Wording): Reply['share'] {
  const label = language.commands.share[audience];
  return command.length > maxButtonCommand ? null : { label, command, effect: 'act' };
}

/** Returns a refusal, for the person alone. */
function refusal({ line: why, headline }: RefusedError, { wording }: CommandContext): Reply {
  const { refused } = wording.language.commands.mistakes;
  return {
    message: answer(headline ?? refused, [line(sentence(why))], { wording }).message,
    share: null,
    isRefused: true,
  };
}

/** Returns that the line of a button is no longer stored, for the person alone. */
function expiredLine({ wording }: CommandContext): Reply {
  const { headline, what } = wording.language.commands.expiredButton;
  return { message: answer(headline, [line(what)], { wording }).message, share: null, isRefused: true };
}

function sentence(words: Line): Line {
  const last = words.at(-1);
  return last?.typed === undefined && /[.?]$/.test(last?.text ?? '') ? words : [...words, { text: '.' }];
}

/** Returns what is wrong with a line and how it is written, for the person alone. */
function mistake(what: Line, parsed: ParsedCommand | undefined, typed: string, context: CommandContext): Reply {
  const { mistakes } = context.wording.language.commands;
  const [first = ''] = wordsOf(typed.slice(0, 200));
  const name = parsed?.name ?? commandNames.find((known) => known === first);
  const measure = name === undefined ? measureNamed(first, context.wording) : undefined;
  const said = measure === undefined ? what : mistakes.isMeasure(measure);
  const usage = name === undefined ? '' : usageOf(name, context.wording);
  const written =
    name === undefined
      ? mistakes.all
      : usage.length > maxUsageLength
        ? mistakes.usageLong(name)
        : mistakes.usage(name, usage);
  return {
    message: answer(mistakes.headline, [line(sentence(said)), line(written)], { wording: context.wording }).message,
    share: null,
    isRefused: true,
  };
}

async function publisherOf(parsed: ParsedCommand, context: CommandContext): Promise<{ readonly publisher?: string }> {
  const given = parsed.text('publisher');
  if (given === undefined) return {};
  const [publisher, ...more] = await publishersOf(
    given
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    context,
  );
  if (more.length > 0) throw new CommandError(context.wording.language.commands.mistakes.oneAtATime('publisher'));
  return publisher === undefined ? {} : { publisher };
}

const option = <Key extends string>(parsed: ParsedCommand, name: Key): { readonly [key in Key]?: string } => {
  const value = parsed.text(name);
  return (value === undefined ? {} : { [name]: value }) as { readonly [key in Key]?: string }; // one key or none
};

async function measured(parsed: ParsedCommand, { parts, context }: CommandRequest) {
  const measure = parsed.words.join('_');
  const asOf = asOfDay(parsed.text('as-of'), parts.now(), context.wording);
  return { ...(await publisherOf(parsed, context)), ...(measure === '' ? {} : { measure }), asOf };
}

async function admissionsIn(parsed: ParsedCommand, context: CommandContext): Promise<AdmissionsQuery> {
  const place = parsed.words.join(' ');
  return {
    ...(place === '' ? {} : { place }),
    ...option(parsed, 'country'),
    ...option(parsed, 'since'),
    ...(await publisherOf(parsed, context)),
  };
}

const commands: Readonly<Record<CommandName, Command>> = {
  totals: async (parsed, request) => totals(await measured(parsed, request), request.context),
  latest: async (parsed, { parts, context }) =>
    latest(await publisherOf(parsed, context), parts.ledger.deliveries, context),
  history: async (parsed, request) =>
    history({ ...(await measured(parsed, request)), ...option(parsed, 'after'), limit: pageRows }, request.context),
  incidents: async (parsed, { context }) => {
    const place = parsed.text('place') ?? parsed.words.join(' ');
    return incidents(
      {
        ...(place === '' ? {} : { place }),
        ...option(parsed, 'country'),
        ...option(parsed, 'since'),
        ...option(parsed, 'outcome'),
        ...(await publisherOf(parsed, context)),
        ...option(parsed, 'after'),
        limit: pageRows,
      },
      context,
    );
  },
  incident: async (parsed, { context }) => incident(parsed.words.join(' '), context),
  event: async (parsed, { context }) => event(parsed.words.join(' '), context),
  'raised-by': async (parsed, { context }) => raisedBy(await admissionsIn(parsed, context), context),
  delay: async (parsed, { context }) => delay(await admissionsIn(parsed, context), context),
  compare: async (parsed, { context }) =>
    compare(
      {
        ...(parsed.words.length === 0 ? {} : { place: parsed.words.join(' ') }),
        ...option(parsed, 'since'),
        ...option(parsed, 'until'),
      },
      context,
    ),
  'open-accounts': async (parsed, { context }) =>
    openAccounts(
      { ...(await admissionsIn(parsed, context)), ...option(parsed, 'of'), ...option(parsed, 'after') },
      context,
    ),
  findings: async (parsed, { context }) =>
    findings(
      {
        ...option(parsed, 'kind'),
        ...(await publisherOf(parsed, context)),
        ...option(parsed, 'after'),
        limit: pageRows,
      },
      context,
    ),
  why: async (parsed, { parts, asker, context }) =>
    why(
      { what: parsed.words.join('_'), ...(await publisherOf(parsed, context)) },
      asker,
      parts.ledger.deliveries,
      context,
    ),
  sources: (_asked, { context }) => sources(context),
  subscribe,
  unsubscribe,
  follow,
  unfollow,
  mute,
  unmute,
  subscriptions: (_asked, request) => subscriptions(request),
  digest: async (parsed, request) =>
    parsed.isNameOnly
      ? digest(request.parts.now(), request.parts.ledger.deliveries, request.context)
      : changeRhythm(parsed, request),
  deliveries: resolveDelivery,
  join: (parsed, request) => join(parsed, request),
  part: (parsed, request) => part(parsed, request),
  help: async (parsed, { context }) => help(parsed.words.join(' '), context),
};
