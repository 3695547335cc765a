import type { RecordDiffers } from '../../../domain/findings.ts';
import { context, line, link } from '../../blocks.ts';
import { compiledOrigin } from '../../compiled-source.ts';
import { countedText, plainCountedText, publisherName } from '../../figures.ts';
import { figureEvidence } from '../kind.ts';
import { healthKind, todo } from './health.ts';

export const recordDiffers = {
  ...healthKind<RecordDiffers>({
    weight: 17,
    priority: () => 'normal',
    headline: ({ finding, wording }) =>
      wording.language.kinds['record-differs'].headline(publisherName(finding.publisher, wording)),
    body({ finding: { now, held }, wording }) {
      const { language } = wording;
      const words = language.kinds['record-differs'];
      return [
        line(words.differs(countedText(now, wording), plainCountedText(held, wording))),
        { type: 'quote', text: now.quote, attribution: [link(language.sourceWord, now.url)] },
        context(words.held, ...compiledOrigin(held, wording)),
        todo(words.fix, wording),
      ];
    },
  }),
  evidence: ({ now, held }: RecordDiffers) => figureEvidence(now, held),
};
