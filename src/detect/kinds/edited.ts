import type { Edited, Flapping, TextChange } from '../../domain/findings.ts';
import type { DetectContext } from '../detection.ts';

/** Returns the finding of an edited page; empty where neither figures nor text changed. */
export function editedFindings(
  { makeBase }: DetectContext,
  figuresChanged: boolean,
  changes: readonly TextChange[],
): Edited[] {
  if (!figuresChanged && changes.length === 0) return [];
  return [{ ...makeBase('edited'), kind: 'edited', figuresChanged, changes }];
}

/** Returns the finding of a page that states again what it stated before. `wasGone` says that the page was withdrawn. */
export function restoredFinding({ makeBase }: DetectContext, headline: string, wasGone: boolean): Edited {
  return {
    ...makeBase('edited', ['restored']),
    kind: 'edited',
    figuresChanged: true,
    changes: [{ before: null, after: headline }],
    ...(wasGone ? { returned: true } : {}),
  };
}

/** Returns the finding of a page that keeps changing between two contents. */
export function flappingFinding({ makeBase }: DetectContext, flapping: Flapping): Edited {
  return { ...makeBase('edited', ['flapping']), kind: 'edited', figuresChanged: true, changes: [], flapping };
}
