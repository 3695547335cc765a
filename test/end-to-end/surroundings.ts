import { setTimeout as pause } from 'node:timers/promises';
import type { Surroundings } from '../../src/app/application.ts';
import type { DeliveryStep } from '../../src/outbox/parts.ts';
import type { Step } from '../../src/watch/pipeline.ts';

/** The outside as a process of its own has it, with the clock `aheadMs` and every step told to `observe`. */
export function surroundings(
  options: { readonly aheadMs?: number; readonly observe?: (step: Step | DeliveryStep) => void } = {},
): Surroundings {
  const { aheadMs = 0, observe = () => {} } = options;
  return {
    env: {},
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => new Date(Date.now() + aheadMs),
    random: () => 0,
    sleep: (milliseconds, signal) => pause(milliseconds, undefined, { signal }).catch(() => {}),
    log: { info() {}, warn() {}, error: (fields, message) => console.error(message, fields) },
    observe,
  };
}
