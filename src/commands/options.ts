import { type CommandName, commandNames, grammar, isCommandName, type Rule, shownOptions } from '../chat/commands.ts';
import type { CommandDescription, OptionDescription, Suggestion } from '../chat/conversation.ts';
import type { Wording } from '../compose/figures.ts';
import { localized } from '../compose/language/commands/index.ts';
import { languageTags } from '../compose/language/index.ts';
import { incidentOutcomes } from '../domain/incidents.ts';
import { weekdays } from './subscriptions/preferences.ts';
import { carried, optionText, quoted } from './words.ts';

/** The options of each command, for platforms that show fields, and the line that filled fields make. */

/** Returns every command in the order of the grammar. */
export function descriptions(wording: Wording): readonly CommandDescription[] {
  const { described } = wording.language.commands.help;
  return commandNames.map((name) => ({
    name,
    what: described[name].what,
    ...(described[name].withoutOptions === undefined ? {} : { withoutOptions: described[name].withoutOptions }),
    options: optionsOf(name, wording),
    changes: grammar[name].changes,
    localized: localized(name),
  }));
}

/** The options for which `suggest` finds values. Options with fixed choices are not among them. */
export const suggestedOptions = [
  'measure',
  'figure',
  'code',
  'event',
  'with',
  'from',
  'publisher',
  'country',
  'place',
  'since',
  'until',
  'as-of',
  'features',
  'min-killed',
  'at',
  'zone',
  'quiet',
  'post',
  'kind',
  'command',
] as const;
export type SuggestedOption = (typeof suggestedOptions)[number];

/** Returns the options of a command in the order of `shownOptions`. */
export function optionsOf(name: CommandName, wording: Wording): readonly OptionDescription[] {
  const rule: Rule = grammar[name];
  const texts: Readonly<Record<string, string>> = wording.language.commands.help.options[name];
  return shownOptions(name).map((option): OptionDescription => {
    const kind = option === rule.words ? 'words' : (rule.options[option] ?? 'words');
    const choices = kind === 'many' ? [] : choicesOf(option, wording);
    return {
      name: option,
      what: texts[option] ?? '',
      kind,
      isNeeded: kind === 'words' && rule.needsWords === true,
      choices,
      suggests: choices.length === 0 && suggestedOptions.some((known) => known === option),
    };
  });
}

/** Returns all values of an option that has few; nothing for the others. */
function choicesOf(option: string, { language }: Wording): readonly Suggestion[] {
  const { values } = language.commands;
  switch (option) {
    case 'outcome':
      return incidentOutcomes.map((value) => ({ label: values.outcomes[value], value }));
    case 'of':
      return Object.entries(language.commands.openAccounts.show).map(([value, label]) => ({ label, value }));
    case 'to':
      return Object.entries(language.commands.subscriptions.follows.targets).map(([value, label]) => ({
        label,
        value,
      }));
    case 'replies':
      return Object.entries(language.commands.subscriptions.follows.where).map(([value, label]) => ({ label, value }));
    case 'time':
      return Object.entries(language.commands.subscriptions.mute.times).map(([value, label]) => ({ label, value }));
    case 'digest':
    case 'rhythm':
      return Object.entries(values.rhythms).map(([value, label]) => ({ label, value }));
    case 'on':
      return weekdays.map((value, index) => ({ label: values.weekdays[index] ?? value, value }));
    case 'language':
      return languageTags.map((value) => ({ label: languageName(value), value }));
    default:
      return [];
  }
}

/** Returns the name of a language in that language. */
function languageName(tag: string): string {
  return new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
}

/** Returns the line that asks a command with these options. Options that it does not have are left out. */
export function lineOf(command: string, given: Readonly<Record<string, string | true>>, wording: Wording): string {
  if (!isCommandName(command)) return quoted(command);
  const parts = optionsOf(command, wording).flatMap(({ name: option, kind }): readonly string[] => {
    const value = Object.hasOwn(given, option) ? given[option] : undefined;
    if (value === undefined || (value === true) !== (kind === 'flag')) return [];
    if (value === true) return [optionText(option, true)];
    const text = carried(value);
    if (kind !== 'words') return text === '' ? [] : [optionText(option, text)];
    // No value begins with a dash. Left as it is, it would be read as an option.
    const word = text.replace(/^[-\s]+/u, '');
    return word === '' ? [] : [quoted(word)];
  });
  return [command, ...parts].join(' ');
}
