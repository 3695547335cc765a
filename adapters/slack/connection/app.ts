import { createRequire } from 'node:module';
import type bolt from '@slack/bolt/dist/App.js';
import type { WebClientOptions } from '@slack/web-api';
import type { Log } from '../../../src/chat/destination.ts';
import { createOnce } from '../../http/once.ts';
import { failureOf } from '../../talk/failure.ts';
import type { Heard } from '../interactions/hear.ts';
import type { Take } from './socket.ts';

// Bolt's index loads express and a server for a cloud, which are never used here: two megabytes. Bolt names no entries,
// so a version of it may move this file; the type check and every test of this folder say so.
// Required, since importers differ in what the default of such a module is.
const { default: App } = createRequire(import.meta.url)('@slack/bolt/dist/App.js') as typeof bolt;

export interface Handlers {
  command(heard: Heard): Promise<void>;
  press(heard: Heard): Promise<void>;
  explain(heard: Heard): Promise<void>;
  home(heard: Heard): Promise<void>;
  uninstalled(heard: Heard): Promise<void>;
  revoked(heard: Heard): Promise<void>;
}

export interface Hub {
  /** Hands over what Slack brought, which it was told by then. Never throws; what comes twice is dropped. */
  readonly take: Take;
  /** Resolves when everything that was taken is answered. */
  settled(): Promise<void>;
}

/** The shortcut of a message, as the manifest names it. */
const whyShortcut = 'ackwatch_why';

export function createHub(handlers: Handlers, clientOptions: WebClientOptions, log: Log): Hub {
  const app = new App({
    // Whatever arrives was proved by its signature or its connection; each call takes its token from our own clients.
    authorize: async () => ({}),
    receiver: { init() {}, start: async () => undefined, stop: async () => undefined },
    clientOptions,
    ...(clientOptions.logger === undefined ? {} : { logger: clientOptions.logger }),
    ignoreSelf: false,
    convoStore: false,
    tokenVerificationEnabled: false,
    attachFunctionToken: false,
  });
  // A self-hosted app may have named it otherwise, and Slack brings none that is not the app's.
  app.command(/^/, handlers.command);
  app.action(/^/, ({ body, respond }) => handlers.press({ body, respond }));
  app.shortcut(whyShortcut, (heard) => handlers.explain(heard as Heard));
  app.event('app_home_opened', handlers.home);
  app.event('app_uninstalled', handlers.uninstalled);
  app.event('tokens_revoked', handlers.revoked);
  app.error(async (error) =>
    log.error({ error: failureOf(original(error)) }, 'What Slack brought could not be handled'),
  );

  const isFirst = createOnce();
  const pending = new Set<Promise<void>>();

  return {
    take(body, envelope) {
      const key = keyOf(body) ?? envelope;
      if (key !== null && !isFirst(key)) return;
      const handled = app
        .processEvent({ body: { ...body }, ack: async () => undefined })
        .catch((thrown: unknown) => log.error({ error: failureOf(thrown) }, 'What Slack brought could not be handled'))
        .finally(() => pending.delete(handled));
      pending.add(handled);
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}

/** The same for everything that Slack brings of one thing that somebody did: an envelope has a new name each time. */
function keyOf({ event_id: event, trigger_id: trigger }: Readonly<Record<string, unknown>>): string | null {
  if (typeof event === 'string') return event;
  return typeof trigger === 'string' ? trigger : null;
}

/** Bolt wraps what has no code of its own. */
function original(error: unknown): unknown {
  return error instanceof Error && 'original' in error ? error.original : error;
}
