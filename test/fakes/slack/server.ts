import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Failure } from './failures.ts';
import { type Answer, methods, refused } from './methods.ts';
import { accessForCode, authorize } from './oauth.ts';
import type { ResponseUrls } from './response-urls.ts';
import { findChannel, type Json, type Workspace } from './state.ts';
import type { RecordedRequest, World } from './world.ts';

/** The HTTP side: bodies, tokens, scopes, limits, failures. */
export class HttpSide {
  readonly #world: World;
  readonly #responseUrls: ResponseUrls;
  readonly #openConnection: () => Answer;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #port = 0;

  constructor(
    world: World,
    parts: {
      readonly responseUrls: ResponseUrls;
      /** `apps.connections.open` for an app token that is accepted. */
      readonly openConnection: () => Answer;
      readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
    },
  ) {
    this.#world = world;
    this.#responseUrls = parts.responseUrls;
    this.#openConnection = parts.openConnection;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
    this.#server.on('upgrade', parts.upgrade);
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
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
    const url = new URL(request.url ?? '/', this.#world.origin);
    const body = await readBody(request);
    const method = url.pathname.startsWith('/api/') ? url.pathname.slice('/api/'.length) : url.pathname;
    const given = parseBody(body, String(request.headers['content-type'] ?? ''), url);
    const byUrl = this.#responseUrls.at(url.pathname);
    const record: RecordedRequest = {
      method: byUrl === undefined ? method : 'response_url',
      at: this.#world.now(),
      workspace: null,
      channel: null,
      arguments: given ?? {},
      headers: request.headers,
      status: null,
      answer: undefined,
    };
    if (url.pathname.startsWith('/api/')) await this.#api(method, given, request, record, response);
    else if (byUrl !== undefined) {
      const known = { ...record, workspace: byUrl.workspace.id, channel: byUrl.channel };
      this.#world.requests.push(known);
      await this.#withFailure(known, response, async () => this.#responseUrls.use(byUrl, given ?? {}));
    } else if (url.pathname === '/oauth/v2/authorize') {
      this.#world.requests.push(record);
      const to = authorize(this.#world, url);
      response.writeHead(to === null ? 400 : 302, to === null ? {} : { location: to }).end();
    } else response.writeHead(404).end();
  }

  async #api(
    method: string,
    given: Json | null,
    request: IncomingMessage,
    first: RecordedRequest,
    response: ServerResponse,
  ): Promise<void> {
    const token = tokenOf(request, given);
    const workspace = token === null ? undefined : this.#world.byToken(token);
    const named = given?.['channel'];
    const channel = typeof named === 'string' ? (workspace && findChannel(workspace, named)?.id) || named : null;
    const record = { ...first, workspace: workspace?.id ?? null, channel };
    this.#world.requests.push(record);
    await this.#withFailure(record, response, async () => {
      const headers = workspace === undefined ? {} : { 'x-oauth-scopes': [...workspace.scopes].join(',') };
      if (given === null) return { status: 200, headers, body: refused('invalid_json') };
      if (workspace !== undefined && workspace.status === 'active') {
        const seconds = this.#world.limited(method, workspace, channel);
        if (seconds !== null)
          return { status: 429, headers: { 'retry-after': String(seconds) }, body: refused('ratelimited') };
      }
      const body = await this.#call(method, given, token, workspace);
      return { status: 200, headers, body };
    });
  }

  async #call(method: string, given: Json, token: string | null, workspace: Workspace | undefined): Promise<Answer> {
    if (method === 'oauth.v2.access') return accessForCode(this.#world, given);
    if (method === 'api.test') return { ok: true, args: given };
    const isApp = token === this.#world.appToken;
    if (method !== 'apps.connections.open' && methods[method] === undefined)
      return refused('unknown_method', { req_method: method });
    if (token === null) return refused('not_authed');
    if (isApp && this.#world.appTokenRevoked) return refused('invalid_auth');
    if (isApp) return method === 'apps.connections.open' ? this.#openConnection() : refused('not_allowed_token_type');
    if (workspace === undefined) return refused('invalid_auth');
    if (workspace.status !== 'active')
      return refused(workspace.status === 'revoked' ? 'token_revoked' : 'account_inactive');
    const known = methods[method];
    if (known === undefined) return refused('not_allowed_token_type');
    const call = { world: this.#world, workspace, arguments: given };
    const needed = known.scope(call);
    if (needed !== null && !workspace.scopes.has(needed)) {
      return refused('missing_scope', { needed, provided: [...workspace.scopes].join(',') });
    }
    return await known.call(call);
  }

  async #withFailure(record: RecordedRequest, response: ServerResponse, act: () => Promise<Reply>): Promise<void> {
    const told = this.#world.failures.take(record);
    const send = ({ status, headers = {}, body }: Reply) => {
      record.status = status;
      record.answer = body;
      const bytes = typeof body === 'string' ? body : JSON.stringify(body);
      const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
      response.writeHead(status, { 'content-type': type, ...headers }).end(bytes);
    };
    if (told === undefined) return send(await act());
    const usual = told.afterTaking || told.failure.kind === 'slow' ? await act() : null;
    await fail(told.failure, response, send, usual);
  }
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

async function fail(
  failure: Failure,
  response: ServerResponse,
  send: (reply: Reply) => void,
  usual: Reply | null,
): Promise<void> {
  switch (failure.kind) {
    case 'rate-limited':
      return send({
        status: 429,
        headers: { 'retry-after': String(failure.retryAfter) },
        body: refused('ratelimited'),
      });
    case 'status':
      return send({ status: failure.status, body: '' });
    case 'html':
      return send({
        status: 502,
        body: '<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>',
      });
    case 'hang':
      return;
    case 'drop':
      response.destroy();
      return;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': '100' });
      response.write('{"ok":true,', () => response.destroy());
      return;
    case 'malformed':
      return send({
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: '{"ok":true,"channel":"C',
      });
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, failure.milliseconds));
      if (usual !== null) send(usual);
      return;
    case 'error':
      return send({ status: 200, body: refused(failure.error, { ...failure.more }) });
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function tokenOf(request: IncomingMessage, given: Json | null): string | null {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  // A token in a body counts in a form alone.
  const isJson = String(request.headers['content-type'] ?? '').startsWith('application/json');
  const inForm = isJson ? undefined : given?.['token'];
  return bearer ?? (typeof inForm === 'string' ? inForm : null);
}

/** The arguments that a form holds as JSON. */
const structured = new Set(['blocks', 'attachments', 'metadata', 'view']);

/** Null where the body is not what its type says. */
function parseBody(body: string, type: string, url: URL): Json | null {
  const query = Object.fromEntries(url.searchParams);
  if (body === '') return query;
  if (type.startsWith('application/json')) return parseJson(body);
  const form: Json = { ...query };
  for (const [name, value] of new URLSearchParams(body)) {
    form[name] = structured.has(name) && value !== '' ? (parseJson(value) ?? value) : value;
  }
  return form;
}

function parseJson(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : null;
  } catch {
    return null;
  }
}
