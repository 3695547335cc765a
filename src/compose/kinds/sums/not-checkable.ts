import type { SumFinding } from '../../../domain/findings.ts';
import { speakerName } from '../../figures.ts';
import { reasonText } from '../../sums.ts';
import type { Kind } from '../kind.ts';
import { statedText, sumKind } from './sum.ts';

export const notCheckable: Kind<SumFinding> = {
  ...sumKind,
  weight: 30,
  priority: () => 'low',
  headline({ finding: { sum }, wording }) {
    const { capital, kinds } = wording.language;
    const who = speakerName(sum.stated.speakers, wording);
    return capital(kinds['not-checkable'].headline(who.head, reasonText(sum, wording)));
  },
  short: ({ finding, wording }) => [statedText(finding, wording)],
};
