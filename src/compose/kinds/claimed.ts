import type { EventRecord } from '../../domain/event-record.ts';
import type { Claimed } from '../../domain/findings.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
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
  delivery: 'post',
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
  body: ({ finding, event, wording }) => [
    line(notes(finding, event, wording)),
    ...circumstanceLines(finding.now, wording),
  ],
  bodyBeside({ finding, event, wording }) {
    if (isToldByReaction(finding, event)) return [];
    return [
      line(strong(claimText(finding.now, wording)), '.'),
      line(notes(finding, event, wording)),
      ...circumstanceLines(finding.now, wording),
    ];
  },
  short({ finding, event, wording }) {
    const others = event.findings.flatMap((other) =>
      other.kind === 'claimed' && other !== finding ? [`${claimText(other.now, wording)}.`] : [],
    );
    return [[notes(finding, event, wording), ...others].join(' ')];
  },
};

/** The scope, whether the figure was read at its source, and what the same speaker said before. */
function notes({ now, before }: Claimed, { related }: EventRecord, wording: Wording): string {
  const words = wording.language.kinds.claimed;
  const parts = [
    scopeText(now, wording),
    ...(isQuoted(now, wording) && related.admission === null
      ? [words.unseen(speakerName(now.speakers, wording).full)]
      : []),
    ...(before === null ? [] : [words.before(countedText(before, wording))]),
  ];
  return parts.join(' ');
}

/** The count of a body is in the headline of its answer. */
function isToldByReaction({ now }: Claimed, { findings }: EventRecord): boolean {
  return findings.some(
    (other) =>
      other.kind === 'reaction' &&
      other.own?.measure === now.measure &&
      other.own.value === now.value &&
      areSameSpeakers(other.own.speakers, now.speakers),
  );
}
