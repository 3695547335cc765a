import { sql } from 'kysely';
import type { Report } from '../../domain/documents.ts';
import type { Relation } from '../../domain/relations/relation.ts';
import { sketchOf } from '../../domain/relations/shingles.ts';
import type { Instant } from '../../domain/time.ts';
import { insert, type Writing } from '../database/schema.ts';
import { idOf } from './hashes.ts';
import { reportOf } from './reports.ts';
import { copiesOf, documentsOfText, relationsOf } from './threads.ts';

/** Fewer common runs of words are chance. */
const fewestShared = 2;
const mostSimilar = 16;
const idsAtOnce = 400;

/** Replaces the sketch of a document by that of its text; a gone document keeps that of its last text. */
export async function setSketch(db: Writing, documentId: string, text: string): Promise<void> {
  await db.deleteFrom('document_sketches').where('document_id', '=', documentId).execute();
  await insert(
    db,
    'document_sketches',
    sketchOf(text).map((hash) => ({ hash, document_id: documentId })),
  );
}

export type RelationStore = ReturnType<typeof createRelationStore>;

export function createRelationStore(db: Writing) {
  return {
    /** Stores relations and returns those that were new. A kind relates two documents once; the first reason stays. */
    async addRelations(relations: readonly Relation[], at: Instant): Promise<readonly Relation[]> {
      const added: Relation[] = [];
      for (const relation of relations) {
        const { kind, from, to, reason } = relation;
        const inserted = await db
          .insertInto('document_relations')
          .values({
            id: idOf(kind, from, to),
            ...{ kind, from_document: from, to_document: to, reason: JSON.stringify(reason), related_at: at },
          })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (inserted !== undefined) added.push(relation);
      }
      return added;
    },

    relationsOf: (documentIds: readonly string[]) => relationsOf(db, documentIds),

    /** Returns the documents of one text, this one first: its copies, its original and their copies. */
    documentsOfText: (documentId: string) => documentsOfText(db, documentId),

    copiesOf: (documentId: string) => copiesOf(db, documentId),

    /** Returns present documents of other publishers whose texts share runs of words with this one, most of them first. */
    async similarDocuments(of: { readonly publisher: string; readonly text: string }): Promise<readonly string[]> {
      const hashes = sketchOf(of.text);
      if (hashes.length === 0) return [];
      const rows = await db
        .selectFrom('document_sketches')
        .innerJoin('documents', 'documents.id', 'document_sketches.document_id')
        .select('documents.id')
        .where('document_sketches.hash', 'in', [...hashes])
        .where('documents.publisher', '!=', of.publisher)
        .where('documents.state', '=', 'present')
        .groupBy('documents.id')
        .having(sql<number>`count(*)`, '>=', fewestShared)
        .orderBy(sql`count(*)`, 'desc')
        .orderBy('documents.id')
        .limit(mostSimilar)
        .execute();
      return rows.map(({ id }) => id);
    },

    /** Returns present documents of these publishers that were published from `from` to `to`, the latest first. */
    async publishedBetween(of: {
      readonly publishers: readonly string[];
      readonly from: Instant;
      readonly to: Instant;
      readonly limit: number;
    }): Promise<readonly string[]> {
      if (of.publishers.length === 0) return [];
      const published = sql<string>`coalesce(published, first_seen)`;
      const rows = await db
        .selectFrom('documents')
        .select('id')
        .where('publisher', 'in', [...of.publishers])
        .where('state', '=', 'present')
        .where(published, '>=', of.from)
        .where(published, '<=', of.to)
        .orderBy(published, 'desc')
        .orderBy('id')
        .limit(of.limit)
        .execute();
      return rows.map(({ id }) => id);
    },

    /** Returns the current reports of those of these documents that are present, in the order of their ids. */
    async presentReports(documentIds: readonly string[]): Promise<readonly Report[]> {
      if (documentIds.length === 0) return [];
      const rows = await db
        .selectFrom('documents')
        .select(['current_snapshot_id', 'current_run_id'])
        .where('id', 'in', [...documentIds].slice(0, idsAtOnce))
        .where('state', '=', 'present')
        .orderBy('id')
        .execute();
      return Promise.all(rows.map((row) => reportOf(db, row.current_snapshot_id, row.current_run_id)));
    },
  };
}
