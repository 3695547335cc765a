import type { Overdue } from '../../../domain/findings.ts';
import { line } from '../../blocks.ts';
import { publisherName } from '../../figures.ts';
import { healthKind, todo } from './health.ts';

export const overdue = healthKind<Overdue>({
  weight: 16,
  priority: () => 'normal',
  headline: ({ finding, wording }) =>
    wording.language.kinds.overdue.headline(
      publisherName(finding.publisher, wording),
      wording.language.day(finding.expectedBy),
    ),
  body({ finding, wording }) {
    const { day, health: words } = wording.language;
    const { lastPublished, lastSeen } = finding;
    const published = lastPublished === null ? words.neverPublished : words.lastPublished(day(lastPublished));
    const last = lastSeen === null ? published : `${words.lastSeen(day(lastSeen))} ${published}`;
    return [
      line(words.expected(finding.basis === 'learned'), ' ', last),
      line(words.overdueUnknown),
      todo(words.overdueFix, wording),
    ];
  },
});
