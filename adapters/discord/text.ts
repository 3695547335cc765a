import { cleanLines, shorten } from '../post/clean.ts';
import { inert } from './escape.ts';
import { limits } from './limits.ts';
import { type DiscordPayload, noMentions } from './payload.ts';

/** One plain sentence, in which nothing acts. */
export function plainPayload(sentence: string): DiscordPayload {
  const text = cleanLines(sentence).trim();
  // With a backslash before each sign it may be twice as long.
  const content = inert(shorten(text, limits.content));
  return {
    content: content.length <= limits.content ? content : inert(shorten(text, limits.content / 2)),
    embeds: [],
    components: [],
    allowed_mentions: noMentions,
  };
}
