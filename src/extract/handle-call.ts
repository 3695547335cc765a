import { SourceError } from '../poll/source.ts';
import { extractDocument } from './document.ts';
import type { WorkerCall, WorkerReply, WorkerResults } from './protocol.ts';
import { decode } from './text/charset.ts';

/** One call, in this thread: no deadline and no heap limit. Throws `SourceError`. */
export async function extractCall(call: WorkerCall): Promise<WorkerResults[keyof WorkerResults]> {
  switch (call.ask) {
    case 'feed':
      return (await import('./feed/extract-feed.ts')).extractFeed(call.bytes, call.contentType, call.url);
    case 'document':
      return extractDocument(call.bytes, call.contentType, call.options);
    case 'links':
      return (await import('./html/extract-links.ts')).extractLinks(
        decode(call.bytes, call.contentType),
        call.url,
        call.selector,
      );
  }
}

/** The same as a value; what a library throws becomes `unreadable`. */
export async function handleCall(call: WorkerCall): Promise<WorkerReply> {
  try {
    return { ok: true, value: await extractCall(call) };
  } catch (error) {
    if (error instanceof SourceError) return { ok: false, kind: error.kind, message: error.message };
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);
    const what = error instanceof RangeError ? 'it is nested too deeply' : reason;
    return {
      ok: false,
      kind: 'unreadable',
      message: `The ${call.ask === 'feed' ? 'feed' : 'page'} was not read: ${what}. Open its address in a browser and check it.`,
    };
  }
}
