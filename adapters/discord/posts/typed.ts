import { type CommandName, type Following, isChange, shownOptions } from '../../../src/chat/commands.ts';
import type { Message, Span, Typed } from '../../../src/chat/message.ts';
import { withTyped } from '../../post/typed.ts';

/** Commands that change nothing, for everybody. */
export const askCommand = 'ackwatch';
/** Commands that change what a channel gets. Discord sets who may use a command by its first name alone, so these have a separate one. */
export const manageCommand = 'ackwatch-manage';

/** What Discord calls commands and options in one language. */
export interface CommandNames {
  command(name: CommandName): string;
  option(name: string): string;
}

const english: CommandNames = { command: (name) => name, option: (name) => name };

/**
 * Returns the message with its commands as Discord shows them: `subscribe --digest daily` is
 * `/ackwatch-manage subscribe digest:daily`, because nothing is typed there and options are fields.
 */
export function withDiscordNames(message: Message, names = english): Message {
  return withTyped(message, ({ typed, ...span }, line): Span => {
    const text = textOf(typed, span.text, names);
    // A line that is bold in part already cannot mark the command by bold.
    return line.some(({ strong }) => strong) ? { ...span, text } : { ...span, text, strong: true };
  });
}

function textOf(typed: Typed, text: string, names: CommandNames): string {
  switch (typed.type) {
    case 'command': {
      const fields = Object.entries(typed.options).map(
        ([option, value]) => `${names.option(option)}:${value === true ? 'True' : value}`,
      );
      const isForAsker = typed.options['to'] === 'me';
      const given = { hasOptions: fields.length > 0, isForAsker };
      return [slashName(typed.command, given, names), ...fields].join(' ');
    }
    case 'usage': {
      const fields = shownOptions(typed.command).map((option) => `${names.option(option)}:`);
      return [slashName(typed.command, { hasOptions: fields.length > 0, isForAsker: false }, names), ...fields].join(
        ' ',
      );
    }
    case 'option':
      return typed.value === null ? names.option(typed.option) : `${names.option(typed.option)}:${typed.value}`;
    case 'value':
      return text;
  }
}

function slashName(command: CommandName, given: Following, names: CommandNames): string {
  return `/${isChange(command, given) ? manageCommand : askCommand} ${names.command(command)}`;
}
