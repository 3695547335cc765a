import { cleanLines, shorten } from '../../post/clean.ts';
import { inert } from './escape.ts';
import { limits } from './limits.ts';
import { type DiscordPayload, noMentions } from './payload.ts';

/** Plain words, in which nothing acts; what is longer than Discord takes ends early, with "…". */
export function plainPayload(words: string): DiscordPayload {
  return { content: contentOf(cleanLines(words).trim()), embeds: [], components: [], allowed_mentions: noMentions };
}

function contentOf(text: string): string {
  const most = limits.content;
  const short = shorten(text, most);
  const content = inert(short);
  if (content.length <= most) return content;
  // At the most a backslash before each sign; half of them always fit.
  const backslashes = content.length - short.length;
  return inert(shorten(text, Math.max(most - backslashes, most / 2)));
}
