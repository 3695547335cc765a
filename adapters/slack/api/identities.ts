import type { AuthTestResponse } from '@slack/web-api';
import pLimit from 'p-limit';
import { type AdapterIo, DeliveryError, type Identity } from '../../../src/chat/destination.ts';
import type { SlackClients, SlackEnvironment } from './client.ts';
import { neededScopes, scopeError, slackCodeOf } from './errors.ts';

export interface Identities {
  /** Verifies the credentials. Throws `DeliveryError`: `unauthorized` for the only token or the app, never for one workspace of many. */
  verify(signal: AbortSignal): Promise<Identity>;
  /** Resolves with the workspace's URL, `https://newsroom.slack.com/`; undefined where it is unavailable. Cached; never rejects. */
  addressOf(space: string | null, signal: AbortSignal): Promise<string | undefined>;
}

export function createIdentities(env: SlackEnvironment, io: AdapterIo, clients: SlackClients): Identities {
  const addresses = new Map<string, Promise<string | undefined>>();
  const keyOf = (space: string | null) => space ?? '';

  async function prove(space: string | null, signal: AbortSignal): Promise<AuthTestResponse> {
    const answer = await clients.call('verify', signal, async () => (await clients.of(space)).auth.test());
    addresses.set(keyOf(space), Promise.resolve(answer.url));
    const scopes = answer.response_metadata?.scopes;
    // A proxy may drop the header. A missing scope then shows with the first post.
    const missing = scopes === undefined ? [] : neededScopes.filter((scope) => !scopes.includes(scope));
    if (missing.length > 0) throw scopeError(missing, clients);
    return answer;
  }

  async function verifyOne(signal: AbortSignal): Promise<Identity> {
    const { user, team } = await prove(null, signal);
    return { name: `${plain(user) || 'the app'} in ${plain(team) || 'its workspace'}` };
  }

  async function verifyMany(signal: AbortSignal): Promise<Identity> {
    await proveApp(signal);
    const spaces = await io.installations.spaces();
    const limit = pLimit(8);
    const admitted = await Promise.all(spaces.map((space) => limit(() => admits(space, signal))));
    const count = spaces.length === 1 ? '1 workspace' : `${spaces.length} workspaces`;
    const all = admitted.every((one) => one);
    return {
      name: all ? `the app in ${count}` : `the app, admitted by ${admitted.filter((one) => one).length} of ${count}`,
    };
  }

  /** Whether a workspace accepts its token. If not, its channels are paused with their first post; others are not affected. */
  async function admits(space: string, signal: AbortSignal): Promise<boolean> {
    try {
      await prove(space, signal);
      return true;
    } catch (thrown) {
      // Without the key for the installations, no workspace can be used.
      if (!(thrown instanceof DeliveryError) || thrown.kind === 'unauthorized') throw thrown;
      io.log.warn(
        { space, error: `${thrown.kind}: ${thrown.message}` },
        'Slack does not admit Ackwatch to a workspace',
      );
      return false;
    }
  }

  /** Verifies the app's credentials with an invalid code: Slack refuses the code only after it accepted the credentials. */
  async function proveApp(signal: AbortSignal): Promise<void> {
    const { SLACK_CLIENT_ID: client_id = '', SLACK_CLIENT_SECRET: client_secret = '' } = env;
    try {
      await clients.call('verify', signal, () =>
        clients.withoutToken.oauth.v2.access({ client_id, client_secret, code: 'none' }),
      );
    } catch (thrown) {
      const code = thrown instanceof DeliveryError ? slackCodeOf(thrown) : undefined;
      if (code === 'invalid_code') return;
      if (code !== 'invalid_client_id' && code !== 'bad_client_secret') throw thrown;
      const why = `Slack refuses the client of the app (${code})`;
      const fix = 'Copy SLACK_CLIENT_ID and SLACK_CLIENT_SECRET anew from Basic Information at api.slack.com/apps.';
      throw new DeliveryError('unauthorized', `${why}. ${fix}`);
    }
  }

  return {
    verify: (signal) => (clients.many ? verifyMany(signal) : verifyOne(signal)),
    addressOf(space, signal) {
      const key = keyOf(space);
      const known = addresses.get(key);
      if (known !== undefined) return known;
      const asked = clients
        .call('verify', signal, async () => (await clients.of(space)).auth.test())
        .then(({ url }) => url)
        .catch(() => {
          addresses.delete(key);
          return undefined;
        });
      addresses.set(key, asked);
      return asked;
    },
  };
}

/** Returns a name without control and invisible characters, which a workspace could use to disturb a terminal. */
function plain(name: string | undefined): string {
  return (name ?? '').replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').slice(0, 80);
}
