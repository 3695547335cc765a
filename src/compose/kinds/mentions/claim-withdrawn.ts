import type { ClaimWithdrawn } from '../../../domain/findings.ts';
import { attributed, mentionKind, mentionWords } from './mention.ts';

export const claimWithdrawn = mentionKind<ClaimWithdrawn>({
  weight: 43,
  wantedBy: ['denials'],
  headline({ finding, wording }) {
    const { capital, kinds } = wording.language;
    const { who, what } = mentionWords(finding.mentioned, wording, 'report');
    return capital(
      attributed(kinds['claim-withdrawn'].headline(who.head, who.plural, what), finding.mentioned, wording),
    );
  },
});
