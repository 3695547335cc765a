import { render } from '../../../../adapters/discord/posts/render.ts';
import type { Table } from '../../../../src/chat/message.ts';
import { compose } from '../../../../src/compose/compose.ts';
import { exampleEvent, wording } from '../../../compose/events.ts';
import { htmlOf } from './markdown.ts';

/**
 * The same post with its incidents set in the ways that were not chosen, to be looked at beside what was: a table of
 * characters, and Components V2 with the table so and as a list.
 */
export function alternatives(): readonly (readonly [name: string, post: string])[] {
  const message = compose(exampleEvent('total-raised'), wording);
  const { content, embeds } = render(message).payload;
  const description = embeds.map((embed) => embed.description ?? '').join('\n');
  const [table] = message.blocks.filter((block) => block.type === 'table');
  const list = /^- .*(?:\n(?:- | {2}).*)*$/m;
  const set = description.replace(list, table === undefined ? '' : `\`\`\`\n${textTable(table)}\n\`\`\``);
  const buttons = '<div class="row"><button>Where does this come from?</button></div>';
  const container = (text: string) =>
    `<div class="container">${htmlOf(content)}<hr>${htmlOf(text)}<hr>${buttons}</div>`;
  return [
    ['alternative-code-block', `<div>${htmlOf(content)}</div><div class="embed">${htmlOf(set)}</div>${buttons}`],
    ['alternative-components-v2', container(description)],
    ['alternative-components-v2-code-block', container(set)],
  ];
}

function textTable({ columns, rows }: Table): string {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map((row) => (row[index] ?? '').length)));
  return all
    .map((row) =>
      columns
        .map(({ align }, index) => {
          const [text, width] = [row[index] ?? '', widths[index] ?? 0];
          return align === 'right' ? text.padStart(width) : text.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
