import type { SourceHealthFinding } from '../../../domain/findings.ts';
import { line } from '../../blocks.ts';
import { publisherName } from '../../figures.ts';
import { healthKind } from './health.ts';

export const sourceRecovered = healthKind<SourceHealthFinding>({
  weight: 18,
  priority: () => 'low',
  headline: ({ finding, wording }) =>
    wording.language.kinds['source-recovered'].headline(finding.source ?? publisherName(finding.publisher, wording)),
  body({ finding, wording }) {
    const { instant, health: words } = wording.language;
    return [
      line(words.brokenFor(instant(finding.since), words.attempts(finding.failures))),
      line(words.lastError(finding.error)),
      line(words.recovered),
    ];
  },
});
