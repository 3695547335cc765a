/** `%PDF-` in the first kilobyte, where it is not a page that speaks of PDF. */
export function hasPdfSignature(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const at = head.indexOf('%PDF-');
  return at === 0 || (at > 0 && !/<[a-z!]/i.test(head.slice(0, at)) && head[at - 1] !== '"' && head[at - 1] !== '`');
}
