import { Worker } from 'node:worker_threads';
import { SourceError } from '../poll/source.ts';
import type { WorkerCall, WorkerReply } from './protocol.ts';

export const megabyte = 1_000_000;
/** Growth of the whole process during one call. */
const maxGrowthBytes = 600 * megabyte;

/** A worker thread that handles one call at a time, each with a deadline and a memory limit. */
export class ExtractWorker {
  readonly #heapMegabytes: number;
  readonly #idleMs: number;
  #worker: Worker | undefined;
  #lastCall: Promise<unknown> = Promise.resolve();
  #idleTimer: NodeJS.Timeout | undefined;
  /** Settles the current call. */
  #current: { readonly reply: (reply: WorkerReply) => void; readonly fail: (error: SourceError) => void } | undefined;
  #closed = false;

  constructor(heapMegabytes: number, idleMs: number) {
    this.#heapMegabytes = heapMegabytes;
    this.#idleMs = idleMs;
  }

  call(call: WorkerCall, deadlineMs: number): Promise<unknown> {
    const result = this.#lastCall.then(() => this.#run(call, deadlineMs));
    this.#lastCall = result.catch(() => undefined);
    return result;
  }

  async #run(call: WorkerCall, deadlineMs: number): Promise<unknown> {
    if (this.#closed) throw stopped();
    clearTimeout(this.#idleTimer);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    // The timer of the deadline keeps the process alive during the call. The worker itself does not.
    let deadline: NodeJS.Timeout | undefined;
    let memoryCheck: NodeJS.Timeout | undefined;
    try {
      return await new Promise<unknown>((resolve, reject) => {
        this.#current = {
          reply: (reply) => (reply.ok ? resolve(reply.value) : reject(new SourceError(reply.kind, reply.message))),
          fail: reject,
        };
        deadline = setTimeout(() => this.#discard(worker, timedOut(deadlineMs)), deadlineMs);
        // The heap limit does not count buffers, which hold the decompressed streams of a PDF.
        const before = process.memoryUsage.rss();
        memoryCheck = setInterval(() => {
          if (process.memoryUsage.rss() - before > maxGrowthBytes)
            this.#discard(worker, outOfMemory(maxGrowthBytes / megabyte));
        }, 100);
        worker.postMessage(call);
      });
    } finally {
      clearTimeout(deadline);
      clearInterval(memoryCheck);
      this.#current = undefined;
      if (this.#worker === worker)
        this.#idleTimer = setTimeout(() => this.#discard(worker, stopped()), this.#idleMs).unref();
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      // The code that parses untrusted bytes gets no secrets and flags of the process.
      env: {},
      execArgv: [],
      argv: [],
      // Moving a large young generation into the old one can exceed the limit at once and end the whole process.
      resourceLimits: { maxOldGenerationSizeMb: this.#heapMegabytes, maxYoungGenerationSizeMb: 8 },
    });
    worker.on('message', (reply: WorkerReply) => {
      if (this.#worker === worker) this.#current?.reply(reply);
    });
    worker.on('error', (error) => this.#discard(worker, workerFailed(error, this.#heapMegabytes)));
    worker.on('exit', () => this.#discard(worker, workerFailed(undefined, this.#heapMegabytes)));
    worker.unref();
    return worker;
  }

  /** Terminates a worker that failed, is too slow or is no longer needed. Its current call, if any, fails with `error`. */
  #discard(worker: Worker, error: SourceError): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const current = this.#current;
    worker.terminate().finally(() => current?.fail(error));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idleTimer);
    if (this.#worker !== undefined) {
      const worker = this.#worker;
      this.#discard(worker, stopped());
      await worker.terminate();
    }
    await this.#lastCall;
  }
}

function timedOut(deadlineMs: number): SourceError {
  return new SourceError(
    'timeout',
    `Reading the document was stopped after ${deadlineMs} ms. Ackwatch will try again at the next poll; if this continues, open its address in a browser and check it.`,
  );
}

function stopped(): SourceError {
  return new SourceError('unavailable', 'Ackwatch is stopping. It will read the document after the next start.');
}

function outOfMemory(megabytes: number, cause?: unknown): SourceError {
  return new SourceError(
    'too-large',
    `Reading the document took more than ${megabytes} MB of memory. Check its address in a browser, or watch a smaller page.`,
    { cause },
  );
}

function workerFailed(error: unknown, heapMegabytes: number): SourceError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return outOfMemory(heapMegabytes, error);
  const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 200) : 'it exited';
  return new SourceError(
    'unavailable',
    `The thread that reads documents failed (${reason}). Ackwatch will try the document again at the next poll.`,
    { cause: error },
  );
}
