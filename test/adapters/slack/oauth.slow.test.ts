import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createInstalling } from '../../../adapters/slack/connection/install.ts';
import { type Slack, startSlack, type Workspace } from '../../fakes/slack/index.ts';
import { installation, keepingLog, keptInstallations } from './counterpart.ts';
import { message, scripted, type Talk, talk } from './talk.ts';

let slack: Slack;
let one: Talk;

beforeEach(async () => {
  slack = await startSlack();
  one = await talk(slack, 'many');
});
afterEach(async () => {
  await one.close();
  await slack.close();
});

/** A browser: goes to the page of the installation and keeps its cookie. */
async function begin(): Promise<{ readonly authorization: string; readonly cookie: string }> {
  const response = await fetch(`${one.origin()}/slack/install`, { redirect: 'manual' });
  expect(response.status).toBe(302);
  const authorization = new URL(response.headers.get('location') ?? '');
  // Where none is named, Slack takes the one of the app's settings.
  expect(authorization.searchParams.has('redirect_uri')).toBe(false);
  authorization.searchParams.set('redirect_uri', `${one.origin()}/slack/oauth_redirect`);
  return { authorization: authorization.href, cookie: response.headers.get('set-cookie') ?? '' };
}
async function back(address: string, cookie: string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(address, { headers: { cookie: cookie.split(';')[0] ?? '' } });
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  return { status: response.status, text: await response.text() };
}
async function install(workspace: Workspace = slack.workspace): Promise<{ status: number; text: string }> {
  const { authorization, cookie } = await begin();
  return await back(slack.allow(authorization, workspace), cookie);
}
const what = (kind: string) => one.conversation.asked.filter(({ what: is }) => is === kind).map(({ line }) => line);
const postTo = (channel: string) =>
  one.destination.send(
    one.destination.render(message('a figure')).payload,
    { channel },
    {
      key: 'k',
      signal: AbortSignal.timeout(5000),
    },
  );

describe('an installation', () => {
  test('is asked for at Slack with the least scopes and a state that only this browser has', async () => {
    const { authorization, cookie } = await begin();
    const { origin, pathname, searchParams } = new URL(authorization);
    expect(`${origin}${pathname}`).toBe(`${slack.origin}/oauth/v2/authorize`);
    expect(searchParams.get('scope')).toBe('commands,chat:write,channels:read,groups:read,users:read');
    expect(searchParams.get('user_scope')).toBeNull();
    expect(searchParams.get('client_id')).toBe(slack.clientId);
    expect(cookie).toMatch(/Secure; HttpOnly/);
    expect(cookie).toContain(searchParams.get('state') ?? 'none');
    expect(authorization + cookie).not.toContain(slack.clientSecret);
  });

  test('is stored, resumes the subscriptions of the workspace, and can be posted with', async () => {
    const { id, token, name } = slack.workspace;
    const page = await install();
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining(name) });
    expect(page.text).not.toContain(token);
    expect(await one.installations.get(id)).toMatchObject({
      team: { id },
      bot: { token, userId: slack.workspace.bot.user, scopes: expect.arrayContaining(['commands', 'chat:write']) },
      isEnterpriseInstall: false,
    });
    expect(JSON.stringify(await one.installations.get(id))).not.toContain(slack.person.id);
    expect(what('joined')).toEqual([`slack ${id}`]);
    await postTo(`${id}/${slack.channel.id}`);
    expect(slack.posts()).toHaveLength(1);
    expect(JSON.stringify(one.log.lines)).not.toContain(token);
  });

  test('of a second workspace leaves the first as it was', async () => {
    const other = slack.addWorkspace();
    await install();
    await install(other);
    expect((await one.installations.spaces()).toSorted()).toEqual([slack.workspace.id, other.id].toSorted());
    const [channel] = other.channels.keys();
    await postTo(`${other.id}/${channel}`);
    expect(slack.posts()).toMatchObject([{ workspace: other.id }]);
    slack.slash('totals', { workspace: other.id });
    await slack.until(() => slack.ephemerals().length === 1);
    expect(one.conversation.asked.at(-1)?.asker).toMatchObject({
      space: other.id,
      channel: `${other.id}/${channel}`,
    });
  });

  test.each([
    ['without the cookie', ''],
    ['with the cookie of another browser', 'slack-app-oauth-state=abc'],
  ])('that comes back %s is refused', async (_, cookie) => {
    const { authorization } = await begin();
    expect(await back(slack.allow(authorization), cookie)).toMatchObject({
      status: 400,
      text: expect.stringContaining('another browser'),
    });
    expect(await one.installations.spaces()).toEqual([]);
    expect(slack.requests('oauth.v2.access')).toEqual([]);
  });

  test('whose state was made by somebody else is refused, also where the cookie says the same', async () => {
    const state = 'eyJhbGciOiJub25lIn0.eyJpbnN0YWxsT3B0aW9ucyI6e30sIm5vdyI6IjIwMjYtMTEtMjRUMDA6MDA6MDBaIn0.';
    const address = `${one.origin()}/slack/oauth_redirect?code=a&state=${state}`;
    expect(await back(address, `slack-app-oauth-state=${state}`)).toMatchObject({ status: 400 });
    expect(slack.requests('oauth.v2.access')).toEqual([]);
  });

  test('that somebody calls off changes nothing, and says so', async () => {
    const { authorization, cookie } = await begin();
    expect(await back(slack.deny(authorization), cookie)).toMatchObject({
      status: 400,
      text: expect.stringContaining('called off'),
    });
    expect(await one.installations.spaces()).toEqual([]);
  });

  test('that Slack does not grant, or the ledger does not keep, says so and can be begun again', async () => {
    slack.fail({ kind: 'error', error: 'invalid_code' }, { method: 'oauth.v2.access' });
    expect(await install()).toMatchObject({ status: 400 });
    const { set } = one.installations;
    one.installations.set = () => Promise.reject(new Error('the ledger is full'));
    const page = await install();
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('Begin again') });
    expect(page.text).not.toContain('full');
    expect(what('joined')).toEqual([]);
    one.installations.set = set;
    expect(await install()).toMatchObject({ status: 200 });
  });

  test('with tokens that expire is refused with the reason', async () => {
    const { authorization, cookie } = await begin();
    const { id, token, bot, name } = slack.workspace;
    const more = { ok: true, access_token: token, scope: 'commands', bot_user_id: bot.user, token_type: 'bot' };
    slack.fail(
      {
        kind: 'error',
        error: '',
        more: {
          ...more,
          refresh_token: 'xoxe-1-a',
          expires_in: 43_200,
          team: { id, name },
          enterprise: null,
          authed_user: { id: slack.person.id },
          is_enterprise_install: false,
          app_id: 'A0',
        },
      },
      { method: 'oauth.v2.access' },
    );
    expect(await back(slack.allow(authorization), cookie)).toMatchObject({
      status: 400,
      text: expect.stringContaining('token rotation'),
    });
    expect(await one.installations.spaces()).toEqual([]);
  });

  test('shows the name of a workspace as text', async () => {
    const other = slack.addWorkspace({ name: '<script>alert(1)</script>' });
    expect((await install(other)).text).not.toContain('<script>');
  });
});

describe('a workspace that puts the app out', () => {
  test.each(['uninstall', 'revokeTokens'] as const)(
    'is forgotten, its subscriptions pause, and no other is touched (%s)',
    async (how) => {
      const other = slack.addWorkspace();
      await install();
      await install(other);
      await slack[how]({ workspace: other.id });
      await slack.until(() => what('left').length === 1);
      expect(what('left')).toEqual([`slack ${other.id}`]);
      expect(await one.installations.spaces()).toEqual([slack.workspace.id]);
      await postTo(`${slack.workspace.id}/${slack.channel.id}`);
      const [channel] = other.channels.keys();
      await expect(postTo(`${other.id}/${channel}`)).rejects.toMatchObject({ kind: 'forbidden', outcome: 'not-sent' });
      expect(await install(other)).toMatchObject({ status: 200 });
      await postTo(`${other.id}/${channel}`);
      expect(what('joined').at(-1)).toBe(`slack ${other.id}`);
    },
  );
});

describe('Slack’s events about installations', () => {
  const space = 'T0123ABCD';
  const organisation = 'E0123ABCD';
  const now = new Date('2026-11-24T12:00:00Z');
  const seconds = now.getTime() / 1000;
  function given() {
    const installations = keptInstallations();
    const conversation = scripted();
    const log = keepingLog();
    const installing = createInstalling({ installations, log, now: () => now }, conversation);
    return { installations, conversation, log, installing };
  }
  const made = installation({ id: space, name: 'The desk', token: 'xoxb-1' });
  const left = (event: object, event_time = seconds + 5) => ({ event, event_time, team_id: space });

  test('of a whole organisation is stored under its own id', async () => {
    const { installations, installing, conversation } = given();
    const forAll = {
      ...(made as object),
      team: undefined,
      enterprise: { id: organisation, name: 'The house' },
      isEnterpriseInstall: true,
    };
    expect(await installing.store(forAll)).toEqual({ space: organisation, name: 'The house' });
    expect(await installations.spaces()).toEqual([organisation]);
    await installing.left(
      {
        event: { type: 'app_uninstalled' },
        event_time: seconds + 5,
        team_id: space,
        authorizations: [{ enterprise_id: organisation, team_id: null, is_enterprise_install: true }],
      },
      'gone',
    );
    expect(await installations.spaces()).toEqual([]);
    expect(conversation.asked.map(({ line }) => line)).toEqual([`slack ${organisation}`, `slack ${organisation}`]);
  });

  test('of one whose subscriptions cannot be resumed is stored all the same', async () => {
    const { installations, installing, conversation, log } = given();
    conversation.joined = () => Promise.reject(new Error('the ledger'));
    await installing.store(made);
    expect(await installations.spaces()).toEqual([space]);
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  test('keeps no token of a person', async () => {
    const { installations, installing } = given();
    await installing.store({ ...(made as object), user: { id: 'U0', token: 'xoxp-secret', scopes: ['chat:write'] } });
    expect(JSON.stringify(await installations.get(space))).not.toContain('xoxp');
  });

  test.each([
    ['a person revoked theirs', { type: 'tokens_revoked', tokens: { oauth: ['U0'], bot: [] } }, seconds + 5],
    ['another bot lost its own', { type: 'tokens_revoked', tokens: { bot: ['U0OTHER'] } }, seconds + 5],
    ['it was installed anew in the meantime', { type: 'app_uninstalled' }, seconds - 5],
  ])('changes nothing where %s', async (_, event, time) => {
    const { installations, installing, conversation } = given();
    await installing.store(made);
    await installing.left(left(event, time), 'gone');
    expect(await installations.spaces()).toEqual([space]);
    expect(conversation.asked.filter(({ what: is }) => is === 'left')).toEqual([]);
  });

  test('may arrive twice', async () => {
    const { installing, conversation } = given();
    await installing.store(made);
    await installing.left(left({ type: 'tokens_revoked', tokens: { bot: ['U0BOT'] } }), 'gone');
    await installing.left(left({ type: 'app_uninstalled' }), 'gone');
    expect(conversation.asked.filter(({ what: is }) => is === 'left')).toHaveLength(2);
  });
});

test('where one workspace is connected by its token, a removal is an error in the log and pauses nothing', async () => {
  const alone = await talk(slack, 'socket');
  slack.via({ type: 'socket' });
  await slack.uninstall();
  await slack.until(() => alone.log.lines.some(({ level }) => level === 'error'));
  expect(alone.conversation.asked).toEqual([]);
  await alone.close();
});
