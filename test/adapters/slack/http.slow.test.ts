import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOnce } from '../../../adapters/interaction/once.ts';
import { createSlackGuard } from '../../../adapters/slack/connection/http.ts';
import { slack as adapter } from '../../../adapters/slack/index.ts';
import type { Reply } from '../../../src/chat/conversation.ts';
import { type Slack, startSlack, type Way } from '../../fakes/slack/index.ts';
import { held, lines, message, type Talk, talk } from './talk.ts';

let slack: Slack;
let one: Talk;

beforeEach(async () => {
  slack = await startSlack();
  one = await talk(slack, 'http');
});
afterEach(async () => {
  await one.close();
  await slack.close();
});

const by = (more: Omit<Way & { type: 'http' }, 'type' | 'url'>): Way => ({
  type: 'http',
  url: `${one.origin()}/slack/events`,
  ...more,
});
/** Proves that whatever came before was not received, and that what comes now is. */
async function onlyThisIsHeard() {
  const before = slack.ephemerals().length;
  slack.slash('this');
  await slack.until(() => slack.ephemerals().length === before + 1);
  expect(lines(one.conversation)).toEqual(['this']);
}

function signed(body: string, seconds = Math.floor(Date.now() / 1000)): Record<string, string> {
  const signature = createHmac('sha256', slack.signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': `v0=${signature}`,
  };
}
const post = (body: string, headers: Record<string, string>) =>
  fetch(`${one.origin()}/slack/events`, { method: 'POST', body, headers });

describe('a request that is refused before anything of Bolt sees it', () => {
  test.each([
    ['is signed with another secret', { secret: 'f'.repeat(32) }],
    ['is older than five minutes', { ageSeconds: 305 }],
    ['is dated in the future', { ageSeconds: -305 }],
    ['has no signature', { headers: { 'x-slack-signature': null } }],
    ['has no time', { headers: { 'x-slack-request-timestamp': null } }],
    [
      'has another time than was signed',
      { headers: { 'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000) + 5) } },
    ],
    ['has a time that is no number', { headers: { 'x-slack-request-timestamp': 'NaN' } }],
    ['has half a signature', { headers: { 'x-slack-signature': 'v0=00' } }],
    ['has a signature of another kind', { headers: { 'x-slack-signature': `v1=${'0'.repeat(64)}` } }],
  ])('%s', async (_, more) => {
    const sent = slack.slash('forged', { via: by(more as never) });
    expect(await sent.acknowledged).toMatchObject({ status: 401, body: '' });
    await onlyThisIsHeard();
    expect(one.log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    expect(JSON.stringify(one.log.lines)).not.toMatch(/v0=[0-9a-f]/);
  });

  test('is the same as one before', async () => {
    const sent = slack.slash('this');
    expect(await sent.acknowledged).toMatchObject({ status: 200 });
    expect(await sent.again()).toMatchObject({ status: 401 });
    expect(await sent.again()).toMatchObject({ status: 401 });
    await slack.until(() => slack.ephemerals().length === 1);
    expect(lines(one.conversation)).toEqual(['this']);
  });

  test('comes without end, and the log does not', async () => {
    for (let number = 0; number < 20; number += 1) {
      expect(await slack.slash('forged', { via: by({ secret: 'f'.repeat(32) }) }).acknowledged).toMatchObject({
        status: 401,
      });
    }
    await onlyThisIsHeard();
    expect(one.log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  test('was altered', async () => {
    const headers = signed('command=%2Fackwatch&text=totals');
    expect((await post('command=%2Fackwatch&text=unsubscribe', headers)).status).toBe(401);
    await onlyThisIsHeard();
  });

  test.each([
    ['says its length', undefined],
    ['does not', 'chunked'],
  ])('is too large and %s', async (_, encoding) => {
    const body = 'a'.repeat(5 * 1024 * 1024);
    const status = await new Promise<number | string>((resolve) => {
      const sent = request(
        `${one.origin()}/slack/events`,
        {
          method: 'POST',
          headers: {
            ...signed(body),
            ...(encoding === undefined ? { 'content-length': body.length } : { 'transfer-encoding': encoding }),
          },
        },
        (response) => resolve(response.statusCode ?? 0),
      );
      sent.on('error', (error) => resolve(String(error)));
      sent.end(body);
    });
    expect(status).toBe(413);
    await onlyThisIsHeard();
  });
});

test.each(['', 'not json', '[]', 'null', '{"type":"events'])('a signed body that is %j is refused', async (body) => {
  const response = await post(body, { ...signed(body), 'content-type': 'application/json' });
  expect(response.status).toBe(400);
  await onlyThisIsHeard();
});

test.each([
  '{}',
  '{"type":"event_callback"}',
  '{"event":null}',
  '{"event":{"type":"app_home_opened"}}',
  '{"command":"/ackwatch"}',
  '{"type":"block_actions","actions":[{}],"user":{}}',
  '{"type":"message_action","callback_id":"ackwatch_why"}',
])('a signed body that is %s is taken and does no harm', async (body) => {
  const response = await post(body, { ...signed(body), 'content-type': 'application/json' });
  expect(response.status).toBe(200);
  await onlyThisIsHeard();
});

test('the address proves itself to Slack', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aB' });
  const response = await post(body, { ...signed(body), 'content-type': 'application/json' });
  expect([response.status, await response.text()]).toEqual([200, '3eZbrw1aB']);
  const check = 'ssl_check=1&token=a';
  expect((await post(check, signed(check))).status).toBe(200);
});

test('an unsigned check of the certificate is answered, and nothing else without a signature', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const status = async (body: string) => (await post(body, form)).status;
  expect(await status('ssl_check=1&token=a')).toBe(200);
  expect(await status('ssl_check=1&token=a&command=%2Fackwatch&text=totals')).toBe(401);
  expect(await status('ssl_check=0&token=a')).toBe(401);
  expect(await status('ssl_check=1&payload=%7B%7D')).toBe(401);
  await onlyThisIsHeard();
});

test('an event that is sent again in a separate request is handled once', async () => {
  const body = JSON.stringify({
    type: 'event_callback',
    event_id: 'Ev01',
    team_id: slack.workspace.id,
    event: { type: 'app_home_opened', user: slack.person.id, tab: 'home' },
  });
  const now = Math.floor(Date.now() / 1000);
  for (const seconds of [now - 2, now - 1, now]) {
    const headers = { ...signed(body, seconds), 'content-type': 'application/json' };
    expect((await post(body, headers)).status).toBe(200);
  }
  await slack.until(() => slack.home(slack.person.id) !== undefined);
  expect(one.conversation.asked).toHaveLength(1);
});

test('it answers health checks, and no one else', async () => {
  for (const path of ['/', '/health']) {
    const response = await fetch(`${one.origin()}${path}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  }
  expect((await fetch(`${one.origin()}/slack/events`)).status).toBe(405);
  expect((await fetch(`${one.origin()}/slack/install`)).status).toBe(404);
  expect((await fetch(`${one.origin()}/slack/oauth_redirect?code=a&state=b`)).status).toBe(404);
  expect((await fetch(`${one.origin()}/etc/passwd`)).status).toBe(404);
  expect((await fetch(one.origin(), { method: 'DELETE' })).status).toBe(405);
});

test('many commands at once are each acknowledged while none can be answered yet', async () => {
  const slow = held<Reply>();
  one.conversation.answer = () => slow.promise;
  const sent = Array.from({ length: 50 }, (_, number) => slack.slash(`line ${number}`));
  for (const { acknowledged } of sent) expect(await acknowledged).toMatchObject({ status: 200, inTime: true });
  slow.resolve({ message: message('now'), share: null });
  await slack.until(() => slack.ephemerals().length === 50);
});

test('a port that is taken is reported with the fix', async () => {
  const env = { SLACK_PORT: new URL(one.origin()).port };
  await expect(talk(slack, 'http', { env })).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringMatching(/EADDRINUSE.*SLACK_PORT/),
  });
});

describe('the guard', () => {
  const secret = '0123456789abcdef';
  const sign = (body: string, second: number) => ({
    timestamp: String(second),
    signature: `v0=${createHmac('sha256', secret).update(`v0:${second}:${body}`).digest('hex')}`,
  });

  test('lets each request pass once, and only within five minutes either way', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: -600, max: 600 }),
        fc.integer({ min: 0, max: 1200 }),
        (body, age, later) => {
          let second = 1_700_000_000;
          const guard = createSlackGuard(secret, () => new Date(second * 1000));
          const headers = sign(body, second - age);
          const bytes = Buffer.from(body);
          const first = guard.refusal(headers, bytes);
          expect(first).toBe(Math.abs(age) > 300 ? 'stale' : null);
          second += later;
          expect(guard.refusal(headers, bytes)).toBe(
            Math.abs(age + later) > 300 ? 'stale' : first === null ? 'seen' : null,
          );
        },
      ),
    );
  });

  test('does not let a request pass again because many others came between', () => {
    const second = 1_700_000_000;
    const guard = createSlackGuard(secret, () => new Date(second * 1000));
    expect(guard.refusal(sign('first', second), Buffer.from('first'))).toBeNull();
    for (let number = 0; number < 9000; number += 1) {
      expect(guard.refusal(sign(`${number}`, second), Buffer.from(`${number}`))).toBeNull();
    }
    expect(guard.refusal(sign('first', second), Buffer.from('first'))).toBe('seen');
  });

  test('takes nothing in place of a signature', () => {
    const guard = createSlackGuard(secret, () => new Date(1_700_000_000_000));
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (timestamp, signature) => {
        expect(guard.refusal({ timestamp, signature }, Buffer.from('a'))).not.toBeNull();
      }),
    );
  });

  test('remembers what came without end in bounded room', () => {
    const once = createOnce(3);
    expect(['a', 'b', 'c', 'a', 'd', 'a', 'b'].map(once.isFirst)).toEqual([true, true, true, false, true, true, true]);
  });
});

describe('the settings', () => {
  const good = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
    SLACK_CLIENT_ID: '123.456',
    SLACK_CLIENT_SECRET: '0123456789abcdef',
    SLACK_API_URL: 'http://127.0.0.1:3001/api/',
    SLACK_PORT: '0',
  };

  test('that are right are accepted, and none is needed', () => {
    expect(adapter.settings.safeParse(good).success).toBe(true);
    expect(adapter.settings.safeParse({}).success).toBe(true);
  });

  test.each([
    ['SLACK_BOT_TOKEN', 'xapp-hunter2', /SLACK_APP_TOKEN: the two tokens are swapped/],
    ['SLACK_APP_TOKEN', 'xoxb-hunter2', /SLACK_BOT_TOKEN: the two tokens are swapped/],
    ['SLACK_BOT_TOKEN', 'xoxp-hunter2', /starts with xoxb-/],
    ['SLACK_BOT_TOKEN', 'xoxe.xoxb-hunter2', /token rotation/],
    ['SLACK_APP_TOKEN', 'hunter2', /starts with xapp-/],
    ['SLACK_SIGNING_SECRET', 'xoxb-hunter2', /Signing Secret/],
    ['SLACK_CLIENT_ID', 'hunter2', /Client ID/],
    ['SLACK_CLIENT_SECRET', 'hunter2', /Client Secret/],
    ['SLACK_API_URL', 'ftp://hunter2/api/', /http/],
    ['SLACK_API_URL', 'https://hunter2/', /\/api\//],
    ['SLACK_PORT', 'hunter2', /port/],
    ['SLACK_PORT', '70000', /port/],
  ])('name what is wrong with %s, and not its value', (name, value, why) => {
    const checked = adapter.settings.safeParse({ ...good, [name]: value });
    expect(checked.error?.issues.map(({ path }) => path.join('.'))).toEqual([name]);
    expect(checked.error?.message).toMatch(why);
    expect(checked.error?.message).not.toContain(value);
  });

  test('give the connection modes, each by variables that are described', () => {
    const known = new Set([...adapter.variables.map(({ name }) => name), 'ACKWATCH_KEY']);
    for (const { needs } of adapter.connectionModes) for (const name of needs) expect(known).toContain(name);
  });

  test.each([
    ['C0123ABCD', null, true],
    ['T0123ABCD/C0123ABCD', 'T0123ABCD', true],
    ['E0123ABCD/C0123ABCD', 'E0123ABCD', true],
    ['U0123ABCD', null, true],
    ['#general', null, false],
    ['general', null, false],
    ['T0123ABCD', null, false],
    ['C0123ABCD\n', null, false],
  ])('take %j for a channel or not', (name, space, isOne) => {
    expect(adapter.channel?.safeParse(name).success).toBe(isOne);
    expect(adapter.spaceOf?.(name)).toBe(space);
  });
});
