import { type CommandName, grammar, type Rule } from '../chat/commands.ts';
import type { Line, Span } from '../chat/message.ts';
import { spans, type Words } from './blocks.ts';

/** Commands, options and values inside sentences, as spans that each platform shows in its own way. */

type Grammar = typeof grammar;
type Positional<Name extends CommandName> = Grammar[Name]['words'] extends infer W extends string ? W : never;
type OptionName<Name extends CommandName> = (keyof Grammar[Name]['options'] & string) | Positional<Name>;
/** By name; a list where the words after the command's name are several, `true` for a flag. */
type Options<Name extends CommandName> = { readonly [O in OptionName<Name>]?: Value };
type Value = string | readonly string[] | true;

/** `command('why', { figure: 'killed_total' })` is shown as `why killed_total` where commands are typed. */
export function command<Name extends CommandName>(name: Name, options: Options<Name> = {}): Span {
  const rule: Rule = grammar[name];
  const given = Object.entries<Value | undefined>(options).flatMap(([option, value]): readonly [string, Value][] =>
    value === undefined ? [] : [[option, value]],
  );
  const words = given.map(([option, value]) => (option === rule.words ? positional(value) : optionText(option, value)));
  const named = given.map(([option, value]) => [option, value === true ? value : [value].flat().join(' ')] as const);
  return {
    text: [name, ...words].join(' '),
    typed: { type: 'command', command: name, options: Object.fromEntries(named) },
  };
}

/** A command with everything that may follow it, as help writes it. */
export function usage(name: CommandName, text: string): Span {
  return { text, typed: { type: 'usage', command: name } };
}

/** One option, without the command that the sentence names. */
export function option(name: string, value: string | null = null): Span {
  return {
    text: value === null ? `--${name}` : optionText(name, value),
    typed: { type: 'option', option: name, value },
  };
}

/** What may be given as the value of an option. */
export function value(text: string): Span {
  return { text, typed: { type: 'value' } };
}

/** A sentence with spans in it: phrase`Write ${command('help')} here.` */
export function phrase(texts: TemplateStringsArray, ...parts: readonly (Words | number)[]): Line {
  return spans(
    ...texts.flatMap((text, index) => {
      const part = parts[index];
      return part === undefined ? [text] : [text, typeof part === 'number' ? String(part) : part];
    }),
  );
}

function positional(value: Value): string {
  return [value]
    .flat()
    .map((word) => quoted(String(word)))
    .join(' ');
}

function optionText(option: string, value: Value): string {
  return value === true ? `--${option}` : `--${option} ${quoted([value].flat().join(','))}`;
}

/** As one word of a command line. */
function quoted(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word;
}
