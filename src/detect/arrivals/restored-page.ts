import type { Report } from '../../domain/documents.ts';
import { compareFigures, headlineFigure, isReport } from '../compare/figures.ts';
import { checkSums } from '../compare/sums.ts';
import type { DetectContext, Detection } from '../detection.ts';
import { restoredFinding } from '../kinds/edited.ts';
import { restatedFindings } from '../kinds/restated.ts';
import { sumFindings } from '../kinds/sum.ts';

/** Returns the finding of a withdrawn page that is available again. Its figures were announced before. */
export function restoredPage(context: DetectContext): Detection {
  if (!isReport(context.now)) return { findings: [], sums: [] };
  return {
    findings: [restoredFinding(context, currentHeadline(context), true)],
    sums: checkSums(context.now, [...context.record, ...context.unread], context.speakers),
  };
}

/**
 * Returns the findings of a page that states again what its `earlier` version stated: an earlier month, or figures that
 * it had lost. It does not fill a gap.
 */
export function revertedPage(context: DetectContext, earlier: Report): Detection {
  const { now, admissions, makeBase } = context;
  const { changed } = compareFigures(earlier, now, admissions);
  const checked = sumFindings(context, [earlier]);
  const restored = isReport(now) ? [restoredFinding(context, currentHeadline(context), false)] : [];
  return {
    findings: [...restatedFindings(changed, { before: earlier, now }, makeBase), ...restored, ...checked.findings],
    sums: checked.sums,
  };
}

function currentHeadline({ now, admissions }: DetectContext): string {
  return headlineFigure(now, admissions)?.quote ?? now.title ?? now.url;
}
