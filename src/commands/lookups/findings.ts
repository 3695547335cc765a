import { line } from '../../compose/blocks.ts';
import { headlineText } from '../../compose/compose.ts';
import type { Wording } from '../../compose/figures.ts';
import { findingKinds } from '../../compose/kinds/index.ts';
import type { Finding } from '../../domain/findings.ts';
import { fold } from '../../domain/places.ts';
import { unrelated } from '../../domain/relations/related.ts';
import { type Answer, answer, type CommandContext, CommandError, idLength } from '../command.ts';
import { nearestWord, quoteInput } from '../grammar.ts';

/** Finds a kind by its name or its label, which some platforms leave in the field. Throws `CommandError`. */
function kindOf(given: string, { wording, kinds: known = findingKinds }: CommandContext): Finding['kind'] {
  const words = wording.language.kinds;
  const name = given
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  const found = known.find((kind) => kind === name || fold(words[kind].label) === fold(given));
  if (!found)
    throw new CommandError(wording.language.commands.badKind(quoteInput(given), known, nearestWord(name, known)));
  return found;
}

/** Returns the finding in one line, without its event. */
export function findingLine(finding: Finding, wording: Wording): string {
  const event = {
    event: finding.event,
    findings: [finding],
    report: null,
    sums: [],
    comparison: [],
    related: unrelated,
  };
  return headlineText(finding, event, wording);
}

/** Lists findings, newest first. First contacts appear only when asked for by name. */
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
          language.kinds[finding.kind].label,
          findingLine(finding, wording),
          finding.id.slice(0, idLength),
        ]),
      },
    ],
    context,
    page.next,
  );
}
