import { z } from 'zod';

/** The fields that are read of an interaction (docs.discord.com, interactions/receiving-and-responding). Others are ignored. */

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

/** The fields of every interaction but a ping. */
export const interactionPayload = z.object({
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
export type InteractionPayload = z.infer<typeof interactionPayload>;

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const field = z.object({ name: z.string(), value: scalar.nullish(), focused: z.boolean().nullish() });
export type Field = z.infer<typeof field>;

export const commandPayload = interactionPayload.extend({
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

export const buttonPayload = interactionPayload.extend({
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
export type ButtonPayload = z.infer<typeof buttonPayload>;

/** Type and id of any interaction, before the rest is checked. */
export const anyPayload = z.object({ type: z.int(), id: snowflake.optional().catch(undefined) });

/** Returns the sub-command and its fields; `command` is empty where there is none. */
export function fieldsOf({ data }: CommandPayload): { readonly command: string; readonly fields: readonly Field[] } {
  const subCommand = data.options?.find(({ type }) => type === 1);
  return { command: subCommand?.name ?? '', fields: subCommand?.options ?? [] };
}
