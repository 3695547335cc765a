function words(id: string): string {
  return id
    .toLowerCase()
    .replace(/[’']s?\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:other|the)\b/g, '')
    .trim();
}

/** The name of a body that is not in the table may have an article or a genitive in the text. */
function isSameBody(wanted: string, read: string): boolean {
  return wanted === read || (wanted.startsWith('other:') && read.startsWith('other:') && words(wanted) === words(read));
}

/** Returns whether both name the same bodies, in any order. */
export function areSameBodies(wanted: readonly string[], read: readonly string[]): boolean {
  return wanted.length === read.length && wanted.every((id) => read.some((one) => isSameBody(id, one)));
}
