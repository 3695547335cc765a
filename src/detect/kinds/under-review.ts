import type { UnderReview } from '../../domain/findings.ts';
import { mentionKey, newMentions } from '../compare/mentions.ts';
import { toFigure } from '../compare/series.ts';
import type { DetectContext } from '../detection.ts';

/** Returns a finding for each alleged figure that its speakers newly examine. */
export function underReviewFindings(context: DetectContext): UnderReview[] {
  return newMentions(context, 'under-review').map((mention) => ({
    ...context.makeBase('under-review', mentionKey(mention)),
    kind: 'under-review',
    mentioned: toFigure(context.now, mention),
  }));
}
