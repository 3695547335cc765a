import { describe, expect, it } from 'vitest';
import { webhook } from '../../../adapters/webhook/index.ts';
import { payloadOf } from '../../../adapters/webhook/payload.ts';
import { settings } from '../../../adapters/webhook/settings.ts';
import { signatureHeaders } from '../../../adapters/webhook/signature.ts';
import { simpleMessage } from '../../contracts/destination.contract.ts';
import { ioOf } from '../terminal/sink.ts';

const secretOf = (fill: number) => `whsec_${Buffer.alloc(32, fill).toString('base64')}`;
const enough = {
  WEBHOOK_URLS: 'desk=http://127.0.0.1:9/hooks/x',
  WEBHOOK_SECRETS: `desk=${secretOf(7)}`,
  WEBHOOK_ALLOW_PRIVATE: 'desk',
};

describe('the signature', () => {
  it('is the one that the reference library of Standard Webhooks makes', () => {
    const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
    const at = new Date(1_614_265_330_000);
    expect(signatureHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', at, '{"test": 2432232314}', [key])).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });
});

describe('the body', () => {
  it('has a text in which a mention, a link and markup of a source do nothing', () => {
    const text = 'Killed @channel and @all: *bold* [here](https://evil.example/@all) ~town-square :skull: #tag\n# head';
    const payload = payloadOf({ ...simpleMessage('x'), text });
    expect(payload.text).toBe(
      'Killed @\u2060channel and @\u2060all: \\*bold\\* \\[here\\](https://evil.example/%40all) \\~town-square \\:skull: \\#tag\n\\# head',
    );
    expect(payload.message.text).toBe(text);
  });

  it('has no buttons, which no one could press', () => {
    const buttons = [{ label: 'Why?', command: 'why f1', effect: 'turn' as const }];
    const payload = payloadOf({ ...simpleMessage('x'), blocks: [{ type: 'actions', buttons }] });
    expect(payload.message.blocks).toEqual([]);
  });
});

describe('the settings', () => {
  const problemsOf = (changes: Readonly<Record<string, string>>) => {
    const checked = settings.safeParse({ ...enough, ...changes });
    const problems = checked.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
    for (const problem of problems) expect(problem).not.toMatch(/hooks|127\.0|whsec_[A-Za-z0-9]/);
    return problems;
  };
  const good = secretOf(1);

  it('hold several receivers, in lines or with spaces', () => {
    const { receivers } = settings.parse({
      WEBHOOK_URLS: '\ndesk=https://a.example/x?y=1,2\nn8n=https://b.example/ wire=http://10.0.0.5/\n',
      WEBHOOK_SECRETS: `desk=${good} n8n=${good},${secretOf(2)} wire=${good}`,
      WEBHOOK_ALLOW_PRIVATE: 'wire',
    });
    expect(receivers.map(({ name, url, keys, allowPrivate }) => [name, url.href, keys.length, allowPrivate])).toEqual([
      ['desk', 'https://a.example/x?y=1,2', 1, false],
      ['n8n', 'https://b.example/', 2, false],
      ['wire', 'http://10.0.0.5/', 1, true],
    ]);
  });

  it.each<[changes: Readonly<Record<string, string>>, problem: RegExp]>([
    [{ WEBHOOK_URLS: 'https://a.example/hooks' }, /^WEBHOOK_URLS: entry 1 is not name=https/],
    [{ WEBHOOK_URLS: 'desk=https://a.example desk=https://b.example' }, /^WEBHOOK_URLS: names desk twice/],
    [{ WEBHOOK_URLS: 'desk=ftp://a.example' }, /^WEBHOOK_URLS: desk has no http or https address/],
    [{ WEBHOOK_ALLOW_PRIVATE: '' }, /^WEBHOOK_URLS: desk has no https address: use https, or list desk in/],
    [
      { WEBHOOK_URLS: 'desk=https://10.0.0.1/', WEBHOOK_ALLOW_PRIVATE: '' },
      /^WEBHOOK_URLS: desk has no public address/,
    ],
    [
      { WEBHOOK_URLS: 'desk=https://intranet/', WEBHOOK_ALLOW_PRIVATE: '' },
      /^WEBHOOK_URLS: desk has no public address/,
    ],
    [{ WEBHOOK_URLS: 'desk=http://169.254.169.254/' }, /^WEBHOOK_URLS: desk has an address that is never posted to/],
    [{ WEBHOOK_SECRETS: `news=${good}` }, /^WEBHOOK_SECRETS: names news, which WEBHOOK_URLS does not/],
    [{ WEBHOOK_SECRETS: '' }, /^WEBHOOK_SECRETS: has none for desk/],
    [{ WEBHOOK_SECRETS: 'desk=hunter2' }, /^WEBHOOK_SECRETS: desk has one that is not whsec_/],
    [{ WEBHOOK_SECRETS: 'desk=whsec_c2hvcnQ=' }, /^WEBHOOK_SECRETS: desk has one that is not whsec_/],
    [{ WEBHOOK_ALLOW_PRIVATE: 'desk news' }, /^WEBHOOK_ALLOW_PRIVATE: names news/],
    [{ WEBHOOK_DEDUPLICATION_MINUTES: 'yes' }, /^WEBHOOK_DEDUPLICATION_MINUTES: is no whole number/],
  ])('%j is a problem', (changes, problem) => {
    expect(problemsOf(changes)).toContainEqual(expect.stringMatching(problem));
  });

  it('that are good are no problem, and none where it is off', () => {
    expect(problemsOf({})).toEqual([]);
    expect(settings.safeParse({}).success).toBe(true);
  });

  it('say for how long a post may be repeated', () => {
    const opened = (changes: Readonly<Record<string, string>>) => webhook.create({ ...enough, ...changes }, ioOf());
    expect(opened({})).toMatchObject({ sendsOnce: false });
    expect(opened({})).not.toHaveProperty('sendsOnceForMs');
    expect(opened({ WEBHOOK_DEDUPLICATION_MINUTES: '5' })).toMatchObject({ sendsOnce: true, sendsOnceForMs: 300_000 });
  });

  it('of the channel name a receiver and no address', () => {
    expect(webhook.channel?.safeParse('desk').success).toBe(true);
    expect(webhook.channel?.safeParse('https://a.example/').success).toBe(false);
  });
});
