import type { LocalizedCommand } from '../conversation.ts';
import { de } from './commands-de.ts';
import { es } from './commands-es.ts';
import { fr } from './commands-fr.ts';
import { ru } from './commands-ru.ts';
import { tr } from './commands-tr.ts';
import { uk } from './commands-uk.ts';
import type { optionTexts } from './en-options.ts';

/** How commands are called in the languages of those who ask, by BCP 47 tag. They are answered in the language of the channel. */

interface Named {
  readonly name: string;
  readonly what: string;
}

interface NamedCommand extends Named {
  /** Without options, where that is another thing. */
  readonly bare?: string;
}

type Options = typeof optionTexts;
/** What a language has to say of every command and every option. */
export type LocalizedCommands = {
  readonly [Command in keyof Options]: NamedCommand & {
    readonly options: { readonly [Option in keyof Options[Command]]: Named };
  };
};

const languages: ReadonlyMap<string, LocalizedCommands> = new Map(Object.entries({ de, es, fr, ru, tr, uk }));

export function localized(command: keyof Options): Readonly<Record<string, LocalizedCommand>> {
  return Object.fromEntries([...languages].map(([tag, commands]) => [tag, commands[command]]));
}
