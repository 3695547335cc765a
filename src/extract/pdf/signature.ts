/** Returns whether the first 1,024 bytes contain `%PDF-`, unless they are a page that mentions it. */
export function isPdf(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const at = head.indexOf('%PDF-');
  return at === 0 || (at > 0 && !/<[a-z!]/i.test(head.slice(0, at)) && head[at - 1] !== '"' && head[at - 1] !== '`');
}
