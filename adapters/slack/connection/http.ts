import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Receiver } from '@slack/bolt';
import type { Log } from '../../../src/chat/destination.ts';
import { objectOf } from '../../http/body.ts';
import { createGuard, type Guard } from '../../http/guard.ts';
import { createHttpServer, finish, type PlatformRequest } from '../../http/server.ts';
import type { Intake } from './app.ts';

export interface HttpParts {
  readonly signingSecret: string;
  /** 0: any free port. */
  readonly port: number;
  readonly now: () => Date;
  readonly log: Log;
  readonly intake: Intake;
  /** Answers a browser during the installation; returns false for any other path. */
  readonly install: ((request: IncomingMessage, response: ServerResponse, path: string) => boolean) | undefined;
}

/** The address that the manifest names for commands, buttons and events. */
export const eventsPath = '/slack/events';
/** In bytes. Slack's largest payload, a button of a full page, is about half of it. */
const largestBody = 512 * 1024;

/**
 * Creates a Bolt receiver for requests over HTTP. Bolt's own accepts a repeated request and a timestamp in the future, reads
 * up to 4 MB before the signature is checked, and answers 404 after three seconds. `start` resolves with the port.
 */
export function createHttpReceiver({ signingSecret, intake, install, ...parts }: HttpParts) {
  const guard = createSlackGuard(signingSecret, parts.now);

  function receive({ request: { headers }, body, response, refuse }: PlatformRequest) {
    if (isAddressCheck(body)) return finish(response, 200);
    const [timestamp, signature] = [headers['x-slack-request-timestamp'], headers['x-slack-signature']];
    const refusal = guard.refusal({ timestamp, signature }, body);
    if (refusal !== null) return refuse(refusal);
    const payload = payloadOf(body.toString('utf8'), String(headers['content-type'] ?? ''));
    if (payload === undefined) return finish(response, 400);
    if (payload['type'] === 'url_verification') {
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      return finish(response, 200, String(payload['challenge'] ?? ''));
    }
    finish(response, 200);
    if (payload['ssl_check'] !== '1') intake.take(payload, null);
  }

  const server = createHttpServer({
    ...parts,
    platform: 'Slack',
    path: eventsPath,
    portVariable: 'SLACK_PORT',
    largestBody,
    receive,
    page: install,
  });
  return { init: intake.init, start: () => server.start(), stop: () => server.stop() } satisfies Receiver;
}

/** Slack tests the certificate of an address now and then with a request that has no signature and asks for nothing. */
function isAddressCheck(body: Buffer): boolean {
  if (body.length > 500) return false;
  const form = new URLSearchParams(body.toString('utf8'));
  return form.get('ssl_check') === '1' && [...form.keys()].every((name) => name === 'ssl_check' || name === 'token');
}

/** Checks signature, age and repetition of a request (docs.slack.dev, authentication/verifying-requests-from-slack). */
export function createSlackGuard(secret: string, now: () => Date): Guard {
  return createGuard(
    {
      shape: /^v0=[0-9a-f]{64}$/,
      proves(signature, timestamp, body) {
        const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
        return timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'));
      },
    },
    now,
  );
}

/** Returns undefined where the body is not what its content type says. */
function payloadOf(body: string, type: string): Readonly<Record<string, unknown>> | undefined {
  if (!type.startsWith('application/x-www-form-urlencoded')) return objectOf(body);
  const form = new URLSearchParams(body);
  const json = form.get('payload');
  return json === null ? Object.fromEntries(form) : objectOf(json);
}
