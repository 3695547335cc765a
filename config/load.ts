import { readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { danglingAliases, knownKeys, misreadValue, nearestName, yamlProblems } from './mistakes.ts';
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

interface Described {
  readonly content: unknown;
  readonly document: Document;
  readonly schema: z.ZodType;
}

function describe(issue: z.core.$ZodIssue, { content: text, document, schema }: Described): string {
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
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, issue.path);
    const unknown = issue.keys.map((key) => {
      const meant = nearestName(key, known);
      return meant === undefined ? `"${key}"` : `"${key}" (did you mean ${meant}?)`;
    });
    const [are, them] = issue.keys.length === 1 ? ['is', 'it'] : ['are', 'them'];
    return `${place}${unknown.join(', ')} ${are} not known here. Check the spelling, or take ${them} out`;
  }
  const misread =
    issue.code === 'invalid_type' || issue.code === 'invalid_union'
      ? misreadValue(document, issue.path, String(issue.path.at(-1) ?? ''))
      : undefined;
  if (misread !== undefined) return `${place}${misread}`;
  if (issue.code === 'invalid_type' && value === undefined)
    return `${place}is missing. Add it: ${issue.message.replace(/^Invalid input: /, '')}`;
  return `${place}${issue.message.replace(/^Invalid (input|option): /, '')}${got}`;
}

/** Throws `ConfigError` for references to names that are not there, and for so many that they would fill the memory. */
function contentOf(document: Document, text: string, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const dangling = danglingAliases(text);
    throw new ConfigError(file, dangling.length > 0 ? dangling : [`${reason}. Mend the YAML there`]);
  }
}

/** Parses and checks a configuration text. Throws `ConfigError` with all problems at once; `file` names the text in it. */
export function parseConfig(text: string, file: string, registry = registered): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new ConfigError(file, yamlProblems(text, document.errors, lines));
  }
  const content = contentOf(document, text, file);
  const schema = createConfigSchema(registry);
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const described = { content, document, schema };
  // zod checks between entries only after each entry is valid; a person wants all problems at once.
  const issues = [...result.error.issues, ...problemsInUnknownKinds(content, registry)];
  const more = problemsBetweenEntries(content, registry).filter(
    ({ message }) => !issues.some((issue) => issue.message === message),
  );
  throw new ConfigError(file, [
    ...issues.map((issue) => describe(issue, described)),
    ...more.map(({ path, message }) => describe({ code: 'custom', path: [...path], message }, described)),
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
