import { z } from 'zod';

/** The shape of each variable. No message repeats a value: it may be a secret in the wrong place. */

const publicKey = /^[0-9a-f]{64}$/i;
const botToken = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** The id of a channel, a person or a server. */
export const snowflake = /^\d{17,20}$/;

export const settings = z.object({
  DISCORD_TOKEN: z
    .string()
    .superRefine((value, context) => {
      if (botToken.test(value)) return;
      const message = publicKey.test(value)
        ? 'holds what belongs in DISCORD_PUBLIC_KEY: the two are swapped'
        : /^Bot\s/.test(value)
          ? 'is given without the word Bot before it'
          : 'is no bot token (Bot, Reset Token): three parts with dots between them';
      context.addIssue({ code: 'custom', message });
    })
    .optional(),
  DISCORD_PUBLIC_KEY: z
    .string()
    .superRefine((value, context) => {
      if (publicKey.test(value)) return;
      const message = botToken.test(value)
        ? 'holds what belongs in DISCORD_TOKEN: the two are swapped'
        : 'is no public key (General Information, Public Key): 64 digits and letters a to f';
      context.addIssue({ code: 'custom', message });
    })
    .transform((value) => value.toLowerCase())
    .optional(),
  DISCORD_API_URL: z
    .string()
    .refine((value) => ['http:', 'https:'].includes(URL.parse(value)?.protocol ?? ''), 'is no http or https address')
    .refine((value) => !/\/v\d+\/*$/.test(value), 'must not name a version: Ackwatch adds its own')
    .transform((value) => value.replace(/\/+$/, ''))
    .default('https://discord.com/api'),
  DISCORD_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is no port: a number up to 65535, or 0 for any that is free')
    .transform(Number)
    .refine((port) => port <= 65_535, 'is no port: a number up to 65535, or 0 for any that is free')
    .default(3001),
  /** Announcement channels whose posts are published to their followers. */
  DISCORD_CROSSPOST: z
    .string()
    .transform((value) => value.split(',').map((id) => id.trim()))
    .transform((ids) => ids.filter((id) => id !== ''))
    .refine(
      (ids) => ids.every((id) => snowflake.test(id)),
      'is no list of channels: their ids, numbers of 17 to 20 digits, with commas between them',
    )
    .default([]),
  HTTP_PROXY: z.string().optional(),
  HTTPS_PROXY: z.string().optional(),
  NO_PROXY: z.string().optional(),
});
export type DiscordSettings = z.infer<typeof settings>;
