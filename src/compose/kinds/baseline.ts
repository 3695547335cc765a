import type { Baseline } from '../../domain/findings.ts';
import { reportName } from '../figures.ts';
import { figureEvidence, type Kind } from './kind.ts';

/** First contact reaches no one. It is worded for those who ask. */
export const baseline: Kind<Baseline> = {
  weight: 0,
  wantedBy: [],
  news: 'first-contact',
  isOfOnePost: false,
  delivery: 'none',
  priority: () => 'low',
  evidence: ({ now }) => figureEvidence(now),
  deaths: () => null,
  revises: () => [],
  headline({ finding, wording }) {
    const { capital, kinds } = wording.language;
    return kinds.baseline.headline(capital(reportName(finding, wording)));
  },
  body: () => [],
  bodyBeside: () => [],
  short: () => [],
};
