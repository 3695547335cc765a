import { randomBytes } from 'node:crypto';
import type { Answer } from './methods.ts';
import { appId, type Json, newToken, type Workspace } from './state.ts';
import type { World } from './world.ts';

/** What the person's browser is sent to after "Allow", or null where the request names no redirect. */
export function allow(world: World, authorization: string, workspace: Workspace, person: string): string | null {
  const asked = new URL(authorization).searchParams;
  const redirect = asked.get('redirect_uri');
  if (redirect === null || asked.get('client_id') !== world.clientId) return null;
  const code = randomBytes(12).toString('hex');
  const scopes = (asked.get('scope') ?? '').split(/[ ,]+/).filter((scope) => scope !== '');
  world.codes.set(code, { workspace, person, scopes, redirect });
  return answered(redirect, { code, state: asked.get('state') ?? '' });
}
export function deny(authorization: string): string | null {
  const asked = new URL(authorization).searchParams;
  const redirect = asked.get('redirect_uri');
  return redirect === null ? null : answered(redirect, { error: 'access_denied', state: asked.get('state') ?? '' });
}
function answered(redirect: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(redirect);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** The consent page: somebody allows at once, in the workspace named by `team` or in the first. */
export function authorize(world: World, url: URL): string | null {
  const named = url.searchParams.get('team');
  const workspace = named === null ? [...world.workspaces.values()][0] : world.workspaces.get(named);
  const person = workspace === undefined ? undefined : [...workspace.people.keys()][0];
  return workspace === undefined || person === undefined ? null : allow(world, url.href, workspace, person);
}

export function accessForCode(world: World, given: Json): Answer {
  if (given['client_id'] !== world.clientId) return { ok: false, error: 'invalid_client_id' };
  if (given['client_secret'] !== world.clientSecret) return { ok: false, error: 'bad_client_secret' };
  const code = String(given['code'] ?? '');
  const granted = world.codes.get(code);
  if (granted === undefined) return { ok: false, error: 'invalid_code' };
  world.codes.delete(code);
  const redirect = given['redirect_uri'];
  if (redirect !== undefined && redirect !== granted.redirect) return { ok: false, error: 'bad_redirect_uri' };
  const { workspace } = granted;
  // A new token only where the app had been removed.
  if (workspace.status !== 'active') {
    workspace.token = newToken('xoxb');
    workspace.status = 'active';
  }
  for (const scope of granted.scopes) workspace.scopes.add(scope);
  return {
    ok: true,
    app_id: appId,
    authed_user: { id: granted.person },
    scope: [...workspace.scopes].join(','),
    token_type: 'bot',
    access_token: workspace.token,
    bot_user_id: workspace.bot.user,
    team: { id: workspace.id, name: workspace.name },
    enterprise: null,
    is_enterprise_install: false,
  };
}
