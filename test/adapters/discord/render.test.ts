import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainPayload, render } from '../../../adapters/discord/posts/render.ts';
import type { Block, Message } from '../../../src/chat/message.ts';
import { goldensOf } from '../../golden.ts';
import { composed } from '../composed.ts';
import { context, firstMissing, line, messageOf, shapes, wordsOf } from '../messages.ts';
import { checkPayload, shownOf } from './checker.ts';

const goldens = goldensOf(import.meta.url);

describe('as its golden file reads', () => {
  test.each(Object.entries(shapes))('%s', (name, message) => {
    const { payload, cut } = render(message);
    expect(cut.length > 0).toBe(name === 'long');
    checkPayload(payload);
    goldens.expect(name, payload);
  });

  test('and no golden file is left over', () => {
    expect(goldens.names()).toEqual(Object.keys(shapes).sort());
  });

  test('what is left out of a post that is too long is said, and no line is torn', () => {
    const { payload, cut } = render(shapes.long);
    expect(cut.join(' ')).toMatch(/more entries are in the report.*\d+ lines/);
    expect(payload.embeds.length).toBe(2);
    for (const { description } of payload.embeds) expect(description).not.toMatch(/Source: ?(?:\n|$)/);
  });
});

describe('every message that is composed is shown whole and in order', () => {
  function expectWhole(message: Message): void {
    const { payload, cut } = render(message);
    expect(cut).toEqual([]);
    checkPayload(payload);
    const shown = [payload.content, ...payload.embeds.map(({ description }) => description ?? '')].map(shownOf);
    expect(firstMissing(shown.join('\n'), wordsOf(message))).toBeUndefined();
    const buttons = message.blocks.flatMap((block) => (block.type === 'actions' ? block.buttons : []));
    expect(payload.components.flatMap(({ components }) => components)).toMatchObject(
      buttons.map(({ label, command, effect }) => ({ label, custom_id: `${effect}:${command}` })),
    );
  }

  test.each(composed)('%s', (_, message) => expectWhole(message));
});

const descriptionOf = (...blocks: readonly Block[]) => {
  const { payload } = render(messageOf(blocks));
  checkPayload(payload);
  return payload.embeds[0]?.description ?? '';
};

describe('what a source writes stays what it wrote', () => {
  const acting: Readonly<Record<string, string>> = {
    'bold, slanted, underlined and struck': '**b** *i* _i_ __u__ ~~s~~ ***x***',
    'code and blocks of it': '`c` ```ansi\u0020red```',
    spoilers: '||hidden||',
    'mentions of people, roles, channels and commands': '<@1> <@!1> <@&1> <#1> </ask:1> <id:customize>',
    'mentions of everybody': '@everyone @here',
    'emoji, by number and by name': '<:x:1> <a:x:1> :skull: :a:b: :+1::skin-tone-2:',
    times: '<t:1559304420:R>',
    links: '[click](https://evil.example) [click](<https://evil.example>)',
    addresses: 'https://evil.example http://evil.example steam://run <https://evil.example> <mailto:a@evil.example>',
    invitations: 'discord.gg/x Discord.GG/x discord.com/invite/x discordapp.com/invite/x',
    'the shrug that is a rule of its own': '¯\\_(ツ)_/¯',
    backslashes: '\\ \\\\ \\*x\\* c:\\d',
  };

  test.each(Object.entries(acting))('%s', (_, text) => {
    const shown = shownOf(
      descriptionOf(line(text), { type: 'quote', text, attribution: [{ text }] }, context({ text })),
    );
    expect(shown.split('\n').filter((one) => one !== '')).toEqual([text, text, text, text]);
    const { payload } = render(messageOf([], { headline: [{ text }] }));
    checkPayload(payload);
    expect(shownOf(payload.content)).toBe(text);
    checkPayload(plainPayload(text));
    expect(shownOf(plainPayload(text).content)).toBe(text);
  });

  test.each([
    '# head',
    '### head',
    '-# small',
    '- point',
    '* point',
    '1. point',
    '12. point',
    '> quote',
    '>>> quote',
    '  - point',
  ])('no line begins as %s', (text) => {
    for (const strong of [false, true]) {
      const description = descriptionOf({ type: 'line', spans: [{ text, strong }] }, context({ text, strong }), {
        type: 'quote',
        text: `a\n${text}`,
        attribution: [],
      });
      const lines = `${description}\n${plainPayload(`a\n${text}`).content}`.split('\n');
      const starts = lines.filter((one) => one.length > 3).map((one) => one.replace(/^(?:-# |> )?(?:\*\*)? */, ''));
      expect(starts).toHaveLength(4);
      for (const start of starts) expect(start).toMatch(/^\d*\\[^\w\s]/);
    }
  });

  test('and can be copied: without our backslashes a line is the very text', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.string({ unit: fc.constantFrom(...'\\*_~|`<>[]()#-@:./ a1'), maxLength: 40 }),
    );
    fc.assert(
      fc.property(anything, fc.boolean(), (text, strong) => {
        fc.pre(text.trim() !== '' && !/[\p{C}\p{DI}\p{Zl}\p{Zp}]/u.test(text) && text === text.trim());
        const description = descriptionOf({ type: 'line', spans: [{ text, strong }] });
        expect(description.split('\n')).toHaveLength(1);
        expect(shownOf(description)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('also where a sign begins in one span and ends in the next', () => {
    const spans = [
      { text: ':sk' },
      { text: 'ull: [' },
      { text: 'b](https:' },
      { text: '//x) ' },
      { text: 'it', href: 'https://example.org/' },
    ];
    expect(descriptionOf({ type: 'line', spans })).toBe('\\:skull: \\[b]\\(https\\://x) [it](<https://example.org/>)');
  });

  test('also behind a link of ours, whose label would reach as far as the last address', () => {
    const spans = [{ text: 'it', href: 'https://example.org/' }, { text: ' x](https://evil.example)' }];
    expect(descriptionOf({ type: 'line', spans })).toBe('[it](<https://example.org/>) x]\\(https\\://evil.example)');
  });

  test('neighbours of one style share its signs, and a tilde at the end of struck text looks like one', () => {
    const [strong, struck] = [true, true];
    const spans = [
      { text: 'a ', strong },
      { text: ' b~', strong, struck },
      { text: 'c', strong },
      { text: ' ', strong: false },
      { text: ' d~', struck },
    ];
    expect(descriptionOf({ type: 'line', spans })).toBe('**a  ~~b∼~~c**  ~~d∼~~');
  });

  test('but for what cannot be seen or turns a line around', () => {
    const text = 'a\u200bb\u202ec\u2066d\ufefff\u00adg\u{e0041}h\ud800i\u0007 :sk\u200bull: نمی\u200cشود';
    expect(shownOf(descriptionOf(line(text)))).toBe('abcdfgh\ufffdi :skull: نمی\u200cشود');
  });

  test('a line stays one line, so that nothing can pass for a line of ours; a quote keeps its own', () => {
    const description = descriptionOf(
      line('one\n-# Source: two'),
      { type: 'quote', text: 'a\r\n\n\n\n> b', attribution: [{ text: 'Who\n> c' }] },
      context({ text: 'c\n> d' }),
      { type: 'quote', text: 'e', attribution: [{ text: ' ' }] },
    );
    expect(description.split('\n')).toEqual([
      'one -# Source: two',
      '',
      '> a',
      '> ',
      '> \\> b',
      '-# Who > c',
      '',
      '-# c > d',
      '',
      '> e',
    ]);
  });

  test('names of measures, sums and times of day stay as they are, but for what would slant them', () => {
    expect(descriptionOf(line('history killed_total at 12:30 UTC, 3 + 4 - 5 = 2 (+11), 6 × 7'))).toBe(
      'history killed\\_total at 12:30 UTC, 3 + 4 - 5 = 2 (+11), 6 × 7',
    );
  });
});

describe('links', () => {
  const linked = (text: string, href: string) => ({ type: 'line', spans: [{ text, href }] }) as const;

  test('are of the web and end where they end', () => {
    expect(descriptionOf(linked('the report', 'https://example.org/a(b)?c=<d>&e=*f*|g~h'))).toBe(
      '[the report](<https://example.org/a%28b%29?c=%3Cd%3E&e=%2Af%2A%7Cg%7Eh>)',
    );
    for (const href of ['javascript:alert(0)', 'ftp://example.org/', 'no address', 'discord://x/', 'http://[::1]/']) {
      expect(descriptionOf(linked('label', href))).toBe('label');
    }
  });

  test('show their address where they have no other words', () => {
    const href = 'https://example.org/r';
    expect(descriptionOf(linked(href, href))).toBe(`<${href}>`);
    expect(descriptionOf(linked(' ', href))).toBe(`<${href}>`);
  });

  test.each([
    '*b*',
    '1. x',
    '☠ x',
    'ℹ x',
    'https://bank.example',
    'bank.example',
    ':x:',
    '@everyone',
    '[x]',
    'a\\b',
    '- x',
  ])('are behind their words where Discord takes these as no label: %s', (text) => {
    const description = descriptionOf(linked(text, 'https://example.org/'));
    expect(description).toMatch(/ \(<https:\/\/example\.org\/>\)$/);
    expect(shownOf(description)).toBe(`${text} (https://example.org/)`);
  });

  test('that are too long are left out, and the post says so', () => {
    const href = `https://example.org/${'a'.repeat(2000)}`;
    const { payload, cut } = render(messageOf([linked('report', href), line('b')]));
    checkPayload(payload);
    expect(cut).toEqual(['1 address is too long to be shown.']);
    expect(payload.embeds[0]?.description).toBe('report\nb\n\n-# 1 address is too long to be shown.');
    expect(render(messageOf([linked('report', `https://example.org/${'a'.repeat(1900)}`)])).cut).toEqual([]);
  });

  test('of a headline are below it: one in the content would be unfurled', () => {
    const headline = [{ text: 'See ' }, { text: 'the report', href: 'https://example.org/' }];
    const { payload } = render(messageOf([line('a')], { headline }));
    checkPayload(payload);
    expect(payload.content).toBe('**See the report**');
    expect(payload.embeds[0]?.description).toBe('[the report](<https://example.org/>)\na');
  });
});

test('a channel or person that we name is shown by its name; one that a source names is not', () => {
  const [channel, person] = ['123456789012345678', '@223456789012345678'];
  const named = context({ text: channel, isPlace: true }, { text: ', ' }, { text: person, isPlace: true });
  // The checker takes any name for one of a source.
  expect(render(messageOf([named])).payload.embeds[0]?.description).toBe(`-# <#${channel}>, <${person}>`);
  for (const text of ['C0123', '@everyone', `<#${channel}>`, `${channel}> @everyone`])
    expect(descriptionOf(context({ text, isPlace: true })), text).toBe(descriptionOf(context({ text })));
  expect(descriptionOf(line(`<#${channel}> <${person}>`))).toBe(`\\<#${channel}> \\<${person}>`);
});

test('a time is shown in the zone of the reader, and as words where it cannot be', () => {
  const at = '2019-05-31T12:07:00.000Z';
  expect(descriptionOf(context({ text: 'fetched 31 May 2019, 12:07 UTC.', at }))).toBe('-# fetched <t:1559304420:f>.');
  expect(descriptionOf(context({ text: 'fetched some day', at }))).toBe('-# fetched some day');
});

describe('order and air', () => {
  test('lines that fit on a phone are adjacent, longer ones and what is of another kind apart', () => {
    const long = 'word '.repeat(14).trim();
    expect(
      descriptionOf(line('a'), line('b'), line(long), line('c'), context({ text: 'd' }), context({ text: 'e' })),
    ).toBe(['a', 'b', '', long, '', 'c', '', '-# d', '-# e'].join('\n'));
    expect(descriptionOf(line('a'), { type: 'divider' }, line('b'), { type: 'divider' })).toBe('a\n\nb');
  });

  test('a title is right above what it heads; above another it heads a group', () => {
    const title = (text: string): Block => ({ type: 'line', spans: [{ text, strong: true }] });
    expect(descriptionOf(title('Group'), title('One'), line('a'), title('Two'), line('b'))).toBe(
      ['### Group', '**One**', 'a', '', '**Two**', 'b'].join('\n'),
    );
  });

  test('each row is a point: what it is about, and its figures under it', () => {
    const columns = ['Date', 'Place', 'Killed', 'Via'].map((title) => ({
      title,
      align: title === 'Killed' ? ('right' as const) : ('left' as const),
    }));
    const table = { type: 'table' as const, caption: 'Entries', columns };
    expect(
      descriptionOf({
        ...table,
        rows: [
          ['12 May', '# Raqqa', '2', 'x_y'],
          ['1. June', '', '3', ''],
          ['', '', '', ''],
        ],
      }),
    ).toBe(
      [
        '**Entries**',
        '- **12 May** · # Raqqa',
        '  Killed: 2 · Via: x\\_y',
        '- **1\\. June** · Killed: 3',
        '- **–**',
      ].join('\n'),
    );
    expect(descriptionOf({ ...table, caption: '', rows: [] }, line('a'))).toBe('a');
  });

  test('a value that no longer holds is struck in the headline too', () => {
    const { payload } = render(messageOf([], { headline: [{ text: 'Revised: ' }, { text: '1,302', struck: true }] }));
    checkPayload(payload);
    expect(payload).toMatchObject({ content: '**Revised: ~~1,302~~**', embeds: [], components: [] });
  });
});
