import type { LocalizedCommand } from '../../../chat/conversation.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { LocalizedCommands, Options } from './localized-commands.ts';
import { ru } from './ru.ts';
import { tr } from './tr.ts';
import { uk } from './uk.ts';

/** How commands are called in the languages of those who ask, by BCP 47 tag. They are answered in the language of the channel. */

const languages: ReadonlyMap<string, LocalizedCommands> = new Map(Object.entries({ de, es, fr, ru, tr, uk }));

export function localized(command: keyof Options): Readonly<Record<string, LocalizedCommand>> {
  return Object.fromEntries([...languages].map(([tag, commands]) => [tag, commands[command]]));
}
