import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from '../../config/load.ts';
import { speakersOf } from '../../config/speakers.ts';

const least = {
  database: 'ledger.sqlite',
  publishers: [{ id: 'cjtf-oir', name: 'The Coalition', role: 'acknowledging' }],
  sources: [{ id: 'feed', publisher: 'cjtf-oir', kind: 'rss', url: 'https://example.org/feed' }],
};
const parse = (more: object) => parseConfig(JSON.stringify({ ...least, ...more }), 'test.yaml');
const problemsOf = (more: object): readonly string[] => {
  try {
    parse(more);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};
const army = { id: 'freedonia', name: 'the Freedonian Army', role: 'acknowledging' };

describe('speakers of the configuration', () => {
  it('of the default configuration are valid once the signs of a comment are taken away', () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../config/ackwatch.yaml'), 'utf8');
    const examples = text.replace(/^# (speakers:| {2}- | {4}\w+:)/gm, '$1');
    expect(speakersOf(parseConfig(examples, 'examples.yaml'))).toMatchObject([
      { id: 'freedonia', name: 'the Freedonian Army', role: 'acknowledging', aliases: ['Freedonian military', 'FA'] },
      { id: 'idf', role: 'acknowledging', aliases: ['Tzahal'] },
    ]);
  });

  it('are none where nothing is said', () => {
    expect(speakersOf(parse({}))).toEqual([]);
  });

  it('may be new ones with all that is known of them', () => {
    const entry = { ...army, family: 'freedonia', aliases: ['FA'], hosts: ['army.example'] };
    expect(speakersOf(parse({ speakers: [entry] }))).toEqual([entry]);
    expect(speakersOf(parse({ speakers: [{ ...army, role: 'neither' }] }))).toMatchObject([{ role: null }]);
  });

  it('may add names and hosts to a built-in one, which keeps its own name, role and family', () => {
    expect(speakersOf(parse({ speakers: [{ id: 'idf', aliases: ['Tzahal'], hosts: ['idf.example'] }] }))).toEqual([
      {
        ...{ id: 'idf', name: 'the Israel Defense Forces', role: 'acknowledging', family: 'il' },
        ...{ aliases: ['Tzahal'], hosts: ['idf.example'] },
      },
    ]);
  });

  it('are also the publishers that are not built in, but no carrier', () => {
    const publishers = [
      ...least.publishers,
      { id: 'ministry', name: 'the Sylvanian Ministry', role: 'acknowledging' },
      { id: 'site', name: 'A Site', role: 'carrier' },
    ];
    expect(speakersOf(parse({ publishers }))).toMatchObject([
      { id: 'ministry', name: 'the Sylvanian Ministry', role: 'acknowledging' },
    ]);
    const speakers = [{ ...army, id: 'ministry', aliases: ['SM'] }];
    expect(speakersOf(parse({ publishers, speakers }))).toMatchObject([{ id: 'ministry', aliases: ['SM'] }]);
  });

  it('are not doubled by a publisher that has the name of a built-in one', () => {
    const publishers = [
      ...least.publishers,
      { id: 'our-feed', name: 'The Coalition (CJTF-OIR)', role: 'acknowledging' },
    ];
    expect(speakersOf(parse({ publishers }))).toEqual([]);
  });
});

describe('an entry is refused', () => {
  it.each([
    [
      'where a new speaker has no name or role',
      [{ id: 'freedonia' }],
      ['speakers[0].name: is missing', 'speakers[0].role: is missing'],
    ],
    ['where it renames a built-in one', [{ id: 'idf', name: 'the army' }], ['speakers[0].name: idf is built in']],
    [
      'where it gives a built-in one another role',
      [{ id: 'idf', role: 'documenting' }],
      ['speakers[0].role: idf is built in'],
    ],
    [
      'where an id comes twice',
      [army, { ...army, name: 'the other Army' }],
      ['speakers[1].id: Two speakers have this id'],
    ],
    [
      'where an alias is a name of another, in any case and spelling',
      [
        { ...army, aliases: ['Israel Defence Forces', 'the fa'] },
        { ...army, id: 'navy', name: 'the Navy', aliases: ['FA'] },
      ],
      [
        'speakers[0].aliases[0]: "Israel Defence Forces" is a name of idf already',
        'speakers[1].aliases[0]: "FA" is a name of freedonia already',
      ],
    ],
    [
      'where its name is that of a built-in one',
      [{ ...army, name: 'the Pentagon' }],
      ['speakers[0].name: "the Pentagon" is a name of dod'],
    ],
    [
      'where a host is an address',
      [{ ...army, hosts: ['https://army.example/'] }],
      ['speakers[0].hosts[0]: Write a host alone'],
    ],
  ])('%s', (_, speakers, expected) => {
    const problems = problemsOf({ speakers });
    expect(problems).toHaveLength(expected.length);
    for (const [index, start] of expected.entries()) expect(problems[index]).toContain(start);
  });

  it('where its publisher has another role', () => {
    const publishers = [...least.publishers, { id: 'freedonia', name: 'Freedonia', role: 'documenting' }];
    expect(problemsOf({ publishers, speakers: [army] })).toEqual([
      'speakers[0].role: The publisher with this id is documenting. Give both the same role (found "acknowledging")',
    ]);
  });
});
