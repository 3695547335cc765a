import { describe, expect, test } from 'vitest';
import { render, renderHome, type SlackPayload } from '../../../adapters/slack/posts/render.ts';
import type { Line, Message } from '../../../src/chat/message.ts';
import { goldensOf } from '../../golden.ts';
import { composed } from '../composed.ts';
import { context, firstMissing, home, line, messageOf, shapes, source, tableOf, wordsOf } from '../messages.ts';
import { expectTaken } from './block-kit.ts';
import { readable } from './counterpart.ts';

const goldens = goldensOf(import.meta.url);

describe('as its golden file reads', () => {
  test.each(Object.entries(shapes))('%s', (name, message) => {
    const { payload, cut } = render(message);
    expect(cut.length > 0).toBe(name === 'long');
    expectTaken(payload);
    goldens.expect(name, payload);
  });

  test('a page of the app', () => {
    const { payload } = renderHome(home);
    expectTaken(payload, 'home');
    goldens.expect('home', payload);
  });

  test('and no golden file is left over', () => {
    expect(goldens.names()).toEqual([...Object.keys(shapes), 'home'].sort());
  });

  test('what is left out of a post that is too long is said, and no line is torn', () => {
    const { payload, cut } = render(shapes.long);
    expect(cut.join(' ')).toMatch(/more entries are in the report.*\d+ lines/);
    expect(JSON.stringify(payload.blocks)).not.toMatch(/Source: ?"|Source: ?\\n/);
  });
});

describe('every message that is composed is shown whole and in order', () => {
  function expectWhole(message: Message): void {
    const { payload, cut } = render(message);
    expect(cut).toEqual([]);
    expectTaken(payload);
    const words = wordsOf(message);
    expect(firstMissing(readable(payload), words)).toBeUndefined();
    const buttons = message.blocks.flatMap((block) => (block.type === 'actions' ? block.buttons : []));
    const shown = payload.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    expect(shown).toMatchObject(buttons.map(({ label, command }) => ({ text: { text: label }, value: command })));
    // Signs that would act are shown as signs that look like them.
    const inert = words.map((word) => word.replaceAll('`', 'ˋ'));
    expect(firstMissing(readable({ blocks: [], text: payload.text }), inert)).toBeUndefined();
  }

  test.each(composed)('%s', (_, message) => expectWhole(message));
});

describe('exactly up to what Slack takes', () => {
  const typesOf = ({ payload }: { payload: SlackPayload }) => payload.blocks.map(({ type }) => type);

  test('a headline of 150 characters is a header, and a longer, struck or linked one is bold and whole', () => {
    const headed = (...headline: Line) => render(messageOf([], { headline })).payload.blocks[0];
    expect(headed({ text: 'a'.repeat(150) })?.type).toBe('header');
    for (const more of [
      { text: 'a'.repeat(151) },
      { text: 'a', struck: true },
      { text: 'a', href: 'https://example.org/' },
    ]) {
      expect(headed(more)).toMatchObject({
        type: 'rich_text',
        elements: [{ elements: [{ text: more.text, style: { bold: true } }] }],
      });
    }
  });

  test('100 rows with their titles, 20 columns and 10,000 characters', () => {
    const tables = [
      [tableOf(99, 1), []],
      [tableOf(130, 1), ['31 more entries are not shown here.']],
      [tableOf(2, 25), ['Left out because the post was too long: 5 columns.']],
      [tableOf(35, 1, 'x'.repeat(300)), ['3 more entries are not shown here.']],
    ] as const;
    for (const [given, lost] of tables) {
      const { payload, cut } = render(messageOf([given]));
      expectTaken(payload);
      expect(cut).toEqual(lost);
    }
  });

  test('a second table as a list, and on the page of the app the first too', () => {
    const message = messageOf([tableOf(2, 2), tableOf(2, 2)]);
    expect(typesOf(render(message))).toEqual(['header', 'rich_text', 'table', 'rich_text']);
    expect(JSON.stringify(render(message).payload.blocks)).toContain('Title: x; Title: x');
    expect(typesOf(renderHome(message))).toEqual(['header', 'rich_text']);
  });

  test('25 buttons in a block, and no two of one name', () => {
    const buttons = Array.from({ length: 30 }, (_, index) => ({
      label: `${index}`,
      command: 'c',
      effect: 'turn' as const,
    }));
    const { payload } = render(
      messageOf([{ type: 'actions', buttons }, line('between'), { type: 'actions', buttons: buttons.slice(0, 2) }]),
    );
    expectTaken(payload);
    expect(payload.blocks.flatMap((one) => (one.type === 'actions' ? [one.elements.length] : []))).toEqual([25, 5, 2]);
  });

  test('as many blocks as leave room for who asked and for the button that shows it to all', () => {
    const blocks = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? line('l') : context({ text: 'c' })));
    const { payload, cut } = render(messageOf(blocks));
    expectTaken(payload);
    expect(payload.blocks.length).toBeLessThanOrEqual(48);
    expect(payload.blocks.length).toBeGreaterThan(40);
    expect(cut).not.toEqual([]);
    expect(renderHome(messageOf(blocks)).cut).toEqual([]);
  });

  test('10 pieces of small print in a context', () => {
    const print = Array.from({ length: 14 }, (_, index) => context({ text: `${index} ${'word '.repeat(560)}` }));
    const { payload } = renderHome(messageOf(print));
    expectTaken(payload, 'home');
    expect(payload.blocks.flatMap((one) => (one.type === 'context' ? [one.elements.length] : []))).toEqual([10, 4]);
  });

  test('12,000 characters of JSON and 4,000 of text, whatever must be escaped in them', () => {
    for (const word of ['word ', '"&<>" ', '😀 ']) {
      const text = word.repeat(300);
      const { payload, cut } = render(
        messageOf([...Array.from({ length: 40 }, () => line(text)), source], { text: text.repeat(10) }),
      );
      expectTaken(payload);
      expect(JSON.stringify(payload.blocks).length).toBeGreaterThan(8000);
      expect(payload.text.length).toBeGreaterThan(2500);
      expect(payload.text).toContain('<https://example.org/r>');
      expect(cut.join(' ')).toMatch(/^Left out because the post was too long: \d+ lines\.$/);
    }
  });
});

describe('what a source writes stays what it wrote', () => {
  const acting =
    '<!channel> <@U1> <#C1> <https://evil.example|click> &lt;!here&gt; *b* _i_ ~s~ `c` :skull: https://evil.example a@evil.example';

  test('in rich text and cells as it is, in small print and in the text with signs that look alike', () => {
    const cells = { ...tableOf(1, 1), rows: [[acting]] };
    const { payload } = render(
      messageOf([line(acting), { type: 'quote', text: acting, attribution: [] }, cells, context({ text: acting })], {
        text: `A headline\n${acting}`,
      }),
    );
    expectTaken(payload);
    const inert =
      '&lt;!channel&gt; &lt;@U1&gt; &lt;#C1&gt; &lt;https://evil.example|click&gt; &amp;lt;!here&amp;gt; ∗b∗ ˍiˍ ∼s∼ ˋcˋ ꞉skull: https://evil.example a@evil.example';
    expect(payload.text).toBe(`A headline\n${inert}`);
    const [, flow, cell, print] = payload.blocks;
    expect(flow).toMatchObject({ elements: [{ elements: [{ text: acting }] }, { elements: [{ text: acting }] }, {}] });
    expect(cell).toMatchObject({ rows: [[{}], [{ type: 'raw_text', text: acting }]] });
    expect(print).toMatchObject({ elements: [{ type: 'mrkdwn', text: inert, verbatim: true }] });
  });

  test('but for what cannot be seen or turns a line around', () => {
    const text = 'a\u200bb\u202ec\u2066d\ufefff\u00adg\u{e0041}h\ud800i\u0007 :sk\u200bull: نمی\u200cشود';
    const [, flow] = render(messageOf([line(text)])).payload.blocks;
    expect(flow).toMatchObject({ elements: [{ elements: [{ text: 'abcdfgh\ufffdi :skull: نمی\u200cشود' }] }] });
  });

  test('a line stays one line, so that nothing can pass for a line of ours; a quote keeps its own', () => {
    const { payload } = render(
      messageOf(
        [
          line('one\nSource: two'),
          { type: 'quote', text: 'a\r\n\n\n\nb', attribution: [{ text: 'Who' }] },
          context({ text: 'c\n> d' }),
        ],
        { text: 'x\n> y\n>z' },
      ),
    );
    expect(payload.blocks.slice(1)).toMatchObject([
      {
        elements: [
          { type: 'rich_text_section', elements: [{ text: 'one Source: two' }] },
          { type: 'rich_text_quote', elements: [{ text: 'a\n\nb' }] },
          { type: 'rich_text_section', elements: [{ text: 'Who' }] },
        ],
      },
      { elements: [{ text: 'c &gt; d' }] },
    ]);
    expect(payload.text).toBe('x\n› y\n›z');
  });

  test('also where a sign begins in one span and ends in the next', () => {
    const spans = [{ text: ':sk' }, { text: 'ull: *' }, { text: 'b* ' }, { text: 'x', href: 'https://example.org/' }];
    expect(render(messageOf([context(...spans)])).payload.blocks[1]).toMatchObject({
      elements: [{ text: '꞉skull: ∗b∗ <https://example.org/|x>' }],
    });
  });

  test('names of measures and times of day can be copied', () => {
    const text = 'history killed_total at 12:30:00, 3*4';
    expect(render(messageOf([], { text })).payload.text).toBe(text);
  });

  test('an address that is none of the web, or too long, is no link', () => {
    for (const href of [
      'javascript:alert(0)',
      'ftp://example.org/',
      'no address',
      `https://example.org/${'a'.repeat(3000)}`,
    ]) {
      const { payload } = render(
        messageOf([{ type: 'line', spans: [{ text: 'label', href }] }, context({ text: 'label', href })]),
      );
      expect(JSON.stringify(payload.blocks)).not.toMatch(/"link"|<http/);
    }
    const href = 'https://example.org/a|b?c=<d>&e=*f*';
    expect(render(messageOf([context({ text: 'it', href })])).payload.blocks[1]).toMatchObject({
      elements: [{ text: '<https://example.org/a%7Cb?c=%3Cd%3E&amp;e=*f*|it>' }],
    });
  });
});

test('a time is shown in the zone of the reader, and in UTC where it cannot be', () => {
  const at = '2019-05-31T12:07:00.000Z';
  const timed = { text: 'fetched 31 May 2019, 12:07 UTC.', at };
  const { payload } = render(messageOf([{ type: 'line', spans: [timed] }, context(timed)]));
  const format = '{date_short}, {time}';
  const fallback = '31 May 2019, 12:07 UTC';
  expect(payload.blocks.slice(1)).toMatchObject([
    {
      elements: [
        { elements: [{ text: 'fetched ' }, { type: 'date', timestamp: 1559304420, format, fallback }, { text: '.' }] },
      ],
    },
    { elements: [{ text: `fetched <!date^1559304420^${format}|${fallback}>.` }] },
  ]);
  const undated = context({ text: 'fetched some day', at });
  expect(render(messageOf([undated])).payload.blocks[1]).toMatchObject({ elements: [{ text: 'fetched some day' }] });
});

test('a channel that we name is shown by its name; a person, who would be called, and what a source names are not', () => {
  const spans: Line = [
    { text: 'T0123/C0123ABCD', isPlace: true },
    { text: ' of ' },
    { text: 'U0123ABCD', isPlace: true },
    { text: ' <#C0123ABCD>' },
  ];
  const { payload } = render(messageOf([{ type: 'line', spans }, context(...spans)]));
  const channel = { type: 'channel', channel_id: 'C0123ABCD' };
  expect(payload.blocks.slice(1)).toMatchObject([
    { elements: [{ elements: [channel, { type: 'text', text: ' of U0123ABCD <#C0123ABCD>' }] }] },
    { elements: [{ text: '<#C0123ABCD> of U0123ABCD &lt;#C0123ABCD&gt;' }] },
  ]);
});

test('neighbouring lines are one block, and so is small print', () => {
  const { payload } = render(
    messageOf([line('a'), line('b'), context({ text: 'c' }), context({ text: 'd' }), { type: 'divider' }]),
  );
  expect(payload.blocks.slice(1)).toEqual([
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a\nb' }] }],
    },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'c\nd', verbatim: true }] },
  ]);
});

test('a value that no longer holds is struck in small print too', () => {
  const { payload } = render(messageOf([context({ text: '1,302', struck: true })]));
  expect(payload.blocks[1]).toMatchObject({ elements: [{ elements: [{ text: '1,302', style: { strike: true } }] }] });
});
