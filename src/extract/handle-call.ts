import { SourceError } from '../poll/source.ts';
import { extractDocument } from './document.ts';
import type { WorkerCall, WorkerReply, WorkerResults } from './protocol.ts';
import { decode } from './text/charset.ts';

async function extractCall(call: WorkerCall): Promise<WorkerResults[keyof WorkerResults]> {
  switch (call.task) {
    case 'feed':
      return (await import('./feed/extract-feed.ts')).extractFeed(call.bytes, call.contentType, call.url);
    case 'jsonList':
      return (await import('./json/extract-json-list.ts')).extractJsonList(
        call.bytes,
        call.contentType,
        call.url,
        call.list,
      );
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

const nouns: Readonly<Record<WorkerCall['task'], string>> = {
  feed: 'feed',
  jsonList: 'answer',
  document: 'page',
  links: 'page',
};

/** Extracts in this thread, without deadline and heap limit. An error of a library becomes `unreadable`. Never throws. */
export async function handleCall(call: WorkerCall): Promise<WorkerReply> {
  try {
    return { ok: true, value: await extractCall(call) };
  } catch (error) {
    if (error instanceof SourceError) return { ok: false, kind: error.kind, message: error.message };
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);
    const cause = error instanceof RangeError ? 'it is nested too deeply' : reason;
    return {
      ok: false,
      kind: 'unreadable',
      message: `The ${nouns[call.task]} could not be read: ${cause}. Open its address in a browser and check it.`,
    };
  }
}
