import { hkdfSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type CodedError, ErrorCode, InstallProvider } from '@slack/oauth';
import type { WebClientOptions } from '@slack/web-api';
import type { Log } from '../../../src/chat/destination.ts';
import type { SlackEnvironment } from '../api/client.ts';
import type { Installing } from './installations.ts';

/** OAuth v2: how a workspace lets the app in. */

export const installPath = '/slack/install';
export const redirectPath = '/slack/oauth_redirect';
/** Those of config/slack-manifest-http.yaml; whoever installs may refuse all but the first two. */
export const wantedScopes: readonly string[] = ['commands', 'chat:write', 'channels:read', 'groups:read', 'users:read'];

export interface InstallParts {
  readonly env: SlackEnvironment;
  readonly clientOptions: WebClientOptions;
  readonly installing: Installing;
  readonly log: Log;
}

/** Gives what answers a browser; false where it asks for something else. */
export function createInstall({ env, clientOptions, installing, log }: InstallParts) {
  const { SLACK_CLIENT_ID: clientId = '', SLACK_CLIENT_SECRET: clientSecret = '', SLACK_API_URL } = env;
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    // What signs the way there and back: of this app alone, and nothing more to be kept.
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
          show(page, 400, 'Not installed', `${why} Whoever runs Ackwatch has to switch it off, then install again.`);
          return false;
        }
        const { name } = await installing.keep(installation);
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
    // No address to come back to is named: Slack then takes the one of the app's own settings, and the header that would
    // tell ours is whatever the browser or a proxy says.
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
