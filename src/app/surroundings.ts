import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { readEnvironment } from '../../config/environment.ts';
import type { Surroundings } from './application.ts';

/**
 * Returns the surroundings of this process: its environment with secrets read from their files, clock, dice and streams.
 * `level` replaces `ACKWATCH_LOG_LEVEL`. Logs go to standard error. Throws `EnvironmentError`.
 */
export function surroundingsOf(process: NodeJS.Process, level?: string): Surroundings {
  const env = readEnvironment(process.env);
  const log = pino(
    {
      level: level ?? env['ACKWATCH_LOG_LEVEL'] ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ fd: 2, sync: true }),
  );
  return {
    env,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => new Date(),
    random: Math.random,
    sleep: (milliseconds, signal) => pause(milliseconds, undefined, { signal }).catch(() => {}),
    log,
  };
}
