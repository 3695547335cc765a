import { createHmac, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plain, signed, withoutActs, withShare } from '../../../adapters/slack/interactions/buttons.ts';
import type { SlackPayload } from '../../../adapters/slack/posts/render.ts';
import { checkBlocks } from '../../fakes/slack/blocks.ts';
import { type Slack, startSlack } from '../../fakes/slack/index.ts';
import { installation, keptInstallations } from './counterpart.ts';
import { message, share, type Talk, talk } from './talk.ts';

const section = { type: 'section', text: { type: 'mrkdwn', text: 'a figure' } } as const;
const button = (action_id: string) => ({
  type: 'button',
  action_id,
  text: { type: 'plain_text', text: action_id },
  value: 'a',
});
const payloadOf = (blocks: readonly unknown[]) => ({ text: 'a figure', blocks }) as SlackPayload;

describe('the button that posts an answer for all', () => {
  test('is the last', () => {
    const turns = { type: 'actions', elements: [button('older')] };
    const { blocks } = withShare(payloadOf([section, turns]), share);
    expect(blocks).toMatchObject([
      section,
      { elements: [{ value: 'a' }, { action_id: 'ackwatch_share', value: share.command }] },
    ]);
    expect(withShare(payloadOf([section]), share).blocks).toMatchObject([
      section,
      { elements: [{ value: share.command }] },
    ]);
    expect(turns.elements).toHaveLength(1);
  });

  test('is left out where there is none, or no room', () => {
    expect(withShare(payloadOf([section]), null).blocks).toEqual([section]);
    const full = payloadOf(Array.from({ length: 50 }, () => section));
    expect(withShare(full, share).blocks).toHaveLength(50);
    expect(signed(full, 'Asked', 'U0123').blocks).toHaveLength(50);
    const many = payloadOf([{ type: 'actions', elements: Array.from({ length: 25 }, (_, n) => button(`a${n}`)) }]);
    expect(checkBlocks(withShare(many, share).blocks)).toBeNull();
  });
});

test('the buttons that do something are taken from a post, and nothing else', () => {
  const blocks = [
    section,
    { type: 'actions', block_id: 'a', elements: [button('act-1'), button('turn-1'), button('act-2')] },
    { type: 'actions', block_id: 'b', elements: [button('act-3')] },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'as of' }] },
  ];
  expect(withoutActs(blocks)).toEqual([
    section,
    { type: 'actions', block_id: 'a', elements: [button('turn-1')] },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'as of' }] },
  ]);
});

test('a sentence of ours acts on nothing, however long it is', () => {
  const { text, blocks } = plain(`<!channel> & <https://example.org|here>${'a'.repeat(9000)}`);
  expect(text).not.toMatch(/[<>]/);
  expect(checkBlocks(blocks)).toBeNull();
});

/** What the loopback Slack does not do by itself: organisations, and channels that workspaces share. */
describe('a space', () => {
  const organisation = 'E0HOUSE123';
  let slack: Slack;
  let one: Talk;
  beforeEach(async () => {
    slack = await startSlack();
    const { workspace } = slack;
    const forAll = { ...(installation(workspace) as object), isEnterpriseInstall: true };
    const installations = keptInstallations({ [organisation]: forAll, [workspace.id]: installation(workspace) });
    one = await talk(slack, 'many', { installations });
  });
  afterEach(async () => {
    await one.close();
    await slack.close();
  });

  async function bring(payload: object): Promise<void> {
    const isEvent = 'event' in payload;
    const body = isEvent
      ? JSON.stringify(payload)
      : new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const seconds = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', slack.signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
    const response = await fetch(`${one.origin()}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': `v0=${signature}`,
      },
    });
    expect(response.status).toBe(200);
    await slack.until(() => one.conversation.asked.length > 0);
  }
  const press = (more: object) => ({
    type: 'block_actions',
    trigger_id: randomUUID(),
    user: { id: slack.person.id, team_id: slack.workspace.id },
    team: { id: slack.workspace.id },
    channel: { id: slack.channel.id },
    container: { type: 'message', message_ts: '1503435956.000247', is_ephemeral: true },
    actions: [{ action_id: 'a', value: 'totals', type: 'button' }],
    ...more,
  });

  test('is the organisation where the app was installed for all of it', async () => {
    await bring(press({ is_enterprise_install: true, enterprise: { id: organisation } }));
    expect(one.conversation.asked[0]?.asker).toMatchObject({
      space: organisation,
      channel: `${organisation}/${slack.channel.id}`,
      person: `${organisation}/${slack.person.id}`,
    });
    // Also without an address for answers, the person is answered.
    await slack.until(() => slack.ephemerals().length === 1);
  });

  test('is the workspace where the app was installed in one of an organisation', async () => {
    await bring(press({ is_enterprise_install: false, enterprise: { id: organisation } }));
    expect(one.conversation.asked[0]?.asker?.space).toBe(slack.workspace.id);
  });

  test('is the workspace whose app posted where others share the channel', async () => {
    const message = { ts: '1503435956.000247', text: 'a', team: slack.workspace.id, blocks: [] };
    const other = { id: 'T0OTHER123' };
    await bring(press({ team: other, user: { id: 'U0OTHER123', team_id: other.id }, message, container: {} }));
    expect(one.conversation.asked[0]?.asker).toMatchObject({
      space: slack.workspace.id,
      person: `${slack.workspace.id}/U0OTHER123`,
    });
  });

  test('of the page of the app is the one that the event was authorised for', async () => {
    await bring({
      type: 'event_callback',
      event_id: randomUUID(),
      team_id: 'T0OTHER123',
      context_team_id: slack.workspace.id,
      event: { type: 'app_home_opened', user: slack.person.id, tab: 'home' },
      authorizations: [{ enterprise_id: organisation, team_id: slack.workspace.id, is_enterprise_install: false }],
    });
    expect(one.conversation.asked[0]).toMatchObject({ what: 'home', asker: { space: slack.workspace.id } });
    await slack.until(() => slack.home(slack.person.id) !== undefined);
  });

  test('that is not known is asked in all the same, since nothing is posted there', async () => {
    const command = {
      command: '/ackwatch',
      team_id: 'T0NOBODY12',
      channel_id: 'C0123',
      user_id: 'U0123',
      trigger_id: 'a',
    };
    await bring(command);
    expect(one.conversation.asked[0]?.asker?.space).toBe('T0NOBODY12');
    await slack.until(() => one.log.lines.some(({ message: line }) => /in any way/.test(line)));
  });

  test('the other tab of the page asks nothing', async () => {
    const opened = (tab: string) => ({
      type: 'event_callback',
      event_id: randomUUID(),
      team_id: slack.workspace.id,
      event: { type: 'app_home_opened', user: slack.person.id, tab },
    });
    const asked: string[] = [];
    one.conversation.home = async () => {
      asked.push('home');
      return message('the page');
    };
    one.conversation.asked.push({ what: 'home', line: 'none yet', asker: undefined });
    await bring(opened('messages'));
    await bring(opened('home'));
    await slack.until(() => slack.home(slack.person.id) !== undefined);
    expect(asked).toEqual(['home']);
  });
});
