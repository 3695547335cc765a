import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { storable } from '../database/bind.ts';

const gzipped = promisify(gzip);
const gunzipped = promisify(gunzip);

export async function packBytes(bytes: Uint8Array): Promise<Uint8Array> {
  return gzipped(bytes);
}

export async function unpackBytes(packed: Uint8Array): Promise<Uint8Array> {
  return gunzipped(packed);
}

export async function packText(text: string): Promise<Uint8Array> {
  return gzipped(Buffer.from(storable(text), 'utf8'));
}

export async function unpackText(packed: Uint8Array): Promise<string> {
  return (await gunzipped(packed)).toString('utf8');
}
