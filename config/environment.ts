import { readFileSync } from 'node:fs';
import type { Environment, Variable } from '../src/chat/destination.ts';
import { type Registry, registered } from './registry.ts';

/** Returns every variable that Ackwatch reads, with the credentials of its platforms at the end. */
export function variablesOf({ destinations }: Pick<Registry, 'destinations'>): readonly Variable[] {
  return [
    {
      name: 'ACKWATCH_CONFIG',
      secret: false,
      what: 'The configuration file, where --config is not given. Default config/ackwatch.yaml',
    },
    { name: 'ACKWATCH_LOG_LEVEL', secret: false, what: 'debug, info, warn, error or silent. Default info' },
    {
      name: 'DATABASE_URL',
      secret: true,
      what: 'Replaces `database` of the configuration, e.g. a postgres:// address with its password',
    },
    {
      name: 'ACKWATCH_KEY',
      secret: true,
      what: 'Seals the tokens of workspaces that installed the app: at least 32 characters, e.g. from openssl rand -base64 32. Several, comma-separated: the first seals, all open',
    },
    { name: 'HTTP_PROXY', secret: true, what: 'Proxy for http:// sources' },
    { name: 'HTTPS_PROXY', secret: true, what: 'Proxy for https:// sources' },
    { name: 'NO_PROXY', secret: false, what: 'Hosts that are reached without the proxy, comma-separated' },
    { name: 'NO_COLOR', secret: false, what: 'Set to anything: no colour in the terminal' },
    ...destinations.flatMap((destination) => destination.variables),
  ];
}

export const variables = variablesOf(registered);

export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

const minimumKeyLength = 32;

/** Returns the keys in `ACKWATCH_KEY`: the first encrypts, each may decrypt. */
export function keysOf(setting: string): readonly string[] {
  return setting.split(',').map((key) => key.trim());
}

/**
 * Returns the known variables. A secret may come from the file that `<NAME>_FILE` names, its last line end removed.
 * Unset and empty variables are absent. Throws `EnvironmentError` where both forms are set, a file cannot be read or
 * a key is too short; its message never holds a value.
 */
export function readEnvironment(env: Environment): Environment {
  const found: Record<string, string> = {};
  for (const { name, secret } of variables) {
    const direct = env[name] || (name.endsWith('_PROXY') ? env[name.toLowerCase()] : undefined);
    const file = secret ? env[`${name}_FILE`] : undefined;
    if (direct && file) throw new EnvironmentError(`${name} and ${name}_FILE are both set. Keep one of them`);
    if (direct) found[name] = direct;
    if (!file) continue;
    try {
      found[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch {
      throw new EnvironmentError(`${name}_FILE names a file that cannot be read. Check the path and its permissions`);
    }
  }
  const keys = found['ACKWATCH_KEY'];
  if (keys !== undefined && keysOf(keys).some((key) => key.length < minimumKeyLength))
    throw new EnvironmentError(
      `ACKWATCH_KEY holds a key of fewer than ${minimumKeyLength} characters. Make one with: openssl rand -base64 32`,
    );
  return found;
}
