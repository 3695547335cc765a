import { z } from 'zod';

/** The fields that are read of a payload (docs.slack.dev, interactivity and events). Others are ignored. */

const id = z.string().regex(/^[A-Z][A-Z0-9]{1,30}$/);
const ts = z.string().regex(/^\d{1,12}\.\d{1,9}$/);
const block = z.record(z.string(), z.unknown());
const optionalId = id.nullish();

/** A form has text alone. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).optional();

export const commandPayload = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: optionalId,
  enterprise_id: optionalId.catch(undefined),
  is_enterprise_install: flag,
  channel_id: id,
  user_id: id,
});

const interaction = z.object({
  team: z.object({ id }).nullish(),
  enterprise: z.object({ id }).nullish(),
  is_enterprise_install: flag,
  user: z.object({ id, team_id: optionalId }),
  channel: z.object({ id }).nullish(),
});

export const buttonPayload = interaction.extend({
  container: z
    .object({ is_ephemeral: z.boolean().optional(), message_ts: ts.optional(), thread_ts: ts.optional() })
    .optional(),
  message: z
    .object({
      ts,
      thread_ts: ts.optional(),
      text: z.string().default(''),
      team: optionalId,
      blocks: z.array(block).default([]),
    })
    .optional(),
  actions: z
    .array(z.object({ action_id: z.string(), action_ts: z.string().optional(), value: z.string().optional() }))
    .min(1),
});
export type ButtonPayload = z.infer<typeof buttonPayload>;

export const shortcutPayload = interaction.extend({
  message_ts: ts.optional(),
  message: z.object({ ts, thread_ts: ts.optional() }).optional(),
});

export const eventPayload = z.object({
  team_id: optionalId,
  enterprise_id: optionalId,
  context_team_id: optionalId,
  context_enterprise_id: optionalId,
  event_time: z.number().optional(),
  authorizations: z
    .array(z.object({ team_id: optionalId, enterprise_id: optionalId, is_enterprise_install: z.boolean().optional() }))
    .nullish(),
  event: z.object({
    user: id.optional().catch(undefined),
    channel: id.optional().catch(undefined),
    tab: z.string().optional(),
    tokens: z.object({ bot: z.array(z.string()).nullish() }).nullish(),
  }),
});

/**
 * Returns the space whose token is used: the workspace, or the organisation where the app is installed for all of it.
 * Undefined where the payload names none.
 */
export function spaceOfCommand(payload: z.infer<typeof commandPayload>): string | undefined {
  return (payload.is_enterprise_install ? payload.enterprise_id : payload.team_id) ?? payload.team_id ?? undefined;
}

/** Returns the space of an interaction. In a shared channel it is the workspace whose app posted, not that of the person. */
export function spaceOfInteraction(
  { is_enterprise_install, enterprise, team, user }: z.infer<typeof interaction>,
  postedBy?: string | null,
): string | undefined {
  return (is_enterprise_install ? enterprise?.id : postedBy) ?? team?.id ?? user.team_id ?? undefined;
}

export function spaceOfEvent(payload: z.infer<typeof eventPayload>): string | undefined {
  const [authorization] = payload.authorizations ?? [];
  const organisation = authorization?.enterprise_id ?? payload.context_enterprise_id ?? payload.enterprise_id;
  const workspace = authorization?.team_id ?? payload.context_team_id ?? payload.team_id;
  return (authorization?.is_enterprise_install ? organisation : workspace) ?? undefined;
}
