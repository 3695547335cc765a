import chardet from 'chardet';
import iconv from 'iconv-lite';

/**
 * Decodes bytes by the most reliable evidence: byte order mark, zero bytes of UTF-16 and UTF-32, valid UTF-8 (which other
 * encodings hardly ever are), the HTTP header, the declaration in the document, statistics, and last windows-1252.
 */
export function decode(bytes: Uint8Array, contentType: string): string {
  const marked = encodingByMark(bytes) ?? encodingByShape(bytes);
  if (marked !== null) return decodeAs(bytes, marked) ?? decodeLeniently(bytes);
  const strict = decodeStrictly(bytes);
  const highBytes = countHigh(bytes);
  if (strict !== null && highBytes > 0) return strict;
  for (const label of [headerLabel(contentType), declaredLabel(bytes)]) {
    // Bytes without mark and zero bytes are neither UTF-16 nor UTF-32, whatever a label says.
    if (label === null || /^(utf-?(16|32)|ucs-?[24]|iso-10646)/i.test(label)) continue;
    const text = /^utf-?8$/i.test(label) ? decodeMostlyUtf8(bytes) : decodeAs(bytes, label);
    if (text !== null) return text;
  }
  if (strict !== null) return strict;
  const mostly = decodeMostlyUtf8(bytes);
  if (mostly !== null) return mostly;
  // A few high bytes among ASCII are quotes and dashes of windows-1252, too few for statistics.
  const guess = highBytes / bytes.length < 0.05 ? null : chardet.detect(bytes.subarray(0, 65_536));
  return (guess === null ? null : decodeAs(bytes, guess)) ?? new TextDecoder('windows-1252').decode(bytes);
}

function encodingByMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/** Recognises a `<` between zero bytes at the beginning, or zero bytes at every second position. */
function encodingByShape(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return 'utf-32be';
  const head = bytes.subarray(0, 512);
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = head.length * 0.35;
  if (odd > many && even < many / 10) return 'utf-16le';
  if (even > many && odd < many / 10) return 'utf-16be';
  return null;
}

function countHigh(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte > 127) count++;
  return count;
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Decodes UTF-8 with a few broken sequences, e.g. of a page that ends inside a character. Returns null for many. */
function decodeMostlyUtf8(bytes: Uint8Array): string | null {
  const text = decodeLeniently(bytes);
  let broken = 0;
  let whole = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 0xfffd) broken++;
    else if (unit > 127) whole++;
  }
  return broken <= whole / 10 ? text : null;
}

function decodeLeniently(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

function decodeAs(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return iconv.encodingExists(label) ? iconv.decode(Buffer.from(bytes), label) : null;
  }
}

function headerLabel(contentType: string): string | null {
  return /charset\s{0,3}=\s{0,3}["']?([\w.:-]{2,40})/i.exec(contentType.slice(0, 500))?.[1] ?? null;
}

/** Returns the encoding in `<?xml encoding="…"?>`, `<meta charset>` or `<meta http-equiv>` within the first 4 KB. */
function declaredLabel(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const xml = /^\s{0,100}<\?xml[^>]{0,200}?encoding\s{0,3}=\s{0,3}["']([\w.:-]{2,40})/i.exec(head)?.[1];
  return xml ?? /<meta[^>]{0,300}?charset\s{0,3}=\s{0,3}["']?([\w.:-]{2,40})/i.exec(head)?.[1] ?? null;
}
