export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the value at `path`, or undefined if a step does not exist. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const step of path) {
    if (!isRecord(at) || !Object.hasOwn(at, step)) return undefined;
    at = at[step];
  }
  return at;
}

export function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** Returns a string, or the text of an element under `_` or `value`; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const inner = valueAt(value, '_') ?? valueAt(value, 'value');
  return typeof inner === 'string' ? inner : undefined;
}

export function textsOf(value: unknown): readonly string[] {
  return asList(value)
    .map(textOf)
    .filter((text) => text !== undefined && text.trim() !== '')
    .map((text) => text ?? '');
}
