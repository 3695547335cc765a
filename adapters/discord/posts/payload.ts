import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord-api-types/v10';
import { cleanLines, shorten } from '../../post/clean.ts';
import { limits } from './limits.ts';
import { inert } from './markdown.ts';

/**
 * A message as Discord's API takes it. The headline stands in `content`, which is what a push notification shows; all else
 * in the embed. `allowed_mentions` stands in the payload itself, for an edit without it would parse mentions again.
 */
export interface DiscordPayload {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly allowed_mentions: { readonly parse: readonly [] };
}

export const noMentions = { parse: [] } as const;

/** What a button does, as its `custom_id` begins. What follows the colon is the command. */
type ButtonEffect = 'turn' | 'act' | 'share';
/** Of a `custom_id` (docs.discord.com, components/reference). */
export const longestCustomId = 100;
export function customIdOf(effect: ButtonEffect, command: string): string {
  return `${effect}:${command}`;
}
/** Null where the button is none of ours. */
export function pressedOf(customId: string): { readonly effect: ButtonEffect; readonly command: string } | null {
  const [, effect, command] = /^(turn|act|share):(.*)$/su.exec(customId) ?? [];
  return effect === undefined || command === undefined ? null : { effect: effect as ButtonEffect, command };
}

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
