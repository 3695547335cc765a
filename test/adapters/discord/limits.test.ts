import { parse } from 'discord-markdown-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainPayload, render } from '../../../adapters/discord/posts/render.ts';
import type { Block, Button, Message, Table } from '../../../src/chat/message.ts';
import { compose, composeRevised } from '../../../src/compose/compose.ts';
import { findingKinds } from '../../../src/compose/kinds/index.ts';
import { exampleEvent, wording } from '../../compose/events.ts';
import { hugeEvent } from '../../compose/huge-event.ts';
import { hostileMessage } from '../../contracts/destination.contract.ts';
import {
  hostileBlocks,
  hugeDigest,
  hugeMessages,
  hugeShortMessage,
  longMessage as long,
  plainLines,
  shrinkingMs,
  longSource as source,
  sourcesOf,
  longTable as table,
} from '../long-messages.ts';
import { checkPayload, faultsOf } from './checker.ts';
import { messageBodies, missingDescription } from './openapi.ts';

const hostileWords = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...'\\*_~|`<>[]()#-@:./!&t1 a\n'), maxLength: 60 }),
  fc.constantFrom(
    '*'.repeat(9000),
    '\\'.repeat(9000),
    '<'.repeat(9000),
    '😀'.repeat(5000),
    ':skull:',
    '@everyone <@1> <t:1:R>',
    '\n> quoted\n- point\n-# small\n# head\n1. first',
    '](https://evil.example)',
    '[x](https://evil.example)',
    'https://evil.example discord.gg/x',
    '~',
  ),
);
const { line: words, block } = hostileBlocks({
  words: hostileWords,
  commands: fc.oneof(hostileWords, fc.string({ minLength: 90, maxLength: 100 }), fc.constantFrom('a', 'b')),
  mostButtons: 40,
  addresses: [
    'https://example.org/a(b)|c?d=<e>&f=**g**~~h~~',
    `https://example.org/${'a'.repeat(1970)}`,
    `https://example.org/${'a'.repeat(3000)}`,
    'http://[::1]/',
  ],
});
const withMore = fc
  .tuple(hostileMessage, fc.array(block, { maxLength: 80 }), hostileWords, words)
  .map(([message, blocks, text, headline]): Message => {
    return { ...message, headline, blocks: [...message.blocks, ...blocks], text };
  });
const few = fc
  .tuple(words, fc.array(block, { maxLength: 4 }))
  .map(([headline, blocks]): Message => ({ ...long, headline, blocks, text: '' }));

describe('whatever it is given', () => {
  test('a post is taken by Discord and nothing in it acts', () => {
    fc.assert(
      fc.property(fc.oneof(hostileMessage, withMore, few), (message) => {
        const before = JSON.stringify(message);
        const { payload, cut } = render(message);
        checkPayload(payload);
        expect(cut.every((sentence) => sentence.trim() !== '')).toBe(true);
        expect(JSON.stringify(message)).toBe(before);
      }),
      { numRuns: 400, interruptAfterTimeLimit: shrinkingMs },
    );
  });

  test('a post that lost something says so itself', () => {
    fc.assert(
      fc.property(fc.oneof(withMore, few), (message) => {
        const { payload, cut } = render(message);
        const shown = payload.embeds.map(({ description }) => description).join('\n');
        if (cut.length > 0) expect(shown).toMatch(/more entr|Left out because|ends? early|too long to be shown/);
      }),
      { numRuns: 200, interruptAfterTimeLimit: shrinkingMs },
    );
  });

  test('one plain sentence is taken by Discord and nothing in it acts', () => {
    fc.assert(
      fc.property(hostileWords, (sentence) => {
        fc.pre(!/^[\s\p{C}\p{DI}]*$/u.test(sentence));
        checkPayload(plainPayload(sentence));
      }),
      { numRuns: 300 },
    );
  });
});

/** What a parser of Discord's markdown that is not ours finds: the kinds of its nodes, and where links lead. */
function foundIn(node: unknown): { readonly kinds: readonly string[]; readonly targets: readonly string[] } {
  if (typeof node !== 'object' || node === null) return { kinds: [], targets: [] };
  const inner = Object.values(node).map(foundIn);
  return {
    kinds: [...('type' in node ? [String(node.type)] : []), ...inner.flatMap((one) => one.kinds)],
    targets: [...('target' in node ? [String(node.target)] : []), ...inner.flatMap((one) => one.targets)],
  };
}

describe('to another parser of Discord’s markdown', () => {
  // Emoji are characters; there is no way to show one that does not show it.
  const ours = [
    'text',
    'br',
    'strong',
    'strikethrough',
    'link',
    'autolink',
    'subtext',
    'heading',
    'blockQuote',
    'twemoji',
  ];

  test('a post holds only what is ours, and leads only where a message leads', () => {
    fc.assert(
      fc.property(fc.oneof(hostileMessage, withMore, few), (message) => {
        const { content, embeds } = render(message).payload;
        const inContent = foundIn(parse(content, 'extended'));
        expect([...new Set(inContent.kinds)].filter((kind) => !contentKinds.includes(kind))).toEqual([]);
        for (const { description = '' } of embeds) {
          const { kinds: found, targets } = foundIn(parse(description, 'extended'));
          expect([...new Set(found)].filter((kind) => !ours.includes(kind))).toEqual([]);
          for (const target of targets) expect(target).toMatch(/^https:\/\/example\.org\//);
        }
      }),
      { numRuns: 40, interruptAfterTimeLimit: shrinkingMs },
    );
  });
  const contentKinds = ['text', 'strong', 'strikethrough', 'twemoji'];

  test('which finds what acts where nothing is escaped', () => {
    const acting =
      '**b** ||s|| `c` <@123456789012345678> <#123456789012345678> @everyone <:skull:123456789012345678> <t:1:R> [x](https://evil.example) https://evil.example';
    const { kinds: found } = foundIn(parse(acting, 'extended'));
    for (const kind of ['spoiler', 'inlineCode', 'user', 'channel', 'everyone', 'emoji', 'timestamp', 'link', 'url']) {
      expect(found).toContain(kind);
    }
  });
});

const every = findingKinds;

const sourceWords = '*<@1>* [words](https://evil.example) of a source :skull: ';

describe('every message that is composed, however long', () => {
  test.each(every)('%s is taken by Discord, and keeps its headline and its source', (kind) => {
    for (const by of [0, 5, 200]) {
      for (const version of hugeMessages(kind, sourceWords.repeat(by))) {
        const { payload } = render(version);
        checkPayload(payload);
        const shown = payload.embeds.map(({ description }) => description).join('\n');
        for (const link of sourcesOf(version)) expect(shown).toContain(link);
        const first = version.headline.find(({ text }) => /\w{4}/.test(text))?.text.slice(0, 25) ?? '';
        expect(payload.content).toContain(first);
      }
    }
  });

  test('a digest of findings', () => {
    for (const by of [0, 5, 200]) checkPayload(render(hugeDigest(sourceWords.repeat(by))).payload);
  });

  test.each(every)('%s in short', (kind) => {
    checkPayload(render(hugeShortMessage(kind, sourceWords.repeat(200))).payload);
  });
});

const shownIn = (message: Message) => {
  const rendered = render(message);
  checkPayload(rendered.payload);
  return { ...rendered, shown: rendered.payload.embeds.map(({ description }) => description).join('\n') };
};
const button = (command: string, label = command): Button => ({ label, command, effect: 'turn' });

describe('what goes first where a post is too long', () => {
  const needed = ['1,291 + 5 = 1,296', 'at least 1,302 civilians', '<https://example.org/r>'];

  test('the rows of a table, and the post says how many are in the report', () => {
    const { payload, cut, shown } = shownIn(long);
    const left = 300 - shown.split('\n').filter((line) => line.startsWith('- ')).length;
    expect(left).toBeGreaterThan(100);
    expect(cut).toEqual([`${left} more entries are in the report.`]);
    expect(shown).toContain(`${left} more entries are in [the report](<https://example.org/r>).`);
    for (const kept of [...needed, 'Open cases 111.', 'CJTF-OIR, 31 May 2019']) expect(shown).toContain(kept);
    // As full as it goes: no second post is needed for what would have fitted.
    expect(payload.embeds).toHaveLength(2);
    expect(payload.embeds.reduce((sum, { description = '' }) => sum + description.length, 0)).toBeGreaterThan(5000);
  });

  test('then plain lines, from the last; never the verdict, the quote or the source', () => {
    const filler = plainLines(60);
    const { cut, shown } = shownIn({ ...long, blocks: [...filler, ...long.blocks] });
    const kept = filler.map((_, index) => shown.includes(`plain ${index} `));
    expect(kept.lastIndexOf(true)).toBe(kept.indexOf(false) - 1);
    expect(kept.indexOf(false)).toBeGreaterThan(10);
    expect(cut.join(' ')).toMatch(
      /(?:29\d|300) more entries are in the report\. Left out because the post was too long: \d+ lines/,
    );
    for (const one of needed) expect(shown).toContain(one);
  });

  test('a source whose address is as long as it may be stays, as a link', () => {
    const href = `https://example.org/${'a'.repeat(1980)}`;
    const filler = Array.from({ length: 60 }, (): Block => ({ type: 'line', spans: [{ text: 'word '.repeat(60) }] }));
    for (const label of ['report', href]) {
      const one: Block = { type: 'context', spans: [{ text: 'Source '.repeat(200) }, { text: label, href }] };
      expect(shownIn({ ...long, blocks: [...filler, one] }).shown).toContain(`<${href}>`);
    }
  });

  test('of a headline what does not fit a notification', () => {
    const { payload, cut } = shownIn({ ...long, headline: [{ text: `A headline ${'of *words* '.repeat(200)}` }] });
    expect(payload.content).toMatch(/^\*\*A headline .*…\*\*$/);
    expect(payload.content.length).toBeLessThanOrEqual(600);
    expect(cut).toContain('1 part ends early, at “…”.');
    expect(shownIn({ ...long, headline: [{ text: ' ' }], text: ' ' }).payload.content).toBe('**Ackwatch**');
  });

  test('an earlier headline that was struck is whole, in front of what is now', () => {
    const spans = [
      { text: 'Revised: ', strong: true },
      { text: `${'word '.repeat(60)}end`, strong: true, struck: true },
    ];
    const { payload } = shownIn({ ...long, headline: spans });
    expect(payload.content).toBe(`**Revised: ~~${'word '.repeat(60)}end~~**`);
  });
});

describe('exactly up to what Discord takes', () => {
  test('2,000 characters of plain words, whatever must be escaped in them', () => {
    for (const word of ['word ', 'killed_total ', '*']) {
      const payload = plainPayload(word.repeat(2000));
      checkPayload(payload);
      expect(payload.content.length).toBeGreaterThan(1950);
      expect(payload.content).toMatch(/…$/);
    }
  });

  test('24 buttons in rows of five, and one more that shows an answer to all', () => {
    const buttons = Array.from({ length: 30 }, (_, index) => button(`${index}`));
    const { payload, cut } = shownIn({ ...long, blocks: [{ type: 'actions', buttons }] });
    expect(payload.components.map(({ components }) => components.length)).toEqual([5, 5, 5, 5, 4]);
    expect(cut).toEqual(['Left out because the post was too long: 6 buttons.']);
  });

  test('the buttons of each block in separate rows, while there are rows', () => {
    const blocks = (count: number) =>
      Array.from({ length: count }, (_, index): Block => {
        return { type: 'actions', buttons: [button(`a${index}`), button(`b${index}`)] };
      });
    const rowsIn = (count: number) => shownIn({ ...long, blocks: blocks(count) }).payload.components;
    expect(rowsIn(5).map(({ components }) => components.length)).toEqual([2, 2, 2, 2, 2]);
    expect(rowsIn(6).map(({ components }) => components.length)).toEqual([5, 5, 2]);
  });

  test('80 characters of a label, 100 of a name with what it does in front, and no name twice', () => {
    const buttons = [
      button('x'.repeat(95), 'l'.repeat(80)),
      button('y'.repeat(96)),
      button('short', 'm'.repeat(81)),
      button('short', 'the same'),
      button('line\nbreak'),
      button(''),
    ];
    const { payload, cut } = shownIn({ ...long, blocks: [{ type: 'actions', buttons }] });
    expect(payload.components).toMatchObject([
      {
        components: [
          { custom_id: `turn:${'x'.repeat(95)}`, label: 'l'.repeat(80) },
          { custom_id: 'turn:short', label: `${'m'.repeat(79)}…` },
        ],
      },
    ]);
    // Half a command would be another command.
    expect(cut).toEqual(['Left out because the post was too long: 4 buttons.']);
  });

  test('4,096 characters of an embed and 6,000 of all, whatever must be escaped in them', () => {
    for (const word of ['word ', '*_~ ', '😀 ', '\\ ']) {
      const lines = Array.from({ length: 60 }, (): Block => ({ type: 'line', spans: [{ text: word.repeat(40) }] }));
      const { payload, cut } = shownIn({ ...long, blocks: [...lines, source] });
      const lengths = payload.embeds.map(({ description = '' }) => description.length);
      expect(lengths).toHaveLength(2);
      expect(lengths[0]).toBeGreaterThan(3000);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(4500);
      expect(cut.join(' ')).toMatch(/^Left out because the post was too long: \d+ lines\.$/);
    }
  });

  test('with room for what is said of a button that does not fit', () => {
    const href = `https://example.org/${'a'.repeat(370)}`;
    const end: readonly Block[] = [
      { type: 'context', spans: [{ text: 'report', href }] },
      { type: 'actions', buttons: [button('x'.repeat(101))] },
    ];
    for (let count = 40; count < 60; count += 1) {
      const lines = Array.from({ length: count }, (): Block => ({ type: 'line', spans: [{ text: 'w'.repeat(99) }] }));
      const { cut, shown } = shownIn({ ...long, blocks: [...lines, ...end] });
      expect(cut.join(' ')).toContain('1 button');
      expect(shown.split(`(<${href}>)`)).toHaveLength(3);
    }
  });

  test('columns of a table from the left, and cells that end early', () => {
    const wide: Table = {
      ...table,
      columns: Array.from({ length: 15 }, (_, index) => ({ title: `c${index}`, align: 'left' })),
      rows: [Array.from({ length: 15 }, (_, index) => (index === 1 ? 'x'.repeat(201) : `${index}`))],
    };
    const { cut, shown } = shownIn({ ...long, blocks: [wide] });
    expect(shown).toContain(`- **0** · ${'x'.repeat(199)}…\n  c2: 2 · `);
    expect(shown).not.toContain('c12');
    expect(cut).toEqual(['Left out because the post was too long: 3 columns.', '1 part ends early, at “…”.']);
  });
});

const described = missingDescription === undefined ? describe : describe.skip;
described(
  `by Discord’s own description${missingDescription === undefined ? '' : ` (skipped: ${missingDescription})`}`,
  () => {
    const bodies = missingDescription === undefined ? messageBodies() : undefined;
    const sent = { nonce: 'a'.repeat(25), enforce_nonce: true, message_reference: { message_id: '1'.repeat(18) } };

    test.each(every)('%s is a message that can be posted and edited', (kind) => {
      const message = compose(exampleEvent(kind), wording);
      const revised = composeRevised(message, [{ event: exampleEvent('restated'), leadId: 'f0' }], wording);
      for (const one of [message, revised, compose(hugeEvent(kind, sourceWords.repeat(200)), wording)]) {
        const { payload } = render(one);
        expect(bodies?.create({ ...payload, ...sent })).toEqual([]);
        expect(bodies?.edit(payload)).toEqual([]);
      }
    });

    test('so is whatever it is given', () => {
      fc.assert(
        fc.property(fc.oneof(hostileMessage, withMore), (message) => {
          const { payload } = render(message);
          expect(bodies?.create({ ...payload, ...sent })).toEqual([]);
        }),
        { numRuns: 50, interruptAfterTimeLimit: shrinkingMs },
      );
    });

    test('which refuses what passes its limits', () => {
      const fine = render(long).payload;
      for (const wrong of [
        { ...fine, embeds: [{ description: 'x'.repeat(4097) }] },
        { ...fine, embeds: Array.from({ length: 11 }, () => ({ description: 'x' })) },
        {
          ...fine,
          components: [{ type: 1, components: [{ type: 2, style: 2, label: 'x'.repeat(81), custom_id: 'a' }] }],
        },
        { ...fine, nonce: 'x'.repeat(26) },
        { ...fine, content: 1 },
      ]) {
        expect(bodies?.create(wrong)).not.toEqual([]);
      }
    });
  },
);

test('the checker finds each fault that it is there to find', () => {
  const mentions = { parse: [] };
  const good = { content: '**fine**', embeds: [] as object[], components: [] as object[], allowed_mentions: mentions };
  const card = (description: string) => ({ ...good, embeds: [{ description }] });
  const row = (...components: object[]) => ({ ...good, components: [{ type: 1, components }] });
  const one = (given: object = {}) => ({ type: 2, style: 2, label: 'a', custom_id: 'turn:a', ...given });
  const fine = [
    good,
    card(
      '### Group\n**a** ~~b~~ **c ~~d~~**\n- **1\\. x** · y\n  z\n> q\n-# [the report](<https://a.example>) <t:1:f> \\<@1>',
    ),
    row(one(), one({ custom_id: 'act:b' })),
  ];
  for (const payload of fine) expect(faultsOf(payload)).toEqual([]);
  const acting = [
    ...['*b*', '_i_', '~~s', '**b', '`c`', '||s||', '<@1>', '<#1>', '</a:1>', '<:x:1>', '<t:1:R>', ':skull:'],
    ...['@everyone', '@here', '# h', '1. p', '* p', '> > q', '- # h', '-# - p', 'https://evil.example'],
    ...['[x](https://evil.example)', '[*x*](<https://a.example>)', '[a.example](<https://b.example>)'],
    ...['\\[x](https://evil.example)', '[a](<https://a.example>) b](https://evil.example)', '<mailto:a@b.example>'],
    ...['<javascript:alert(0)>', 'discord.gg/x', '\u202e', '\ud800', '\\~~s~~', '**- p**', '  - p'],
  ];
  const wrong: readonly object[] = [
    ...acting.map(card),
    ...[
      '',
      'a'.repeat(2001),
      '<https://a.example>',
      '[a](<https://a.example>)',
      'https\\://discord.com/x',
      '@everyone',
    ].map((content) => ({ ...good, content })),
    ...['a\n> b', 'a\n- b', 'a\n-# b', '### a'].map((content) => ({ ...good, content })),
    { ...good, allowed_mentions: {} },
    { ...good, allowed_mentions: { parse: ['users'] } },
    { ...good, flags: 1 << 15 },
    { ...good, embeds: [{ title: 'x', description: 'x' }] },
    { ...good, embeds: [{ description: 'x', color: 0xff0000 }] },
    { ...good, embeds: [{ description: 'x', url: 'javascript:x' }] },
    { ...good, embeds: Array.from({ length: 11 }, () => ({ description: 'x' })) },
    { ...good, embeds: Array.from({ length: 2 }, () => ({ description: 'x'.repeat(3001) })) },
    card('x'.repeat(4097)),
    card(' '),
    row(),
    row(...Array.from({ length: 6 }, (_, index) => one({ custom_id: `turn:${index}` }))),
    {
      ...good,
      components: Array.from({ length: 6 }, (_, index) => row(one({ custom_id: `turn:${index}` })).components[0]),
    },
    row(one(), one()),
    row(one({ label: 'a'.repeat(81) })),
    row(one({ label: '' })),
    row(one({ style: 4 })),
    row(one({ type: 3 })),
    row(one({ custom_id: `turn:${'a'.repeat(96)}` })),
    row(one({ custom_id: 'turn:' })),
    row(one({ custom_id: 'other' })),
    { ...good, components: [{ type: 17, components: [one()] }] },
  ];
  for (const payload of wrong) expect([faultsOf(payload).length, payload]).not.toEqual([0, payload]);
});
