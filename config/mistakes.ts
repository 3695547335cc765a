import leven from 'leven';
import { type Document, isScalar, type LineCounter, type YAMLParseError } from 'yaml';
import { z } from 'zod';

/** What people write wrong in a configuration file, said with the fix. */

/** A name with more letters wrong than these was not meant. */
const mostWrong = (name: string) => (name.length < 5 ? 1 : Math.max(2, Math.floor(name.length / 4)));

/** Returns the known name that was probably meant, or undefined. Upper and lower case are the same. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let wrong = mostWrong(name) + 1;
  for (const candidate of known) {
    const distance = leven(name.toLowerCase(), candidate.toLowerCase(), { maxDistance: wrong });
    if (distance >= wrong) continue;
    best = candidate;
    wrong = distance;
  }
  return best;
}

/** A key whose value begins with a sign that YAML keeps for itself. */
const unquotedValue = /(?:^|[\s{,-])([A-Za-z]\w*):[ \t]+([*&%@`][^\n]*)$/;

/** Returns one message for each mistake in the YAML itself; what one mistake breaks below it is left out. */
export function yamlProblems(text: string, errors: readonly YAMLParseError[], lines: LineCounter): readonly string[] {
  const rows = text.split(/\r?\n/);
  const said = new Map<number, string>();
  let isStructureBroken = false;
  for (const error of errors) {
    const { line, col } = lines.linePos(error.pos[0]);
    const row = rows[line - 1] ?? '';
    if (said.has(line)) continue;
    const unquoted = unquotedValue.exec(row);
    if (unquoted !== null) {
      said.set(line, quoteFix(line, unquoted[1] ?? '', unquoted[2] ?? ''));
      continue;
    }
    if (isStructureBroken) continue;
    isStructureBroken = true;
    said.set(line, structureFix(rows, line, col, error.message));
  }
  return [...said.values()];
}

function quoteFix(line: number, key: string, value: string): string {
  const written = value
    .replace(/\s+#.*$/, '')
    .replace(/\s*\}\s*$/, '')
    .trim();
  const what =
    key === 'schedule' || key === 'recheck' ? 'put the schedule in quotes' : `put the value of ${key} in quotes`;
  return `line ${line}: ${what}: ${key}: '${written}'. Without them YAML reads ${written.slice(0, 1)} as a sign of its own`;
}

const indentOf = (row: string) => /^[ \t]*/.exec(row)?.[0] ?? '';

function structureFix(rows: readonly string[], line: number, col: number, message: string): string {
  const row = rows[line - 1] ?? '';
  if (indentOf(row).includes('\t')) return `line ${line} begins with a tab. YAML wants spaces: put spaces in its place`;
  const quotes = [...row.matchAll(/["']/g)].length;
  if (quotes % 2 === 1) return `line ${line}: a quote is opened and not closed. Add the missing one`;
  // An error of indentation is noticed at the line itself, before it or after it.
  const isInList =
    (rows.slice(0, line).join(' ').match(/[[{]/g)?.length ?? 0) >
    (rows.slice(0, line).join(' ').match(/[\]}]/g)?.length ?? 0);
  const wrong = (isInList ? [] : [line, line + 1, line - 1]).find((at) => expectedIndent(rows, at) !== undefined);
  if (wrong !== undefined) {
    const [has, wants] = [indentOf(rows[wrong - 1] ?? '').length, expectedIndent(rows, wrong)];
    return `line ${wrong} begins with ${has} spaces where the lines around it begin with ${wants}. Give it ${wants}`;
  }
  return `line ${line}, column ${col}: ${message}. Mend the YAML there`;
}

/** Returns how many spaces a line should begin with, or undefined if it is indented as the lines around it. */
function expectedIndent(rows: readonly string[], line: number): number | undefined {
  const isKey = (row: string | undefined) => row !== undefined && /^\s*(?:- +)?[\w'"-]+:(?:\s|$)/.test(row);
  if (!isKey(rows[line - 1])) return undefined;
  /** The column of the key, after the `- ` of an entry. */
  const keyAt = (row: string) => /^\s*(?:- +)?/.exec(row)?.[0].length ?? 0;
  const near = (step: 1 | -1) => {
    for (let at = line - 1 + step; at >= 0 && at < rows.length; at += step) {
      const row = rows[at] ?? '';
      if (row.trim() !== '' && !row.trim().startsWith('#')) return isKey(row) ? row : undefined;
    }
    return undefined;
  };
  const [before, after] = [near(-1), near(1)];
  const has = keyAt(rows[line - 1] ?? '');
  const wanted = before === undefined ? undefined : keyAt(before);
  if (wanted === undefined || wanted === has) return undefined;
  const opensBlock = /:\s*(?:#.*)?$/.test(before ?? '');
  const isAgreed = after === undefined || keyAt(after) === wanted || Math.abs(has - wanted) === 1;
  return !opensBlock && isAgreed ? wanted : undefined;
}

/** Returns the messages for values that begin with `*` and look to YAML like references to a name that is not there. */
export function danglingAliases(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((row, index) => {
    const found = /^\s*#/.test(row) ? null : unquotedValue.exec(row);
    return found === null || !found[2]?.startsWith('*') ? [] : [quoteFix(index + 1, found[1] ?? '', found[2])];
  });
}

/** Returns what is wrong with a value that YAML read as something else than it looks like, or undefined. */
export function misreadValue(document: Document, path: readonly PropertyKey[], key: string): string | undefined {
  const node = document.getIn(path, true);
  if (!isScalar(node)) return undefined;
  const { value, source, comment, commentBefore } = node as typeof node & { readonly commentBefore?: string | null };
  if (typeof value === 'number' || typeof value === 'bigint') {
    const written = source ?? String(value);
    const isDamaged = /^\d+$/.test(written) && !Number.isSafeInteger(Number(written));
    const damage = isDamaged ? `; as a number it is damaged already, to ${String(Number(written))}` : '';
    return `is read as a number${damage}. Put it in quotes: ${key}: '${written}'`;
  }
  if (typeof value === 'boolean')
    return `is read as ${String(value)}. Put it in quotes: ${key}: '${source ?? String(value)}'`;
  const after = comment ?? commentBefore;
  if (value === null && after)
    return `is empty, because YAML takes what follows # for a comment. Put it in quotes: ${key}: '#${after.trim()}'${key === 'channel' ? ', or write the id of the channel, which Slack and Discord want' : ''}`;
  return undefined;
}

/** Returns the names that an object at this path of the configuration may have, from all forms that it may take. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): ReadonlySet<string> {
  let nodes: readonly unknown[] = [z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })];
  for (const key of path) nodes = nodes.flatMap(formsOf).flatMap((node) => childrenOf(node, key));
  return new Set(nodes.flatMap(formsOf).flatMap((node) => Object.keys(recordAt(node, 'properties'))));
}

function recordAt(node: unknown, key: string): Readonly<Record<string, unknown>> {
  const value = typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function formsOf(node: unknown): readonly unknown[] {
  const forms = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => Object.values(recordAt(node, key)));
  return [node, ...forms.flatMap(formsOf)];
}

function childrenOf(node: unknown, key: PropertyKey): readonly unknown[] {
  const found = typeof key === 'number' ? recordAt(node, 'items') : recordAt(node, 'properties')[String(key)];
  return found === undefined ? [] : [found];
}
