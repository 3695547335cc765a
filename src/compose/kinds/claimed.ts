import type { Block } from '../../chat/message.ts';
import type { EventRecord } from '../../domain/event-record.ts';
import type { Claimed } from '../../domain/findings.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import { line, strong } from '../blocks.ts';
import { circumstanceLines } from '../circumstances.ts';
import { claimText, countedText, isQuoted, remainingScope, speakerName, type Wording } from '../figures.ts';
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
    ...notesLine(finding, event, wording),
    ...circumstanceLines(finding.now, wording),
  ],
  bodyBeside({ finding, event, wording }) {
    if (isToldByReaction(finding, event)) return [];
    return [
      line(strong(claimText(finding.now, wording)), '.'),
      ...notesLine(finding, event, wording),
      ...circumstanceLines(finding.now, wording),
    ];
  },
  short({ finding, event, wording }) {
    const others = event.findings.flatMap((other) =>
      other.kind === 'claimed' && other !== finding ? [`${claimText(other.now, wording)}.`] : [],
    );
    const parts = [notes(finding, event, wording), ...others].filter((part) => part !== '');
    return parts.length === 0 ? [] : [parts.join(' ')];
  },
};

function notesLine(finding: Claimed, event: EventRecord, wording: Wording): readonly Block[] {
  const text = notes(finding, event, wording);
  return text === '' ? [] : [line(text)];
}

/** The scope as far as the headline leaves it out, whether the figure was read at its source, and what the same speaker said before. */
function notes({ now, before }: Claimed, { related }: EventRecord, wording: Wording): string {
  const words = wording.language.kinds.claimed;
  const parts = [
    remainingScope(now, wording),
    ...(isQuoted(now, wording) && related.admission === null
      ? [words.unseen(speakerName(now.speakers, wording).full)]
      : []),
    ...(before === null ? [] : [words.before(countedText(before, wording))]),
  ];
  return parts.filter((part) => part !== '').join(' ');
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
