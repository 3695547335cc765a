/**
 * A reviver for JSON that an earlier version stored. Sets were texts joined by `+` then (`speaker`, `via`, `ngoCode`,
 * `reportNumber`); a finding is never rewritten, so they become arrays where they are read.
 */
export function upcast(_key: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'string' ? (renamed.get(item) ?? item) : item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (!entries.some(([name]) => renamed.has(name))) return value;
  return Object.fromEntries(
    entries.map(([name, held]) => {
      const set = renamed.get(name);
      return set === undefined ? [name, held] : [set, typeof held === 'string' ? held.split('+') : []];
    }),
  );
}

const renamed: ReadonlyMap<string, string> = new Map([
  ['speaker', 'speakers'],
  ['via', 'vias'],
  ['ngoCode', 'ngoCodes'],
  ['reportNumber', 'reportNumbers'],
]);
