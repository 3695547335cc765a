import type { Denied } from '../../domain/findings.ts';
import { mentionKey, newMentions } from '../compare/mentions.ts';
import { toFigure } from '../compare/series.ts';
import type { DetectContext } from '../detection.ts';

/** Returns a finding for each figure that its speakers newly deny, or do not find credible. */
export function deniedFindings(context: DetectContext): Denied[] {
  return newMentions(context, 'denied').map((mention) => ({
    ...context.makeBase('denied', mentionKey(mention)),
    kind: 'denied',
    stance: mention.stance,
    mentioned: toFigure(context.now, mention),
  }));
}
