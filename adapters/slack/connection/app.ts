import { createRequire } from 'node:module';
import type { App, Receiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Log } from '../../../src/chat/destination.ts';
import { failureOf } from '../../interaction/failure.ts';
import { createIntake as createSharedIntake } from '../../interaction/once.ts';
import type { Received } from '../interactions/receive.ts';

// Bolt's index also loads express, which we do not use: 2 MB of heap, 4 MB resident. This file holds the same class. Bolt
// lists no entry points, so a new version may move it; `test/adapters/versions.test.ts` asks to check it then.
const { default: BoltApp } = createRequire(import.meta.url)('@slack/bolt/dist/App.js') as { default: typeof App };

export interface Listeners {
  command(received: Received): Promise<void>;
  button(received: Received): Promise<void>;
  explain(received: Received): Promise<void>;
  home(received: Received): Promise<void>;
  uninstalled(received: Received): Promise<void>;
  revoked(received: Received): Promise<void>;
}

/** The callback id of the message shortcut, as the manifest names it. */
const whyShortcut = 'ackwatch_why';

/** Creates the Bolt app, which gives each payload of the receiver to the listener it is for. */
export function createApp(
  receiver: Receiver,
  listeners: Listeners,
  clientOptions: WebClientOptions,
  { logger, log }: { readonly logger: NonNullable<WebClientOptions['logger']>; readonly log: Log },
): App {
  const app = new BoltApp({
    receiver,
    // The receiver has proved each payload, and our own clients hold the tokens.
    authorize: async () => ({}),
    clientOptions,
    logger,
    ignoreSelf: false,
    convoStore: false,
    tokenVerificationEnabled: false,
    attachFunctionToken: false,
  });
  // A self-hosted app may give the command another name, and Slack sends no command of another app.
  app.command(/^/, listeners.command);
  app.action(/^/, ({ body, respond }) => listeners.button({ body, respond }));
  app.shortcut(whyShortcut, (received) => listeners.explain(received as Received));
  app.event('app_home_opened', listeners.home);
  app.event('app_uninstalled', listeners.uninstalled);
  app.event('tokens_revoked', listeners.revoked);
  app.error(async (error) => logUnhandled(log, original(error)));
  return app;
}

export interface Intake {
  /** Sets the app that gets the payloads; a receiver's `init`. */
  init(app: App): void;
  /**
   * Gives the app a payload that the receiver has acknowledged. Drops one that was taken before. Never throws.
   * `envelope` identifies a payload that has no id of its own; null where there is none.
   */
  take(body: Readonly<Record<string, unknown>>, envelope: string | null): void;
  /** Resolves once every payload taken so far is handled. */
  settled(): Promise<void>;
}

/** Creates what the receivers share between a proved payload and Bolt. */
export function createIntake(log: Log): Intake {
  const intake = createSharedIntake();
  let app: App | undefined;
  return {
    init(initialised) {
      app = initialised;
    },
    take(body, envelope) {
      const key = keyOf(body) ?? envelope;
      const initialised = app;
      if (initialised === undefined) return;
      // The receiver acknowledges first: Slack waits three seconds, and Bolt acknowledges nothing that no listener wants.
      intake.take(key, () =>
        initialised
          .processEvent({ body: { ...body }, ack: async () => undefined })
          .catch((thrown: unknown) => logUnhandled(log, thrown)),
      );
    },
    settled: () => intake.settled(),
  };
}

function logUnhandled(log: Log, thrown: unknown): void {
  log.error({ error: failureOf(thrown) }, 'A payload of Slack could not be handled');
}

/** Returns the id that all copies of one event or interaction share; an envelope has a new id each time. */
function keyOf({ event_id: event, trigger_id: trigger }: Readonly<Record<string, unknown>>): string | null {
  if (typeof event === 'string') return event;
  return typeof trigger === 'string' ? trigger : null;
}

/** Returns the error that a listener threw; Bolt wraps errors without a code. */
function original(error: unknown): unknown {
  return error instanceof Error && 'original' in error ? error.original : error;
}
