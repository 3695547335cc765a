import type { Relation } from '../../domain/relations/relation.ts';
import type { Speakers } from '../../domain/speakers.ts';
import { comparedDocument } from './compared-document.ts';
import { copyRelation } from './copies.ts';
import { reactionRelation } from './reactions.ts';
import type { RelatedDocument } from './related-document.ts';

/**
 * Returns how a document relates to stored ones, and they to it: it copies at most one and reacts to at most one. Pure; the
 * order of `stored` decides nothing.
 */
export function relate(
  now: RelatedDocument,
  stored: readonly RelatedDocument[],
  speakers: Speakers,
): readonly Relation[] {
  const one = comparedDocument(now);
  const others = stored
    .filter(({ documentId }) => documentId !== now.documentId)
    .map(comparedDocument)
    .toSorted((a, b) => (a.documentId < b.documentId ? -1 : 1));
  const copies = others.flatMap((other) => copyRelation(one, other) ?? []);
  const reactions = others.flatMap((other) => reactionRelation(one, other, speakers) ?? []);
  const publishedOf = new Map(others.map(({ documentId, published }) => [documentId, published]));
  const time = ({ to }: Relation) => publishedOf.get(to) ?? '';
  return [
    ...best(copies, now.documentId, (one, other) => shareOf(other) - shareOf(one)),
    // It answers the latest of the admissions that it may answer, and one that it quotes rather than one that it names.
    ...best(
      reactions,
      now.documentId,
      (one, other) => quotes(other) - quotes(one) || (time(one) > time(other) ? -1 : 1),
    ),
  ];
}

/** Returns the relations of others to the document, and the first of its own. */
function best(
  relations: readonly Relation[],
  from: string,
  compare: (one: Relation, other: Relation) => number,
): readonly Relation[] {
  const own = relations.filter((relation) => relation.from === from).toSorted(compare);
  return [...own.slice(0, 1), ...relations.filter((relation) => relation.from !== from)];
}

function shareOf({ reason }: Relation): number {
  return 'share' in reason ? reason.share : 0;
}

function quotes({ reason }: Relation): number {
  return reason.code === 'quoted-figure' ? 1 : 0;
}
