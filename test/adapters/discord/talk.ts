import { discord as adapter } from '../../../adapters/discord/index.ts';
import type { Asker, Conversation, Reply, Suggestion, Typing } from '../../../src/chat/conversation.ts';
import type { Destination } from '../../../src/chat/destination.ts';
import type { Button, Message } from '../../../src/chat/message.ts';
import { meaningOf } from '../../../src/commands/grammar.ts';
import { descriptions, lineOf } from '../../../src/commands/options.ts';
import { finish, line, type Words } from '../../../src/compose/blocks.ts';
import { wordingFor } from '../../../src/compose/language/index.ts';
import type { Discord, Ephemeral, Post } from '../../fakes/discord/index.ts';
import { io, keepingLog } from '../surroundings.ts';

const wording = wordingFor('en', { publishers: new Map(), speakers: new Map() });

/** What the tests of the listening share: a conversation whose answers they decide, and the adapter as it is wired. */

export function message(text: string, buttons: readonly Button[] = [], lines: readonly Words[] = []): Message {
  const parts: Omit<Message, 'text'> = {
    kind: null,
    priority: 'normal',
    language: 'en',
    headline: [{ text }],
    blocks: [
      ...lines.map((words) => line(words)),
      ...(buttons.length === 0 ? [] : [{ type: 'actions' as const, buttons }]),
    ],
  };
  return finish(parts, wording.language);
}

export interface Asked {
  readonly what: 'ask' | 'explain' | 'joined' | 'left' | 'suggest';
  readonly line: string;
  readonly asker: Asker | undefined;
}

export interface Scripted extends Conversation {
  readonly asked: Asked[];
  /** The servers that let the bot in, as every new connection names them. */
  readonly stood: string[];
  /** What is answered from now on; the line itself, with a button for all, until it is set. */
  answer: (line: string, asker: Asker) => Promise<Reply>;
  /** What is suggested from now on; nothing until it is set. */
  suggestions: (typing: Typing) => Promise<readonly Suggestion[]>;
  readonly typed: Typing[];
}

export const share: Button = { label: 'Show everyone', command: 'shared', effect: 'act' };

/** With the commands and the fields of the real one. */
export function scripted(): Scripted {
  const asked: Asked[] = [];
  const stood: string[] = [];
  const typed: Typing[] = [];
  const kept: string[] = [];
  const conversation: Scripted = {
    asked,
    stood,
    typed,
    answer: async (line) => ({ message: message(`answer to "${line}"`), share: { ...share, command: line } }),
    suggestions: async () => [],
    commands: descriptions(wording),
    ask(line, asker) {
      const [, number] = /^kept (\d+)$/.exec(line) ?? [];
      const meant = number === undefined ? line : (kept[Number(number)] ?? '');
      asked.push({ what: 'ask', line: meant, asker });
      return conversation.answer(meant, asker);
    },
    home: async () => message('the page'),
    async explain({ channel, id }, asker) {
      asked.push({ what: 'explain', line: `${channel} ${id}`, asker });
      return { message: message('where it is from'), share: null };
    },
    async joined(destination, space) {
      asked.push({ what: 'joined', line: `${destination} ${space}`, asker: undefined });
    },
    async present(destination, spaces) {
      stood.push(`${destination} ${spaces.join(' ')}`);
    },
    async left(destination, space) {
      asked.push({ what: 'left', line: `${destination} ${space}`, asker: undefined });
    },
    async suggest(typing, asker) {
      typed.push(typing);
      asked.push({ what: 'suggest', line: typing.text, asker });
      return conversation.suggestions(typing);
    },
    lineOf: (command, given) => lineOf(command, given, wording),
    meaning: meaningOf,
    async shorten(line) {
      return line.length <= 60 ? line : `kept ${kept.push(line) - 1}`;
    },
  };
  return conversation;
}

/** The lines that were asked, in order. */
export const lines = ({ asked }: Pick<Scripted, 'asked'>) =>
  asked.filter(({ what }) => what === 'ask').map(({ line }) => line);

export interface Talk {
  readonly destination: Destination;
  readonly conversation: Scripted;
  readonly log: ReturnType<typeof keepingLog>;
  close(): Promise<void>;
}

export const modes = ['gateway', 'http'] as const;
export type Mode = (typeof modes)[number];

export function environment(discord: Discord, mode: Mode): Record<string, string> {
  const common = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_PORT: '0' };
  return mode === 'gateway' ? common : { ...common, DISCORD_PUBLIC_KEY: discord.application.publicKey };
}

export async function talk(
  discord: Discord,
  mode: Mode = 'gateway',
  { conversation = scripted(), signal }: { readonly conversation?: Scripted; readonly signal?: AbortSignal } = {},
): Promise<Talk> {
  const log = keepingLog();
  const destination = adapter.create(environment(discord, mode), io(log));
  await destination.listen?.(conversation, signal).catch(async (thrown: unknown) => {
    await destination.close();
    throw thrown;
  });
  if (mode === 'http') {
    const port = log.lines.map(({ fields }) => ('port' in fields ? fields.port : undefined)).find(Boolean);
    discord.via({ type: 'http', url: `http://127.0.0.1:${port}/discord/interactions` });
  }
  return { destination, conversation, log, close: () => destination.close() };
}

type Shown = Pick<Post | Ephemeral, 'content' | 'embeds' | 'components'>;

/** Everything that is readable in what was shown, buttons left out. */
export function words(shown: Shown | undefined): string {
  const descriptions = (shown?.embeds ?? []).map(({ description }) => description);
  return [shown?.content, ...descriptions].join('\n');
}

export function labels(shown: Shown | undefined): readonly string[] {
  return (shown?.components ?? [])
    .flatMap(({ components }) => components as readonly { readonly label: string }[])
    .map(({ label }) => label);
}

/** A promise that somebody else settles. */
export function held<T>(): PromiseWithResolvers<T> {
  return Promise.withResolvers<T>();
}
