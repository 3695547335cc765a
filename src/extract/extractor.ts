import { type Extract, SourceError } from '../poll/source.ts';
import { ExtractWorker, megabyte } from './extract-worker.ts';
import { isPdf } from './pdf/signature.ts';
import type { WorkerCall, WorkerResults } from './protocol.ts';

export interface ExtractOptions {
  /** Deadline of one feed or page. Default: 10 s. */
  readonly deadlineMs?: number;
  /** Deadline of one PDF. Default: 60 s. */
  readonly pdfDeadlineMs?: number;
  /** Heap limit of the worker. Default: 256. */
  readonly heapMegabytes?: number;
  /** The worker ends after this time without a call, so that an idle process is small. Default: 10 s. */
  readonly idleMs?: number;
  /** Default: 5 MB. */
  readonly maxFeedBytes?: number;
  /** Limit of HTML and plain text. Default: 10 MB. */
  readonly maxPageBytes?: number;
  /** Default: 50 MB. */
  readonly maxPdfBytes?: number;
}

/**
 * Extracts in one worker thread, which starts at the first call. Calls run one after the other. A document that takes too
 * long or too much memory ends the worker, not the process, and the next call starts a new one. Only a running call keeps
 * the process alive. Every call may also throw the `SourceError` kinds `timeout`, `too-large` and `unavailable`.
 */
export function createExtract(options: ExtractOptions = {}): Extract & { close(): Promise<void> } {
  const worker = new ExtractWorker(options.heapMegabytes ?? 256, options.idleMs ?? 10_000);
  const limits = {
    feed: { maxBytes: options.maxFeedBytes ?? 5 * megabyte, deadlineMs: options.deadlineMs ?? 10_000 },
    page: { maxBytes: options.maxPageBytes ?? 10 * megabyte, deadlineMs: options.deadlineMs ?? 10_000 },
    PDF: { maxBytes: options.maxPdfBytes ?? 50 * megabyte, deadlineMs: options.pdfDeadlineMs ?? 60_000 },
  };
  const call = async <Name extends keyof WorkerResults>(
    request: WorkerCall & { task: Name },
  ): Promise<WorkerResults[Name]> => {
    const format = formatOf(request);
    const { maxBytes, deadlineMs } = limits[format];
    if (request.bytes.byteLength > maxBytes)
      throw new SourceError(
        'too-large',
        `The ${format} has ${request.bytes.byteLength} bytes; the limit is ${maxBytes}. Check the address, or watch a smaller page.`,
      );
    // `handleCall` answers a call of this name with the result of this name.
    return (await worker.call(request, deadlineMs)) as WorkerResults[Name];
  };
  return {
    feed: (bytes, contentType, url) => call({ task: 'feed', bytes, contentType, url }),
    document: (bytes, contentType, documentOptions = {}) =>
      call({ task: 'document', bytes, contentType, options: { ...documentOptions } }),
    jsonList: (bytes, contentType, url, list) => call({ task: 'jsonList', bytes, contentType, url, list }),
    links: (bytes, contentType, url, selector) => call({ task: 'links', bytes, contentType, url, selector }),
    close: () => worker.close(),
  };
}

function formatOf(request: WorkerCall): 'feed' | 'page' | 'PDF' {
  if (request.task === 'feed') return 'feed';
  return request.task === 'document' && isPdf(request.bytes) ? 'PDF' : 'page';
}
