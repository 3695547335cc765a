import type { CommandDescription } from '../../../src/chat/conversation.ts';
import type { Block, Line, Message, Table } from '../../../src/chat/message.ts';
import { askCommand, isName, localesOf, manageCommand } from './commands.ts';

/**
 * Answers name a command as it is typed, `subscribe --digest daily`. In Discord nothing is typed: commands stand under two
 * names and have fields. Here they are named as Discord shows them, `/ackwatch-manage subscribe digest:daily`, in the
 * language of the person's Discord.
 */

interface Shown {
  readonly command: CommandDescription;
  readonly name: string;
  /** By their names in English. */
  readonly fields: ReadonlyMap<string, string>;
}
type Commands = readonly Shown[];

function shownIn(commands: readonly CommandDescription[], locale: string | null): Commands {
  return commands.map((command) => {
    const tag = Object.keys(command.localized).find((one) => localesOf(one).some((known) => known === locale));
    const localized = tag === undefined ? undefined : command.localized[tag];
    const nameOf = (english: string, other: { readonly name: string } | undefined) =>
      other !== undefined && isName(other.name) ? other.name : english;
    const fields = command.options.map(({ name }) => {
      const others = localized?.options ?? {};
      return [name, nameOf(name, Object.hasOwn(others, name) ? others[name] : undefined)] as const;
    });
    return { command, name: nameOf(command.name, localized), fields: new Map(fields) };
  });
}

/** Of our own wording. What a source wrote is no answer to a mistake, and a sign inside its words is an apostrophe there. */
const code = /(?<![\p{L}\p{N}`])`([^`\n]{1,400})`(?![\p{L}\p{N}`])/u;
/** A value as it is chosen, `killed_total` or `Europe/London`. */
const plainWord = /^(?:[a-z][a-z_-]*|[A-Z][A-Za-z_-]*(?:\/[A-Z][A-Za-z_-]*)+)$/;
const option = /^--([a-z][a-z-]*)$/;

/** The same answer, its commands named as they are found in Discord. `locale` is Discord's; null where it is not known. */
export function withFields(message: Message, described: readonly CommandDescription[], locale: string | null): Message {
  const commands = shownIn(described, locale);
  const inWords = (text: string) =>
    parts(text, commands)
      .map(({ text: part }) => part)
      .join('');
  return { ...message, blocks: message.blocks.map((block) => blockOf(block, commands)), text: inWords(message.text) };
}

function blockOf(block: Block, commands: Commands): Block {
  switch (block.type) {
    case 'line':
    case 'context':
      return { ...block, spans: lineOf(block.spans, commands) };
    case 'table':
      return { ...block, rows: rowsOf(block, commands) };
    default:
      return block;
  }
}

function lineOf(spans: Line, commands: Commands): Line {
  // Beside what stands out already a name would not be told from it.
  const strong = spans.some((span) => span.strong) ? {} : { strong: true };
  return spans.flatMap((span) => {
    if (span.href !== undefined || span.at !== undefined) return [span];
    const described = commands.find(({ command: { name, usage } }) => usage !== '' && span.text === `${name} ${usage}`);
    if (described !== undefined) return [{ ...span, text: usageOf(described) }];
    return parts(span.text, commands).map(({ text, isNamed }) =>
      isNamed ? { ...span, text, ...strong } : { ...span, text },
    );
  });
}

/** Rows that describe a command begin with its name. */
function rowsOf({ rows }: Table, commands: Commands): Table['rows'] {
  return rows.map((row) => {
    const [first, second] = row;
    const described = commands.find(({ command: { name, what } }) => name === first && what === second);
    return described === undefined ? row : [commandOf(described, false), ...row.slice(1)];
  });
}

interface Part {
  readonly text: string;
  readonly isNamed: boolean;
}

function parts(text: string, commands: Commands): readonly Part[] {
  return text.split(new RegExp(code, 'gu')).flatMap((part, index): readonly Part[] => {
    if (part === '') return [];
    if (index % 2 === 0) return [{ text: part, isNamed: false }];
    const named = namedOf(part, commands);
    return [named === undefined ? { text: `\`${part}\``, isNamed: false } : { text: named, isNamed: true }];
  });
}

/** Undefined where it is nothing that Discord has a name for. */
function namedOf(line: string, commands: Commands): string | undefined {
  const words = [...line.matchAll(/"([^"]*)"|\S+/gu)].map(([word, quoted]) => quoted ?? word);
  const [first = '', ...rest] = words;
  const named = commands.find(({ command }) => command.name === first);
  if (named === undefined) {
    if (option.test(first)) return fieldsOf(words, commands).join(' ');
    return plainWord.test(line) ? line : undefined;
  }
  if (/[[<]/u.test(line)) return usageOf(named);
  return [commandOf(named, rest.length > 0), ...fieldsOf(rest, [named])].join(' ');
}

function usageOf(named: Shown): string {
  const fields = [...named.fields.values()].map((field) => `${field}:`);
  return [commandOf(named, fields.length > 0), ...fields].join(' ');
}

/** As `commandsOf` divides them. */
function commandOf({ command: { changes }, name }: Shown, isFollowed: boolean): string {
  const isChange = changes === 'always' || (changes === 'with-options' && isFollowed);
  return `/${isChange ? manageCommand : askCommand} ${name}`;
}

function fieldsOf(words: readonly string[], commands: Commands): readonly string[] {
  const options = commands.flatMap(({ command }) => command.options);
  const fieldOf = (name: string) => commands.flatMap(({ fields }) => fields.get(name) ?? [])[0] ?? name;
  const fields: string[] = [];
  const own: string[] = [];
  const given = [...words];
  for (let word = given.shift(); word !== undefined; word = given.shift()) {
    const [, name] = option.exec(word) ?? [];
    if (name === undefined) {
      own.push(word);
      continue;
    }
    const isFlag = options.some((one) => one.name === name && one.kind === 'flag');
    const [next] = given;
    if (isFlag) fields.push(words.length === 1 ? fieldOf(name) : `${fieldOf(name)}:True`);
    else if (next === undefined || option.test(next)) fields.push(fieldOf(name));
    else fields.push(`${fieldOf(name)}:${given.shift()}`);
  }
  if (own.length === 0) return fields;
  const field = options.find(({ kind }) => kind === 'words')?.name;
  return [field === undefined ? own.join(' ') : `${fieldOf(field)}:${own.join(' ')}`, ...fields];
}
