import type { TotalFinding } from '../../../domain/findings.ts';
import type { Kind } from '../kind.ts';
import { total, totalWords } from './total.ts';

export const totalRaised: Kind<TotalFinding> = {
  ...total,
  weight: 85,
  wantedBy: ['admissions'],
  priority: () => 'high',
  headline({ finding, wording }) {
    const { who, figure, delta } = totalWords(finding, wording);
    const { capital, kinds } = wording.language;
    return capital(kinds['total-raised'].headline(who.head, who.plural, who.admits, figure, delta));
  },
};
