import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord-api-types/v10';
import type { Shares } from '../../post/fit.ts';

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
export function customIdOf(effect: ButtonEffect, command: string): string {
  return `${effect}:${command}`;
}
/** Null where the button is none of ours. */
export function pressedOf(customId: string): { readonly effect: ButtonEffect; readonly command: string } | null {
  const [, effect, command] = /^(turn|act|share):(.*)$/su.exec(customId) ?? [];
  return effect === undefined || command === undefined ? null : { effect: effect as ButtonEffect, command };
}

/**
 * What Discord takes, in characters. Discord counts code points (discord-api-docs issue 1315); we count UTF-16 units, which
 * are never fewer. It refuses the whole message where one is passed.
 */
export const limits = {
  /** docs.discord.com, resources/message: `content`. Its OpenAPI description says 4,000, which holds for few. */
  content: 2000,
  /** resources/message: the description of an embed, and all texts of all of them together; so there are never more than three of ten. */
  description: 4096,
  embedTexts: 6000,
  /** components/reference: rows of a message, buttons of a row. */
  rows: 5,
  buttonsInRow: 5,
  /** components/reference, button. */
  button: { label: 80, customId: 100 },
  /** None is documented for a link in words; an embed's own address ends at 2,048. */
  url: 2000,
} as const;

/** Left free for the button that shows an answer to everybody. */
export const sparedButtons = 1;

/** Left free in the embeds for the line that says who asked. */
export const sparedTexts = 100;

/** A notification ends after some 200; the way to say more is the embed. */
export const headlineLength = 600;

/** One line of markdown, with room for the lines around it. */
export const lineLength = 3000;

/** A cell and a caption: what is longer is prose, and hides the rest. */
export const cellLength = 200;
/** As many cells as a row can be read with. */
export const columns = 12;

/** In characters of markdown. Those that must survive fit into the embeds together. */
export const shares: Shares = {
  headline: 0,
  source: 2400,
  verdict: 800,
  quote: 1200,
  other: 1200,
  notice: 700,
};

/** The parts of the `Destination` contract that are known before the libraries are loaded. */
export const traits = {
  name: 'discord',
  sendsOnce: true,
  /** "Checked for uniqueness in the past few minutes" (docs.discord.com, resources/message): the least that this can mean. */
  sendsOnceForMs: 120_000,
  /** Of one bot, over all its channels (docs.discord.com, topics/rate-limits). */
  perSecond: 50,
} as const;
