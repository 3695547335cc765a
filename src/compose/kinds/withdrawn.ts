import type { Withdrawn } from '../../domain/findings.ts';
import { line, link, strong, struck } from '../blocks.ts';
import { countedText, reportName, scopeText } from '../figures.ts';
import { upperDeaths } from './deaths.ts';
import { figureEvidence, type Kind } from './kind.ts';

export const withdrawn: Kind<Withdrawn> = {
  weight: 100,
  wantedBy: ['revisions'],
  news: 'other',
  isOfOnePost: false,
  delivery: 'post',
  priority: () => 'high',
  evidence: ({ held }) => figureEvidence(held),
  deaths: ({ held }) => upperDeaths(held),
  revises: ({ documentId }) => (documentId === null ? [] : [documentId]),
  headline({ finding, wording }) {
    const words = wording.language.kinds.withdrawn;
    const report = wording.language.capital(reportName(finding, wording));
    const figure = finding.held === null ? null : countedText(finding.held, wording);
    return finding.status === null ? words.totalGone(report, figure) : words.headline(report, figure);
  },
  body({ finding, event, wording }) {
    const { language } = wording;
    const words = language.kinds.withdrawn;
    const { held, status, url } = finding;
    const seen = language.instant(finding.foundAt);
    const gone = status === null ? words.goneTotal(seen) : words.goneStatus(status, seen);
    return [
      event.report === null && held === null ? line(gone, ' ', link(language.address, url)) : line(gone),
      ...(held === null
        ? []
        : [line(words.lastFigure, strong(countedText(held, wording)), '. ', scopeText(held, wording))]),
      line(words.unknown),
    ];
  },
  bodyBeside: (subject) => [line(strong(withdrawn.headline(subject)), '.'), ...withdrawn.body(subject)],
  short({ finding: { held }, wording }) {
    const words = wording.language.kinds.withdrawn;
    return held === null
      ? [words.unknown]
      : [words.lastFigure, struck(countedText(held, wording)), '. ', words.unknown];
  },
  correction(subject) {
    const { finding, wording } = subject;
    const { revision } = wording.language;
    const reason = finding.status === null ? revision.totalGone : revision.gone(finding.status);
    const headline = withdrawn.headline(subject);
    return { parts: [`${headline}.`, ` ${reason}`], figure: 'withdrawn', headline };
  },
};
