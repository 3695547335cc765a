import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkOf, madeAt, nameOf, placeOf } from '../../../adapters/discord/api/channels.ts';
import { fieldsOf } from '../../../adapters/discord/api/errors.ts';
import { discord } from '../../../adapters/discord/index.ts';
import { marked, nonceOf } from '../../../adapters/discord/posts/find.ts';
import type { DiscordPayload } from '../../../adapters/discord/posts/payload.ts';
import { settings } from '../../../adapters/discord/settings.ts';
import { DeliveryError } from '../../../src/chat/destination.ts';

const snowflake = fc.bigInt({ min: 10n ** 16n, max: 2n ** 64n - 1n }).map(String);
const payload: DiscordPayload = {
  content: 'a figure',
  embeds: [{ description: 'one' }, { description: 'two' }],
  components: [],
  allowed_mentions: { parse: [] },
};

describe('the name of a channel', () => {
  test('is the same after it was taken apart, as the configuration checks it', () => {
    fc.assert(
      fc.property(snowflake, fc.boolean(), (id, isPerson) => {
        const name = isPerson ? `@${id}` : id;
        expect(placeOf(name)).toEqual({ type: isPerson ? 'person' : 'channel', id });
        expect(nameOf(placeOf(name))).toBe(name);
        expect(discord.channel?.safeParse(name).success).toBe(true);
      }),
    );
  });

  test('is nothing else that could reach into an address', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 40 }),
          fc.constantFrom(
            '',
            '@',
            '@me',
            '123',
            '#general',
            `${'1'.repeat(18)}/messages`,
            `../${'1'.repeat(18)}`,
            `@@${'1'.repeat(18)}`,
            `${'1'.repeat(18)}\n`,
          ),
        ),
        (name) => {
          fc.pre(!/^@?\d{17,20}$/.test(name));
          expect(() => placeOf(name)).toThrow(expect.objectContaining({ kind: 'not-found' }));
          expect(() => placeOf(name)).toThrow(DeliveryError);
        },
      ),
    );
  });

  test('that is none says how to get one', () => {
    const told = discord.channel?.safeParse('#general');
    expect(told?.error?.issues[0]?.message).toContain('Developer Mode');
  });
});

test('the link to a post is the one that Discord copies', () => {
  const [guild, channel, message] = ['1000000000000000001', '1000000000000000002', '1000000000000000003'];
  expect(linkOf(guild, channel, message)).toBe(`https://discord.com/channels/${guild}/${channel}/${message}`);
  expect(linkOf(null, channel, message)).toBe(`https://discord.com/channels/@me/${channel}/${message}`);
});

test('an id says when it was made', () => {
  // The example of docs.discord.com, reference, snowflakes.
  expect(madeAt('175928847299117063')).toBe(Date.parse('2016-04-30T11:18:25.796Z'));
});

describe('the key of a post', () => {
  test('is a nonce that Discord takes, the same for the same key and for no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 20 }), (keys) => {
        const nonces = keys.map(nonceOf);
        expect(new Set(nonces).size).toBe(keys.length);
        expect(keys.map(nonceOf)).toEqual(nonces);
        for (const nonce of nonces) expect(nonce).toMatch(/^[\w-]{25}$/);
      }),
    );
  });

  test('is once in the post, also in one that is a headline alone', () => {
    const [first, second] = marked(payload, 'key').embeds;
    expect(first).toEqual({ description: 'one', url: `https://discord.com/#${nonceOf('key')}` });
    expect(second).toEqual({ description: 'two' });
    const bare = marked({ ...payload, embeds: [] }, 'key').embeds;
    expect(bare).toEqual([{ description: '\u200b', url: first?.url }]);
  });
});

describe('the fields of a form that Discord does not take', () => {
  test('are named with what is wrong, without their values', () => {
    const secret = 'at least 1,302 civilians';
    const wrong = (code: string) => ({ _errors: [{ code, message: `Not: ${secret}` }] });
    expect(
      fieldsOf({
        embeds: { '0': { description: wrong('BASE_TYPE_MAX_LENGTH'), [secret]: wrong('KEY') } },
        message_reference: wrong('REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE'),
        content: { _errors: [{ code: secret, message: secret }] },
      }),
    ).toEqual([
      'embeds[0].description BASE_TYPE_MAX_LENGTH',
      'message_reference REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE',
      'content',
    ]);
    expect(fieldsOf(wrong('WHOLE'))).toEqual(['the whole WHOLE']);
  });

  test('are few and plain, whatever is answered', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20 }), (value) => {
        const fields = fieldsOf({ deep: value, list: { _errors: value } });
        expect(fields.length).toBeLessThanOrEqual(5);
        for (const field of fields) expect(field).toMatch(/^[\w.[\] ]+$/);
      }),
    );
  });
});

describe('the settings', () => {
  const key = 'ab'.repeat(32);
  const token = 'MTAw.abc-_1.secretSecret';
  const problems = (env: Record<string, string>) =>
    settings.safeParse(env).error?.issues.map(({ path, message }) => `${String(path[0])} ${message}`) ?? [];

  test('that are right are taken as they are meant', () => {
    expect(
      settings.parse({
        DISCORD_TOKEN: token,
        DISCORD_PUBLIC_KEY: key.toUpperCase(),
        DISCORD_API_URL: 'http://127.0.0.1:1/api/',
        DISCORD_PORT: '0',
        DISCORD_CROSSPOST: `${'1'.repeat(18)}, ${'2'.repeat(19)},`,
      }),
    ).toEqual({
      DISCORD_TOKEN: token,
      DISCORD_PUBLIC_KEY: key,
      DISCORD_API_URL: 'http://127.0.0.1:1/api',
      DISCORD_PORT: 0,
      DISCORD_CROSSPOST: ['1'.repeat(18), '2'.repeat(19)],
    });
    expect(settings.parse({})).toEqual({
      DISCORD_API_URL: 'https://discord.com/api',
      DISCORD_PORT: 3001,
      DISCORD_CROSSPOST: [],
    });
  });

  test.each([
    ['DISCORD_TOKEN', key, 'swapped'],
    ['DISCORD_TOKEN', `Bot ${token}`, 'without the word Bot'],
    ['DISCORD_TOKEN', 'hunter2hunter2', 'no bot token'],
    ['DISCORD_PUBLIC_KEY', token, 'swapped'],
    ['DISCORD_PUBLIC_KEY', 'hunter2', 'no public key'],
    ['DISCORD_API_URL', 'discord.com', 'no http or https address'],
    ['DISCORD_API_URL', 'https://discord.com/api/v10', 'version'],
    ['DISCORD_PORT', '65536', 'no port'],
    ['DISCORD_CROSSPOST', '#news', 'no list of channels'],
  ])('%s as %j is refused without repeating it', (name, value, word) => {
    const [problem = '', ...others] = problems({ [name]: value });
    expect(others).toEqual([]);
    expect(problem).toContain(name);
    expect(problem).toContain(word);
    expect(problem.replace(name, '')).not.toContain(value);
  });
});

describe('what is still to be done by hand', () => {
  test('is nothing over the gateway, and the addresses over HTTP', () => {
    expect(discord.steps?.({ DISCORD_TOKEN: 'x' })).toEqual([]);
    const steps = discord.steps?.({ DISCORD_TOKEN: 'x', DISCORD_PUBLIC_KEY: 'y', DISCORD_PORT: '8080' }).join(' ');
    expect(steps).toContain('port 8080');
    expect(steps).toContain('/discord/interactions');
  });
});
