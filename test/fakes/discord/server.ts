import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { fail } from './broken.ts';
import { handlers } from './handlers.ts';
import { type Answer, limitedBody, notAllowed, notFound, Refusal, unauthorized } from './refusals.ts';
import { findRoute } from './router.ts';
import type { Json } from './state.ts';
import type { RecordedRequest, World } from './world.ts';

/** Discord bans an address that was refused so often within ten minutes (docs.discord.com, topics/rate-limits). */
const banAfter = 10_000;
const banned: Answer = {
  status: 429,
  headers: { 'retry-after': '3600', 'content-type': 'text/html; charset=UTF-8' },
  body: 'error code: 1015',
};

/** The HTTP side: bodies, tokens, limits, failures. */
export class HttpSide {
  readonly #world: World;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #port = 0;

  constructor(world: World, upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void) {
    this.#world = world;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
    this.#server.on('upgrade', upgrade);
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** At the same port as before, once it had one. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
    this.#world.origin = `http://127.0.0.1:${this.#port}`;
  }

  /** Refuses connections from now on and cuts those there are. */
  async shut(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const world = this.#world;
    const url = new URL(request.url ?? '/', world.origin);
    const text = await readBody(request);
    const [, version, path] = /^\/api(?:\/v(\d+))?(\/.*)$/u.exec(url.pathname) ?? [];
    const found = findRoute(request.method ?? 'GET', path ?? url.pathname);
    const body = parse(text);
    const record: RecordedRequest = {
      route: found.route ?? `${request.method} ${decodeURIComponent(path ?? url.pathname)}`,
      path: decodeURIComponent(path ?? url.pathname),
      at: world.now(),
      channel: found.parts['channel'] ?? this.#interactionChannel(found.parts),
      query: url.searchParams,
      body: body ?? null,
      headers: request.headers,
      status: null,
      answer: undefined,
    };
    world.requests.push(record);
    const send = (answer: Answer) => {
      record.status = answer.status;
      record.answer = answer.body;
      const isShared = answer.headers?.['x-ratelimit-scope'] === 'shared';
      world.countInvalid([401, 403, 429].includes(answer.status) && !isShared);
      const type = typeof answer.body === 'string' ? 'text/html; charset=UTF-8' : 'application/json';
      const typed = answer.body === undefined ? {} : { 'content-type': type };
      const bytes = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
      response.writeHead(answer.status, { ...typed, ...answer.headers }).end(bytes);
    };
    if (world.countInvalid(false) >= (world.options.banAfter ?? banAfter)) return send(banned);
    const usual = (): Answer => {
      if (path === undefined) return notFound;
      if (version !== undefined && !['6', '7', '8', '9', '10'].includes(version)) return new Refusal(50041).answer;
      return this.#called(found, request, record, text, body);
    };
    const told = world.failures.take(record);
    if (told === undefined) return send(usual());
    const taken = told.afterTaking || told.failure.kind === 'slow' ? usual() : null;
    await fail(told.failure, response, send, taken);
  }

  #called(
    { route, parts, isOtherMethod }: ReturnType<typeof findRoute>,
    request: IncomingMessage,
    record: RecordedRequest,
    text: string,
    body: unknown,
  ): Answer {
    const world = this.#world;
    if (route === null) return isOtherMethod ? notAllowed : notFound;
    const hasOwnToken = route.includes('/:token');
    const isOpen = hasOwnToken || route === 'GET /gateway';
    if (!isOpen && (world.tokenRevoked || request.headers.authorization !== `Bot ${world.token}`)) return unauthorized;
    const major =
      parts['channel'] ?? parts['guild'] ?? (route.includes('/webhooks/') ? (parts['token'] ?? null) : null);
    const { limited, headers } = world.limits.count(route, major, isOpen);
    if (limited !== null) {
      return { status: 429, headers, body: limitedBody(limited.retryAfterMs, limited.scope === 'global') };
    }
    const answer = refusing(() => {
      if (text !== '' && body === undefined) throw new Refusal(50109);
      return handlers[route]({ world, parts, query: record.query, body: (body ?? {}) as Json });
    });
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }

  #interactionChannel(parts: Readonly<Record<string, string>>): string | null {
    const interaction =
      this.#world.interactions.get(parts['interaction'] ?? '') ?? this.#world.byToken.get(parts['token'] ?? '');
    return interaction?.channel ?? null;
  }
}

function refusing(act: () => Answer): Answer {
  try {
    return act();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Undefined where it is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
