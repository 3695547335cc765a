import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { guardedConnector } from './address.ts';

/** Connections that obey the address guard, through the proxy that `env` names, if any. */
export function createDispatcher(options: {
  readonly allowPrivate: boolean;
  readonly connectMs: number;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly lookup?: LookupFunction | undefined;
}): Dispatcher {
  const connect = guardedConnector(options);
  const env = options.env ?? {};
  const httpProxy = env['http_proxy'] ?? env['HTTP_PROXY'] ?? '';
  const httpsProxy = env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '';
  // No proxy can reach the loopback interface of this machine.
  const noProxy = `${env['no_proxy'] ?? env['NO_PROXY'] ?? ''},localhost,127.0.0.1,[::1]`;
  // An empty string, unlike undefined, keeps the library from reading the process environment by itself.
  return httpProxy || httpsProxy
    ? new EnvHttpProxyAgent({ connect, httpProxy, httpsProxy, noProxy })
    : new Agent({ connect });
}
