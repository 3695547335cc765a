import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkOf, nameOf, placeOf, threadOf } from '../../../adapters/slack/api/channels.ts';
import { slackLog, withoutSecrets } from '../../../adapters/slack/api/client.ts';
import { keepingLog } from './counterpart.ts';

const id = (letter: string) => fc.stringMatching(/^[A-Z0-9]{8,10}$/).map((rest) => `${letter}${rest}`);

describe('the name of a channel', () => {
  test('is the same after it was taken apart', () => {
    fc.assert(
      fc.property(id('T'), id('C'), (space, channel) => {
        const name = `${space}/${channel}`;
        expect(placeOf(name, true)).toEqual({ space, channel });
        expect(nameOf(placeOf(name, true))).toBe(name);
        expect(placeOf(channel, false)).toEqual({ space: null, channel });
        expect(nameOf(placeOf(channel, false))).toBe(channel);
      }),
    );
  });

  test('may keep its workspace where only one is connected', () => {
    expect(placeOf('T0123/C0123', false)).toEqual({ space: null, channel: 'C0123' });
  });
});

describe('the link to a post', () => {
  test('says which thread the post is in', () => {
    const address = 'https://newsroom.slack.com/';
    const [ts, first] = ['1503435956.000247', '1503435900.000001'];
    expect(linkOf(address, 'C0123', ts, null)).toBe('https://newsroom.slack.com/archives/C0123/p1503435956000247');
    const link = linkOf(address, 'C0123', ts, first);
    expect(threadOf({ id: ts, ...(link === undefined ? {} : { link }) })).toBe(first);
    expect(threadOf({ id: ts })).toBe(ts);
    expect(threadOf({ id: ts, link: 'no address' })).toBe(ts);
  });

  test.each(['', 'newsroom', 'javascript:alert(1)//', 'file:///etc/'])('is none under the address %j', (address) => {
    expect(linkOf(address, 'C0123', '1503435956.000247', null)).toBeUndefined();
  });
});

test.each([
  'xoxb-100000000001-100000000002-abcDEF',
  'xoxe.xoxp-1-abc.DEF-ghi',
  'xapp-1-A0123-456-abcdef',
  `v0=${'0af3'.repeat(16)}`,
  'https://hooks.slack.com/commands/T0123/456/abcDEF',
  'wss://wss-primary.slack.com/link/?ticket=abc-def&app_id=1',
])('%s does not reach the log', (secret) => {
  const log = keepingLog();
  slackLog(log).error('A request failed', secret, new Error(`with ${secret}`));
  const [line] = log.lines;
  expect(line?.message).toContain('A request failed');
  const telling = secret.replace(/^.*(?:slack\.com\/(?!link)|ticket=)/, '').replace(/&.*$/, '');
  expect(line?.message).not.toContain(telling);
  expect(withoutSecrets('a figure of 1,291')).toBe('a figure of 1,291');
});
