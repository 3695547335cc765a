import { z } from 'zod';
import { DeliveryError, type Log } from '../../src/chat/destination.ts';

/** What is told of a failure, to the log and to the person who asked: never an address that answers are sent to, for whoever has it can answer. */

const failed = 'Ackwatch could not answer this just now. Ask again in a few minutes; the reason is in its log.';

/** What a person is told instead of an answer. The errors of destinations are sentences with their fix. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof DeliveryError ? thrown.message : failed;
}

/** The kind and the status, for the log; of what did not have its shape, where, and never what stood there. */
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

/** Where an error came from, without its message: that of a library may hold an address with a secret in it. */
function traceOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames
    .slice(0, 8)
    .map((frame) => frame.trim())
    .join(' ');
}
