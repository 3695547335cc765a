import type { Block, Line, Message, Span, Table } from '../../src/chat/message.ts';
import { plainText } from '../../src/chat/plain-text.ts';

/** Neutral messages from which the tests of the platforms render posts. */

export function messageOf(blocks: readonly Block[], given: Partial<Message> = {}): Message {
  const headline = [{ text: 'A headline', strong: true }];
  return { kind: null, priority: 'normal', language: 'en', headline, blocks, text: 'A headline', ...given };
}

export const line = (text: string, more: Partial<Span> = {}): Block => ({ type: 'line', spans: [{ text, ...more }] });
export const lineOf = (...spans: Line): Block => ({ type: 'line', spans });
export const context = (...spans: Line): Block => ({ type: 'context', spans });

const report = 'https://example.org/r';
export const source = context({ text: 'Source: ' }, { text: report, href: report });

/** `rows` times `columns` equal cells. */
export function tableOf(rows: number, columns: number, cell = 'x'): Table {
  return {
    type: 'table',
    caption: 'Entries',
    columns: Array.from({ length: columns }, () => ({ title: 'Title', align: 'left' })),
    rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell)),
  };
}

const marks = { struck: (text: string) => `[no longer: ${text}]`, quoted: (text: string) => `“${text}”` };
/** With its plain text, as composition gives it. */
function postOf(headline: Line, blocks: readonly Block[]): Message {
  return messageOf(blocks, { headline, text: plainText({ headline, blocks }, marks) });
}
const titled = (text: string): Block => line(text, { strong: true });

const scope = line('Iraq and Syria, August 2014 - end of April 2019. Previous: at least 1,291 civilians killed.');
const sum = lineOf({ text: 'Does not add up: ', strong: true }, { text: '1,291 + 5 = 1,296, the report says 1,302.' });
const seenAt = { text: '10 June 2019, 14:05 UTC', at: '2019-06-10T14:05:00.000Z' };
const quote: Block = {
  type: 'quote',
  text: 'CJTF-OIR assesses at least 1,302 civilians have been unintentionally killed by Coalition strikes.',
  attribution: [{ text: 'CJTF-OIR' }, { text: ', ' }, { text: '31 May 2019' }],
};
const fetched = context(
  { text: 'CJTF-OIR' },
  { text: ' · ' },
  { text: 'fetched 31 May 2019, 12:07 UTC.', at: '2019-05-31T12:07:00.000Z' },
);
const why: Block = {
  type: 'actions',
  buttons: [{ label: 'Where does this come from?', command: 'why f0', effect: 'turn' }],
};
const resolve: Block = {
  type: 'actions',
  buttons: [
    { label: 'It arrived', command: 'deliveries 5d1c0f3a9b --arrived', effect: 'act' },
    { label: 'Post it again', command: 'deliveries 5d1c0f3a9b --again', effect: 'act' },
  ],
};
const incidents: Table = {
  type: 'table',
  caption: 'Incidents new to the record',
  columns: [
    { title: 'Date', align: 'left' },
    { title: 'Place', align: 'left' },
    { title: 'Killed', align: 'right' },
    { title: 'Note', align: 'left' },
  ],
  rows: [
    ['12 May 2017', 'near Raqqa, Syria', '2', ''],
    ['8 June 2017', 'Tabqa, Syria', 'not stated', 'not previously reported'],
  ],
};
const history: Table = {
  type: 'table',
  caption: 'Newest first',
  columns: [
    { title: 'Period', align: 'left' },
    { title: 'Value', align: 'right' },
    { title: 'Change', align: 'right' },
  ],
  rows: [
    ['April 2019', 'at least 1,302', '+11'],
    ['March 2019', 'at least 1,291', ''],
  ],
};
const paging: Block = {
  type: 'actions',
  buttons: [{ label: 'Older', command: 'history killed_total --after 2019-03', effect: 'turn' }],
};

/** More than any platform takes in one post, and parts of every rank when it is decided what goes. */
const tooMuch = Array.from({ length: 44 }, (_, index): readonly Block[] => [
  titled(`Post ${index}`),
  line(`What is said there: ${'many words '.repeat(10 + (index % 7))}`),
  ...(index % 4 === 0
    ? [sum, { ...incidents, rows: Array.from({ length: 40 }, () => incidents.rows[1] ?? []) }, fetched]
    : []),
  ...(index % 3 === 0
    ? [lineOf({ text: 'Was: ' }, { text: 'at least 1,302', struck: true }), quote, why, resolve]
    : []),
  context({ text: 'Source: ' }, { text: `${report}/${index}`, href: `${report}/${index}` }),
]).flat();

const headline = [{ text: 'A headline', strong: true }];
const admission = { text: 'Coalition now admits at least 1,302 civilians killed (+11)', strong: true };

/** A message for each shape of post. Each platform keeps what it renders from them as golden files. */
export const shapes = {
  line: postOf(headline, [
    line('A line of 60 characters, as many as a phone shows in a row..'),
    line('A short line.'),
    line('A line of 61 characters, which are more than a phone can show'),
    lineOf({ text: 'Another, and ' }, { text: 'strong', strong: true }, { text: ' words * in it.' }),
    lineOf({ text: 'See ' }, { text: 'the report', href: report }, { text: ' or ' }, { text: report, href: report }),
    { type: 'divider' },
    lineOf({ text: 'Seen ', strong: true }, { ...seenAt, strong: true }, { text: ': as it was.' }),
    line('Struck and strong', { struck: true, strong: true }),
  ]),
  table: postOf(headline, [scope, incidents, line('Between two tables.'), history]),
  quote: postOf(headline, [
    scope,
    quote,
    { type: 'quote', text: 'The first line of a quote,\n> and its <second>.', attribution: [] },
    line('After them.'),
  ]),
  context: postOf(headline, [
    scope,
    source,
    fetched,
    line('Between.'),
    context({ text: 'In 1_2_3 & *so* ~on~, `why`' }, { text: ' in ' }, { text: 'words', href: `${report}/words` }),
  ]),
  actions: postOf(headline, [resolve, line('Between two rows of buttons.'), why]),
  digest: postOf(
    [{ text: '4 findings, 31 May - 10 June 2019', strong: true }],
    [
      titled('Admissions'),
      titled('Coalition now admits at least 1,302 civilians killed (+11)'),
      lineOf({ text: 'Previous: at least 1,291. ' }, { text: 'Source', href: report }),
      titled('AFRICOM admits 1 civilian killed'),
      lineOf({ text: 'Source', href: `${report}/2` }),
      titled('Revisions'),
      titled('CJTF-OIR report for April 2019 is no longer at its address'),
      lineOf(
        { text: 'Was: ' },
        { text: 'at least 1,302', struck: true },
        { text: '. ' },
        { text: 'Source', href: report },
      ),
      lineOf(
        { text: 'Not shown: 1 claim. The command ', strong: true },
        { text: 'findings', strong: true, typed: { type: 'command', command: 'findings', options: {} } },
        { text: ' lists it.', strong: true },
      ),
    ],
  ),
  long: postOf(headline, tooMuch),
  revised: postOf(
    [
      { text: 'Revised: ', strong: true },
      { ...admission, struck: true },
    ],
    [
      lineOf(
        { text: 'Changed since it was posted, seen ', strong: true },
        { ...seenAt, strong: true },
        { text: ': ', strong: true },
        { text: 'Coalition restates its figure. Was: ' },
        { text: 'at least 1,302', struck: true },
        { text: ' · Now: ' },
        { text: 'at least 1,303', strong: true },
      ),
      scope,
      sum,
      incidents,
      quote,
      source,
      fetched,
      why,
    ],
  ),
  reply: postOf(
    [{ text: 'Coalition restates its figure for April 2019: now at least 1,303', strong: true }],
    [
      lineOf({ text: 'Was: ' }, { text: 'at least 1,302', struck: true }, { text: ' · Now: at least 1,303' }),
      source,
      context({ text: 'Concerns an earlier post. ' }, { text: 'Earlier post', href: 'https://chat.example/1/2/3' }),
      why,
    ],
  ),
  answer: postOf([{ text: 'Civilians killed, total: history' }], [history, source, paging]),
} as const satisfies Record<string, Message>;

/** The page of an app, where a platform has one. */
export const home = postOf(
  [{ text: 'What is admitted now' }],
  [history, { type: 'divider' }, line('This workspace has 2 subscriptions.'), source, paging],
);

/** The words of a message in the order of reading, but for times and commands, which each platform shows in its way. */
export function wordsOf({ headline, blocks }: Message): readonly string[] {
  const texts = [spanTexts(headline), ...blocks.map(textsOf)].flat();
  return texts.flatMap((text) => text.split('\n')).filter((text) => text.trim() !== '');
}

function textsOf(block: Block): readonly string[] {
  switch (block.type) {
    case 'line':
    case 'context':
      return spanTexts(block.spans);
    case 'quote':
      return [block.text, ...spanTexts(block.attribution)];
    case 'table':
      return [block.caption, ...block.rows.flat()];
    case 'actions':
    case 'divider':
      return [];
  }
}

function spanTexts(spans: Line): readonly string[] {
  return spans.flatMap(({ text, at, typed, href }) => [
    ...(at === undefined && typed === undefined ? [text.trim()] : []),
    ...(href === undefined || href === text ? [] : [href]),
  ]);
}

/** The first of `words` that `shown` does not hold behind those before it; undefined where it holds all, in order. */
export function firstMissing(shown: string, words: readonly string[]): string | undefined {
  let from = 0;
  return words.find((word) => {
    const at = shown.indexOf(word, from);
    if (at !== -1) from = at + word.length;
    return at === -1;
  });
}
