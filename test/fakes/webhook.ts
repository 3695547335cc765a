import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { FailureRules } from './failures.ts';

/** A receiver of webhooks on the loopback interface: it verifies as Standard Webhooks asks for, and a test can make it fail. */
export interface WebhookReceiver {
  /** `http://127.0.0.1:<port>/hooks/<secret path>` */
  readonly url: string;
  /** `whsec_…` */
  readonly secret: string;
  /** What it took, oldest first. */
  readonly posts: readonly ReceivedPost[];
  /** How many requests came, refused ones among them. */
  readonly requests: number;
  /** Applies to the next request. */
  fail(failure: WebhookFailure): void;
  close(): Promise<void>;
}
export interface ReceivedPost {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly version: number;
    readonly id: string;
    readonly replyTo: string | null;
    readonly text: string;
    readonly message: { readonly text: string; readonly kind: string | null };
  };
}
export type WebhookFailure =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Takes the post and hangs up without an answer. */
  | { readonly kind: 'drop' }
  /** Takes the post; its answer begins with 200 and never ends, as fast as it can. */
  | { readonly kind: 'endless' }
  /** Takes the post; its answer begins with 200 and then stalls. */
  | { readonly kind: 'stall' };

const toleranceSeconds = 300;

export async function startWebhook(
  options: { readonly deduplicates?: boolean; readonly secret?: string } = {},
): Promise<WebhookReceiver> {
  const { deduplicates = false, secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}` } = options;
  const rules = new FailureRules<WebhookFailure, object>();
  const posts: ReceivedPost[] = [];
  const sockets = new Set<Socket>();
  const path = '/hooks/4f1c0ffee-not-for-logs';
  let requests = 0;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests += 1;
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer); // no encoding is set
    const body = Buffer.concat(pieces).toString('utf8');
    const failure = rules.take({})?.failure;
    if (failure?.kind === 'hang') return;
    if (failure?.kind === 'status') {
      response.writeHead(failure.status, failure.headers).end('no');
      return;
    }
    if (request.method !== 'POST' || request.url !== path) {
      response.writeHead(404).end();
      return;
    }
    if (!isAuthentic(request.headers, body, secret)) {
      response.writeHead(401).end();
      return;
    }
    const id = String(request.headers['webhook-id']);
    if (!deduplicates || !posts.some((post) => post.id === id))
      posts.push({ id, headers: request.headers, body: JSON.parse(body) as ReceivedPost['body'] }); // signed by us
    if (failure === undefined) response.writeHead(204).end();
    else if (failure.kind === 'drop') request.socket.destroy();
    else {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write('x');
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      if (failure.kind === 'endless') more();
    }
  }

  const server = createServer((request, response) => {
    receive(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    secret,
    posts,
    get requests() {
      return requests;
    },
    fail: (failure) => rules.add(failure, {}),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Any of the signatures may fit, as while a secret is changed. */
function isAuthentic(headers: IncomingHttpHeaders, body: string, secret: string): boolean {
  const timestamp = String(headers['webhook-timestamp']);
  if (!/^\d+$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(`${headers['webhook-id']}.${timestamp}.${body}`).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice(3), 'base64'))
    .some((signature) => signature.length === expected.length && timingSafeEqual(signature, expected));
}
