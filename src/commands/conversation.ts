import { type CommandName, commandNames, grammar } from '../chat/commands.ts';
import type { Asker, Conversation, Reply } from '../chat/conversation.ts';
import type { Line } from '../chat/message.ts';
import { line, spans } from '../compose/blocks.ts';
import type { Wording } from '../compose/figures.ts';
import {
  type Answer,
  answer,
  type CommandContext,
  CommandError,
  idLength,
  isLedgerError,
  longestCommand,
  RefusedError,
} from './command.ts';
import { type Asked, meaningOf, parse } from './grammar.ts';
import { help, usageOf } from './help.ts';
import { kept, shortened } from './kept.ts';
import { digest } from './lookups/digest.ts';
import { explain } from './lookups/explain.ts';
import { findings } from './lookups/findings.ts';
import { history } from './lookups/history.ts';
import { home } from './lookups/home.ts';
import { incidents } from './lookups/incidents.ts';
import { latest } from './lookups/latest.ts';
import { publishersOf } from './lookups/publishers.ts';
import { sources } from './lookups/sources.ts';
import { measureNamed, totals } from './lookups/totals.ts';
import { why } from './lookups/why.ts';
import { descriptions, lineOf } from './options.ts';
import type { ConversationParts, Scene } from './scene.ts';
import { openKinds, seenBy } from './seen.ts';
import { isOfOperators, settle } from './settle.ts';
import { joined, left, present } from './subscriptions/spaces.ts';
import { changeRhythm, subscribe, unsubscribe } from './subscriptions/subscribe.ts';
import { subscriptions } from './subscriptions/subscriptions.ts';
import { suggest } from './suggestions/suggest.ts';
import { wordsOf } from './typed.ts';

export type { ConversationParts } from './scene.ts';

/** A page that a chat shows whole: what a platform would cut from it could not be turned to. */
const pageRows = 10;

/** What is longer is no help under a mistake. */
const longUsage = 120;

type Command = (asked: Asked, scene: Scene) => Promise<Answer>;

/** Answers what people ask in any chat. */
export function createConversation(parts: ConversationParts): Conversation {
  const { ledger, wordingFor } = parts;
  const usual = wordingFor(defaultLanguage);

  async function sceneOf(asker: Asker): Promise<Scene> {
    const own = await ledger.subscriptions.of(asker.destination, asker.channel);
    const wording = wordingFor(own?.preferences.language ?? defaultLanguage);
    if (isOfOperators(own)) return { parts, asker, context: { lookups: ledger.lookups, wording }, isOperators: true };
    const lookups = seenBy(asker, ledger.lookups, ledger.deliveries);
    return { parts, asker, context: { lookups, wording, kinds: openKinds }, isOperators: false };
  }

  async function ask(typed: string, asker: Asker): Promise<Reply> {
    const scene = await sceneOf(asker);
    const { wording } = scene.context;
    const meant = await kept(typed, parts);
    if (meant === undefined) return notKept(scene.context);
    let asked: Asked | undefined;
    try {
      asked = parse(meant, wording);
      const paging = { command: asked.line, isFirst: !asked.has('after') };
      const { message } = await commands[asked.name](asked, { ...scene, context: { ...scene.context, paging } });
      return { message, share: isLookup(asked) ? shareButton(asked.pageLine, asker, wording) : null };
    } catch (thrown) {
      if (isLedgerError(thrown, 'invalid') && asked?.has('after'))
        return mistake(spans(wording.language.commands.mistakes.noPage), asked, meant, scene.context);
      if (thrown instanceof RefusedError) return refusal(thrown, scene.context);
      if (thrown instanceof CommandError) return mistake(thrown.line, asked, meant, scene.context);
      throw thrown;
    }
  }

  return {
    ask,
    home: async (asker) => home(await sceneOf(asker)),
    async explain(post, asker) {
      const scene = await sceneOf(asker);
      const { answer: explained, findingId } = await explain(post, scene);
      const share =
        findingId === null ? null : shareButton(`why ${findingId.slice(0, idLength)}`, asker, scene.context.wording);
      return { message: explained.message, share };
    },
    joined: (destination, space) => joined(parts, destination, space),
    present: (destination, spaces) => present(parts, destination, spaces),
    left: (destination, space, reason) => left(parts, destination, space, reason),
    suggest: async (typing, asker) => suggest(typing, await sceneOf(asker)),
    lineOf: (command, given) => lineOf(command, given, usual),
    meaning: meaningOf,
    shorten: (line) => shortened(line, parts),
    commands: descriptions(usual),
  };
}

const defaultLanguage = 'en';

/** A rhythm is a change, whatever the command is called. */
function isLookup(asked: Asked): boolean {
  return grammar[asked.name].kind === 'lookup' && (grammar[asked.name].changes === 'never' || asked.isBare);
}

function shareButton(command: string, { audience = 'channel' }: Asker, { language }: Wording): Reply['share'] {
  const label = language.commands.share[audience];
  return command.length > longestCommand ? null : { label, command, effect: 'act' };
}

/** What is not done, and who may or where; for the asker alone. */
function refusal({ line: why, headline }: RefusedError, { wording }: CommandContext): Reply {
  const { refused } = wording.language.commands.mistakes;
  return {
    message: answer(headline ?? refused, [line(sentence(why))], { wording }).message,
    share: null,
    isRefused: true,
  };
}

/** What a button stood for is not held any more; for the asker alone. */
function notKept({ wording }: CommandContext): Reply {
  const { headline, what } = wording.language.commands.notKept;
  return { message: answer(headline, [line(what)], { wording }).message, share: null, isRefused: true };
}

function sentence(words: Line): Line {
  const last = words.at(-1);
  return last?.typed === undefined && /[.?]$/.test(last?.text ?? '') ? words : [...words, { text: '.' }];
}

/** What is wrong, and how it is written; for the asker alone. */
function mistake(what: Line, asked: Asked | undefined, typed: string, context: CommandContext): Reply {
  const { mistakes } = context.wording.language.commands;
  const [first = ''] = wordsOf(typed.slice(0, 200));
  const name = asked?.name ?? commandNames.find((known) => known === first);
  const measure = name === undefined ? measureNamed(first, context.wording) : undefined;
  const said = measure === undefined ? what : mistakes.isMeasure(measure);
  const usage = name === undefined ? '' : usageOf(name, context.wording);
  const written =
    name === undefined
      ? mistakes.all
      : usage.length > longUsage
        ? mistakes.usageLong(name)
        : mistakes.usage(name, usage);
  return {
    message: answer(mistakes.headline, [line(sentence(said)), line(written)], { wording: context.wording }).message,
    share: null,
    isRefused: true,
  };
}

async function publisherOf(asked: Asked, context: CommandContext): Promise<{ readonly publisher?: string }> {
  const given = asked.text('publisher');
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

const option = <Key extends string>(asked: Asked, name: Key): { readonly [key in Key]?: string } => {
  const value = asked.text(name);
  return (value === undefined ? {} : { [name]: value }) as { readonly [key in Key]?: string }; // one key or none
};

async function measured(asked: Asked, context: CommandContext) {
  const measure = asked.words.join('_');
  return { ...(await publisherOf(asked, context)), ...(measure === '' ? {} : { measure }) };
}

const commands: Readonly<Record<CommandName, Command>> = {
  totals: async (asked, { context }) => totals(await measured(asked, context), context),
  latest: async (asked, { parts, context }) =>
    latest(await publisherOf(asked, context), parts.ledger.deliveries, context),
  history: async (asked, { context }) =>
    history({ ...(await measured(asked, context)), ...option(asked, 'after'), limit: pageRows }, context),
  incidents: async (asked, { context }) => {
    const place = asked.text('place') ?? asked.words.join(' ');
    return incidents(
      {
        ...(place === '' ? {} : { place }),
        ...option(asked, 'country'),
        ...option(asked, 'since'),
        ...option(asked, 'outcome'),
        ...(await publisherOf(asked, context)),
        ...option(asked, 'after'),
        limit: pageRows,
      },
      context,
    );
  },
  findings: async (asked, { context }) =>
    findings(
      { ...option(asked, 'kind'), ...(await publisherOf(asked, context)), ...option(asked, 'after'), limit: pageRows },
      context,
    ),
  why: async (asked, { parts, asker, context }) =>
    why(
      { what: asked.words.join('_'), ...(await publisherOf(asked, context)) },
      asker,
      parts.ledger.deliveries,
      context,
    ),
  sources: (_asked, { context }) => sources(context),
  subscribe,
  unsubscribe,
  subscriptions: (_asked, scene) => subscriptions(scene),
  digest: async (asked, scene) =>
    asked.isBare ? digest(scene.parts.now(), scene.parts.ledger.deliveries, scene.context) : changeRhythm(asked, scene),
  deliveries: settle,
  help: async (asked, { context }) => help(asked.words.join(' '), context),
};
