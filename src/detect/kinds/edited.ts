import type { Report } from '../../domain/documents.ts';
import type { Edited, Flapping, Settled, TextChange } from '../../domain/findings.ts';
import type { Instant } from '../../domain/time.ts';
import type { DetectContext } from '../detection.ts';
import { makeBaseFor } from '../finding-base.ts';

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

/** Returns the finding of a page that kept changing and stays as this version of it. It is an event of its own. */
export function settledAt(version: Report, settled: Settled, at: Instant): Edited {
  // The event of the version may have been posted.
  const event = `settled:${version.snapshotId}`;
  const base = makeBaseFor(version, at)('edited', ['settled']);
  return { ...base, event, kind: 'edited', figuresChanged: true, changes: [], settled };
}
