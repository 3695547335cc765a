import type { Denied } from '../../../domain/findings.ts';
import { attributed, mentionKind, mentionWords } from './mention.ts';

export const denied = mentionKind<Denied>({
  weight: 44,
  wantedBy: ['denials'],
  headline({ finding, wording }) {
    const { capital, kinds } = wording.language;
    const { who, what } = mentionWords(finding.mentioned, wording);
    return capital(
      attributed(kinds.denied.headline(who.head, who.plural, finding.stance, what), finding.mentioned, wording),
    );
  },
  note: ({ language }) => language.mentions.noAdmission,
});
