import type { Json } from './state.ts';

/** A command in its parts. */
export interface Slash {
  readonly command: string;
  /** The sub-command, with its group before it where it has one: `totals`. */
  readonly sub?: string;
  readonly options?: Readonly<Record<string, string | number | boolean>>;
}

/** A command as somebody fills it in, and as it is registered. */
export interface Command {
  readonly name: string;
  readonly type: number;
  readonly path: readonly string[];
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** Null where it is not. */
  readonly registered: Json | null;
  readonly descriptions: readonly Json[];
}

/** Of the commands that are registered; where none are, anything goes. Throws where Discord would not send it. */
export function commandOf(registered: readonly Json[], given: string | Slash, type = 1): Command {
  const slash = typeof given === 'string' ? typed(given) : given;
  const found = registered.find((one) => one['name'] === slash.command && one['type'] === type) ?? null;
  const path = slash.sub === undefined || slash.sub === '' ? [] : slash.sub.split(' ');
  let descriptions = list(found?.['options']);
  for (const part of path) descriptions = list(descriptions.find(({ name }) => name === part)?.['options']);
  return { name: slash.command, type, path, options: slash.options ?? {}, registered: found, descriptions };
}

/** `/ackwatch totals measure:killed place:Al Jidda flag:True`. */
function typed(text: string): Slash {
  const [words = '', ...fields] = text
    .trim()
    .replace(/^\//u, '')
    .split(/\s+(?=[\p{L}\p{N}_-]+:)/u);
  const [command = '', ...sub] = words.split(/\s+/u);
  const options = fields.map((field) => {
    const at = field.indexOf(':');
    return [field.slice(0, at), field.slice(at + 1)] as const;
  });
  return { command, sub: sub.join(' '), options: Object.fromEntries(options) };
}

/** The `data` of its interaction; `typing` names the option that is being filled in. */
export function dataOf(command: Command, typing: string | null): Json {
  const options = Object.entries(command.options).map(([name, value]) => {
    const type = Number(command.descriptions.find((one) => one['name'] === name)?.['type'] ?? typeOf(value));
    return {
      name,
      type,
      value: name === typing ? String(value) : fitting(value, type),
      ...(name === typing ? { focused: true } : {}),
    };
  });
  const nested = command.path.reduceRight<readonly Json[]>(
    (inner, name, index) => [{ name, type: index === command.path.length - 1 ? 1 : 2, options: inner }],
    options,
  );
  return {
    id: command.registered?.['id'] ?? '1100000000000000001',
    name: command.name,
    type: command.type,
    ...(nested.length === 0 ? {} : { options: nested }),
  };
}

/** Why Discord's field would not send it; null where it would. */
export function unsendable(registered: readonly Json[], command: Command): string | null {
  if (registered.length === 0) return null;
  if (command.registered === null) return 'it is not registered';
  let place = list(command.registered['options']);
  for (const part of command.path) {
    const sub = place.find(({ name, type }) => name === part && (type === 1 || type === 2));
    if (sub === undefined) return `it has no ${part}`;
    place = list(sub['options']);
  }
  const isSub = place.find(({ type }) => type === 1 || type === 2);
  if (isSub !== undefined) return 'a sub-command is missing';
  const known = new Map(place.map((option) => [option['name'], option]));
  for (const [name, value] of Object.entries(command.options)) {
    const option = known.get(name);
    if (option === undefined) return `it has no option ${name}`;
    const choices = list(option['choices']);
    if (choices.length > 0 && !choices.some((choice) => choice['value'] === value)) return `${name} cannot be ${value}`;
  }
  const missing = place.find(({ name, required }) => required === true && !(String(name) in command.options));
  return missing === undefined ? null : `the option ${missing['name']} is missing`;
}

function typeOf(value: unknown): number {
  if (typeof value === 'boolean' || value === 'True' || value === 'False') return 5;
  return typeof value === 'number' ? (Number.isInteger(value) ? 4 : 10) : 3;
}
function fitting(value: string | number | boolean, type: number): string | number | boolean {
  if (type === 5) return value === true || String(value).toLowerCase() === 'true';
  return type === 4 || type === 10 ? Number(value) : String(value);
}

export function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
