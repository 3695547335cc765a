import { namesTheDead } from '../../domain/circumstances.ts';
import type { Figure, Reaction } from '../../domain/findings.ts';
import { countsDeaths, countsPeople, headlineMeasures } from '../../domain/measures.ts';
import type { Reading } from '../../domain/readings.ts';
import { namesOneOf } from '../../domain/relations/names.ts';
import type { Position } from '../../domain/relations/positions.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import { toFigure } from '../compare/series.ts';
import type { DetectContext } from '../detection.ts';
import { answeredClauses, answersFigure, answersIn } from '../relations/response.ts';
import { namedSources } from '../relations/sources.ts';

/**
 * Returns the finding that a body answers an admission: it says so, and quotes its figure or names a stored report. It is
 * news also where every figure is known. A copy of a stored answer, and the original of an announced one, give none.
 */
export function reactionFindings(context: DetectContext): readonly Reaction[] {
  const { now, publisher, before, texts, relations, announced, makeBase } = context;
  if (publisher.role === 'acknowledging' || before?.state === 'gone') return [];
  const copies = relations.filter(({ kind }) => kind === 'copy-of');
  if (copies.some(({ from }) => from === now.documentId || announced.includes(from))) return [];
  const speakers = answeringBody(context);
  const quoted = quotedAdmission(context);
  const namesReport = relations.some(({ from, reason }) => from === now.documentId && reason.code === 'named-report');
  const addressed = quoted === undefined && !namesReport ? addressedBody(context) : null;
  if (speakers === null || (quoted === undefined && !namesReport && addressed === null)) return [];
  const wasSaid =
    quoted === undefined
      ? answersIn(texts.before ?? '').length > 0
      : before?.readings.some((reading) => isSame(reading, quoted));
  if (wasSaid) return [];
  return [
    {
      ...makeBase('reaction', [quoted?.measure ?? null, quoted?.value ?? null]),
      kind: 'reaction',
      speakers,
      quoted: quoted === undefined ? null : toFigure(now, quoted),
      ...(addressed === null ? {} : { addressed }),
      own: ownCount(context, speakers),
      positions: shownPositions(context),
    },
  ];
}

/** Returns whether a figure is said by the reaction already: it is the admission that is answered. */
export function isAnswered(reading: Reading, reactions: readonly Reaction[]): boolean {
  return reactions.some(({ quoted }) => quoted !== null && isSame(reading, quoted));
}

function isSame(one: Reading | Figure, other: Reading | Figure): boolean {
  return one.measure === other.measure && one.value === other.value && areSameSpeakers(one.speakers, other.speakers);
}

function quotedAdmission({ now, texts, speakers }: DetectContext): Reading | undefined {
  const answers = answersIn(texts.now);
  return now.readings.find(
    (reading) =>
      countsPeople(reading.measure) && speakers.areAcknowledging(reading.speakers) && answersFigure(answers, reading),
  );
}

/** Returns the body that answers: the publisher, or the one that a carrier names as its source. Null: not known. */
function answeringBody({ publisher, speakers, texts }: DetectContext): readonly string[] | null {
  if (publisher.role === 'documenting') return [publisher.id];
  const named = namedSources(texts.now).map(({ name }) => name);
  const bodies = speakers.ids.filter((id) => {
    const name = speakers.nameOf(id);
    return speakers.areDocumenting([id]) && name !== undefined && named.some((words) => namesOneOf(words, [name]));
  });
  return bodies.length === 1 ? bodies : null;
}

/** Returns the one body whose publication the text says that it answers; null where it names none, or several. */
function addressedBody({ speakers, texts }: DetectContext): readonly string[] | null {
  const clauses = answeredClauses(texts.now);
  const named = speakers.ids.filter((id) => {
    const name = speakers.nameOf(id);
    return name !== undefined && clauses.some((clause) => namesOneOf(clause, [name]));
  });
  return named.length === 1 && speakers.areAcknowledging(named) ? named : null;
}

/** Returns the largest toll that the body itself counts, a running total before that of an event. */
function ownCount({ now }: DetectContext, speakers: readonly string[]): Figure | null {
  const own = now.readings.filter(
    (reading) => countsDeaths(reading.measure) && speakers.every((id) => reading.speakers.includes(id)),
  );
  const [first] = own.toSorted(
    (one, other) =>
      headlineMeasures.indexOf(one.measure) - headlineMeasures.indexOf(other.measure) || other.value - one.value,
  );
  return first === undefined ? null : toFigure(now, first);
}

/** Names of the dead are not posted. */
function shownPositions({ now }: DetectContext): readonly Position[] {
  const circumstances = now.readings.map((reading) => reading.circumstances);
  return now.positions.filter(({ quote }) => !namesTheDead(quote, circumstances));
}
