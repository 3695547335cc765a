import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeliveryError, type Log } from '../../src/notify/destination.ts';
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

export interface HttpEar {
  /** Gives the port. Throws `DeliveryError` `unavailable` where it is taken. */
  start(): Promise<number>;
  /** Safe to call twice. */
  stop(): Promise<void>;
}

/** The one address that the app names for commands, buttons and events. */
export const eventsPath = '/slack/events';
/** Slack's largest payload, a press on a full page, is about half of it. With as many connections, memory stays bounded. */
const largestBody = 512 * 1024;
const mostConnections = 200;
const patienceMs = 10_000;
const closeTimeoutMs = 500;
const toldEveryMs = 60_000;

class TooLarge extends Error {}

/**
 * A server of our own instead of Bolt's: a request is read, measured and proved before anything of Bolt's sees it, and
 * answered before anything is looked up, since Slack waits three seconds and Bolt answers 404 after them.
 */
export function createHttpEar({ signingSecret, port, now, log, take, install }: HttpParts): HttpEar {
  const guard = createGuard(signingSecret, now);
  const server = createServer({ requestTimeout: patienceMs, headersTimeout: patienceMs, maxHeaderSize: 16 * 1024 });
  server.maxConnections = mostConnections;
  let stopped: Promise<void> | undefined;

  /** Anybody can send what is refused, so what is told of it is bounded. */
  let toldAt = Number.NEGATIVE_INFINITY;
  let untold = 0;
  function tell(reason: string): void {
    const at = now().getTime();
    if (at - toldAt < toldEveryMs) {
      untold += 1;
      return;
    }
    log.warn({ reason, before: untold }, 'A request to the address of Slack was refused');
    toldAt = at;
    untold = 0;
  }

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const refusal = guard.refusal(
      {
        timestamp: request.headers['x-slack-request-timestamp'],
        signature: request.headers['x-slack-signature'],
      },
      body,
    );
    if (refusal !== null) {
      tell(refusal);
      return finish(response, 401);
    }
    const payload = payloadOf(body.toString('utf8'), String(request.headers['content-type'] ?? ''));
    if (payload === undefined) return finish(response, 400);
    if (payload['type'] === 'url_verification') {
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      return finish(response, 200, String(payload['challenge'] ?? ''));
    }
    finish(response, 200);
    if (payload['ssl_check'] !== '1') take(payload, null);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? '/';
    response.setHeader('x-content-type-options', 'nosniff');
    if (path === eventsPath) return request.method === 'POST' ? hear(request, response) : finish(response, 405);
    if (request.method !== 'GET' && request.method !== 'HEAD') return finish(response, 405);
    if (path === '/' || path === '/health') {
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      return finish(response, 200, 'Ackwatch hears Slack here.\n');
    }
    if (install?.(request, response, path) !== true) finish(response, 404);
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((thrown: unknown) => {
      if (thrown instanceof TooLarge) tell('too-large');
      if (response.headersSent) return void response.destroy();
      // What is still being sent is not read to its end.
      response.setHeader('connection', 'close');
      finish(response, thrown instanceof TooLarge ? 413 : 400);
    });
  });
  server.on('clientError', (_, socket) => socket.destroy());

  return {
    async start() {
      await listening(server, port);
      return (server.address() as AddressInfo).port;
    },
    stop() {
      stopped ??= new Promise<void>((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), closeTimeoutMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      });
      return stopped;
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = ({ code }: NodeJS.ErrnoException) => {
      const why = `Port ${port} cannot be opened (${code ?? 'unknown'})`;
      reject(new DeliveryError('unavailable', `${why}. Stop what holds it, or set SLACK_PORT to another.`));
    };
    server.once('error', failed);
    server.listen(port, () => {
      server.off('error', failed);
      server.on('error', () => undefined);
      resolve();
    });
  });
}

function finish(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status).end(text);
}

/** Rejects with `TooLarge`, as soon as that is known. */
function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const tooLarge = () => {
      parts.length = 0;
      reject(new TooLarge());
      // The sender reads the answer only after it was let say a little more.
      setTimeout(() => request.destroy(), closeTimeoutMs).unref();
    };
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > largestBody) tooLarge();
      else parts.push(part);
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('The request broke off')));
    if (Number(request.headers['content-length'] ?? 0) > largestBody) tooLarge();
  });
}

/** Undefined where it is not what its type says. */
function payloadOf(body: string, type: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const form = type.startsWith('application/x-www-form-urlencoded') ? new URLSearchParams(body) : undefined;
    const json = form === undefined ? body : form.get('payload');
    const value: unknown = json === null ? Object.fromEntries(form ?? []) : JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
