import type { Block, Line, Message } from './message.ts';

/** How a language marks in plain text what a layout would show. */
export interface PlainMarks {
  readonly struck: (text: string) => string;
  readonly quoted: (text: string) => string;
}

/** Returns the whole message as one plain text, one line a block or row. Buttons are left out: they repeat the words. */
export function plainText({ headline, blocks }: Pick<Message, 'headline' | 'blocks'>, marks: PlainMarks): string {
  return [plainLine(headline, marks), ...blocks.flatMap((block) => plainBlock(block, marks))].join('\n');
}

export function plainLine(spans: Line, { struck }: Pick<PlainMarks, 'struck'>): string {
  return spans
    .map((span) => {
      const words = span.typed === undefined ? span.text : `\`${span.text}\``;
      const text = span.struck ? struck(words) : words;
      return span.href === undefined || span.href === span.text ? text : `${text} (${span.href})`;
    })
    .join('');
}

function plainBlock(block: Block, marks: PlainMarks): readonly string[] {
  switch (block.type) {
    case 'line':
    case 'context':
      return [plainLine(block.spans, marks)];
    case 'quote':
      return [marks.quoted(block.text), plainLine(block.attribution, marks)];
    case 'divider':
    case 'actions':
      return [];
    case 'table':
      return [
        `${block.caption}:`,
        ...block.rows.map((row) =>
          row
            .map((cell, index) => ({ cell, title: block.columns[index]?.title ?? '' }))
            .filter(({ cell }) => cell !== '')
            .map(({ cell, title }) => `${title}: ${cell}`)
            .join('; '),
        ),
      ];
  }
}
