import type { TotalFinding } from '../../../domain/findings.ts';
import { struck } from '../../blocks.ts';
import { countedText } from '../../figures.ts';
import { editedNote } from '../edited-note.ts';
import type { Kind } from '../kind.ts';
import { total, totalWords } from './total.ts';

export const totalLowered: Kind<TotalFinding> = {
  ...total,
  weight: 90,
  wantedBy: ['admissions', 'revisions'],
  priority: () => 'high',
  revises: ({ documentId }) => (documentId === null ? [] : [documentId]),
  headline({ finding, wording }) {
    const { who, figure, delta } = totalWords(finding, wording);
    const { capital, kinds } = wording.language;
    return capital(kinds['total-lowered'].headline(who.head, who.plural, figure, delta));
  },
  correction(subject) {
    const { finding, event, wording } = subject;
    const { language } = wording;
    const values = { before: countedText(finding.before, wording), now: countedText(finding.now, wording) };
    const headline = totalLowered.headline(subject);
    return {
      parts: [`${headline}.`, ` ${language.restatedWas}`, struck(values.before), '.', editedNote(event, wording)],
      figure: 'replaced',
      headline,
      values,
    };
  },
};
