import type { SumFinding } from '../../../domain/findings.ts';
import { speakerName } from '../../figures.ts';
import { offText, sumText } from '../../sums.ts';
import type { Kind } from '../kind.ts';
import { statedText, sumKind } from './sum.ts';

export const doesNotAddUp: Kind<SumFinding> = {
  ...sumKind,
  weight: 60,
  priority: () => 'high',
  headline({ finding: { sum }, wording }) {
    const { capital, kinds } = wording.language;
    const who = speakerName(sum.stated.speakers, wording);
    return capital(kinds['does-not-add-up'].headline(who.head, sumText(sum, wording, 'short')));
  },
  short({ finding, wording }) {
    const off = offText(finding.sum, wording);
    const stated = statedText(finding, wording);
    return off === '' ? [stated] : [stated, ` ${wording.language.capital(off)}.`];
  },
};
