import { DeliveryError } from '../../src/chat/destination.ts';

/** For how long an answer is waited for. */

const askTimeoutMs = 60_000;
const tooLate = 'Ackwatch took too long to answer. What was asked for may have been done: look before you ask again.';

/** Rejects with a `DeliveryError` where it takes longer than anybody waits. */
export async function inTime<T>(answer: Promise<T>): Promise<T> {
  const given = await within(answer, askTimeoutMs);
  if (given === undefined) throw new DeliveryError('timeout', tooLate);
  return given.value;
}

/** What it resolves with, undefined where it takes longer. Rejects with what it rejects with until then. */
export async function within<T>(answer: Promise<T>, milliseconds: number): Promise<{ readonly value: T } | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([answer.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(timer);
  }
}
