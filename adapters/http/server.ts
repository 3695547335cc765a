import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getBuiltinModule } from 'node:process';
import { DeliveryError, type Log } from '../../src/chat/destination.ts';
import { readBody, TooLarge } from './body.ts';

/** What came to the one address of a platform, read and measured, and not proved yet. */
export interface Arrival {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
  /** Answers 401, and tells the log why. */
  refuse(reason: string): void;
}

export interface HttpParts {
  /** As a person calls it, `Slack`. */
  readonly platform: string;
  /** Where the platform posts what it brings, `/slack/events`. */
  readonly path: string;
  /** 0: any that is free. */
  readonly port: number;
  /** The variable that sets it. */
  readonly portVariable: string;
  /** In bytes. With the connections, of which there are at most 200, it bounds the memory. */
  readonly largestBody: number;
  readonly now: () => Date;
  readonly log: Log;
  /** Answers what was posted there, now or later; what it throws is answered with 400. */
  readonly receive: (arrival: Arrival) => void | Promise<void>;
  /** How long a request may take to arrive; 10,000. */
  readonly patienceMs?: number;
  /** Answers a GET to any other address; false where it is none of its own. */
  readonly page?: ((request: IncomingMessage, response: ServerResponse, path: string) => boolean) | undefined;
}

export interface HttpServer {
  /** Gives the port. Throws `DeliveryError` `unavailable` where it is taken. */
  start(): Promise<number>;
  /** What is still open half a second later is cut. Safe to call twice. */
  stop(): Promise<void>;
}

// An import of node:http reads all its exports, and `WebSocket` among them loads Node's own undici: 2.4 MB of heap.
const { createServer } = getBuiltinModule('node:http');

const mostConnections = 200;
const usualPatienceMs = 10_000;
const closeTimeoutMs = 500;
const toldEveryMs = 60_000;

/** Where a platform posts what happens: whoever knows the address can post there too, so what one sender can cost is bounded. */
export function createHttpServer(parts: HttpParts): HttpServer {
  const { platform, now, log } = parts;
  const patienceMs = parts.patienceMs ?? usualPatienceMs;
  const server = createServer({
    requestTimeout: patienceMs,
    headersTimeout: patienceMs,
    // Node looks for those that are over their time each half minute, where it is not told.
    connectionsCheckingInterval: patienceMs / 2,
    maxHeaderSize: 16 * 1024,
  });
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
    log.warn({ reason, before: untold }, `A request to the address of ${platform} was refused`);
    toldAt = at;
    untold = 0;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? '/';
    response.setHeader('x-content-type-options', 'nosniff');
    if (path === parts.path) {
      if (request.method !== 'POST') return finish(response, 405);
      const body = await readBody(request, parts.largestBody);
      const refuse = (reason: string) => {
        tell(reason);
        finish(response, 401);
      };
      return parts.receive({ request, body, response, refuse });
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return finish(response, 405);
    if (path === '/' || path === '/health') {
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      return finish(response, 200, `Ackwatch hears ${platform} here.\n`);
    }
    if (parts.page?.(request, response, path) !== true) finish(response, 404);
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
