import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type {
  CommandDescription,
  Conversation,
  LocalizedCommand,
  OptionDescription,
} from '../../../src/chat/conversation.ts';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { shorten } from '../../post/clean.ts';
import type { DiscordClient } from '../api/client.ts';
import { askCommand, type CommandNames, manageCommand } from '../posts/typed.ts';

/** The commands that are registered at Discord (docs.discord.com, interactions/application-commands). */

const explainCommand = 'Explain this post';

const whatAsk = 'Looks up admitted civilian deaths.';
const whatManage = 'Changes what is posted in this channel.';

type CommandJson = RESTPostAPIChatInputApplicationCommandsJSONBody | RESTPostAPIContextMenuApplicationCommandsJSONBody;

/** Characters of a name, a description, a choice and a whole command, and the most choices and options. */
const commandLimits = { name: 32, description: 100, choice: 100, characters: 8000, choices: 25, options: 25 };
/** Discord's pattern for names, which are in lower case. */
const namePattern = /^[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}$/u;

export function isName(name: string): boolean {
  return namePattern.test(name) && name === name.toLowerCase();
}

/** Returns all commands to register. Pure. */
export function commandsOf(described: readonly CommandDescription[]): readonly CommandJson[] {
  const asked = described.filter(({ changes }) => changes !== 'always').map(lookupOf);
  const managed = described.filter(({ changes }) => changes !== 'never');
  const everywhere = {
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  };
  return [
    {
      ...chatCommand(askCommand, whatAsk, asked),
      ...everywhere,
    },
    {
      ...chatCommand(manageCommand, whatManage, managed),
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      integration_types: [ApplicationIntegrationType.GuildInstall],
      default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    },
    { type: ApplicationCommandType.Message, name: explainCommand, ...everywhere },
  ];
}

/** Returns the command without its options where only these make it a change. */
function lookupOf(command: CommandDescription): CommandDescription {
  if (command.changes !== 'with-options') return command;
  const { what, withoutOptions = what, localized } = command;
  const others = Object.entries(localized).map(
    ([tag, one]) => [tag, { ...one, what: one.withoutOptions ?? one.what }] as const,
  );
  return { ...command, what: withoutOptions, options: [], localized: Object.fromEntries(others) };
}

function chatCommand(
  name: string,
  description: string,
  commands: readonly CommandDescription[],
): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const options = commands.map(subCommand);
  return { type: ApplicationCommandType.ChatInput, name, description, options };
}

function subCommand({ name, what, options, localized }: CommandDescription): APIApplicationCommandSubcommandOption {
  // Discord wants required options first.
  const ordered = options.toSorted((one, other) => Number(other.isNeeded) - Number(one.isNeeded));
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name,
    description: described(what),
    ...inOtherLanguages(localized, (command) => command),
    options: ordered.map((option) => field(option, localized)),
  };
}

function field(
  { name, what, kind, isNeeded, choices, suggests }: OptionDescription,
  localized: CommandDescription['localized'],
): APIApplicationCommandBasicOption {
  const common = {
    name,
    description: described(what),
    required: isNeeded,
    ...inOtherLanguages(localized, ({ options }) => (Object.hasOwn(options, name) ? options[name] : undefined)),
  };
  if (kind === 'flag') return { type: ApplicationCommandOptionType.Boolean, ...common };
  if (choices.length === 0) return { type: ApplicationCommandOptionType.String, ...common, autocomplete: suggests };
  return {
    type: ApplicationCommandOptionType.String,
    ...common,
    choices: choices
      .slice(0, commandLimits.choices)
      .map(({ label, value }) => ({ name: shorten(label, commandLimits.choice), value })),
  };
}

function described(what: string): string {
  return shorten(what, commandLimits.description);
}

type Named = Pick<LocalizedCommand, 'name' | 'what'>;

/** Returns the localizations that Discord accepts: one invalid name would keep all commands from being registered. */
function inOtherLanguages(
  localized: CommandDescription['localized'],
  of: (command: LocalizedCommand) => Named | undefined,
) {
  const names: Partial<Record<Locale, string>> = {};
  const descriptions: Partial<Record<Locale, string>> = {};
  for (const [tag, command] of Object.entries(localized)) {
    const named = of(command);
    if (named === undefined) continue;
    for (const locale of localesOf(tag)) {
      if (isName(named.name)) names[locale] = named.name;
      if (named.what !== '') descriptions[locale] = described(named.what);
    }
  }
  return { name_localizations: names, description_localizations: descriptions };
}

const locales: readonly Locale[] = Object.values(Locale);

/** Returns Discord's locales for a BCP 47 tag: `es` is for Spain and for Latin America. Empty where Discord has none. */
export function localesOf(tag: string): readonly Locale[] {
  if (tag === 'en') return [];
  const exact = locales.find((locale) => locale.toLowerCase() === tag.toLowerCase());
  if (exact !== undefined) return [exact];
  if (tag === 'nb' || tag === 'nn') return [Locale.Norwegian];
  return locales.filter((locale) => locale.startsWith(`${tag.toLowerCase()}-`));
}

/** Returns the names that Discord shows to a person. `locale` is Discord's; null, for English, where it is unknown. */
export function namesIn(locale: string | null, described: readonly CommandDescription[]): CommandNames {
  const localizedOf = ({ localized }: CommandDescription): LocalizedCommand | undefined => {
    const tag = Object.keys(localized).find((one) => localesOf(one).some((known) => known === locale));
    return tag === undefined ? undefined : localized[tag];
  };
  const nameOf = (english: string, other: Named | undefined) =>
    other !== undefined && isName(other.name) ? other.name : english;
  const options = new Map(
    described.flatMap((command) => Object.entries(localizedOf(command)?.options ?? {})).toReversed(),
  );
  return {
    command(name) {
      const found = described.find((command) => command.name === name);
      return nameOf(name, found && localizedOf(found));
    },
    option: (name) => nameOf(name, options.get(name)),
  };
}

/** Registers the commands in place of the earlier ones. Idempotent. Throws `DeliveryError`. */
export async function registerCommands(
  client: DiscordClient,
  { commands }: Pick<Conversation, 'commands'>,
  signal: AbortSignal,
): Promise<void> {
  const { id } = await client.application(signal);
  try {
    await client.call('register', signal, {
      method: 'PUT',
      path: `/applications/${id}/commands`,
      body: commandsOf(commands),
    });
  } catch (thrown) {
    if (!(thrown instanceof DeliveryError)) throw thrown;
    const { kind, retryAfterMs, outcome, scope } = thrown;
    throw new DeliveryError(kind, `The commands could not be registered: ${thrown.message}`, {
      retryAfterMs,
      outcome,
      scope,
      cause: thrown,
    });
  }
}
