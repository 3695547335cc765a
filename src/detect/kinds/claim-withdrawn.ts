import type { ClaimWithdrawn } from '../../domain/findings.ts';
import { mentionKey, newMentions } from '../compare/mentions.ts';
import { toFigure } from '../compare/series.ts';
import type { DetectContext } from '../detection.ts';

/** Returns a finding for each figure that its speakers newly take back. */
export function claimWithdrawnFindings(context: DetectContext): ClaimWithdrawn[] {
  return newMentions(context, 'claim-withdrawn').map((mention) => ({
    ...context.makeBase('claim-withdrawn', mentionKey(mention)),
    kind: 'claim-withdrawn',
    mentioned: toFigure(context.now, mention),
  }));
}
