import type { TotalFinding } from '../../../domain/findings.ts';
import type { Kind } from '../kind.ts';
import { total, totalWords } from './total.ts';

export const totalUnchanged: Kind<TotalFinding> = {
  ...total,
  weight: 70,
  wantedBy: ['admissions'],
  priority: () => 'low',
  headline({ finding, wording }) {
    const { who, figure } = totalWords(finding, wording);
    const { capital, kinds } = wording.language;
    return capital(kinds['total-unchanged'].headline(who.head, figure));
  },
};
