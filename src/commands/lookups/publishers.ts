import { type CommandContext, CommandError } from '../command.ts';
import { nearest, shown } from '../grammar.ts';

/** The ids that may be asked for: those of the configuration, and those of which a total is held. */
export async function knownPublishers({ lookups, wording }: CommandContext): Promise<readonly string[]> {
  const held = (await lookups.totals()).map(({ publisher }) => publisher);
  return [...new Set([...wording.names.publishers.keys(), ...held])];
}

/** The ids that are meant, by id or by name and without regard to case, each once. Throws `CommandError`. */
export async function publishersOf(given: readonly string[], context: CommandContext): Promise<readonly string[]> {
  if (given.length === 0) return [];
  const known = await knownPublishers(context);
  const { names, language } = context.wording;
  const byWord = new Map(known.map((id) => [id.toLowerCase(), id]));
  for (const [id, name] of names.publishers) byWord.set(name.toLowerCase(), id);
  const ids = given.map((word) => {
    const id = byWord.get(word.toLowerCase());
    if (id !== undefined) return id;
    const near = nearest(word, [...byWord.keys()]);
    const meant = near === null ? null : (byWord.get(near) ?? null);
    throw new CommandError(language.commands.mistakes.unknownPublisher(shown(word), known, meant));
  });
  return [...new Set(ids)];
}
