import { describe, expect, test } from 'vitest';
import { extractDocument } from '../../src/extract/document.ts';
import { makePdf, type PlacedText, setLines, textWidth } from '../fakes/pdf.ts';

const read = (pages: readonly (readonly PlacedText[])[], options = {}) =>
  extractDocument(makePdf(pages, options), 'application/pdf');

const wrapped = [
  'During this period, based on the information that was at hand, the task',
  'force assesses that at least 1,302 civilians were unintentionally killed by',
  'its strikes.',
];

describe('PDF text', () => {
  test('joins lines that are wrapped at the width of the page', async () => {
    const { text } = await read([setLines(wrapped)]);
    expect(text).toBe(wrapped.join(' '));
  });

  test('keeps list entries on separate lines', async () => {
    const lines = [
      'The following reports were assessed as credible in the course of the month:',
      '1. Jan. 3, 2017, near Mosul, Iraq, via self-report. Two civilians were killed',
      'when they entered the target area.',
      '2. Feb. 9, 2017, near Raqqah, Syria, via Airwars report. One civilian was',
      'killed.',
    ];
    const { text } = await read([setLines(lines)]);
    expect(text.split('\n')).toEqual([lines[0], `${lines[1]} ${lines[2]}`, `${lines[3]} ${lines[4]}`]);
  });

  test.each([
    ['by moving the baseline', (x: number): PlacedText => ({ text: '2', x, y: 724.5, size: 7 })],
    ['by text rise', (x: number): PlacedText => ({ text: '2', x, y: 720, size: 7, rise: 4 })],
    ['at full size', (x: number): PlacedText => ({ text: '2', x, y: 724, size: 12 })],
  ])('a footnote raised %s never joins the figure', async (_, note) => {
    const before = 'The task force assesses at least 1,335';
    const after = ' civilians were killed.';
    const end = 72 + textWidth(before);
    const mark = note(end);
    const { text } = await read([
      [
        { text: before, x: 72, y: 720 },
        mark,
        { text: after, x: end + textWidth('2', mark.size), y: 720 },
        ...setLines(['A second line below, so that the page looks like one.'], { y: 690 }),
      ],
    ]);
    expect(text).toContain('at least 1,335[^2] civilians were killed.');
  });

  test('a footnote that is drawn after its line still follows its figure', async () => {
    const before = 'The task force assesses at least 1,335';
    const end = 72 + textWidth(before);
    const { text } = await read([
      [
        { text: before, x: 72, y: 720 },
        { text: 'civilians were killed in the period.', x: end + 8, y: 720 },
        { text: '2', x: end, y: 724, size: 7 },
      ],
    ]);
    expect(text).toBe('The task force assesses at least 1,335[^2] civilians were killed in the period.');
  });

  test('a number at the end of a closely set line is not a footnote of the line below', async () => {
    const { text } = await read([
      [
        { text: 'Reports still open at the end of the month: ', x: 72, y: 720 },
        { text: '12', x: 72 + textWidth('Reports still open at the end of the month: '), y: 720 },
        { text: 'Reports closed before the end of the month were forty:', x: 72, y: 710 },
      ],
    ]);
    expect(text).not.toContain('[^');
    expect(text).toContain('month: 12');
  });

  test('reads columns from top to bottom, below a heading across both', async () => {
    const left = [
      'Left column line number one is',
      'followed by a second one which',
      'leads to the third one and then',
      'to a fourth one, the last here.',
    ];
    const right = [
      'Right column begins only when',
      'the left one is read to its end',
      'and it has four lines like the',
      'one beside it, no more no less.',
    ];
    const { text } = await read([
      [
        { text: 'A heading that stretches over the width of both of the columns here', x: 72, y: 740 },
        ...left.flatMap((line, index) => [
          { text: line, x: 72, y: 700 - index * 14 },
          { text: right[index] ?? '', x: 330, y: 700 - index * 14 },
        ]),
      ],
    ]);
    const flat = text.replace(/\s+/g, ' ');
    expect(flat).toContain(left.join(' '));
    expect(flat).toContain(right.join(' '));
    expect(flat.indexOf('A heading')).toBeLessThan(flat.indexOf('Left column'));
    expect(flat.indexOf('fourth one')).toBeLessThan(flat.indexOf('Right column'));
  });

  test('keeps the rows of a table together', async () => {
    const rows = [
      ['Theatre', 'Killed', 'Injured'],
      ['Iraq', '12', '3'],
      ['Syria', '120', '88'],
      ['Somalia', '2', '4'],
      ['Libya', '0', '0'],
    ];
    const { text } = await read([
      rows.flatMap((row, line) =>
        row.map((cell, column) => ({ text: cell, x: 72 + column * 150, y: 700 - line * 16 })),
      ),
    ]);
    expect(text).toContain('Syria | 120 | 88\nSomalia | 2 | 4');
  });

  test('leaves page numbers and running headers out of a sentence that spans pages', async () => {
    const page = (number: number, lines: readonly string[]) => [
      { text: 'RUNNING HEAD OF THE REPORT', x: 72, y: 765 },
      ...setLines(lines),
      { text: String(number), x: 300, y: 30 },
    ];
    const { text } = await read([
      page(1, ['The task force assesses at this time that by its strikes no fewer than']),
      page(2, ['1,302 civilians were killed since the beginning of the operation, and']),
      page(3, ['that the work goes on.']),
    ]);
    expect(text).toContain('no fewer than 1,302 civilians were killed since the beginning of the operation, and that');
    expect(text.match(/RUNNING HEAD/g)).toHaveLength(1);
    expect(text).not.toMatch(/^\d$/m);
  });

  test('a table that fills the page keeps every cell of every row', async () => {
    const places = ['Mosul', 'Hajin', 'Manbij'];
    const rows = Array.from({ length: 150 }, (_, row) => [
      `${(row % 28) + 1} March 2019`,
      places[row % 3] ?? '',
      String(row % 7),
      row % 2 === 0 ? 'Credible' : 'Non-credible',
    ]);
    const pages = [0, 1, 2].map((page) =>
      rows
        .slice(page * 50, page * 50 + 50)
        .flatMap((row, line) =>
          row.map((text, column) => ({ text, x: 40 + column * 130, y: 775 - line * 15.4, size: 9 })),
        ),
    );
    const { text } = await read(pages);
    expect(text.split('\n').filter((line) => line !== '')).toEqual(rows.map((row) => row.join(' | ')));
  });

  test('leaves out a running line with a number that counts the pages, and keeps one that only looks like it', async () => {
    const { text } = await read(
      [4, 9, 6].map((killed, page) => [
        { text: `Annual report 2019, page ${page + 1} of 3`, x: 72, y: 765 },
        ...setLines([`The text of page ${page + 1} stands here.`]),
        { text: `Killed in all: ${killed}`, x: 72, y: 40 },
      ]),
    );
    expect(text.match(/Annual report/g)).toHaveLength(1);
    expect(text.match(/Killed in all: \d/g)).toEqual(['Killed in all: 4', 'Killed in all: 9', 'Killed in all: 6']);
  });

  test.each([
    [1, 90],
    [1, 0],
    [2, 180],
    [3, 270],
    [3, 0],
  ] as const)('reads a table that is drawn %s quarter turns on a page turned by %s', async (turns, rotate) => {
    const rows = [
      ['Date', 'Place', 'Killed'],
      ['3 March 2020', 'Lashkar Gah', '12'],
      ['9 April 2020', 'Kunduz', '21'],
    ];
    // Where a place of the upright sheet lies on the sheet of the file.
    const placed = (x: number, y: number) =>
      turns === 1 ? { x: 612 - y, y: x } : turns === 2 ? { x: 612 - x, y: 792 - y } : { x: y, y: 792 - x };
    const table = rows.flatMap((row, line) =>
      row.map((text, column) => ({ text, turns, ...placed(60 + column * 170, 500 - line * 16) })),
    );
    const stamp = { text: 'Approved', x: 30, y: 30, turns: 0 as const };
    const { text } = await read([[...table, stamp]], { rotate });
    expect(text).toBe(rows.map((row) => row.join(' | ')).join('\n'));
  });

  test('separates pages by a blank line if the sentence has ended', async () => {
    const { text } = await read([setLines(['The first page ends here.']), setLines(['The second begins here.'])]);
    expect(text).toBe('The first page ends here.\n\nThe second begins here.');
  });

  test('joins hyphenated words and keeps real hyphens', async () => {
    const { text } = await read([
      setLines([
        'In this month the task force completed each one of the civilian casualty assess-',
        'ments that were open, of which seventy-five were old and the others were non-',
        'credible. Every assessment took long.',
      ]),
    ]);
    expect(text).toContain('casualty assessments that');
    expect(text).toContain('non-credible');
  });

  test('reads title and dates from the metadata', async () => {
    const found = await read([setLines(wrapped)], {
      info: { Title: 'Annual report', CreationDate: "D:20190531120000-04'00'", ModDate: 'D:20190601' },
    });
    expect(found).toMatchObject({
      title: 'Annual report',
      published: '2019-05-31T16:00:00.000Z',
      modified: '2019-06-01T00:00:00.000Z',
    });
  });
});

describe('PDFs without text', () => {
  test('a scan is recognised', async () => {
    await expect(read([[], []])).rejects.toMatchObject({
      kind: 'unreadable',
      message: expect.stringContaining('scanned'),
    });
  });

  test('a password is named', async () => {
    await expect(read([setLines(wrapped)], { encrypted: true })).rejects.toMatchObject({
      kind: 'unreadable',
      message: expect.stringContaining('password'),
    });
  });

  test.each([
    ['cut off', () => makePdf([setLines(wrapped)]).slice(0, 200)],
    ['only the mark', () => new TextEncoder().encode('%PDF-1.7\n')],
    [
      'noise',
      () => Uint8Array.from(`%PDF-1.7\n${'\u0001\u00fe\u0080'.repeat(2000)}`, (letter) => letter.charCodeAt(0)),
    ],
  ])('%s is unreadable', async (_, bytes) => {
    await expect(extractDocument(bytes(), 'application/pdf')).rejects.toMatchObject({ kind: 'unreadable' });
  });

  test('a document that is declared as PDF and is none', async () => {
    const bytes = new TextEncoder().encode('This is a message and not a PDF.');
    await expect(extractDocument(bytes, 'application/pdf')).rejects.toMatchObject({ kind: 'unreadable' });
  });
});
