import { z } from 'zod';
import { DeliveryError, type Log } from '../../src/chat/destination.ts';

/** Failures in words for the log and for the person who asked. Both leave out the address that answers are sent to: it is a secret. */

const failed = 'Ackwatch could not answer this just now. Ask again in a few minutes; the reason is in its log.';

/** Returns the apology that a person gets instead of an answer. A `DeliveryError` already says what to do. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof DeliveryError ? thrown.message : failed;
}

/** Returns kind and status for the log; for a payload that does not match its schema the paths, never the values. */
export function failureOf(thrown: unknown): string {
  if (thrown instanceof DeliveryError) return `${thrown.kind}: ${thrown.message}`;
  if (!(thrown instanceof Error)) return typeof thrown;
  if (thrown instanceof z.ZodError)
    return `unread: ${thrown.issues.map(({ path }) => path.join('.')).join(', ')}`.slice(0, 300);
  return 'statusCode' in thrown && typeof thrown.statusCode === 'number'
    ? `${thrown.name} ${thrown.statusCode}`
    : thrown.name;
}

export function logFailure(log: Log, thrown: unknown, what: string): void {
  log.error({ error: failureOf(thrown), cause: traceOf(thrown) }, what);
}

/** Returns the stack without the message, because a library's message may contain an address with a secret. */
function traceOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames
    .slice(0, 8)
    .map((frame) => frame.trim())
    .join(' ');
}
