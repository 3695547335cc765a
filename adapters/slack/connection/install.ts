import { hkdfSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type CodedError, ErrorCode, InstallProvider } from '@slack/oauth';
import type { WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import type { Conversation } from '../../../src/chat/conversation.ts';
import type { AdapterIo, Log } from '../../../src/chat/destination.ts';
import type { SlackEnvironment } from '../api/client.ts';
import { eventPayload, spaceOfEvent } from '../interactions/payloads.ts';

/** OAuth v2: how a workspace installs and removes the app. */

export const installPath = '/slack/install';
export const redirectPath = '/slack/oauth_redirect';
/** Those of config/slack-manifest-http.yaml. Who installs the app may refuse all but the first two. */
export const wantedScopes: readonly string[] = ['commands', 'chat:write', 'channels:read', 'groups:read', 'users:read'];

export interface InstallParts {
  readonly env: SlackEnvironment;
  readonly clientOptions: WebClientOptions;
  readonly installing: Installing;
  readonly log: Log;
}

/** Returns a function that answers a browser during the installation; it returns false for any other path. */
export function createInstall({ env, clientOptions, installing, log }: InstallParts) {
  const { SLACK_CLIENT_ID: clientId = '', SLACK_CLIENT_SECRET: clientSecret = '', SLACK_API_URL } = env;
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    // Signs the OAuth state. Derived from the client secret, so that no further secret has to be stored.
    stateSecret: Buffer.from(hkdfSync('sha256', clientSecret, clientId, 'ackwatch oauth state', 32)).toString('hex'),
    directInstall: true,
    clientOptions,
    ...(clientOptions.logger === undefined ? {} : { logger: clientOptions.logger }),
    ...(SLACK_API_URL === undefined ? {} : { authorizationUrl: new URL('/oauth/v2/authorize', SLACK_API_URL).href }),
    installationStore: {
      async storeInstallation() {},
      fetchInstallation: () => Promise.reject(new Error('Installations are read by the clients')),
    },
  });

  async function callback(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await provider.handleCallback(request, response, {
      async afterInstallation(installation, _, __, page) {
        if (installation.bot?.refreshToken !== undefined) {
          const why = 'The app has token rotation switched on, which Ackwatch does not support.';
          log.error({}, `${why} The app is not installed. Switch it off: paste config/slack-manifest-http.yaml anew.`);
          show(page, 400, 'Not installed', `${why} The operator of Ackwatch has to switch it off, then install again.`);
          return false;
        }
        const { name } = await installing.store(installation);
        show(
          page,
          200,
          'Installed',
          `Ackwatch is in ${name}. In Slack, open a channel, write /invite @Ackwatch, then /ackwatch subscribe.`,
        );
        return false;
      },
      failure(error, _, __, page) {
        log.warn({ error: error.code }, 'An installation of the app came to nothing');
        show(page, 400, 'Not installed', reasonOf(error));
      },
    });
  }

  return (request: IncomingMessage, response: ServerResponse, path: string): boolean => {
    if (path !== installPath && path !== redirectPath) return false;
    // Without a redirect address Slack uses the one in the app's settings. Our own would come from a header, which a browser
    // or a proxy can set.
    const answered =
      path === installPath
        ? provider.handleInstallPath(request, response, undefined, { scopes: [...wantedScopes] })
        : callback(request, response);
    answered.catch(() => {
      log.error({ path }, 'A page for the installation of the app could not be made');
      if (!response.headersSent) show(response, 500, 'Not installed', 'Something failed. Try again in a few minutes.');
    });
    return true;
  };
}

function reasonOf({ code }: CodedError): string {
  const again = `Begin again at ${installPath}.`;
  switch (code) {
    case ErrorCode.InvalidStateError:
    case ErrorCode.MissingStateError:
      return `This link was opened in another browser than it was made for, or is older than ten minutes. ${again}`;
    case ErrorCode.AuthorizationError:
      return `It was called off in Slack. Nothing was changed. ${again}`;
    case ErrorCode.MissingCodeError:
      return `Slack sent no code along. ${again}`;
    default:
      return `Slack, or the ledger of Ackwatch, did not take it. ${again}`;
  }
}

function show(response: ServerResponse, status: number, title: string, text: string): void {
  const safe = (part: string) =>
    part.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`).replaceAll(/\p{C}/gu, '');
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${safe(title)}</title><h1>${safe(title)}</h1><p>${safe(text)}</p></html>\n`,
  );
}

/** The part of an installation that is stored: enough to post as the app. No token of a person is requested or stored. */
const storedInstallation = z.object({
  team: z.object({ id: z.string(), name: z.string().optional() }).nullish(),
  enterprise: z.object({ id: z.string(), name: z.string().optional() }).nullish(),
  isEnterpriseInstall: z.boolean().default(false),
  bot: z.object({ token: z.string(), id: z.string().optional(), userId: z.string(), scopes: z.array(z.string()) }),
});
/** With our own field `installedAt`: when it was stored, in seconds since 1970. */
const dated = storedInstallation.extend({ installedAt: z.number().optional().catch(undefined) });

export interface Installed {
  readonly space: string;
  /** The name of the workspace. */
  readonly name: string;
}

export interface Installing {
  /** Stores an installation of @slack/oauth and resumes the subscriptions of the space. Throws if it cannot be stored. */
  store(installation: unknown): Promise<Installed>;
  /** Handles `app_uninstalled` and `tokens_revoked`: removes the installation and pauses the subscriptions of the space. */
  left(event: unknown, reason: string): Promise<void>;
}

export function createInstalling(
  { installations, log, now }: Pick<AdapterIo, 'installations' | 'log' | 'now'>,
  conversation: Pick<Conversation, 'joined' | 'left'>,
): Installing {
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    async store(installation) {
      const stored = storedInstallation.parse(installation);
      const owner = stored.isEnterpriseInstall ? stored.enterprise : stored.team;
      if (owner == null) throw new Error('Slack named no workspace');
      await installations.set(owner.id, { ...stored, installedAt: seconds() });
      // The app is installed even if its subscriptions cannot be resumed.
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
      const { data: known } = dated.safeParse(await installations.get(space));
      const { tokens } = payload.event;
      // A person's token was revoked, and none of those is ours.
      if (tokens != null && (tokens.bot ?? []).length === 0) return;
      if (known !== undefined && tokens?.bot != null && !tokens.bot.includes(known.bot.userId)) return;
      // The event is older than the current installation.
      if (known?.installedAt !== undefined && (payload.event_time ?? seconds()) < known.installedAt) return;
      await installations.remove(space);
      await conversation.left('slack', space, reason);
      log.warn({ space }, reason);
    },
  };
}
