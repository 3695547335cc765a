import { type CommandName, commandNames } from '../chat/commands.ts';
import { joined, line, strong } from '../compose/blocks.ts';
import type { Wording } from '../compose/figures.ts';
import { usage } from '../compose/typed.ts';
import { type Answer, answer, type CommandContext, CommandError } from './command.ts';
import { nearestWord, quoteInput } from './grammar.ts';

export function usageOf(name: CommandName, { language }: Wording): string {
  return [name, language.commands.help.described[name].usage].filter((part) => part !== '').join(' ');
}

/** Lists all commands, or explains one in full. Throws `CommandError` for an unknown command. */
export function help(given: string, context: CommandContext): Answer {
  const { wording } = context;
  const words = wording.language.commands.help;
  if (given !== '') return helpOn(given, context);
  const table = {
    type: 'table' as const,
    caption: words.caption,
    columns: [
      { title: words.columns.command, align: 'left' as const, holds: 'commands' as const },
      { title: words.columns.what, align: 'left' as const },
    ],
    rows: commandNames.map((name) => [name, words.described[name].what]),
  };
  return answer(words.headline, [table, line(words.one)], context);
}

function helpOn(given: string, context: CommandContext): Answer {
  const { wording } = context;
  const { help: words, mistakes } = wording.language.commands;
  const name = commandNames.find((known) => known === given.toLowerCase());
  if (name === undefined) {
    const near = nearestWord(given, commandNames);
    throw new CommandError(
      near === null
        ? mistakes.unknownCommand(quoteInput(given), commandNames)
        : mistakes.nearCommand(quoteInput(given), near),
    );
  }
  const { what, more, examples } = words.described[name];
  return answer(
    words.of(name),
    [
      line(what),
      line(strong(words.usage), usage(name, usageOf(name, wording))),
      ...more.map((text) => line(text)),
      line(strong(words.examples), ...joined(examples, ', ')),
    ],
    context,
  );
}
