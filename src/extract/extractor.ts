import { Worker } from 'node:worker_threads';
import { type Extract, SourceError } from '../poll/source.ts';
import { hasPdfSignature } from './pdf/signature.ts';
import type { WorkerCall, WorkerReply, WorkerResults } from './protocol.ts';

export interface ExtractOptions {
  /** For one feed or page, from its start; 10 s. */
  readonly deadlineMs?: number;
  /** For one PDF; 60 s. */
  readonly pdfDeadlineMs?: number;
  /** Of the worker; 256. */
  readonly heapMegabytes?: number;
  /** After which the worker goes, so that an idle process is small; 10 s. */
  readonly idleMs?: number;
  /** 5 MB. */
  readonly maxFeedBytes?: number;
  /** Of HTML and text; 10 MB. */
  readonly maxPageBytes?: number;
  /** 50 MB. */
  readonly maxPdfBytes?: number;
}

const megabyte = 1_000_000;
/** Of the whole process during one call. */
const maxGrowth = 600 * megabyte;

/**
 * Extraction in one worker thread, started at the first call. Calls are answered one after the other; a document that
 * takes too long or too much memory costs the worker and not the process, and the next call gets a new one. It keeps the
 * process running only while a call is under way. Every call may throw `SourceError`, beside the kinds of `Extract`
 * also `timeout` and `too-large`.
 */
export function createExtract(options: ExtractOptions = {}): Extract & { close(): Promise<void> } {
  const pool = new ExtractWorker(options.heapMegabytes ?? 256, options.idleMs ?? 10_000);
  const deadlineMs = options.deadlineMs ?? 10_000;
  const ask = async <Name extends keyof WorkerResults>(
    call: WorkerCall & { ask: Name },
  ): Promise<WorkerResults[Name]> => {
    const pdf = call.ask === 'document' && hasPdfSignature(call.bytes);
    const cap = pdf
      ? (options.maxPdfBytes ?? 50 * megabyte)
      : call.ask === 'feed'
        ? (options.maxFeedBytes ?? 5 * megabyte)
        : (options.maxPageBytes ?? 10 * megabyte);
    if (call.bytes.byteLength > cap)
      throw new SourceError(
        'too-large',
        `The ${pdf ? 'PDF' : call.ask === 'feed' ? 'feed' : 'page'} has ${call.bytes.byteLength} bytes, more than the ${cap} that are read. Check the address, or watch a smaller page.`,
      );
    // The worker answers a call of this name with the answer of this name: see `extract` in core.ts.
    return (await pool.ask(call, pdf ? (options.pdfDeadlineMs ?? 60_000) : deadlineMs)) as WorkerResults[Name];
  };
  return {
    feed: (bytes, contentType, url) => ask({ ask: 'feed', bytes, contentType, url }),
    document: (bytes, contentType, documentOptions = {}) =>
      ask({ ask: 'document', bytes, contentType, options: { ...documentOptions } }),
    links: (bytes, contentType, url, selector) => ask({ ask: 'links', bytes, contentType, url, selector }),
    close: () => pool.close(),
  };
}

class ExtractWorker {
  readonly #heapMegabytes: number;
  readonly #idleMs: number;
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  /** Of the call under way. */
  #settle: { readonly reply: (reply: WorkerReply) => void; readonly fail: (error: SourceError) => void } | undefined;
  #closed = false;

  constructor(heapMegabytes: number, idleMs: number) {
    this.#heapMegabytes = heapMegabytes;
    this.#idleMs = idleMs;
  }

  ask(call: WorkerCall, deadlineMs: number): Promise<unknown> {
    const turn = this.#last.then(() => this.#run(call, deadlineMs));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #run(call: WorkerCall, deadlineMs: number): Promise<unknown> {
    if (this.#closed) throw stopped();
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    // The deadline's timer keeps the process running while it waits; the worker never does.
    let deadline: NodeJS.Timeout | undefined;
    let watch: NodeJS.Timeout | undefined;
    try {
      return await new Promise<unknown>((resolve, reject) => {
        this.#settle = {
          reply: (reply) => (reply.ok ? resolve(reply.value) : reject(new SourceError(reply.kind, reply.message))),
          fail: reject,
        };
        deadline = setTimeout(() => this.#lose(worker, tooSlow(deadlineMs)), deadlineMs);
        // The heap limit does not count buffers, which is where a compressed stream of a PDF unfolds.
        const before = process.memoryUsage.rss();
        watch = setInterval(() => {
          if (process.memoryUsage.rss() - before > maxGrowth) this.#lose(worker, tooBig(maxGrowth / megabyte));
        }, 100);
        worker.postMessage(call);
      });
    } finally {
      clearTimeout(deadline);
      clearInterval(watch);
      this.#settle = undefined;
      if (this.#worker === worker) this.#idle = setTimeout(() => this.#lose(worker, stopped()), this.#idleMs).unref();
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      // Nothing of the process's secrets and flags reaches what parses hostile bytes.
      env: {},
      execArgv: [],
      argv: [],
      // A small young generation: moving a large one into the old can jump over the limit, and kill the process with it.
      resourceLimits: { maxOldGenerationSizeMb: this.#heapMegabytes, maxYoungGenerationSizeMb: 8 },
    });
    worker.on('message', (reply: WorkerReply) => {
      if (this.#worker === worker) this.#settle?.reply(reply);
    });
    worker.on('error', (error) => this.#lose(worker, died(error, this.#heapMegabytes)));
    worker.on('exit', () => this.#lose(worker, died(undefined, this.#heapMegabytes)));
    worker.unref();
    return worker;
  }

  /** Lets go of a worker that is dead, too slow or no longer wanted; its call, if any, fails with `error`. */
  #lose(worker: Worker, error: SourceError): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const settle = this.#settle;
    worker.terminate().finally(() => settle?.fail(error));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    if (this.#worker !== undefined) {
      const worker = this.#worker;
      this.#lose(worker, stopped());
      await worker.terminate();
    }
    await this.#last;
  }
}

function tooSlow(deadlineMs: number): SourceError {
  return new SourceError(
    'timeout',
    `Reading the document was stopped after ${deadlineMs} ms. It is tried again at the next poll; if that stays so, open its address in a browser and check it.`,
  );
}

function stopped(): SourceError {
  return new SourceError('unavailable', 'Ackwatch is stopping; the document is read at the next start.');
}

function tooBig(megabytes: number, cause?: unknown): SourceError {
  return new SourceError(
    'too-large',
    `Reading the document took more than ${megabytes} MB of memory. Check its address in a browser, or watch a smaller page.`,
    { cause },
  );
}

function died(error: unknown, heapMegabytes: number): SourceError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return tooBig(heapMegabytes, error);
  const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 200) : 'it ended';
  return new SourceError(
    'unavailable',
    `The thread that reads documents failed (${reason}). The document is tried again at the next poll.`,
    { cause: error },
  );
}
