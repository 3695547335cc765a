import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render, renderHome } from '../../../adapters/slack/posts/render.ts';
import type { Block, Message } from '../../../src/chat/message.ts';
import { findingKinds } from '../../../src/compose/kinds/index.ts';
import { hostileMessage } from '../../contracts/destination.contract.ts';
import {
  hostileBlocks,
  hugeDigest,
  hugeMessages,
  hugeShortMessage,
  longMessage as long,
  plainLines,
  shrinkingMs,
  sourcesOf,
} from '../long-messages.ts';
import { expectTaken, faultsOf } from './block-kit.ts';

const hostileWords = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom('*', '_', '~', '`', ':', '<', '>', '&', '|', '!', '@', 'a', ' ', '\n', '1', '.'),
    maxLength: 60,
  }),
  fc.constantFrom(
    '"'.repeat(9000),
    '\\'.repeat(9000),
    '&'.repeat(9000),
    '😀'.repeat(5000),
    ':skull:',
    '&lt;!here&gt;',
    '\n> quoted',
  ),
);
const { block } = hostileBlocks({
  words: hostileWords,
  commands: fc.oneof(hostileWords, fc.string({ minLength: 1990, maxLength: 2010 })),
  mostButtons: 60,
  addresses: ['https://example.org/a|b?c=<d>&e', `https://example.org/${'a'.repeat(2970)}`],
});
const withMore = fc
  .tuple(hostileMessage, fc.array(block, { maxLength: 80 }), hostileWords)
  .map(([message, blocks, text]): Message => ({ ...message, blocks: [...message.blocks, ...blocks], text }));

describe('whatever it is given', () => {
  test('a post is taken by Slack and nothing in it acts', () => {
    fc.assert(
      fc.property(fc.oneof(hostileMessage, withMore), (message) => {
        const before = JSON.stringify(message);
        const { payload, cut } = render(message);
        expectTaken(payload);
        expect(cut.every((words) => words.trim() !== '')).toBe(true);
        expect(JSON.stringify(message)).toBe(before);
      }),
      { numRuns: 300, interruptAfterTimeLimit: shrinkingMs },
    );
  });

  test('a page of the app is taken by Slack and nothing in it acts', () => {
    fc.assert(
      fc.property(fc.oneof(hostileMessage, withMore), (message) => expectTaken(renderHome(message).payload, 'home')),
      { numRuns: 100, interruptAfterTimeLimit: shrinkingMs },
    );
  });

  test('a post that lost something says so itself', () => {
    fc.assert(
      fc.property(withMore, (message) => {
        const { payload, cut } = render(message);
        const shown = JSON.stringify(payload.blocks);
        if (cut.length > 0) expect(shown).toMatch(/more entr|Left out because|ends? early/);
      }),
      { numRuns: 100, interruptAfterTimeLimit: shrinkingMs },
    );
  });
});

const every = findingKinds;

const sourceWords = '*<!channel>* & "words" of a source :skull: ';

describe('every message that is composed, however long', () => {
  test.each(every)('%s is taken by Slack, and keeps its headline and its source', (kind) => {
    for (const by of [0, 5, 200]) {
      for (const version of hugeMessages(kind, sourceWords.repeat(by))) {
        const { payload } = render(version);
        expectTaken(payload);
        expectTaken(renderHome(version).payload, 'home');
        const shown = JSON.stringify(payload.blocks);
        for (const link of sourcesOf(version)) {
          expect(shown).toContain(link);
          expect(payload.text).toContain(link);
        }
        expect(shown).toContain(JSON.stringify(version.headline[0]?.text.slice(0, 40)).slice(1, -1));
      }
    }
  });
});

test('a digest of findings, however long each, is taken by Slack', () => {
  for (const by of [0, 5, 200]) {
    const message = hugeDigest(sourceWords.repeat(by));
    expectTaken(render(message).payload);
    expectTaken(renderHome(message).payload, 'home');
  }
});

test.each(every)('%s in short is taken by Slack, however long it is', (kind) => {
  expectTaken(render(hugeShortMessage(kind, sourceWords.repeat(200))).payload);
});

describe('what goes first where a post is too long', () => {
  test('the rows of a table, and the post says how many are in the report', () => {
    const { payload, cut } = render(long);
    const shown = JSON.stringify(payload.blocks);
    const table = payload.blocks.find((one) => one.type === 'table');
    const left = 300 - ((table?.rows.length ?? 1) - 1);
    expect(left).toBeGreaterThan(0);
    expect(cut).toEqual([`${left} more entries are in the report.`]);
    expect(shown).toContain(`${left} more entries are in <https://example.org/r|the report>`);
    for (const kept of ['1,291 + 5 = 1,296', 'Open cases 111.', 'at least 1,302 civilians', 'CJTF-OIR, 31 May 2019']) {
      expect(shown).toContain(kept);
      expect(payload.text).toContain(kept);
    }
  });

  test('then plain lines, from the last; never the verdict, the quote or the source', () => {
    const filler = plainLines(100);
    const { payload, cut } = render({ ...long, blocks: [...filler, ...long.blocks] });
    const shown = JSON.stringify(payload.blocks);
    expectTaken(payload);
    const kept = filler.map((_, index) => shown.includes(`plain ${index} `));
    expect(kept.lastIndexOf(true)).toBe(kept.indexOf(false) - 1);
    expect(cut.join(' ')).toMatch(
      /300 more entries are in the report\. Left out because the post was too long: \d+ lines/,
    );
    for (const words of ['1,291 + 5 = 1,296', 'at least 1,302 civilians', 'https://example.org/r']) {
      expect(shown).toContain(words);
      expect(payload.text).toContain(words);
    }
    expect(shown).not.toContain('near a place');
  });

  test('a source whose address is as long as Slack takes stays, as a link', () => {
    const href = `https://example.org/${'a'.repeat(2970)}`;
    const filler = Array.from({ length: 60 }, (): Block => ({ type: 'line', spans: [{ text: 'word '.repeat(60) }] }));
    for (const label of ['report', href]) {
      const source: Block = { type: 'context', spans: [{ text: 'Source '.repeat(200) }, { text: label, href }] };
      const { payload } = render({ ...long, blocks: [...filler, source] });
      expectTaken(payload);
      expect(JSON.stringify(payload.blocks)).toContain(`"url":"${href}"`);
    }
  });

  test('above the buttons it is said what was left out, with the source of the table', () => {
    const [, , table, , source] = long.blocks as readonly [Block, Block, Block, Block, Block];
    const other: Block = { type: 'context', spans: [{ text: 'other', href: 'https://example.org/other' }] };
    const buttons: Block = { type: 'actions', buttons: [{ label: 'Next', command: 'next', effect: 'turn' }] };
    const { payload } = render({ ...long, blocks: [other, table, source, buttons] });
    expect(payload.blocks.at(-1)?.type).toBe('actions');
    expect(JSON.stringify(payload.blocks.at(-2))).toMatch(
      /more entries are in <https:\/\/example\.org\/r\|the report>/,
    );
  });

  test('a command that is too long for a button leaves no button that asks something else', () => {
    const buttons = ['ok', 'x'.repeat(2001)].map((command) => ({ label: 'Next', command, effect: 'turn' as const }));
    const { payload, cut } = render({ ...long, blocks: [{ type: 'actions', buttons }] });
    expect(JSON.stringify(payload.blocks)).not.toContain('xxx');
    expect(cut).toEqual(['Left out because the post was too long: 1 button.']);
  });
});

test('the checker finds each fault that it is there to find', () => {
  const good = { type: 'section', text: { type: 'mrkdwn', text: 'fine', verbatim: true } };
  const mrkdwn = (text: string) => ({ ...good, text: { ...good.text, text } });
  const table = (rows: number, columns: number, text = 'x') => ({
    type: 'table',
    column_settings: [],
    rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => ({ type: 'raw_text', text }))),
  });
  const rich = (element: object) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [element] }],
  });
  const button = (label: string, value: string, id = 'ackwatch:turn:0') => ({
    type: 'actions',
    elements: [{ type: 'button', action_id: id, text: { type: 'plain_text', text: label, emoji: false }, value }],
  });
  expect(
    faultsOf({ text: 'fine', blocks: [good, table(2, 2), rich({ type: 'text', text: 'fine' }), button('a', 'b')] }),
  ).toEqual([]);
  const wrong: readonly (readonly unknown[])[] = [
    [],
    Array.from({ length: 51 }, () => ({ type: 'divider' })),
    [mrkdwn('a'.repeat(3001))],
    [mrkdwn('')],
    ...[
      '<!channel>',
      '<@U123>',
      'a & b',
      '*bold*',
      '_it_',
      '~no~',
      '`code`',
      ':skull:',
      '&gt; quote',
      '<javascript:x>',
      '<https://a.example|*b*>',
    ].map((text) => [mrkdwn(text)]),
    [{ type: 'section', text: { type: 'mrkdwn', text: 'links' } }],
    [{ type: 'header', text: { type: 'plain_text', text: 'a'.repeat(151), emoji: false } }],
    [{ type: 'header', text: { type: 'plain_text', text: 'a' } }],
    [table(101, 1)],
    [table(1, 21)],
    [table(2, 2, '')],
    [table(10, 10, 'x'.repeat(101))],
    [table(1, 1), table(1, 1)],
    [{ ...table(1, 1), rows: [...table(1, 1).rows, ...table(1, 2).rows] }],
    [{ ...table(1, 1), column_settings: Array.from({ length: 21 }, () => ({ align: 'left' })) }],
    [rich({ type: 'user', user_id: 'U1' })],
    [rich({ type: 'emoji', name: 'skull' })],
    [rich({ type: 'link', url: 'javascript:alert(0)' })],
    [rich({ type: 'link', url: `https://a.example/${'a'.repeat(3000)}` })],
    [rich({ type: 'text', text: '\u202e' })],
    [rich({ type: 'text', text: '\ud800' })],
    [rich({ type: 'text', text: '' })],
    [
      { ...good, block_id: 'a' },
      { ...good, block_id: 'a' },
    ],
    [button('a'.repeat(76), 'b')],
    [button('a', 'b'.repeat(2001))],
    [button('a', 'b'), button('a', 'b')],
    Array.from({ length: 6 }, () => mrkdwn('a'.repeat(2500))),
    [{ type: 'hologram' }],
  ];
  for (const blocks of wrong) expect([faultsOf({ text: 'fine', blocks }).length, blocks]).not.toEqual([0, blocks]);
  for (const text of ['', 'a'.repeat(4001), '<!here>', '*bold*'])
    expect(faultsOf({ text, blocks: [good] })).not.toEqual([]);
});
