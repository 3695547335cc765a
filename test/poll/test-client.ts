import {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type HttpSource,
} from '../../src/poll/http/client.ts';
import { type Extract, type Fetch, type PollContext, SourceError } from '../../src/poll/source.ts';

/** The real HTTP client with its own clock. Waiting moves the clock and takes no time. */
export interface TestClient {
  readonly http: HttpClient;
  readonly fetch: Fetch;
  readonly now: () => Date;
  /** How long each wait would have been. */
  readonly waits: number[];
  advance(ms: number): void;
  context(extract: Extract, signal?: AbortSignal): PollContext;
}

export const userAgent = 'Ackwatch/test (+https://example.org/bot; desk@example.org)';

export function createTestClient(
  source: Partial<HttpSource> = { allowPrivate: true },
  options: Partial<HttpClientOptions> = {},
): TestClient {
  let time = Date.UTC(2019, 4, 31, 12);
  const waits: number[] = [];
  const now = () => new Date(time);
  const sleep = async (ms: number, signal: AbortSignal) => {
    signal.throwIfAborted();
    waits.push(ms);
    time += ms;
  };
  const http = createHttpClient({ now, userAgent, sleep, ...options });
  const fetch = http.fetchFor({ id: 'test', ...source });
  return {
    http,
    fetch,
    now,
    waits,
    advance: (ms) => {
      time += ms;
    },
    context: (extract, signal = new AbortController().signal) => ({ fetch, extract, now, signal }),
  };
}

/** A client with short timeouts, for publishers that do not answer. */
export function createImpatientClient(): TestClient {
  return createTestClient({ allowPrivate: true }, { limits: { headersMs: 100, bodyMs: 100 } });
}

/** The error that the work ends with; fails the test when it ends without, or with another kind of error. */
export async function sourceError(work: Promise<unknown>): Promise<SourceError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
  throw new Error('Expected a SourceError, but it went well.');
}
