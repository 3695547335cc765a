import type { LateReport } from '../../domain/findings.ts';
import { line, strong } from '../blocks.ts';
import { countedText, differenceOf, periodText, publisherName, scopeText } from '../figures.ts';
import { changeOfDeaths, upperDeaths } from './deaths.ts';
import type { Kind } from './kind.ts';
import { previousText } from './totals/total.ts';

export const lateReport: Kind<LateReport> = {
  weight: 75,
  wantedBy: ['admissions'],
  news: 'new-report',
  isOfOnePost: false,
  priority: () => 'normal',
  evidence: ({ now, before }) => ({
    figures: [
      ...(now === null ? [] : [{ role: 'figure' as const, figure: now }]),
      ...(before === null ? [] : [{ role: 'earlier' as const, figure: before }]),
    ],
    entries: [],
  }),
  deaths: ({ now, before }) => (now === null || before === null ? upperDeaths(now) : changeOfDeaths(now, before)),
  revises: () => [],
  headline({ finding, wording }) {
    const { capital, kinds, forPeriod } = wording.language;
    const { now, before, period, laterPeriod } = finding;
    return capital(
      kinds['late-report'].headline(
        publisherName(finding.publisher, wording),
        period === null ? '' : forPeriod(periodText(period, wording)),
        periodText(laterPeriod, wording),
        now === null ? null : countedText(now, wording),
        now === null || before === null ? null : differenceOf(now, before),
      ),
    );
  },
  body({ finding: { now, before, laterPeriod }, wording }) {
    const words = wording.language.kinds['late-report'];
    return [
      line(words.fillsGap(periodText(laterPeriod, wording))),
      line(
        now === null ? words.noTotal : scopeText(now, wording),
        before === null ? '' : ` ${previousText(before, wording)}`,
      ),
    ];
  },
  bodyBeside: (subject) => [line(strong(lateReport.headline(subject)), '.'), ...lateReport.body(subject)],
  short({ finding: { now, before }, wording }) {
    if (now === null) return [wording.language.kinds['late-report'].noTotal];
    return [before === null ? scopeText(now, wording) : previousText(before, wording)];
  },
};
