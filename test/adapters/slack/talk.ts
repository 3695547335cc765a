import { slack as adapter } from '../../../adapters/slack/index.ts';
import type { Destination } from '../../../src/chat/destination.ts';
import type { Button } from '../../../src/chat/message.ts';
import type { Ephemeral, Post, Slack } from '../../fakes/slack/index.ts';
import { scripted as conversationWith, type Scripted } from '../conversation.ts';
import { io, keepingLog, keptInstallations } from './counterpart.ts';

export { held, lines, message, type Scripted } from '../conversation.ts';

/** The adapter as it is wired, on a fake Slack. */

export const share: Button = { label: 'Post to channel', command: 'shared', effect: 'turn' };
export const scripted = () => conversationWith(share);

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
