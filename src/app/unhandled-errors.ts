import type { Log } from '../chat/destination.ts';
import { traceOf } from '../outbox/calls.ts';

const closeWithinMs = 5000;

/**
 * Ends the process with code 1 after an unhandled rejection or uncaught exception, because the state is unknown. The
 * supervisor restarts it, and the ledger contains all unfinished work. The log omits the message, which may be secret.
 */
export function exitOnUnhandledError(process: NodeJS.Process, log: Log, close: () => Promise<void>): void {
  let isExiting = false;
  const exit = (failure: unknown) => {
    if (isExiting) return;
    isExiting = true;
    log.error({ cause: traceOf(failure) ?? typeof failure }, 'An unhandled error occurred. The process ends');
    setTimeout(() => process.exit(1), closeWithinMs);
    void close()
      .catch(() => {})
      .then(() => process.exit(1));
  };
  process.on('unhandledRejection', exit);
  process.on('uncaughtException', exit);
}
