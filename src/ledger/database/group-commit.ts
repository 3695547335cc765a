import { sql } from 'kysely';
import type { Writing } from './schema.ts';

type Write = <T>(work: (db: Writing) => Promise<T>) => Promise<T>;

/** What happens once the transaction is committed. */
type Finish = () => void;
interface Waiting {
  run(db: Writing): Promise<Finish>;
  fail(error: unknown): void;
}

/**
 * Small writes of the same moment share a transaction: a commit waits for the disk, and with many posts under way those
 * waits were most of the time. Each is all or nothing on its own, and is done only when all are on disk.
 */
export function groupCommit(write: Write): Write {
  let waiting: Waiting[] = [];
  let running = false;

  async function commit(writes: readonly Waiting[]): Promise<void> {
    try {
      const finishers = await write(async (db) => {
        const done: Finish[] = [];
        for (const one of writes) done.push(await one.run(db));
        return done;
      });
      for (const finish of finishers) finish();
    } catch (error) {
      for (const { fail } of writes) fail(error);
    }
  }
  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      // What was answered in the same turn of the event loop comes along.
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      const writes = waiting;
      waiting = [];
      await commit(writes);
    }
    running = false;
  }
  return (work) =>
    new Promise((resolve, fail) => {
      waiting.push({ fail, run: (db) => alone(db, work, resolve, fail) });
      if (!running) void run();
    });
}

/** Rolls back alone if it fails. If even that fails, everything that shares the transaction fails. */
async function alone<T>(
  db: Writing,
  work: (db: Writing) => Promise<T>,
  resolve: (value: T) => void,
  fail: (error: unknown) => void,
): Promise<Finish> {
  await sql`savepoint one_write`.execute(db);
  let finish: Finish;
  try {
    const value = await work(db);
    finish = () => resolve(value);
  } catch (error) {
    await sql`rollback to savepoint one_write`.execute(db).catch(() => {
      // The store gave the whole transaction up: why is what this one met.
      throw error;
    });
    finish = () => fail(error);
  }
  await sql`release savepoint one_write`.execute(db);
  return finish;
}
