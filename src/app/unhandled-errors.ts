import type { Log } from '../chat/destination.ts';
import { traceOf } from '../outbox/calls.ts';

const closeWithinMs = 5000;

/**
 * A failure that nothing waited for: what state it leaves is not known, so the process ends, with 1, and its supervisor
 * starts it anew. What was begun is in the ledger. The message is left out of the log: a library's may hold a secret.
 */
export function exitOnUnhandledError(process: NodeJS.Process, log: Log, close: () => Promise<void>): void {
  let isEnding = false;
  const end = (failure: unknown) => {
    if (isEnding) return;
    isEnding = true;
    log.error({ cause: traceOf(failure) ?? typeof failure }, 'Something failed that nobody waited for; ending');
    setTimeout(() => process.exit(1), closeWithinMs);
    void close()
      .catch(() => {})
      .then(() => process.exit(1));
  };
  process.on('unhandledRejection', end);
  process.on('uncaughtException', end);
}
