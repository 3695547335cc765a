import { Mistakes } from './refusals.ts';
import type { Json } from './state.ts';

/** What commands may be (docs.discord.com, interactions/application-commands). Throws 50035 with every mistake. */

const nameOf = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const locales = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);
const mostCharacters = 8000;
const subCommand = 1;
const group = 2;

export function checkCommands(body: unknown): readonly Json[] {
  const mistakes = new Mistakes();
  // A list has no name of its own: its mistakes are under the numbers.
  const commands = Array.isArray(body) ? (body as readonly Json[]) : [];
  if (!Array.isArray(body)) mistakes.add('_', 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  const seen = new Set<string>();
  commands.forEach((command, index) => {
    const type = command['type'] ?? 1;
    const at = String(index);
    mistakes.choice(`${at}.type`, type, [1, 2, 3]);
    checkName(mistakes, `${at}.name`, command, type === 1);
    const key = `${type} ${command['name']}`;
    if (seen.has(key))
      mistakes.add(at, 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    seen.add(key);
    if (type === 1) checkDescription(mistakes, at, command);
    else if (command['description'])
      mistakes.add(
        `${at}.description`,
        'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET',
        'Context menu commands cannot have description',
      );
    if (type !== 1 && command['options'] !== undefined)
      mistakes.add(
        `${at}.options`,
        'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_CANNOT_BE_SET',
        'Context menu commands cannot have options',
      );
    checkOptions(mistakes, at, command, 0);
    if (lengthOf(command) > mostCharacters) {
      mistakes.add(at, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${mostCharacters})`);
    }
    checkPlaces(mistakes, at, command);
  });
  const of = (type: number) => commands.filter((command) => (command['type'] ?? 1) === type).length;
  if (of(1) > 100 || of(2) > 15 || of(3) > 15) {
    mistakes.add('_', 'APPLICATION_COMMANDS_MAX', 'Maximum number of application commands reached (100).');
  }
  mistakes.refuse();
  return commands;
}

function checkPlaces(mistakes: Mistakes, at: string, command: Json): void {
  const { contexts, integration_types: types, default_member_permissions: needed } = command;
  for (const context of Array.isArray(contexts) ? contexts : []) mistakes.choice(`${at}.contexts`, context, [0, 1, 2]);
  if (Array.isArray(types) && types.length === 0)
    mistakes.add(`${at}.integration_types`, 'BASE_TYPE_MIN_LENGTH', 'Must be 1 or more in length.');
  for (const one of Array.isArray(types) ? types : []) mistakes.choice(`${at}.integration_types`, one, [0, 1]);
  if (needed !== undefined && needed !== null && !(typeof needed === 'string' && /^\d+$/u.test(needed))) {
    mistakes.add(
      `${at}.default_member_permissions`,
      'NUMBER_TYPE_COERCE',
      `Value "${needed}" is not a number of permissions.`,
    );
  }
}

function checkName(mistakes: Mistakes, at: string, named: Json, isTyped: boolean): void {
  const names = [
    [at, named['name']],
    ...localized(mistakes, `${at}_localizations`, named['name_localizations']),
  ] as const;
  for (const [path, name] of names) {
    mistakes.text(path, name, 32, true);
    if (!isTyped || typeof name !== 'string' || name.length > 32) continue;
    if (!nameOf.test(name) || name !== name.toLowerCase()) {
      mistakes.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
    }
  }
}

function checkDescription(mistakes: Mistakes, at: string, described: Json): void {
  const path = `${at}.description`;
  const texts = [
    [path, described['description']],
    ...localized(mistakes, `${path}_localizations`, described['description_localizations']),
  ] as const;
  for (const [where, text] of texts) mistakes.text(where, text, 100, true);
}

function localized(mistakes: Mistakes, at: string, given: unknown): readonly (readonly [string, unknown])[] {
  const entries = Object.entries((given ?? {}) as Json);
  for (const [locale] of entries) {
    if (!locales.has(locale))
      mistakes.add(`${at}.${locale}`, 'ENUM_TYPE_COERCE', `Value "${locale}" is not a valid enum value.`);
  }
  return entries.map(([locale, text]) => [`${at}.${locale}`, text] as const);
}

/** `depth`: 0 under a command, 1 under a group, 2 under a sub-command. */
function checkOptions(mistakes: Mistakes, at: string, owner: Json, depth: number): void {
  const options = mistakes.list(`${at}.options`, owner['options'], 25);
  const names = new Set<unknown>();
  let isOptional = false;
  const hasSub = options.some(({ type }) => type === subCommand || type === group);
  options.forEach((option, index) => {
    const path = `${at}.options.${index}`;
    const type = option['type'];
    mistakes.choice(
      `${path}.type`,
      type,
      depth === 0 ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] : depth === 1 ? [1] : [3, 4, 5, 6, 7, 8, 9, 10, 11],
    );
    checkName(mistakes, `${path}.name`, option, true);
    checkDescription(mistakes, path, option);
    if (names.has(option['name']))
      mistakes.add(at, 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE', 'Option names must be unique');
    names.add(option['name']);
    const isSub = type === subCommand || type === group;
    if (hasSub && !isSub)
      mistakes.add(
        `${path}.type`,
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
      );
    if (isSub) {
      checkOptions(mistakes, path, option, type === group ? 1 : 2);
      return;
    }
    if (option['required'] === true && isOptional) {
      mistakes.add(
        path,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    if (option['required'] !== true) isOptional = true;
    checkChoices(mistakes, path, option);
  });
}

function checkChoices(mistakes: Mistakes, at: string, option: Json): void {
  const choices = mistakes.list(`${at}.choices`, option['choices'], 25);
  if (choices.length > 0 && option['autocomplete'] === true) {
    mistakes.add(
      at,
      'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_MUTUALLY_EXCLUSIVE',
      'Autocomplete and choices are mutually exclusive',
    );
  }
  if (option['autocomplete'] === true && ![3, 4, 10].includes(Number(option['type']))) {
    mistakes.add(
      `${at}.autocomplete`,
      'APPLICATION_COMMAND_AUTOCOMPLETE_INVALID_TYPE',
      'Autocomplete is not allowed for this type',
    );
  }
  const seen = new Set<unknown>();
  choices.forEach((choice, index) => {
    const path = `${at}.choices.${index}`;
    mistakes.text(`${path}.name`, choice['name'], 100, true);
    if (option['type'] === 3) mistakes.text(`${path}.value`, choice['value'], 100, true);
    if (seen.has(choice['name']))
      mistakes.add(at, 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_DUPLICATE', 'Option choice names must be unique');
    seen.add(choice['name']);
  });
}

/** Names, descriptions and values of a command and all in it; of each, its longest language counts. */
function lengthOf(part: Json): number {
  const longest = (text: unknown, others: unknown) =>
    Math.max(
      typeof text === 'string' ? text.length : 0,
      ...Object.values((others ?? {}) as Json).map((one) => String(one).length),
    );
  const list = (value: unknown) => (Array.isArray(value) ? (value as readonly Json[]) : []);
  const choices = list(part['choices']).map(
    (choice) => longest(choice['name'], choice['name_localizations']) + String(choice['value'] ?? '').length,
  );
  return [
    longest(part['name'], part['name_localizations']),
    longest(part['description'], part['description_localizations']),
    ...choices,
    ...list(part['options']).map(lengthOf),
  ].reduce((sum, one) => sum + one, 0);
}
