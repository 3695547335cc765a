import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord-api-types/v10';
import type { Shares } from '../../post/fit.ts';

/**
 * A message in the form of Discord's API. `content` is the headline, which a push notification shows; the embeds hold the
 * rest. `allowed_mentions` is part of the payload, because an edit without it would parse mentions again.
 */
export interface DiscordPayload {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
  /** `roles` are those of the configuration. */
  readonly allowed_mentions: { readonly parse: readonly []; readonly roles?: readonly string[] };
}

/** A post of the outbox. */
export interface DiscordPost extends DiscordPayload {
  /** Plain text for the title of its thread, at most 100 characters. */
  readonly title: string;
}

export const noMentions = { parse: [] } as const;

/** Names one role below the headline; it alone is notified, whatever else the text contains. */
export function mentioning<P extends DiscordPayload>(payload: P, role: string): P {
  const content = `${payload.content}\n<@&${role}>`;
  return { ...payload, content, allowed_mentions: { ...noMentions, roles: [role] } };
}

/** The effect of a button; its `custom_id` is the effect, a colon and the command. */
type ButtonEffect = 'turn' | 'act' | 'share';
export function customIdOf(effect: ButtonEffect, command: string): string {
  return `${effect}:${command}`;
}
/** Returns null where the `custom_id` has another form. */
export function buttonOf(customId: string): { readonly effect: ButtonEffect; readonly command: string } | null {
  const [, effect, command] = /^(turn|act|share):(.*)$/su.exec(customId) ?? [];
  return effect === undefined || command === undefined ? null : { effect: effect as ButtonEffect, command };
}

/**
 * Discord's limits, in characters. Discord counts code points (discord-api-docs issue 1315); Ackwatch counts UTF-16 units,
 * which are never fewer. Discord refuses the whole message where one limit is passed.
 */
export const limits = {
  /** docs.discord.com, resources/message: `content`. Its OpenAPI description says 4,000, which holds for few. */
  content: 2000,
  /** resources/message: the description of an embed, and all texts of all embeds together. So there are never more than three of the ten allowed. */
  description: 4096,
  embedTexts: 6000,
  /** components/reference: rows of a message, buttons of a row. */
  rows: 5,
  buttonsInRow: 5,
  /** components/reference, button. */
  button: { label: 80, customId: 100 },
  /** resources/channel: the name of a thread. */
  title: 100,
  /** None is documented for a link in words; an embed's own address ends at 2,048. */
  url: 2000,
} as const;

/** Buttons left free for the one that shares an answer. */
export const sparedButtons = 1;

/** Characters left free in the embeds for the line that says who asked. */
export const sparedTexts = 100;

/** Characters of a headline. A notification shows about 200; the embed says more. */
export const headlineLength = 600;

/** Characters of one line of markdown, with room for the lines around it. */
export const lineLength = 3000;

/** Characters of a cell or a caption: longer prose would hide the rest. */
export const cellLength = 200;
/** Cells of one row that stay readable. */
export const columns = 12;

/** In characters of markdown. The parts that are always shown fit into the embeds together. */
export const shares: Shares = {
  headline: 0,
  source: 2400,
  verdict: 800,
  quote: 1200,
  other: 1200,
  notice: 700,
};

/** The parts of the `Destination` contract that are known before the libraries are loaded. */
export const properties = {
  name: 'discord',
  sendsOnce: true,
  /** "Checked for uniqueness in the past few minutes" (docs.discord.com, resources/message): the least that this can mean. */
  sendsOnceForMs: 120_000,
  /** Calls of one bot, over all its channels (docs.discord.com, topics/rate-limits). */
  perSecond: 50,
} as const;
