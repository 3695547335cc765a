import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord-api-types/v10';

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
export type ButtonEffect = 'turn' | 'act' | 'share';
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
