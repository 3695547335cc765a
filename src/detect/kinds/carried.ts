import type { Carried } from '../../domain/findings.ts';
import type { DetectContext } from '../detection.ts';

/** Returns a finding for each new copy relation of the document. It is never posted: posts about the text are edited. */
export function carriedFindings({ newRelations, makeBase }: DetectContext): readonly Carried[] {
  return newRelations
    .filter(({ kind }) => kind === 'copy-of')
    .map(({ from, to, reason }) => ({
      ...makeBase('carried', [from, to]),
      kind: 'carried',
      copy: from,
      original: to,
      reason,
    }));
}
