import { type CommandContext, CommandError } from '../command.ts';
import { nearestWord, quoteInput } from '../grammar.ts';

/** Returns the ids of the configured publishers and of those with a current total. */
export async function knownPublishers({ lookups, wording }: CommandContext): Promise<readonly string[]> {
  const stored = (await lookups.totals()).map(({ publisher }) => publisher);
  return [...new Set([...wording.names.publishers.keys(), ...stored])];
}

/** Finds publishers by id or name, without regard to case. Returns each id once. Throws `CommandError`. */
export async function publishersOf(given: readonly string[], context: CommandContext): Promise<readonly string[]> {
  if (given.length === 0) return [];
  const known = await knownPublishers(context);
  const { names, language } = context.wording;
  const byWord = new Map(known.map((id) => [id.toLowerCase(), id]));
  for (const [id, name] of names.publishers) byWord.set(name.toLowerCase(), id);
  const ids = given.map((word) => {
    const id = byWord.get(word.toLowerCase());
    if (id !== undefined) return id;
    const near = nearestWord(word, [...byWord.keys()]);
    const meant = near === null ? null : (byWord.get(near) ?? null);
    throw new CommandError(language.commands.mistakes.unknownPublisher(quoteInput(word), known, meant));
  });
  return [...new Set(ids)];
}
