import { line } from '../../compose/blocks.ts';
import { failureText } from '../../domain/failures.ts';
import type { SourceRow } from '../../ledger/ledger.ts';
import { type Answer, answer, type CommandContext } from '../command.ts';

/** Lists the sources and how each answered last. */
export async function sources(context: CommandContext): Promise<Answer> {
  const { language } = context.wording;
  const words = language.commands.sources;
  const stored = await context.lookups.sources();
  if (stored.length === 0) return answer(words.headline, [line(words.none)], context);
  const state = (row: SourceRow) =>
    row.reportedBroken ? words.broken : row.failures > 0 ? words.failing(row.failures) : words.well;
  const { columns } = words;
  return answer(
    words.headline,
    [
      {
        type: 'table',
        caption: words.caption,
        columns: [
          { title: columns.source, align: 'left' },
          { title: columns.state, align: 'left' },
          { title: columns.last, align: 'left' },
          { title: columns.documents, align: 'right' },
          { title: columns.problem, align: 'left' },
        ],
        rows: stored.map((row) => [
          row.source,
          state(row),
          row.lastSuccessAt ? language.instant(row.lastSuccessAt) : words.never,
          language.number(row.documents),
          row.failures > 0 && row.lastError !== null ? failureText(row.lastError) : '',
        ]),
      },
    ],
    context,
  );
}
