import type { SourceHealthFinding } from '../../../domain/findings.ts';
import { line } from '../../blocks.ts';
import { publisherName } from '../../figures.ts';
import { healthKind, todo } from './health.ts';

export const sourceBroken = healthKind<SourceHealthFinding>({
  weight: 20,
  priority: () => 'normal',
  headline: ({ finding, wording }) =>
    wording.language.kinds['source-broken'].headline(finding.source ?? publisherName(finding.publisher, wording)),
  body({ finding, wording }) {
    const { instant, health: words } = wording.language;
    return [
      line(words.brokenSince(instant(finding.since), words.attempts(finding.failures))),
      line(words.lastError(finding.error)),
      line(words.unknownMeanwhile),
      todo(words.sourceFix[finding.error.kind], wording),
    ];
  },
});
