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
  delivery: 'post',
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
  body(subject) {
    const { now, before, laterPeriod } = subject.finding;
    const { wording } = subject;
    const words = wording.language.kinds['late-report'];
    const said = [
      ...(now === null ? [] : [scopeText(now, wording)]),
      ...(before === null ? [] : [previousText(before, wording)]),
    ];
    return [
      line(words.fillsGap(periodText(laterPeriod, wording))),
      ...(said.length === 0 ? [] : [line(...said.map((text, index) => (index === 0 ? text : ` ${text}`)))]),
    ];
  },
  bodyBeside: (subject) => [line(strong(lateReport.headline(subject)), '.'), ...lateReport.body(subject)],
  short(subject) {
    const { now, before } = subject.finding;
    if (now === null) return [];
    return [before === null ? scopeText(now, subject.wording) : previousText(before, subject.wording)];
  },
};
