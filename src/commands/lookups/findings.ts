import { line } from '../../compose/blocks.ts';
import { headlineText } from '../../compose/compose.ts';
import type { Wording } from '../../compose/figures.ts';
import { findingKinds } from '../../compose/kinds/index.ts';
import type { Finding } from '../../domain/findings.ts';
import { type Answer, answer, type CommandContext, CommandError, idLength } from '../command.ts';
import { nearest, shown } from '../grammar.ts';
import { fold } from '../suggestions/matching.ts';

/** By its name, or as it is offered: some platforms leave that in the field. */
function kindOf(given: string, { wording, kinds: known = findingKinds }: CommandContext): Finding['kind'] {
  const words = wording.language.kinds;
  const name = given
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  const found = known.find((kind) => kind === name || fold(words[kind].label) === fold(given));
  if (!found) throw new CommandError(wording.language.commands.badKind(shown(given), known, nearest(name, known)));
  return found;
}

/** In a line, by itself. */
export function toldAs(finding: Finding, wording: Wording): string {
  const event = { event: finding.event, findings: [finding], report: null, sums: [], comparison: [] };
  return headlineText(finding, event, wording);
}

/** What changed, newest first; first contacts are left out unless asked for by name. */
export async function findings(
  query: { readonly kind?: string; readonly publisher?: string; readonly after?: string; readonly limit?: number },
  context: CommandContext,
): Promise<Answer> {
  const { lookups, wording } = context;
  const { language } = wording;
  const words = language.commands.findings;
  const page = await lookups.findings({
    limit: query.limit ?? 20,
    kinds:
      query.kind === undefined
        ? (context.kinds ?? findingKinds).filter((kind) => kind !== 'baseline')
        : [kindOf(query.kind, context)],
    ...(query.publisher === undefined ? {} : { publisher: query.publisher }),
    ...(query.after === undefined ? {} : { after: query.after }),
  });
  if (page.rows.length === 0) return answer(words.headline, [line(words.none)], context);
  return answer(
    words.headline,
    [
      {
        type: 'table',
        caption: words.caption,
        columns: [
          { title: words.columns.found, align: 'left' },
          { title: words.columns.kind, align: 'left' },
          { title: words.columns.what, align: 'left' },
          { title: words.columns.id, align: 'left' },
        ],
        rows: page.rows.map((finding) => [
          language.instant(finding.foundAt),
          finding.kind,
          toldAs(finding, wording),
          finding.id.slice(0, idLength),
        ]),
      },
    ],
    context,
    page.next,
  );
}
