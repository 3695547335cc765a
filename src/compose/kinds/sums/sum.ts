import type { SumFinding } from '../../../domain/findings.ts';
import { line, link } from '../../blocks.ts';
import { countedText, scopeText, type Wording } from '../../figures.ts';
import type { Kind } from '../kind.ts';
import { previousText } from '../totals/total.ts';

/** What the two kinds of a sum that does not add up or cannot be checked have in common. */
export const sumKind: Pick<
  Kind<SumFinding>,
  'news' | 'wantedBy' | 'isOfOnePost' | 'delivery' | 'evidence' | 'deaths' | 'revises' | 'body' | 'bodyBeside'
> = {
  wantedBy: ['discrepancies'],
  news: 'other',
  isOfOnePost: false,
  delivery: 'post',
  evidence: ({ sum }) => ({
    figures: [
      { role: 'figure', figure: sum.stated },
      ...sum.terms.map(({ sign, figure }) => ({
        role: sign === 1 ? ('added' as const) : ('subtracted' as const),
        figure,
      })),
    ],
    entries: [],
  }),
  /** What a sum of deaths is off by. */
  deaths: ({ sum }) => (sum.rule === 'deaths' && sum.gap !== null ? Math.abs(sum.gap) : null),
  revises: () => [],
  body({ finding: { sum }, wording }) {
    const { stated, terms } = sum;
    const before = terms.find(({ figure }) => figure.documentId !== stated.documentId)?.figure;
    const source = wording.language.earlierDocument;
    return [
      line(statedText({ sum }, wording), ' ', scopeText(stated, wording)),
      ...(before === undefined ? [] : [line(previousText(before, wording), ' ', link(source, before.url))]),
    ];
  },
  // The other sums of the report say it.
  bodyBeside: () => [],
};

export function statedText({ sum }: Pick<SumFinding, 'sum'>, wording: Wording): string {
  return wording.language.statedFigure(countedText(sum.stated, wording));
}
