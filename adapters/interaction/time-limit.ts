import { DeliveryError } from '../../src/chat/destination.ts';

/** How long an answer is waited for, whatever the platform. */
const answerTimeoutMs = 60_000;
const tooLate = 'Ackwatch took too long to answer. What was asked for may have been done: look before you ask again.';

/** Resolves with the answer. Rejects with a `DeliveryError` `timeout` after a minute. */
export async function inTime<T>(answer: Promise<T>): Promise<T> {
  const given = await within(answer, answerTimeoutMs);
  if (given === undefined) throw new DeliveryError('timeout', tooLate);
  return given.value;
}

/** Resolves with the value of `answer`, or undefined after so many milliseconds. Rejects as `answer` does until then. */
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
