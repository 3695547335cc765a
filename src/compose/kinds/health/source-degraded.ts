import type { SourceDegraded } from '../../../domain/findings.ts';
import { line } from '../../blocks.ts';
import { publisherName } from '../../figures.ts';
import { healthKind, todo } from './health.ts';

export const sourceDegraded = healthKind<SourceDegraded>({
  weight: 17,
  priority: () => 'low',
  headline: ({ finding, wording }) =>
    wording.language.kinds['source-degraded'].headline(finding.source ?? publisherName(finding.publisher, wording)),
  body({ finding, wording }) {
    const { instant, health: words } = wording.language;
    return [
      line(words.degradedSince(instant(finding.since)), ' ', finding.fallback),
      line(words.lastError(finding.error)),
      line(words.degraded),
      todo(words.sourceFix[finding.error.kind], wording),
    ];
  },
});
