import type { optionTexts } from '../en-options.ts';

interface Named {
  readonly name: string;
  readonly what: string;
}

interface NamedCommand extends Named {
  /** Without options, where that is another thing. */
  readonly withoutOptions?: string;
}

export type Options = typeof optionTexts;
/** What a language has to say of every command and every option. */
export type LocalizedCommands = {
  readonly [Command in keyof Options]: NamedCommand & {
    readonly options: { readonly [Option in keyof Options[Command]]: Named };
  };
};
