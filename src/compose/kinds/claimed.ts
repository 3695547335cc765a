import type { Claimed } from '../../domain/findings.ts';
import { line, strong } from '../blocks.ts';
import { circumstanceLines } from '../circumstances.ts';
import { claimText, countedText, isQuoted, scopeText, speakerName, type Wording } from '../figures.ts';
import { upperDeaths } from './deaths.ts';
import type { Kind } from './kind.ts';

export const claimed: Kind<Claimed> = {
  weight: 47,
  wantedBy: ['claims'],
  news: 'claim',
  isOfOnePost: false,
  priority: () => 'normal',
  evidence: ({ now, before }) => ({
    figures: [
      { role: 'figure', figure: now },
      ...(before === null ? [] : [{ role: 'earlier' as const, figure: before }]),
    ],
    entries: [],
  }),
  deaths: ({ now }) => upperDeaths(now),
  revises: () => [],
  headline: ({ finding, wording }) => wording.language.capital(claimText(finding.now, wording)),
  body: ({ finding, wording }) => [line(notes(finding, wording)), ...circumstanceLines(finding.now, wording)],
  bodyBeside: ({ finding, wording }) => [
    line(strong(claimText(finding.now, wording)), '.'),
    line(notes(finding, wording)),
    ...circumstanceLines(finding.now, wording),
  ],
  short({ finding, event, wording }) {
    const others = event.findings.flatMap((other) =>
      other.kind === 'claimed' && other !== finding ? [`${claimText(other.now, wording)}.`] : [],
    );
    return [[notes(finding, wording), ...others].join(' ')];
  },
};

/** The scope, whether the figure was read at its source, and what the same speaker said before. */
function notes({ now, before }: Claimed, wording: Wording): string {
  const words = wording.language.kinds.claimed;
  const parts = [
    scopeText(now, wording),
    ...(isQuoted(now, wording) ? [words.unseen(speakerName(now.speakers, wording).full)] : []),
    ...(before === null ? [] : [words.before(countedText(before, wording))]),
  ];
  return parts.join(' ');
}
