import type { DefinitionChanged } from '../../domain/findings.ts';
import { line, strong } from '../blocks.ts';
import { passageWithoutNames } from '../circumstances.ts';
import { publisherName } from '../figures.ts';
import { type Kind, noEvidence } from './kind.ts';

export const definitionChanged: Kind<DefinitionChanged> = {
  weight: 45,
  wantedBy: ['revisions'],
  news: 'other',
  isOfOnePost: false,
  delivery: 'post',
  priority: () => 'normal',
  evidence: () => noEvidence,
  deaths: () => null,
  revises: () => [],
  headline({ finding, wording }) {
    const { capital, kinds, measure } = wording.language;
    const who = publisherName(finding.publisher, wording);
    return capital(kinds['definition-changed'].headline(who, measure(finding.measure)));
  },
  body({ finding, wording }) {
    const { language } = wording;
    return [
      line(language.kinds['definition-changed'].explanation(language.measure(finding.measure))),
      line(strong(language.change.before), passageWithoutNames(finding.before, wording)),
      line(strong(language.change.after), passageWithoutNames(finding.now, wording)),
    ];
  },
  bodyBeside: (subject) => [line(strong(definitionChanged.headline(subject)), '.'), ...definitionChanged.body(subject)],
  short: ({ finding, wording: { language } }) => [
    language.kinds['definition-changed'].explanation(language.measure(finding.measure)),
  ],
};
