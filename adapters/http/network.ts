import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';

/** The network under the calls of a platform: the way out, and what its failures say. */

export interface ProxyEnvironment {
  readonly HTTP_PROXY?: string | undefined;
  readonly HTTPS_PROXY?: string | undefined;
  readonly NO_PROXY?: string | undefined;
}

/** A page of a history is the largest answer that is asked for. */
const largestAnswer = 16 * 1024 * 1024;

/** Through the proxy that the environment names, if any; none can reach the loopback interface of this machine. */
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
  /** `proxy`: the proxy let nothing through. */
  readonly type: 'timeout' | 'proxy' | 'connection';
  /** Of the system, of TLS or of undici, such as `ECONNRESET`; undefined where none was given. */
  readonly code: string | undefined;
  /** It is certain that nothing of the request reached the platform. */
  readonly isUnsent: boolean;
}

/** What something that fetch threw says. */
export function networkFailureOf(thrown: unknown): NetworkFailure {
  const chain = causesOf(thrown);
  const code = chain.map(codeOf).find((found) => found !== undefined);
  if (chain.some(({ name }) => name === 'TimeoutError')) return { type: 'timeout', code, isUnsent: false };
  if (chain.some(({ message }) => message.startsWith('Proxy response (')))
    return { type: 'proxy', code, isUnsent: true };
  return { type: 'connection', code, isUnsent: chain.some(hadNotLeft) };
}

/** Failures before a connection stood: it is certain that no request had left. */
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

/** The error, what caused it, and the tries of several addresses, to a depth that no ring of causes passes. */
function causesOf(thrown: unknown, depth = 0): readonly Error[] {
  if (!(thrown instanceof Error) || depth > 5) return [];
  const several = thrown instanceof AggregateError ? thrown.errors : [];
  return [thrown, ...causesOf(thrown.cause, depth + 1), ...several.flatMap((one) => causesOf(one, depth + 1))];
}

function codeOf(error: Error): string | undefined {
  // Libraries give their own errors codes in other letters, which say no more than the classes.
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z_0-9]+$/.test(code) ? code : undefined;
}
