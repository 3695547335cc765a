import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { guardedConnector } from './address.ts';

/** Creates a dispatcher whose connections pass the address guard and use the proxy that `env` names, if any. */
export function createGuardedDispatcher(options: {
  readonly allowPrivate: boolean;
  readonly connectMs: number;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly lookup?: LookupFunction | undefined;
}): Dispatcher {
  const connect = guardedConnector(options);
  const env = options.env ?? {};
  const httpProxy = env['http_proxy'] ?? env['HTTP_PROXY'] ?? '';
  const httpsProxy = env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '';
  // A proxy cannot reach the loopback interface of this machine.
  const noProxy = `${env['no_proxy'] ?? env['NO_PROXY'] ?? ''},localhost,127.0.0.1,[::1]`;
  // Undefined would make the library read the process environment. An empty string does not.
  return httpProxy || httpsProxy
    ? new EnvHttpProxyAgent({ connect, httpProxy, httpsProxy, noProxy })
    : new Agent({ connect });
}
