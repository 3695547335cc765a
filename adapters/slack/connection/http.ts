import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../../src/chat/destination.ts';
import { objectOf } from '../../http/body.ts';
import { type Arrival, createHttpServer, finish, type HttpServer } from '../../http/server.ts';
import { createGuard } from './replay.ts';
import type { Take } from './socket.ts';

export interface HttpParts {
  readonly signingSecret: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly now: () => Date;
  readonly log: Log;
  readonly take: Take;
  /** Answers what a browser asks for while the app is installed; false where it is no such address. */
  readonly install: ((request: IncomingMessage, response: ServerResponse, path: string) => boolean) | undefined;
}

/** The one address that the app names for commands, buttons and events. */
export const eventsPath = '/slack/events';
/** Slack's largest payload, a press on a full page, is about half of it. */
const largestBody = 512 * 1024;

/**
 * A server of our own instead of Bolt's: a request is read, measured and proved before anything of Bolt's sees it, and
 * answered before anything is looked up, since Slack waits three seconds and Bolt answers 404 after them.
 */
export function createHttpEar({ signingSecret, take, install, ...parts }: HttpParts): HttpServer {
  const guard = createGuard(signingSecret, parts.now);

  function hear({ request: { headers }, body, response, refuse }: Arrival) {
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
    if (payload['ssl_check'] !== '1') take(payload, null);
  }

  return createHttpServer({
    ...parts,
    platform: 'Slack',
    path: eventsPath,
    portVariable: 'SLACK_PORT',
    largestBody,
    hear,
    page: install,
  });
}

/** Undefined where it is not what its type says. */
function payloadOf(body: string, type: string): Readonly<Record<string, unknown>> | undefined {
  if (!type.startsWith('application/x-www-form-urlencoded')) return objectOf(body);
  const form = new URLSearchParams(body);
  const json = form.get('payload');
  return json === null ? Object.fromEntries(form) : objectOf(json);
}
