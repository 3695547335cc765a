import { parseArgs } from 'node:util';
import { closestMatch } from 'leven';
import {
  type CommandName,
  commandNames,
  grammar,
  isChange,
  isCommandName,
  isShown,
  type Rule,
} from '../chat/commands.ts';
import type { Meaning } from '../chat/conversation.ts';
import type { Wording } from '../compose/figures.ts';
import { CommandError } from './command.ts';
import { optionText, quoted, wordsOf } from './words.ts';

/** One typed line, read as a command. */
export interface ParsedCommand {
  readonly name: CommandName;
  readonly words: readonly string[];
  text(option: string): string | undefined;
  /** Returns undefined where the option was not given. */
  many(option: string): readonly string[] | undefined;
  has(option: string): boolean;
  /** True where nothing follows the name. */
  readonly isNameOnly: boolean;
  /** The same command as it would be typed, without its page. */
  readonly line: string;
  /** The same command with its page. */
  readonly pageLine: string;
}

const maxLineLength = 1500;
const maxQuotedLength = 60;

/** Returns typed text as an answer repeats it, cut where it is long. */
export function quoteInput(text: string): string {
  return text.length <= maxQuotedLength ? text : `${[...text].slice(0, maxQuotedLength).join('')}…`;
}

/** Returns the known word that was probably meant; null where none is near enough. */
export function nearestWord<Word extends string>(given: string, known: readonly Word[]): Word | null {
  const wanted = given.toLowerCase().slice(0, maxQuotedLength);
  if (wanted === '') return null;
  const begun = known.find((word) => wanted.length >= 3 && word.toLowerCase().startsWith(wanted));
  if (begun !== undefined) return begun;
  const byLower = new Map(known.map((word) => [word.toLowerCase(), word]));
  const maxDistance = Math.min(3, Math.floor((wanted.length + 1) / 3));
  if (maxDistance === 0) return null;
  const match = closestMatch(wanted, [...byLower.keys()], { maxDistance });
  return match === undefined ? null : (byLower.get(match) ?? null);
}

/** Reads a line. The empty line asks for the totals. Throws `CommandError`, which says what to type instead. */
export function parse(line: string, wording: Wording): ParsedCommand {
  const words = wording.language.commands.mistakes;
  if (line.length > maxLineLength) throw new CommandError(words.tooLong(maxLineLength));
  const [name = 'totals', ...rest] = wordsOf(line);
  if (!isCommandName(name)) {
    const near = nearestWord(name, commandNames);
    throw new CommandError(
      near === null ? words.unknownCommand(quoteInput(name), commandNames) : words.nearCommand(quoteInput(name), near),
    );
  }
  const rule: Rule = grammar[name];
  const given = optionsOf(name, rule, rest, wording);
  if (given.positional.length > 0 && rule.words === null)
    throw new CommandError(words.takesNothing(name, quoteInput(given.positional.join(' '))));
  return parsedCommand(name, given.positional, given.options);
}

/** Returns which command a line asks for; null where it is no command. Never throws. */
export function meaningOf(line: string): Meaning | null {
  const [command = 'totals', ...rest] = wordsOf(line);
  const isForAsker = rest.some((word, at) => word === '--to=me' || (word === '--to' && rest[at + 1] === 'me'));
  return isCommandName(command)
    ? { command, isChange: isChange(command, { hasOptions: rest.length > 0, isForAsker }) }
    : null;
}

interface Given {
  readonly positional: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

function optionsOf(name: CommandName, rule: Rule, rest: readonly string[], wording: Wording): Given {
  const words = wording.language.commands.mistakes;
  const known = Object.keys(rule.options);
  const options = Object.fromEntries(
    Object.entries(rule.options).map(([option, type]) => [
      option,
      { type: type === 'flag' ? 'boolean' : 'string' } as const,
    ]),
  );
  // Two dashes alone remain of one that a keyboard made long.
  const args = rest.filter((word) => word !== '--');
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const positional: string[] = [];
  const found = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') positional.push(token.value);
    if (token.kind !== 'option') continue;
    const type = Object.hasOwn(rule.options, token.name) ? rule.options[token.name] : undefined;
    if (type === undefined) {
      const option = quoteInput(token.name);
      const near = nearestWord(token.name, known);
      throw new CommandError(
        known.length === 0
          ? words.noOptions(name, option)
          : near === null
            ? words.unknownOption(name, option, known.filter(isShown))
            : words.nearOption(option, near),
      );
    }
    if (type === 'flag') {
      if (token.value !== undefined) throw new CommandError(words.noValue(token.name));
      found.set(token.name, ['']);
      continue;
    }
    const { value } = token;
    const isMissing = value === undefined || value.trim() === '' || (!token.inlineValue && value.startsWith('--'));
    if (isMissing) throw new CommandError(words.valueMissing(token.name));
    const values = type === 'many' ? value.split(',').map((part) => part.trim()) : [value.trim()];
    const before = type === 'many' ? (found.get(token.name) ?? []) : [];
    found.set(token.name, [...before, ...values.filter((part) => part !== '')]);
  }
  return { positional, options: found };
}

function parsedCommand(name: CommandName, words: readonly string[], options: Given['options']): ParsedCommand {
  const parts = [...options].map(([option, values]) => {
    const value = values.join(',');
    return { option, text: optionText(option, value === '' ? true : value) };
  });
  const opening = [name, ...words.map(quoted)];
  return {
    name,
    words,
    text: (option) => options.get(option)?.at(-1),
    many: (option) => options.get(option),
    has: (option) => options.has(option),
    isNameOnly: words.length === 0 && options.size === 0,
    line: [...opening, ...parts.filter(({ option }) => isShown(option)).map(({ text }) => text)].join(' '),
    pageLine: [...opening, ...parts.map(({ text }) => text)].join(' '),
  };
}
