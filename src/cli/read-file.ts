import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { ExplainedSentence } from '../domain/reader/explanations.ts';
import type { ReadResult } from '../domain/readings.ts';
import type { ConfiguredSpeaker } from '../domain/speakers.ts';
import { createExtract } from '../extract/extractor.ts';
import { explain, read } from '../read/index.ts';
import type { DocumentFacts } from '../read/schema.ts';

class LooseFileError extends Error {
  override readonly name = 'LooseFileError';
}

export interface LooseFileOptions {
  readonly publisher?: string;
  readonly url?: string;
  readonly published?: string;
  /** Also says how each count was judged. */
  readonly explain?: boolean;
}

async function bytesOf(file: string, stdin: NodeJS.ReadableStream): Promise<Uint8Array> {
  if (file === '-') return buffer(stdin);
  try {
    return await readFile(file);
  } catch {
    throw new LooseFileError(`${file} cannot be read. Check the path, or give - and pipe the document in`);
  }
}

/** Reads one document outside the ledger. Throws `LooseFileError` or `SourceError`. */
export async function readLooseFile(
  file: string,
  options: LooseFileOptions,
  speakers: readonly ConfiguredSpeaker[],
  stdin: NodeJS.ReadableStream,
): Promise<{
  readonly result: ReadResult;
  /** Null where no explanation was asked for. */
  readonly sentences: readonly ExplainedSentence[] | null;
  readonly document: DocumentFacts;
}> {
  if (options.published !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.published))
    throw new LooseFileError(`"${options.published}" is no day. Write --published YYYY-MM-DD`);
  const bytes = await bytesOf(file, stdin);
  const extract = createExtract();
  try {
    const document = await extract.document(bytes, '', options.url === undefined ? {} : { url: options.url });
    const context = {
      publisher: options.publisher ?? null,
      url: options.url ?? document.canonical,
      title: document.title,
      published: options.published ?? document.published?.slice(0, 10) ?? null,
    };
    const reading = { ...context, speakers };
    const explained =
      options.explain === true
        ? explain(document.text, reading)
        : { result: read(document.text, reading), sentences: null };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { ...explained, document: { ...context, sha256 } };
  } finally {
    await extract.close();
  }
}
