import { slack as adapter } from '../../../adapters/slack/index.ts';
import type { Asker, Conversation, Reply } from '../../../src/chat/conversation.ts';
import type { Destination } from '../../../src/chat/destination.ts';
import type { Button, Message } from '../../../src/chat/message.ts';
import type { Ephemeral, Post, Slack } from '../../fakes/slack/index.ts';
import { io, keepingLog, keptInstallations } from './counterpart.ts';

/** What the tests of the listening share: a conversation whose answers they decide, and the adapter as it is wired. */

export function message(text: string, buttons: readonly Button[] = []): Message {
  return {
    kind: null,
    priority: 'normal',
    language: 'en',
    headline: [{ text }],
    blocks: buttons.length === 0 ? [] : [{ type: 'actions', buttons }],
    text,
  };
}

export interface Asked {
  readonly what: 'ask' | 'home' | 'explain' | 'joined' | 'left';
  readonly line: string;
  readonly asker: Asker | undefined;
}

export interface Scripted extends Conversation {
  readonly asked: Asked[];
  /** What is answered from now on; the line itself, with a button for all, until it is set. */
  answer: (line: string, asker: Asker) => Promise<Reply>;
}

export const share: Button = { label: 'Post to channel', command: 'shared', effect: 'turn' };

export function scripted(): Scripted {
  const asked: Asked[] = [];
  const conversation: Scripted = {
    asked,
    answer: async (line) => ({ message: message(`answer to "${line}"`), share: { ...share, command: line } }),
    commands: [],
    suggest: async () => [],
    lineOf: (command) => command,
    meaning: () => null,
    shorten: async (line) => line,
    ask(line, asker) {
      asked.push({ what: 'ask', line, asker });
      return conversation.answer(line, asker);
    },
    async home(asker) {
      asked.push({ what: 'home', line: '', asker });
      return message('the page', [{ label: 'History', command: 'history', effect: 'turn' }]);
    },
    async explain({ channel, id }, asker) {
      asked.push({ what: 'explain', line: `${channel} ${id}`, asker });
      return { message: message('where it is from'), share: null };
    },
    async joined(destination, space) {
      asked.push({ what: 'joined', line: `${destination} ${space}`, asker: undefined });
    },
    present: async () => {},
    async left(destination, space) {
      asked.push({ what: 'left', line: `${destination} ${space}`, asker: undefined });
    },
  };
  return conversation;
}

/** The lines that were asked, in order. */
export const lines = ({ asked }: Scripted) => asked.filter(({ what }) => what === 'ask').map(({ line }) => line);

export interface Talk {
  readonly destination: Destination;
  readonly conversation: Scripted;
  readonly log: ReturnType<typeof keepingLog>;
  readonly installations: ReturnType<typeof keptInstallations>;
  /** Where Slack finds it over HTTP. */
  readonly origin: () => string;
  close(): Promise<void>;
}

export type Mode = 'socket' | 'http' | 'many';

export function environment(slack: Slack, mode: Mode): Record<string, string> {
  const common = { SLACK_API_URL: slack.apiUrl, SLACK_PORT: '0' };
  if (mode === 'socket') return { ...common, SLACK_BOT_TOKEN: slack.workspace.token, SLACK_APP_TOKEN: slack.appToken };
  const http = { ...common, SLACK_SIGNING_SECRET: slack.signingSecret };
  if (mode === 'http') return { ...http, SLACK_BOT_TOKEN: slack.workspace.token };
  return { ...http, SLACK_CLIENT_ID: slack.clientId, SLACK_CLIENT_SECRET: slack.clientSecret };
}

export async function talk(
  slack: Slack,
  mode: Mode = 'socket',
  {
    conversation = scripted(),
    installations = keptInstallations(),
    env = {},
    now,
    signal,
  }: {
    readonly conversation?: Scripted;
    readonly installations?: ReturnType<typeof keptInstallations>;
    readonly env?: Record<string, string>;
    readonly now?: () => Date;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Talk> {
  const log = keepingLog();
  const surroundings = { ...io(log, installations), ...(now === undefined ? {} : { now }) };
  const destination = adapter.create({ ...environment(slack, mode), ...env }, surroundings);
  await destination.listen?.(conversation, signal).catch(async (thrown: unknown) => {
    await destination.close();
    throw thrown;
  });
  const origin = () => {
    const port = log.lines.map(({ fields }) => ('port' in fields ? fields.port : undefined)).find(Boolean);
    return `http://127.0.0.1:${port}`;
  };
  if (mode !== 'socket') slack.via({ type: 'http', url: `${origin()}/slack/events` });
  return { destination, conversation, log, installations, origin, close: () => destination.close() };
}

/** Everything that is readable in what was shown, buttons left out. */
export function words({ blocks }: Pick<Post | Ephemeral, 'blocks'>): string {
  return JSON.stringify(blocks.filter(({ type }) => type !== 'actions'));
}

export function labels({ blocks }: Pick<Post | Ephemeral, 'blocks'>): readonly string[] {
  return blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => elements as readonly { readonly text: { readonly text: string } }[])
    .map(({ text }) => text.text);
}

/** A promise that somebody else settles. */
export function held<T>(): PromiseWithResolvers<T> {
  return Promise.withResolvers<T>();
}
