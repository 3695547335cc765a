import type { IncomingMessage } from 'node:http';

export class TooLarge extends Error {}

/** The sender reads the answer only if the connection stays open a little longer. */
const lingerMs = 500;

/** Reads the body of a request. Rejects with `TooLarge` as soon as it exceeds `largest` bytes. */
export function readBody(request: IncomingMessage, largest: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const tooLarge = () => {
      parts.length = 0;
      reject(new TooLarge());
      setTimeout(() => request.destroy(), lingerMs).unref();
    };
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > largest) tooLarge();
      else parts.push(part);
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('The request broke off')));
    if (Number(request.headers['content-length'] ?? 0) > largest) tooLarge();
  });
}

/** Parses a JSON object; undefined where the text is anything else. */
export function objectOf(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
