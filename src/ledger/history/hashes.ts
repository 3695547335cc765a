import { createHash } from 'node:crypto';
import { storable } from '../database/bind.ts';

/** Hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Hex SHA-256 of the text with runs of white space folded to one space and none at its ends: `Report.textSha256`. */
export function textSha256(text: string): string {
  return sha256(storable(text).replace(/\s+/gu, ' ').trim());
}

/** Returns an id made of what identifies the thing: the same parts give the same id. */
export function idOf(...parts: readonly string[]): string {
  return sha256(JSON.stringify(parts.map(storable))).slice(0, 32);
}

export function documentIdOf(publisher: string, identity: string): string {
  return idOf(publisher, identity);
}
