import type { ServerResponse } from 'node:http';
import type { Failure } from './failures.ts';
import { wholeSeconds } from './limits.ts';
import { type Answer, limitedBody, Refusal } from './refusals.ts';

/** Fails as the test asked; `usual` is what would have been answered, where it was carried out. */
export async function fail(
  failure: Failure,
  response: ServerResponse,
  send: (answer: Answer) => void,
  usual: Answer | null,
): Promise<void> {
  const json = { 'content-type': 'application/json' };
  switch (failure.kind) {
    case 'rate-limited': {
      const { retryAfter, scope = 'user' } = failure;
      const isGlobal = scope === 'global';
      return send({
        status: 429,
        headers: {
          'retry-after': wholeSeconds(retryAfter * 1000),
          'x-ratelimit-scope': scope,
          ...(isGlobal
            ? { 'x-ratelimit-global': 'true' }
            : {
                'x-ratelimit-limit': '5',
                'x-ratelimit-remaining': '0',
                'x-ratelimit-reset-after': String(retryAfter),
              }),
        },
        body: limitedBody(retryAfter * 1000, isGlobal),
      });
    }
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
      response.writeHead(200, { ...json, 'content-length': '100' });
      response.write('{"id":"1', () => response.destroy());
      return;
    case 'malformed':
      response.writeHead(200, json).end('{"id":"123456789012345678","cha');
      return;
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, failure.milliseconds));
      if (usual !== null) send(usual);
      return;
    case 'error': {
      const { code, status, message, more } = failure;
      const given = { ...(status === undefined ? {} : { status }), ...(message === undefined ? {} : { message }) };
      return send(new Refusal(code, { ...given, more: { ...more } }).answer);
    }
  }
}
