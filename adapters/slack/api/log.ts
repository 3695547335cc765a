import type { Logger } from '@slack/web-api';
import type { Log } from '../../../src/chat/destination.ts';

/** Whatever looks like a token of Slack's, a signing secret's header or a one-time address. */
const secrets =
  /xox[a-z](?:\.[a-z]+)?-[\w.-]+|xapp-[\w-]+|v0=[0-9a-f]{64}|(?<=hooks\.slack\.com\/)\S+|(?<=[?&](?:ticket|code|state)=)[^&\s"]+/g;

export function withoutSecrets(text: string): string {
  return text.replaceAll(secrets, '[secret]');
}

/**
 * What Slack's own libraries say, in our log. One step quieter than they mean it: what failed is told as a
 * `DeliveryError` by whoever called, so theirs is for finding out why. Their debug output, which holds whole payloads,
 * is left out.
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
