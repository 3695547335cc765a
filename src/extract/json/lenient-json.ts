/** How many opening brackets are tried as the beginning of the JSON. */
const maximumAttempts = 20;

/**
 * Parses JSON, also between other text: a byte order mark, notices of PHP before it, a comment of a cache after it. Of
 * several values the longest counts. Returns undefined if there is none, and for an HTML page, whatever its scripts hold.
 */
export function parseLenientJson(text: string): { readonly value: unknown } | undefined {
  const whole = parse(text);
  if (whole !== undefined) return whole;
  if (/^[\s\ufeff]*<(?:!doctype|html|head|body)\b/i.test(text.slice(0, 2000))) return undefined;
  let best: { readonly value: unknown } | undefined;
  let longest = 0;
  let from = 0;
  for (let attempt = 0; attempt < maximumAttempts; attempt++) {
    const start = text.slice(from).search(/[{[]/) + from;
    if (start < from) break;
    const end = endOfValue(text, start);
    const found = end === -1 || end - start <= longest ? undefined : parse(text.slice(start, end));
    if (found !== undefined) {
      best = found;
      longest = end - start;
    }
    from = found === undefined ? start + 1 : end;
  }
  return best;
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch {
    return undefined;
  }
}

/** Returns the offset after the bracket that closes the one at `start`, or -1 if it stays open. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (isQuoted) {
      if (letter === '\\') at++;
      else if (letter === '"') isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === '{' || letter === '[') depth++;
    else if ((letter === '}' || letter === ']') && --depth === 0) return at + 1;
  }
  return -1;
}
