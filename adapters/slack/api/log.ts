import type { Logger } from '@slack/web-api';
import type { Log } from '../../../src/chat/destination.ts';

/** Tokens of Slack, request signatures, and the secret parts of one-time addresses. */
const secrets =
  /xox[a-z](?:\.[a-z]+)?-[\w.-]+|xapp-[\w-]+|v0=[0-9a-f]{64}|(?<=hooks\.slack\.com\/)\S+|(?<=[?&](?:ticket|code|state)=)[^&\s"]+/g;

/** Returns the text without secrets. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(secrets, '[secret]');
}

/**
 * Creates a logger for Slack's libraries that writes to our log, one level lower: the caller already reports a failure as a
 * `DeliveryError`, and these lines only help to find the cause. Debug output is dropped because it holds whole payloads.
 */
export function slackLog(log: Log): Logger {
  const line = (parts: readonly unknown[]) =>
    `Slack's library: ${withoutSecrets(parts.map(shown).join(' ').slice(0, 1000))}`;
  return {
    debug() {},
    info() {},
    warn: (...parts) => log.info({}, line(parts)),
    error: (...parts) => log.warn({}, line(parts)),
    setLevel() {},
    getLevel: () => 'warn' as ReturnType<Logger['getLevel']>,
    setName() {},
  };
}

function shown(part: unknown): string {
  if (typeof part === 'string') return part;
  return part instanceof Error ? `${part.name}: ${part.message}` : `[${typeof part}]`;
}
