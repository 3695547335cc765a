import { z } from 'zod';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { bitsOf } from '../api/permissions.ts';

/** The fields that are read of what Discord brings (docs.discord.com, interactions/receiving-and-responding). Others pass unread. */

const snowflake = z.string().regex(/^\d{1,20}$/);
const bits = z.string().regex(/^\d{1,40}$/);
const person = z.object({ id: snowflake });

export const interactionTypes = { ping: 1, command: 2, component: 3, autocomplete: 4 } as const;
export const commandTypes = { slash: 1, message: 3 } as const;
export const responseTypes = {
  pong: 1,
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
} as const;
export const ephemeral = 64;

const channelTypes = { dm: 1, threads: [10, 11, 12] } as const;
const contexts = { botDm: 1, privateChannel: 2 } as const;

/** Who it is from and how it is answered: what every interaction but a ping has. */
const interaction = z.object({
  id: snowflake,
  application_id: snowflake,
  token: z.string().min(1).max(2000),
  guild_id: snowflake.nullish(),
  channel_id: snowflake.nullish(),
  channel: z.object({ id: snowflake, type: z.int() }).nullish(),
  /** In servers; elsewhere `user`. */
  member: z.object({ user: person, permissions: bits.nullish() }).nullish(),
  user: person.nullish(),
  app_permissions: bits.nullish(),
  authorizing_integration_owners: z.record(z.string(), z.unknown()).nullish(),
  context: z.int().nullish(),
  locale: z.string().nullish(),
});
export type InteractionPayload = z.infer<typeof interaction>;

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const field = z.object({ name: z.string(), value: scalar.nullish(), focused: z.boolean().nullish() });
export type Field = z.infer<typeof field>;

export const commandPayload = interaction.extend({
  data: z.object({
    name: z.string(),
    type: z.int().default(1),
    options: z.array(field.extend({ type: z.int(), options: z.array(field).nullish() })).nullish(),
    target_id: snowflake.nullish(),
  }),
});
export type CommandPayload = z.infer<typeof commandPayload>;

const component = z.looseObject({ custom_id: z.string().nullish() });
const row = z.looseObject({ type: z.int(), components: z.array(component).nullish() });
export type Row = z.infer<typeof row>;

export const pressPayload = interaction.extend({
  data: z.object({ custom_id: z.string() }),
  message: z.object({
    id: snowflake,
    flags: z.int().nullish(),
    components: z
      .array(row)
      .nullish()
      .transform((rows) => rows ?? []),
  }),
});
export type PressPayload = z.infer<typeof pressPayload>;

/** What anything that is brought is known by, before more of it is believed. */
export const anyPayload = z.object({ type: z.int(), id: snowflake.optional().catch(undefined) });

/** Where something was asked and by whom, in Discord's own names. */
export interface Scene {
  readonly application: string;
  /** Null in messages between persons. */
  readonly server: string | null;
  readonly channel: string;
  readonly person: string;
  /** Of the person's Discord, as Discord calls it; null where it does not say. */
  readonly locale: string | null;
  readonly isThread: boolean;
  /** Between the person and our bot alone. */
  readonly isDirect: boolean;
  /** Our bot is in the server or the direct message: what is posted there later arrives. */
  readonly isAtHome: boolean;
  /** What the person may do here; null where Discord does not say. */
  readonly permissions: bigint | null;
  /** What our bot may do here; null where Discord does not say. */
  readonly ownPermissions: bigint | null;
}

/** Throws `DeliveryError` where it names no channel or nobody who asks. */
export function sceneOf(payload: InteractionPayload): Scene {
  const { member, user, channel, guild_id: guild, context, authorizing_integration_owners: owners } = payload;
  const by = member?.user.id ?? user?.id;
  const place = channel?.id ?? payload.channel_id;
  if (by === undefined || place == null)
    throw new DeliveryError('invalid', 'Discord does not say who asks, or where. Ask again.');
  const isDirect = guild == null && (context == null ? channel?.type === channelTypes.dm : context === contexts.botDm);
  // As owner 0 stands the server, as owner 1 the person who installed the app for themselves.
  const isPersonsOnly = owners != null && '1' in owners && !('0' in owners);
  return {
    application: payload.application_id,
    server: guild ?? null,
    channel: place,
    person: by,
    locale: payload.locale ?? null,
    isThread: channelTypes.threads.some((type) => type === channel?.type),
    isDirect,
    isAtHome: !isPersonsOnly && context !== contexts.privateChannel && (guild != null || isDirect),
    permissions: bitsOf(member?.permissions) ?? null,
    ownPermissions: bitsOf(payload.app_permissions) ?? null,
  };
}

/** A sub-command and what its fields hold; a command without one stands for the empty line. */
export function fieldsOf({ data }: CommandPayload): { readonly command: string; readonly fields: readonly Field[] } {
  const subCommand = data.options?.find(({ type }) => type === 1);
  return { command: subCommand?.name ?? '', fields: subCommand?.options ?? [] };
}
