import { z } from 'zod';
import type { Conversation } from '../../../src/chat/conversation.ts';
import type { AdapterIo } from '../../../src/chat/destination.ts';
import { eventPayload, spaceOfEvent } from '../interactions/payloads.ts';

/** What is kept of an installation: enough to post as the app. Nothing of a person, whose tokens are not asked for. */
const keptInstallation = z.object({
  team: z.object({ id: z.string(), name: z.string().optional() }).nullish(),
  enterprise: z.object({ id: z.string(), name: z.string().optional() }).nullish(),
  isEnterpriseInstall: z.boolean().default(false),
  bot: z.object({ token: z.string(), id: z.string().optional(), userId: z.string(), scopes: z.array(z.string()) }),
});
/** Our own: when it was made, in seconds since 1970. */
const dated = keptInstallation.extend({ installedAt: z.number().optional().catch(undefined) });

export interface Installed {
  readonly space: string;
  /** As the workspace calls itself. */
  readonly name: string;
}

export interface Installing {
  /** Keeps what @slack/oauth got, and lets the subscriptions of the space go on. Throws where it cannot be kept. */
  keep(installation: unknown): Promise<Installed>;
  /** `app_uninstalled` and `tokens_revoked`. Does not reject. */
  left(event: unknown, reason: string): Promise<void>;
}

export function createInstalling(
  { installations, log, now }: Pick<AdapterIo, 'installations' | 'log' | 'now'>,
  conversation: Pick<Conversation, 'joined' | 'left'>,
): Installing {
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    async keep(installation) {
      const kept = keptInstallation.parse(installation);
      const owner = kept.isEnterpriseInstall ? kept.enterprise : kept.team;
      if (owner == null) throw new Error('Slack named no workspace');
      await installations.set(owner.id, { ...kept, installedAt: seconds() });
      // It is installed all the same where its subscriptions do not go on by themselves.
      await conversation
        .joined('slack', owner.id)
        .catch(() => log.error({ space: owner.id }, 'The subscriptions of a workspace could not be resumed'));
      log.info({ space: owner.id }, 'The app was installed');
      return { space: owner.id, name: owner.name ?? owner.id };
    },
    async left(event, reason) {
      const payload = eventPayload.parse(event);
      const space = spaceOfEvent(payload);
      if (space === undefined) return;
      const { data: held } = dated.safeParse(await installations.get(space));
      const { tokens } = payload.event;
      // The token of a person who left is none of ours.
      if (tokens != null && (tokens.bot ?? []).length === 0) return;
      if (held !== undefined && tokens?.bot != null && !tokens.bot.includes(held.bot.userId)) return;
      // Brought late, after it was installed anew.
      if (held?.installedAt !== undefined && (payload.event_time ?? seconds()) < held.installedAt) return;
      await installations.remove(space);
      await conversation.left('slack', space, reason);
      log.warn({ space }, reason);
    },
  };
}
