import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, parseConfig } from '../../config/load.ts';
import { subscriptionsOf } from '../../config/subscription.ts';
import { defaultPreferences, noFilters } from '../../src/domain/subscriptions.ts';

const folder = resolve(import.meta.dirname, '../../config');

const least = {
  database: 'ledger.sqlite',
  publishers: [{ id: 'cjtf-oir', name: 'The Coalition', role: 'acknowledging' }],
  sources: [{ id: 'feed', publisher: 'cjtf-oir', kind: 'rss', url: 'https://example.org/feed' }],
  subscriptions: [{ destination: 'terminal', channel: 'stdout' }],
};
const problemsOf = (content: unknown): readonly string[] => {
  try {
    parseConfig(JSON.stringify(content), 'test.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('the default configuration', () => {
  const config = loadConfig(resolve(folder, 'ackwatch.yaml'));

  it('watches ten publishers', () => {
    expect([...new Set(config.sources.map(({ publisher }) => publisher))].sort()).toEqual([
      'africom',
      'airwars',
      'airwars-archive',
      'amnesty',
      'centcom',
      'cjtf-oir',
      'dod',
      'global-research',
      'hrw',
      'uk-mod',
    ]);
  });

  it('holds its examples for Slack and Discord once their signs of a comment are taken away', () => {
    const text = readFileSync(resolve(folder, 'ackwatch.yaml'), 'utf8');
    const [before = '', after = ''] = text.split(/^(?=subscriptions:)/m);
    const examples = before + after.replaceAll(/^ {2}# (- destination:|- \{ destination:| {2}\w+:)/gm, '  $1');
    expect(parseConfig(examples, 'examples.yaml').subscriptions).toMatchObject([
      { destination: 'terminal' },
      {
        destination: 'slack',
        digest: 'weekly',
        on: 'monday',
        at: '09:00',
        quiet: '22:00-07:00',
        form: 'condensed',
        threads: true,
        mention: { group: 'S0123ABCD', minKilled: 10 },
      },
      { destination: 'discord', owner: '@2345678901234567890', digest: 'immediate' },
      { destination: 'discord', threads: true, mention: { group: '4567890123456789012', priority: 'high' } },
      { destination: 'slack', wants: ['health'] },
    ]);
  });

  it('asks no source for private addresses', () => {
    expect(config.sources.filter(({ allowPrivate }) => allowPrivate)).toEqual([]);
  });
});

describe('a configuration', () => {
  it('may be as short as the contract of the file', () => {
    const config = parseConfig(JSON.stringify(least), 'test.yaml');
    expect(config.sources[0]).toMatchObject({ schedule: '*/15 * * * *', allowPrivate: false });
    expect(config.subscriptions[0]?.wants).toEqual(['all']);
  });

  it('keeps a schedule with seconds and a recheck', () => {
    const source = { ...least.sources[0], schedule: '*/2 * * * * *', recheck: '*/3 * * * * *', allowPrivate: true };
    const config = parseConfig(JSON.stringify({ ...least, sources: [source] }), 'test.yaml');
    expect(config.sources[0]).toMatchObject({ schedule: '*/2 * * * * *', recheck: '*/3 * * * * *' });
  });

  it('names every problem at once, each with its path and the fix', () => {
    const problems = problemsOf({
      ...least,
      databse: 'x',
      sources: [
        {
          id: 'Feed One',
          publisher: 'nobody',
          kind: 'rss',
          url: 'ftp://example.org',
          schedule: 'hourly',
          colour: 'red',
        },
        { id: 'two', publisher: 'cjtf-oir', kind: 'telegram', url: 'https://example.org', schedule: 'daily' },
        { id: 'two', publisher: 'cjtf-orr', kind: 'rss', url: 'https://example.org' },
        { id: 'three', publisher: 'cjtf-oir', kind: 'page' },
      ],
      subscriptions: [{ destination: 'pigeon', channel: '', wants: ['everything'] }],
    });
    const text = problems.join('\n');
    for (const path of [
      'sources[0].id',
      'sources[0].url',
      'sources[0].schedule',
      'sources[0]: "colour"',
      'sources[1].kind',
      'sources[1].schedule',
      'sources[2].id: Two sources',
      'sources[2].publisher: No publisher',
      'sources[0].publisher: No publisher',
      'sources[3].url',
      'subscriptions[0].destination',
      'subscriptions[0].channel',
      'subscriptions[0].wants[0]',
      '"databse"',
    ])
      expect(text).toContain(path);
    expect(text).toContain('*/15 * * * *');
  });

  it('refuses a publisher that is not listed, and says which are', () => {
    const problems = problemsOf({ ...least, sources: [{ ...least.sources[0], publisher: 'nobody' }] });
    expect(problems).toEqual([
      expect.stringMatching(/^sources\[0\]\.publisher: No publisher has the id "nobody".*cjtf-oir/),
    ]);
  });

  it('refuses the same id and the same channel twice', () => {
    const problems = problemsOf({
      ...least,
      publishers: [...least.publishers, ...least.publishers],
      sources: [...least.sources, ...least.sources],
      subscriptions: [...least.subscriptions, ...least.subscriptions],
    });
    expect(problems).toHaveLength(3);
  });

  it('points at the line where the YAML itself is broken', () => {
    expect(() => parseConfig('database: x\nsources: [\n  - a: b: c', 'test.yaml')).toThrow(
      /test\.yaml.*\n.*line \d+, column \d+/s,
    );
  });

  it('says what to do where the file is missing', () => {
    expect(() => loadConfig('/nowhere/ackwatch.yaml')).toThrow(/does not exist.*--config/s);
  });

  it('is not blown up by aliases', () => {
    const bomb = `a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefgh'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(',')}]`)
      .join('\n')}`;
    expect(() => parseConfig(bomb, 'test.yaml')).toThrow();
  });
});

describe('a subscription of the configuration', () => {
  const first = (text: string, before = '') =>
    subscriptionsOf(
      parseConfig(
        [
          before,
          'publishers: [{ id: cjtf-oir, name: The Coalition, role: acknowledging }]',
          'sources: [{ id: feed, publisher: cjtf-oir, kind: rss, url: https://example.org/feed }]',
          'subscriptions:',
          `  - { destination: terminal, channel: stdout, ${text} }`,
        ].join('\n'),
        'test.yaml',
      ),
    )[0];

  it('wants everything at once where it says nothing', () => {
    expect(first('')).toEqual({
      destination: 'terminal',
      space: null,
      channel: 'stdout',
      origin: 'configuration',
      wants: ['all'],
      filters: noFilters,
      follows: [],
      preferences: defaultPreferences,
      owner: null,
    });
  });

  it('holds filters, rhythm, quiet hours, zone, form and language', () => {
    const text =
      'publishers: [cjtf-oir], countries: [Syria], minKilled: 3, digest: weekly, at: 08:30, on: sunday, quiet: 22:00-07:00, timezone: Asia/Baghdad, form: condensed, threads: true, language: en, owner: U0123';
    expect(first(text)).toMatchObject({
      filters: { publishers: ['cjtf-oir'], countries: ['Syria'], minKilled: 3 },
      preferences: {
        rhythm: { type: 'weekly', on: 7, at: '08:30' },
        quiet: { from: '22:00', to: '07:00' },
        zone: 'Asia/Baghdad',
        form: 'condensed',
        replies: 'thread',
        language: 'en',
      },
      owner: 'U0123',
    });
  });

  it('takes the zone of the file, and its digests come at nine, the weekly ones on Monday', () => {
    expect(first('digest: daily', 'timezone: Europe/London')?.preferences).toMatchObject({
      rhythm: { type: 'daily', at: '09:00' },
      zone: 'Europe/London',
    });
    expect(first('digest: weekly')?.preferences.rhythm).toEqual({ type: 'weekly', on: 1, at: '09:00' });
    expect(first('digest: weekly, at: 23:59, on: saturday')?.preferences.rhythm).toEqual({
      type: 'weekly',
      on: 6,
      at: '23:59',
    });
  });

  it('has all its problems named at once, each with the fix', () => {
    const problems = problemsOf({
      ...least,
      databse: 'x',
      subscriptions: [
        {
          ...least.subscriptions[0],
          publishers: ['cjtf-oir', 'nobody'],
          minKilled: 0,
          digest: 'hourly',
          quiet: '10pm-7am',
          timezone: 'Mosul',
          form: 'short',
          language: 'tlh',
        },
        { destination: 'terminal', channel: 'stderr', at: '9:00', on: 'Monday' },
        { destination: 'terminal', channel: 'a.txt', digest: 'daily', on: 'friday', quiet: '07:00-07:00' },
      ],
      commands: { subscribers: 'anyone' },
    });
    for (const expected of [
      /^"databse"/,
      /^subscriptions\[0\]\.publishers\[1\]: No publisher has the id "nobody"\. Use one of: cjtf-oir/,
      /^subscriptions\[0\]\.minKilled: .*1.*\(found 0\)/,
      /^subscriptions\[0\]\.digest: .*daily/,
      /^subscriptions\[0\]\.quiet: .*22:00-07:00 \(found "10pm-7am"\)/,
      /^subscriptions\[0\]\.timezone: .*Europe\/London/,
      /^subscriptions\[0\]\.form: .*condensed/,
      /^subscriptions\[0\]\.language: .*en/,
      /^subscriptions\[1\]\.at: .*09:00 \(found "9:00"\)/,
      /^subscriptions\[1\]\.at: Only a digest has a time/,
      /^subscriptions\[1\]\.on: .*monday/,
      /^subscriptions\[2\]\.on: Only a weekly digest has a day/,
      /^subscriptions\[2\]\.quiet: Write two different times/,
      /^commands\.subscribers: Write members, admins, or a list/,
    ])
      expect(problems).toContainEqual(expect.stringMatching(expected));
  });

  it('names a channel of Slack by its id, with the workspace where many are connected', () => {
    const slack = (channel: string) => ({ ...least, subscriptions: [{ destination: 'slack', channel }] });
    expect(problemsOf(slack('#general'))).toEqual([
      expect.stringMatching(/^subscriptions\[0\]\.channel: .*C0123ABCD.*details.*\(found "#general"\)$/),
    ]);
    const spaces = ['C0123ABCD', 'T0123ABCD/C0123ABCD'].map(
      (channel) => subscriptionsOf(parseConfig(JSON.stringify(slack(channel)), 'test.yaml'))[0]?.space,
    );
    expect(spaces).toEqual([null, 'T0123ABCD']);
  });

  it('may name one group that posts notify, by its id on a platform that has groups', () => {
    const entry = (destination: string, channel: string, mention: object) => ({
      ...least,
      subscriptions: [{ destination, channel, mention }],
    });
    const stored = (...given: Parameters<typeof entry>) =>
      subscriptionsOf(parseConfig(JSON.stringify(entry(...given)), 'test.yaml'))[0]?.preferences.mention;
    expect(stored('slack', 'C0123ABCD', { group: 'S0123ABCD' })).toEqual({
      group: 'S0123ABCD',
      priority: 'high',
      minKilled: null,
    });
    expect(
      stored('discord', '1234567890123456789', { group: '2345678901234567890', priority: 'normal', minKilled: 5 }),
    ).toEqual({ group: '2345678901234567890', priority: 'normal', minKilled: 5 });
    expect(first('')?.preferences.mention).toBeNull();
    expect(problemsOf(entry('slack', 'C0123ABCD', { group: '@editors' }))).toEqual([
      expect.stringMatching(/^subscriptions\[0\]\.mention\.group: .*S0123ABCD/),
    ]);
    expect(problemsOf(entry('discord', '1234567890123456789', { group: '@everyone' }))).toEqual([
      expect.stringMatching(/^subscriptions\[0\]\.mention\.group: .*Copy Role ID/),
    ]);
    expect(problemsOf(entry('terminal', 'stdout', { group: 'S0123ABCD' }))).toEqual([
      expect.stringMatching(/^subscriptions\[0\]\.mention: On terminal a post notifies no group\. Take it out/),
    ]);
  });

  it('says who may subscribe: members, where nothing is said', () => {
    const subscribers = (commands?: object) =>
      parseConfig(JSON.stringify({ ...least, ...(commands && { commands }) }), 'test.yaml').commands.subscribers;
    expect(subscribers()).toBe('members');
    expect(subscribers({ subscribers: 'admins' })).toBe('admins');
    expect(subscribers({ subscribers: ['U0123ABCD'] })).toEqual(['U0123ABCD']);
    expect(problemsOf({ ...least, commands: { subscribers: [] } })).toHaveLength(1);
  });
});
