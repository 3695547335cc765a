import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';

/** Network access for the calls of a platform, and the classification of its failures. */

export interface ProxyEnvironment {
  readonly HTTP_PROXY?: string | undefined;
  readonly HTTPS_PROXY?: string | undefined;
  readonly NO_PROXY?: string | undefined;
}

/** In bytes. The largest answer is a page of a channel's history. */
const largestAnswer = 16 * 1024 * 1024;

/** Creates a dispatcher that uses the proxy of the environment, if any, but never for this machine itself. */
export function dispatcherOf(env: ProxyEnvironment): Dispatcher {
  const httpProxy = env.HTTP_PROXY ?? '';
  const httpsProxy = env.HTTPS_PROXY ?? '';
  const noProxy = `${env.NO_PROXY ?? ''},localhost,127.0.0.1,[::1]`;
  const options = { maxResponseSize: largestAnswer };
  return httpProxy || httpsProxy
    ? new EnvHttpProxyAgent({ ...options, httpProxy, httpsProxy, noProxy })
    : new Agent(options);
}

interface NetworkFailure {
  /** `proxy`: the proxy refused the connection. */
  readonly type: 'timeout' | 'proxy' | 'connection';
  /** The code of the system, TLS or undici, such as `ECONNRESET`; undefined where there is none. */
  readonly code: string | undefined;
  /** Whether it is certain that no part of the request reached the platform. */
  readonly isUnsent: boolean;
}

/** Classifies what fetch threw. */
export function networkFailureOf(thrown: unknown): NetworkFailure {
  const chain = causesOf(thrown);
  const code = chain.map(codeOf).find((found) => found !== undefined);
  if (chain.some(({ name }) => name === 'TimeoutError')) return { type: 'timeout', code, isUnsent: false };
  if (chain.some(({ message }) => message.startsWith('Proxy response (')))
    return { type: 'proxy', code, isUnsent: true };
  return { type: 'connection', code, isUnsent: chain.some(hadNotLeft) };
}

/** Codes of failures before a connection was established, so that no request was sent. */
const neverLeft =
  /^(?:UND_ERR_CONNECT_TIMEOUT|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_|ERR_SSL_(?:WRONG_VERSION|PACKET_LENGTH))/;

function hadNotLeft(error: Error): boolean {
  const syscall = 'syscall' in error ? error.syscall : undefined;
  return (
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    neverLeft.test(codeOf(error) ?? '') ||
    error.message.includes('before secure TLS connection was established')
  );
}

/** Returns the error, its causes and the attempts at several addresses. The depth is limited, because causes may form a cycle. */
function causesOf(thrown: unknown, depth = 0): readonly Error[] {
  if (!(thrown instanceof Error) || depth > 5) return [];
  const several = thrown instanceof AggregateError ? thrown.errors : [];
  return [thrown, ...causesOf(thrown.cause, depth + 1), ...several.flatMap((one) => causesOf(one, depth + 1))];
}

function codeOf(error: Error): string | undefined {
  // Codes of libraries contain lower-case letters and say no more than the error class.
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z_0-9]+$/.test(code) ? code : undefined;
}
