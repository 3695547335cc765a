import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { createExtract } from './extract/index.ts';
import type { ReadResult } from './model.ts';
import { read } from './read/index.ts';
import { toJson } from './read/schema.ts';

export class LooseFileError extends Error {
  override readonly name = 'LooseFileError';
}

export interface LooseFileOptions {
  readonly publisher?: string;
  readonly url?: string;
  readonly published?: string;
  readonly json?: boolean;
}

async function bytesOf(file: string, stdin: NodeJS.ReadableStream): Promise<Uint8Array> {
  if (file === '-') return buffer(stdin);
  try {
    return await readFile(file);
  } catch {
    throw new LooseFileError(`${file} cannot be read. Check the path, or give - and pipe the document in`);
  }
}

/** Reads one document outside the ledger and prints what was found. Throws `LooseFileError` or `SourceError`. */
export async function readLooseFile(
  file: string,
  options: LooseFileOptions,
  stdin: NodeJS.ReadableStream,
  stdout: NodeJS.WritableStream,
): Promise<void> {
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
    const result = read(document.text, context);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    stdout.write(options.json ? `${JSON.stringify(toJson({ ...context, sha256 }, result), null, 2)}\n` : plain(result));
  } finally {
    await extract.close();
  }
}

function plain({ reader, period, readings, incidents, warnings }: ReadResult): string {
  const lines = [
    `Read by ${reader}${period === null ? '' : `, period ${period.from === period.to ? period.to : `${period.from} to ${period.to}`}`}`,
  ];
  for (const reading of readings) {
    const value = reading.valueMax === null ? String(reading.value) : `${reading.value} to ${reading.valueMax}`;
    const scope = [
      reading.speaker,
      reading.place,
      reading.from && reading.to ? `${reading.from} to ${reading.to}` : null,
    ];
    lines.push(
      '',
      `${reading.measure}: ${reading.qualifier === null ? '' : `${reading.qualifier} `}${value}  (${scope.filter((part) => part !== null).join(', ')})`,
      `  "${reading.quote.replaceAll(/\s+/g, ' ')}"`,
    );
  }
  if (readings.length === 0) lines.push('No figure was read.');
  if (incidents.length > 0) lines.push('', `${incidents.length} incidents:`);
  for (const incident of incidents) {
    const toll = [`killed ${incident.killed ?? 'not stated'}`, `injured ${incident.injured ?? 'not stated'}`].join(
      ', ',
    );
    const where = [incident.place, incident.country].filter((part) => part !== null).join(', ');
    lines.push(`  ${incident.date ?? 'date not stated'}  ${where || 'place not stated'}  ${incident.outcome}  ${toll}`);
  }
  for (const warning of warnings) lines.push('', `Warning (${warning.code}): ${warning.message}`);
  return `${lines.join('\n')}\n`;
}
