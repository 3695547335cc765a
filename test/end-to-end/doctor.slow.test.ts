import { expect, test } from 'vitest';
import { defaultPreferences, noFilters } from '../../src/domain/subscriptions.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { startDiscord } from '../fakes/discord/index.ts';
import { type Slack, startSlack } from '../fakes/slack/index.ts';
import { openDesk, run, type SourceSettings } from './desk.ts';

/** What the doctor says of Slack: what to set, what to mend, in the order in which one thing needs the other. */

const feed: SourceSettings = { kind: 'rss', path: '/feed' };
const rights = ['commands', 'chat:write', 'channels:read', 'groups:read'];
const tokens = (slack: Slack) => ({
  SLACK_API_URL: slack.apiUrl,
  SLACK_BOT_TOKEN: slack.workspace.token,
  SLACK_APP_TOKEN: slack.appToken,
});

interface Asked {
  readonly slack: Slack;
  readonly env: (slack: Slack) => Readonly<Record<string, string>>;
  readonly channels?: readonly string[];
  readonly words?: readonly string[];
  /** What the ledger holds before. */
  readonly held?: (ledger: OpenedLedger) => Promise<void>;
}
async function doctor({ slack, env, channels = [slack.channel.id], words = [], held }: Asked) {
  const subscriptions = channels.map((channel) => ({ destination: 'slack', channel }));
  await using desk = await openDesk([feed], { subscriptions });
  desk.publisher.feed('/feed', [{ title: 'A release', html: 'Words of a release.' }]);
  if (held !== undefined) {
    const ledger = await openLedger(desk.database);
    await held(ledger).finally(() => ledger.close());
  }
  return await run(['doctor', '--config', desk.config, ...words], { env: env(slack) });
}

async function withSlack(work: (slack: Slack) => Promise<void>, scopes = rights) {
  const slack = await startSlack({ workspace: { scopes } });
  try {
    await work(slack);
  } finally {
    await slack.close();
  }
}

test.concurrent('all is well: the workspace is named and the channel proved, and no token is shown', () =>
  withSlack(async (slack) => {
    const { code, stdout, stderr } = await doctor({ slack, env: tokens });
    expect(stdout).toMatch(new RegExp(`^ok {6}destination: slack: .*${slack.workspace.name}$`, 'm'));
    expect(stdout).toContain(`ok      channel: slack ${slack.channel.id}\n`);
    expect(code, stdout).toBe(0);
    for (const secret of [slack.workspace.token, slack.appToken]) expect(stdout + stderr).not.toContain(secret);
    expect(slack.posts()).toEqual([]);
    expect(slack.socket.opened, 'it does not listen').toBe(0);
  }));

test.concurrent('channels that cannot be posted to are named, each with its fix', () =>
  withSlack(async (slack) => {
    const uninvited = slack.addChannel({ name: 'syria', member: false });
    const archived = slack.addChannel({ name: 'old', archived: true });
    const channels = [slack.channel.id, uninvited.id, archived.id, 'C0000GONE'];
    const { code, stdout } = await doctor({ slack, env: tokens, channels });
    expect(code).toBe(1);
    expect(stdout).toContain(`ok      channel: slack ${slack.channel.id}\n`);
    const told = (channel: string) => new RegExp(`PROBLEM channel: slack ${channel} cannot be posted to\\n +(.*)`);
    expect(stdout).toMatch(told(uninvited.id));
    expect(told(uninvited.id).exec(stdout)?.[1]).toMatch(/\/invite/);
    expect(stdout).toMatch(told(archived.id));
    expect(stdout).toMatch(told('C0000GONE'));
  }));

test.concurrent('a token that Slack refuses is said once, and no channel is asked for', () =>
  withSlack(async (slack) => {
    const env = { ...tokens(slack), SLACK_BOT_TOKEN: 'xoxb-1-wrong' };
    const { code, stdout } = await doctor({ slack, env: () => env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/PROBLEM destination: slack cannot be used: unauthorized\n +.*SLACK_BOT_TOKEN/);
    expect(stdout).not.toContain('channel:');
    expect(stdout).not.toContain('xoxb-1-wrong');
  }));

test.concurrent('a right that the app lacks is named', () =>
  withSlack(
    async (slack) => {
      const { code, stdout } = await doctor({ slack, env: tokens });
      expect(code).toBe(1);
      expect(stdout).toMatch(/PROBLEM destination: slack cannot be used: unauthorized\n +.*chat:write/);
    },
    ['commands'],
  ));

test.concurrent('where the app may not read channels, that is no fault', () =>
  withSlack(
    async (slack) => {
      const { code, stdout } = await doctor({ slack, env: tokens });
      expect(stdout).toMatch(/off {5}channel: slack \w+: whether it can be posted to is not known\n +.*channels:read/);
      expect(code, stdout).toBe(0);
    },
    ['commands', 'chat:write'],
  ));

test.concurrent('what is not set is named: all of the first connection mode, or what a mode that was begun lacks', () =>
  withSlack(async (slack) => {
    const nothing = await doctor({ slack, env: () => ({}) });
    expect(nothing.code).toBe(1);
    expect(nothing.stdout).toContain(
      'PROBLEM destination: slack is off: SLACK_BOT_TOKEN and SLACK_APP_TOKEN are not set, and a subscription wants it',
    );
    const { SLACK_BOT_TOKEN } = tokens(slack);
    const half = await doctor({ slack, env: () => ({ SLACK_BOT_TOKEN }) });
    expect(half.code).toBe(1);
    expect(half.stdout).toMatch(/PROBLEM destination: slack is off: SLACK_APP_TOKEN is not set \(\S/);
    expect(half.stdout).toMatch(/Set SLACK_APP_TOKEN: \S/);
    const wrong = await doctor({ slack, env: () => ({ ...tokens(slack), SLACK_APP_TOKEN: 'hunter2' }) });
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(/PROBLEM destination: slack: SLACK_APP_TOKEN: .*xapp-/);
    expect(wrong.stdout).not.toContain('hunter2');
    expect(wrong.stdout, 'the rest is looked at all the same').toMatch(/ok {6}database:/);
  }));

test.concurrent('over HTTP the addresses to enter at Slack are printed', () =>
  withSlack(async (slack) => {
    const { SLACK_API_URL, SLACK_BOT_TOKEN } = tokens(slack);
    const env = { SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET: slack.signingSecret, SLACK_PORT: '3456' };
    const { stdout } = await doctor({ slack, env: () => env });
    expect(stdout).toContain('3456');
    expect(stdout).toContain('/slack/events');
    expect(stdout).not.toContain(slack.signingSecret);
  }));

test.concurrent('offline, Slack is asked nothing', () =>
  withSlack(async (slack) => {
    const { code, stdout } = await doctor({ slack, env: tokens, words: ['--offline'] });
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/ok {6}destination: slack: .*not asked/);
    expect(slack.requests()).toEqual([]);
  }));

test.concurrent('channels that a chat subscribed are checked too, and what is paused is reported with its reason', () =>
  withSlack(async (slack) => {
    const [chosen, left] = [slack.addChannel({ name: 'chosen' }), slack.addChannel({ name: 'left', member: false })];
    const { code, stdout } = await doctor({
      slack,
      env: tokens,
      async held({ subscriptions }) {
        for (const { id: channel } of [chosen, left]) {
          const { id } = await subscriptions.subscribe(
            {
              destination: 'slack',
              space: slack.workspace.id,
              channel,
              origin: 'chat',
              wants: ['all'],
              filters: noFilters,
              follows: [],
              preferences: defaultPreferences,
              owner: null,
            },
            '2019-06-01T08:00:00Z',
          );
          if (channel === left.id)
            await subscriptions.pause(id, { cause: 'not-found', detail: 'The app was put out. Invite it.' });
        }
      },
    });
    expect(code).toBe(1);
    for (const { id } of [slack.channel, chosen]) expect(stdout).toContain(`ok      channel: slack ${id}\n`);
    expect(stdout).toContain(`PROBLEM channel: slack ${left.id} cannot be posted to\n`);
    expect(stdout).toMatch(
      new RegExp(
        `PROBLEM channel: slack ${left.id} is paused: not-found: The app was put out\\. Invite it\\.\\n +.*subscribe there again`,
      ),
    );
  }));

test.concurrent('where Slack limits how often it may be asked, that is said and no channel is called bad', () =>
  withSlack(async (slack) => {
    const more = [slack.channel, slack.addChannel(), slack.addChannel()].map(({ id }) => id);
    slack.fail({ kind: 'rate-limited', retryAfter: 30 }, { method: 'conversations.info', channel: more[1] ?? '' });
    const { code, stdout } = await doctor({ slack, env: tokens, channels: more });
    expect(code, stdout).toBe(0);
    expect(stdout).toContain(`ok      channel: slack ${more[0]}\n`);
    expect(stdout).toMatch(/off {5}channel: slack: 2 of 3 channels were not checked\n/);
  }));

test.concurrent('a bot’s link with the least that it needs is printed, and the channels it may post to are proved', async () => {
  const discord = await startDiscord();
  try {
    const subscriptions = [{ destination: 'discord', channel: discord.channel.id }];
    await using desk = await openDesk([feed], { subscriptions });
    desk.publisher.feed('/feed', [{ title: 'A release', html: 'Words of a release.' }]);
    const env = { DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: discord.token };
    const { code, stdout, stderr } = await run(['doctor', '--config', desk.config], { env });
    expect(code, stdout + stderr).toBe(0);
    const link = /^ok {6}destination: discord: to let it in with the least that is needed, open (\S+)$/m.exec(
      stdout,
    )?.[1];
    expect(new URL(link ?? '').searchParams.get('client_id')).toBe(discord.application.id);
    expect(stdout).toContain(`ok      channel: discord ${discord.channel.id}\n`);
    expect(stdout + stderr).not.toContain(discord.token);
    expect(discord.posts()).toEqual([]);
  } finally {
    await discord.close();
  }
});
