import { App, type Receiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Log } from '../../../src/chat/destination.ts';
import { createOnce } from '../../http/once.ts';
import { failureOf } from '../../interaction/failure.ts';
import type { Heard } from '../interactions/hear.ts';

export interface Listeners {
  command(heard: Heard): Promise<void>;
  press(heard: Heard): Promise<void>;
  explain(heard: Heard): Promise<void>;
  home(heard: Heard): Promise<void>;
  uninstalled(heard: Heard): Promise<void>;
  revoked(heard: Heard): Promise<void>;
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
  const app = new App({
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
  app.action(/^/, ({ body, respond }) => listeners.press({ body, respond }));
  app.shortcut(whyShortcut, (heard) => listeners.explain(heard as Heard));
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
  const isFirst = createOnce();
  const pending = new Set<Promise<void>>();
  let app: App | undefined;
  return {
    init(initialised) {
      app = initialised;
    },
    take(body, envelope) {
      const key = keyOf(body) ?? envelope;
      if (app === undefined || (key !== null && !isFirst(key))) return;
      // The receiver acknowledges first: Slack waits three seconds, and Bolt acknowledges nothing that no listener wants.
      const handled = app
        .processEvent({ body: { ...body }, ack: async () => undefined })
        .catch((thrown: unknown) => logUnhandled(log, thrown))
        .finally(() => pending.delete(handled));
      pending.add(handled);
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}

function logUnhandled(log: Log, thrown: unknown): void {
  log.error({ error: failureOf(thrown) }, 'What Slack brought could not be handled');
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
