/** Which fields of a form Discord did not take (`errors` of code 50035), never what stands in them. */

const mostFields = 5;
/** Deeper than any field of what we send. */
const deepest = 12;

/** `embeds[0].description BASE_TYPE_MAX_LENGTH`, at most five; whatever else stands there is left out. */
export function fieldsOf(errors: unknown): readonly string[] {
  return [...walk(errors, '', 0)].slice(0, mostFields);
}

function* walk(value: unknown, path: string, depth: number): Generator<string> {
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  if ('_errors' in value && Array.isArray(value._errors)) {
    const codes = value._errors
      .slice(0, mostFields)
      .map(codeOf)
      .filter((code) => code !== undefined);
    yield [path === '' ? 'the whole' : path, ...new Set(codes)].join(' ');
  }
  for (const [key, inner] of Object.entries(value)) {
    if (!/^[a-z0-9_]{1,40}$/i.test(key) || key === '_errors') continue;
    yield* walk(inner, /^\d+$/.test(key) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`, depth + 1);
  }
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,60}$/.test(code) ? code : undefined;
}
