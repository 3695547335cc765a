import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process of `children/`. */
export function startChild(name: string, ...given: readonly (string | number)[]): ChildProcess {
  return fork(join(import.meta.dirname, 'children', name), given.map(String), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** The next message of a child. Throws when it ends without one. */
export async function told(child: ChildProcess): Promise<unknown> {
  const over = new AbortController();
  const { signal } = over;
  try {
    const [message] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`A process of the benchmark ended with ${code}`);
      }),
    ]);
    return message;
  } finally {
    over.abort();
  }
}

/** Asks a child that answers each message with one. */
export function ask(child: ChildProcess, question: Serializable = 'tell'): Promise<unknown> {
  const answer = told(child);
  child.send(question);
  return answer;
}

/** Ends a child, kindly first. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(late);
}
