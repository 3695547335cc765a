import type { TotalFinding } from '../../../domain/findings.ts';
import { countsDeaths } from '../../../domain/measures.ts';
import { line } from '../../blocks.ts';
import {
  compiledMark,
  countedText,
  deltaText,
  plainCountedText,
  scopeText,
  speakerName,
  untilText,
  type Wording,
} from '../../figures.ts';
import { figureEvidence, type Kind } from '../kind.ts';

/** What the three kinds of a total that a later report states again have in common. */
export const total: Pick<
  Kind<TotalFinding>,
  'news' | 'isOfOnePost' | 'delivery' | 'evidence' | 'deaths' | 'revises' | 'body' | 'bodyBeside' | 'short'
> = {
  news: 'new-report',
  isOfOnePost: false,
  delivery: 'post',
  evidence: ({ now, before }) => figureEvidence(now, before),
  deaths: ({ now, delta }) => (countsDeaths(now.measure) ? Math.abs(delta) : null),
  revises: () => [],
  body: ({ finding: { now, before }, wording }) => [line(scopeText(now, wording), ' ', previousText(before, wording))],
  bodyBeside({ finding: { now, before, delta }, wording }) {
    const { language } = wording;
    const stated = language.total(countedText(now, wording), deltaText(delta, wording));
    return [line(`${stated} `, scopeText(now, wording), ' ', previousText(before, wording))];
  },
  short: ({ finding: { before }, wording }) => [previousText(before, wording)],
};

export function previousText(before: TotalFinding['before'], wording: Wording): string {
  const mark = compiledMark(before, wording);
  const until = untilText(before, wording);
  return wording.language.previous(plainCountedText(before, wording), mark === null ? until : `${mark}, ${until}`);
}

/** The speaker, the figure and its change, for a headline. */
export function totalWords({ now, delta }: TotalFinding, wording: Wording) {
  const who = speakerName(now.speakers, wording);
  return { who, figure: countedText(now, wording), delta: deltaText(delta, wording) };
}
