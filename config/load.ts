import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { registered } from './registry.ts';
import { type Config, createConfigSchema, problemsBetweenEntries, problemsInUnknownKinds } from './schema.ts';

/** The configuration cannot be used. The message lists every problem with its path and the fix. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[]) {
    super(
      `${file} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** Returns a path as a person writes it, `sources[2].schedule`. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );
}

function describe(issue: z.core.$ZodIssue, text: unknown): string {
  const where = pathOf(issue.path);
  const place = where === '' ? '' : `${where}: `;
  const value = issue.path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined, // an object, checked on the same line
    text,
  );
  const got =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? ` (found ${JSON.stringify(value)})`
      : '';
  if (issue.code === 'unrecognized_keys')
    return `${place}${issue.keys.map((key) => `"${key}"`).join(', ')} ${issue.keys.length === 1 ? 'is' : 'are'} not known here. Check the spelling, or take ${issue.keys.length === 1 ? 'it' : 'them'} out`;
  if (issue.code === 'invalid_type' && value === undefined)
    return `${place}is missing. Add it: ${issue.message.replace(/^Invalid input: /, '')}`;
  return `${place}${issue.message.replace(/^Invalid (input|option): /, '')}${got}`;
}

/** Parses and checks a configuration text. Throws `ConfigError` with all problems at once; `file` names the text in it. */
export function parseConfig(text: string, file: string, registry = registered): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new ConfigError(
      file,
      document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return `line ${line}, column ${col}: ${error.message}. Mend the YAML there`;
      }),
    );
  }
  const content: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const result = createConfigSchema(registry).safeParse(content);
  if (result.success) return result.data;
  // zod checks between entries only after each entry is valid; a person wants all problems at once.
  const issues = [...result.error.issues, ...problemsInUnknownKinds(content, registry)];
  const more = problemsBetweenEntries(content, registry).filter(
    ({ message }) => !issues.some((issue) => issue.message === message),
  );
  throw new ConfigError(file, [
    ...issues.map((issue) => describe(issue, content)),
    ...more.map(({ path, message }) => describe({ code: 'custom', path: [...path], message }, content)),
  ]);
}

/** Reads, parses and checks a configuration file. Throws `ConfigError`, also where the file cannot be read. */
export function loadConfig(file: string): Config {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new ConfigError(file, [`The file ${reason}. Name another with --config FILE, or copy config/ackwatch.yaml`]);
  }
  return parseConfig(text, file);
}
