import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { destinations } from '../../../adapters/index.ts';
import { terminal } from '../../../adapters/terminal/index.ts';
import { renderText } from '../../../adapters/terminal/render.ts';
import { safe } from '../../../adapters/terminal/safe.ts';
import type { Message } from '../../../src/chat/message.ts';
import { simpleMessage } from '../../contracts/destination.contract.ts';
import { ioOf, sink } from './sink.ts';

const never = new AbortController().signal;
const context = { key: 'key-1', signal: never };

const message: Message = {
  ...simpleMessage('Coalition now admits at least 1,302 civilians killed (+11)'),
  blocks: [
    {
      type: 'line',
      spans: [
        { text: 'Was: ' },
        { text: 'at least 1,291', struck: true },
        { text: ', the figure to end of March 2019; newly admitted in this report: 5 deaths.' },
      ],
    },
    {
      type: 'table',
      caption: 'Incidents',
      columns: [
        { title: 'Date', align: 'left' },
        { title: 'Place', align: 'left' },
        { title: 'Killed', align: 'right' },
      ],
      rows: [
        ['12 May 2017', 'near Raqqa, Syria', '2'],
        ['8 June 2017', 'الموصل', '13'],
      ],
    },
    { type: 'quote', text: 'At least 1,302 civilians.', attribution: [{ text: 'CJTF-OIR, 31 May 2019' }] },
    { type: 'context', spans: [{ text: 'Source: ' }, { text: 'report', href: 'https://example.org/report' }] },
  ],
};

test('reads calmly at sixty columns', () => {
  expect(renderText(message, { width: 60, colour: false }).split('\n')).toEqual([
    '-'.repeat(60),
    'Coalition now admits at least 1,302 civilians killed (+11)',
    '',
    'Was: ~~at least 1,291~~, the figure to end of March 2019;',
    'newly admitted in this report: 5 deaths.',
    '',
    'Incidents',
    '  Date         Place              Killed',
    '  12 May 2017  near Raqqa, Syria       2',
    '  8 June 2017  الموصل                 13',
    '',
    '  | At least 1,302 civilians.',
    '    CJTF-OIR, 31 May 2019',
    '',
    'Source: report <https://example.org/report>',
    '',
    '',
  ]);
});

test('what can be done is shown as the command to type, and what only turns a page is not shown', () => {
  const withButtons = (effect: 'act' | 'turn'): Message => ({
    ...message,
    blocks: [
      { type: 'line', spans: [{ text: 'Look in the channel.' }] },
      {
        type: 'actions',
        buttons: [
          { label: 'It arrived', command: 'deliveries 5d1c0f3a9b --arrived', effect },
          { label: 'Post\u001b[2J again', command: 'deliveries 5d1c0f3a9b --again', effect },
          { label: 'Next page', command: 'history --after x', effect: 'turn' },
        ],
      },
    ],
  });
  const lines = (effect: 'act' | 'turn') => renderText(withButtons(effect), { width: 40, colour: false }).split('\n');
  expect(lines('act').slice(4)).toEqual([
    'Look in the channel.',
    '',
    'It arrived: ackwatch deliveries 5d1c0f3a9b --arrived',
    'Post again: ackwatch deliveries 5d1c0f3a9b --again',
    '',
    '',
  ]);
  expect(lines('turn').slice(4)).toEqual(['Look in the channel.', '', '']);
});

test('no line of prose is wider than the screen, unless a word is', () => {
  const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { maxLength: 60 });
  fc.assert(
    fc.property(words, fc.integer({ min: 40, max: 130 }), (text, width) => {
      const prose = text.map((word) => word.replaceAll(/[^\p{L}]/gu, 'x')).join(' ');
      const post = renderText(
        { ...message, blocks: [{ type: 'line', spans: [{ text: prose }] }] },
        { width, colour: false },
      );
      for (const line of post.split('\n')) expect([...line].length).toBeLessThanOrEqual(Math.min(width, 100));
    }),
  );
});

test('a sum is not torn apart', () => {
  const spans = [{ text: `${'word '.repeat(10)}1,291 + 5 = 1,296, the report says 1,302` }];
  const text = renderText({ ...message, blocks: [{ type: 'line', spans }] }, { width: 60, colour: false });
  expect(text.split('\n')).toContain('1,291 + 5 = 1,296, the report says 1,302');
});

test('a table too wide for the screen becomes a list that loses nothing', () => {
  const wide: Message = {
    ...message,
    blocks: [
      {
        type: 'table',
        caption: 'Wide',
        columns: ['One', 'Two', 'Three'].map((title) => ({ title, align: 'left' })),
        rows: [['a'.repeat(30), 'b'.repeat(30), 'c']],
      },
    ],
  };
  const text = renderText(wide, { width: 50, colour: false });
  expect(text).toContain(`One: ${'a'.repeat(30)};`);
  expect(text).toContain('Three: c');
});

test('prints colour only to a terminal whose user did not refuse it', async () => {
  const written = async (env: Record<string, string>, isTTY: boolean) => {
    const stdout = sink({ isTTY, columns: 80 });
    const destination = terminal.create(env, ioOf({ stdout }));
    await destination.send(destination.render(message).payload, { channel: 'stdout' }, context);
    return stdout.written.join('');
  };
  expect(await written({}, true)).toContain('\u001b[1m');
  expect(await written({}, false)).not.toContain('\u001b');
  expect(await written({ NO_COLOR: '1' }, true)).not.toContain('\u001b');
  expect(await written({}, false)).toBe(await written({ NO_COLOR: '1' }, true));
});

test('posts go where the channel says', async () => {
  const [stdout, stderr] = [sink(), sink()];
  const destination = terminal.create({}, ioOf({ stdout, stderr }));
  await destination.send(message, { channel: 'stderr' }, context);
  expect([stdout.written.length, stderr.written.length]).toEqual([0, 1]);
});

test('the words of strangers cannot act on a terminal', () => {
  expect(safe('a\u001b[31mred\u001b[0m b')).toBe('ared b');
  expect(safe('\u001b]0;title\u0007after')).not.toMatch(/\p{Cc}/u);
  expect(safe('12\u202e31 \u2066x\u2069')).toBe('12<U+202E>31 <U+2066>x<U+2069>');
  expect(safe('\u0000\u0008\u009b2J')).not.toMatch(/\p{Cc}/u);
  expect(safe('two\r\nlines\u2028more')).toBe('two lines more');
  expect(safe('الموصل 1,302 – “Raqqa”')).toBe('الموصل 1,302 – “Raqqa”');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(safe(text)).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u);
    }),
  );
});

test('what was printed to a screen cannot be looked up, and that is said', async () => {
  const destination = terminal.create({}, ioOf());
  await expect(destination.find?.('key-1', { channel: 'stdout' }, never)).rejects.toMatchObject({ kind: 'invalid' });
});

test('an output that no one reads any more is an outage, not a crash', async () => {
  const stdout = sink({ broken: new Error('EPIPE') });
  const destination = terminal.create({}, ioOf({ stdout }));
  await expect(destination.send(message, { channel: 'stdout' }, context)).rejects.toMatchObject({
    kind: 'unavailable',
    outcome: 'not-sent',
  });
});

test('no text of a post passes for the line that ends one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ackwatch-terminal-'));
  try {
    const channel = join(folder, 'posts.txt');
    const destination = terminal.create({}, ioOf());
    const forged: Message = { ...message, blocks: [{ type: 'line', spans: [{ text: '-- post key-2' }] }] };
    await destination.send(destination.render(forged).payload, { channel }, context);
    expect(await destination.find?.('key-2', { channel }, never)).toBeUndefined();
    expect(await destination.find?.('key-1', { channel }, never)).toEqual({ channel, id: 'key-1' });
    expect(await readFile(channel, 'utf8')).toContain(' -- post key-2');
    await expect(destination.send(message, { channel: folder }, context)).rejects.toMatchObject({ kind: 'not-found' });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('every destination is registered once, under its own name, and says what its channels are and how to connect', () => {
  const names = destinations.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('terminal');
  for (const { channels, connectionModes: ways } of destinations) {
    expect(channels).not.toBe('');
    expect(ways.length).toBeGreaterThan(0);
    for (const { what } of ways) expect(what).not.toBe('');
  }
});

test('the terminal needs nothing to be on', () => {
  expect(terminal.connectionModes.map(({ needs }) => needs)).toEqual([[]]);
  expect(terminal.settings.safeParse({}).success).toBe(true);
  expect(terminal.create({}, ioOf()).name).toBe('terminal');
});
