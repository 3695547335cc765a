import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect } from 'vitest';

/** Fails each test of a file with an unhandled rejection or exception. Call it before the hooks of the file. */
export function refuseUnhandled(): void {
  let unhandled: unknown[] = [];
  const note = (failure: unknown) => void unhandled.push(failure);
  beforeEach(() => {
    unhandled = [];
    process.on('unhandledRejection', note);
    process.on('uncaughtException', note);
  });
  // After the hooks of the file, which end in the reverse order.
  afterEach(async () => {
    // Rejections are reported after the microtasks of the turn in which they were not handled.
    await nextTurn();
    process.off('unhandledRejection', note);
    process.off('uncaughtException', note);
    expect(unhandled).toEqual([]);
  });
}
