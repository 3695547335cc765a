import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getBuiltinModule } from 'node:process';
import { DeliveryError, type Log } from '../../src/chat/destination.ts';
import { readBody, TooLarge } from './body.ts';

/** A request to the platform's address. Its body was read within the limit; its signature was not checked. */
export interface PlatformRequest {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
  /** Answers 401 and logs the reason. */
  refuse(reason: string): void;
}

export interface HttpParts {
  /** The platform's name in messages, `Slack`. */
  readonly platform: string;
  /** The path of the platform's requests, `/slack/events`. */
  readonly path: string;
  /** 0: any free port. */
  readonly port: number;
  /** The variable that sets the port, for error messages. */
  readonly portVariable: string;
  /** In bytes. Together with the limit of 200 connections it bounds the memory. */
  readonly largestBody: number;
  readonly now: () => Date;
  readonly log: Log;
  /** Answers a request, now or later. An error is answered with 400. */
  readonly receive: (request: PlatformRequest) => void | Promise<void>;
  /** How long a request may take to arrive, in milliseconds. Default 10,000. */
  readonly arrivalTimeoutMs?: number;
  /** Answers a GET to any other path; returns false for an unknown one. */
  readonly page?: ((request: IncomingMessage, response: ServerResponse, path: string) => boolean) | undefined;
}

export interface HttpServer {
  /** Resolves with the port. Throws `DeliveryError` `unavailable` where it is in use. */
  start(): Promise<number>;
  /** Closes the server, and cuts what is still open after half a second. Safe to call twice. */
  stop(): Promise<void>;
}

// An import of node:http reads all its exports, and `WebSocket` among them loads Node's own undici: 2.4 MB of heap.
const { createServer } = getBuiltinModule('node:http');

const mostConnections = 200;
const defaultArrivalTimeoutMs = 10_000;
const closeTimeoutMs = 500;
const logEveryMs = 60_000;

/** Creates the server that a platform posts to. Anyone can post there, so time, size and number of requests are limited. */
export function createHttpServer(parts: HttpParts): HttpServer {
  const { platform, now, log } = parts;
  const arrivalTimeoutMs = parts.arrivalTimeoutMs ?? defaultArrivalTimeoutMs;
  const server = createServer({
    requestTimeout: arrivalTimeoutMs,
    headersTimeout: arrivalTimeoutMs,
    // By default Node checks for timed-out requests only every 30 seconds.
    connectionsCheckingInterval: arrivalTimeoutMs / 2,
    maxHeaderSize: 16 * 1024,
  });
  server.maxConnections = mostConnections;
  let stopped: Promise<void> | undefined;

  /** Logs a refused request, at most once a minute, because anyone can cause one. */
  let loggedAt = Number.NEGATIVE_INFINITY;
  let unlogged = 0;
  function logRefusal(reason: string): void {
    const at = now().getTime();
    if (at - loggedAt < logEveryMs) {
      unlogged += 1;
      return;
    }
    log.warn({ reason, before: unlogged }, `A request to the address of ${platform} was refused`);
    loggedAt = at;
    unlogged = 0;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? '/';
    response.setHeader('x-content-type-options', 'nosniff');
    if (path === parts.path) {
      if (request.method !== 'POST') return finish(response, 405);
      const body = await readBody(request, parts.largestBody);
      const refuse = (reason: string) => {
        logRefusal(reason);
        finish(response, 401);
      };
      return parts.receive({ request, body, response, refuse });
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return finish(response, 405);
    if (path === '/' || path === '/health') {
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      return finish(response, 200, `Ackwatch receives requests of ${platform} here.\n`);
    }
    if (parts.page?.(request, response, path) !== true) finish(response, 404);
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((thrown: unknown) => {
      if (thrown instanceof TooLarge) logRefusal('too-large');
      if (response.headersSent) return void response.destroy();
      // The rest of the body is not read.
      response.setHeader('connection', 'close');
      finish(response, thrown instanceof TooLarge ? 413 : 400);
    });
  });
  server.on('clientError', (_, socket) => socket.destroy());

  return {
    async start() {
      await listening(server, parts);
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

function listening(server: Server, { port, portVariable }: HttpParts): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = ({ code }: NodeJS.ErrnoException) => {
      const why = `Port ${port} cannot be opened (${code ?? 'unknown'})`;
      reject(new DeliveryError('unavailable', `${why}. Stop what holds it, or set ${portVariable} to another.`));
    };
    server.once('error', failed);
    server.listen(port, () => {
      server.off('error', failed);
      server.on('error', () => undefined);
      resolve();
    });
  });
}

export function finish(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status).end(text);
}
