import type { UnderReview } from '../../../domain/findings.ts';
import { attributed, mentionKind, mentionWords } from './mention.ts';

export const underReview = mentionKind<UnderReview>({
  weight: 42,
  wantedBy: ['assessments'],
  headline({ finding, wording }) {
    const { capital, kinds } = wording.language;
    const { who, what } = mentionWords(finding.mentioned, wording);
    return capital(attributed(kinds['under-review'].headline(who.head, who.plural, what), finding.mentioned, wording));
  },
  note: ({ language }) => language.mentions.noAdmission,
});
