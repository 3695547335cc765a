import type { ReaderWarning } from '../../../domain/findings.ts';
import { line } from '../../blocks.ts';
import { publisherName } from '../../figures.ts';
import { warningText } from '../../warnings.ts';
import { healthKind, todo } from './health.ts';

export const readerWarning = healthKind<ReaderWarning>({
  weight: 15,
  priority: () => 'low',
  headline: ({ finding, wording }) =>
    wording.language.kinds['reader-warning'].headline(publisherName(finding.publisher, wording)),
  body: ({ finding, wording }) => [
    line(warningText(finding.warning, wording)),
    todo(wording.language.health.readerFix, wording),
  ],
});
