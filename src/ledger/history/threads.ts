import type { Report } from '../../domain/documents.ts';
import type { Related } from '../../domain/relations/related.ts';
import type { Relation } from '../../domain/relations/relation.ts';
import type { Database } from '../database/schema.ts';
import { reportOf } from './reports.ts';
import { toRelation } from './rows.ts';

/** How far relations are followed: a carrier may copy a copy, and no statement is copied for ever. */
const mostRounds = 6;
const mostDocuments = 200;
const idsAtOnce = 400;

/** Returns the relations of any of these documents, the first recorded first. */
export async function relationsOf(db: Database, documentIds: readonly string[]): Promise<readonly Relation[]> {
  if (documentIds.length === 0) return [];
  const ids = [...documentIds].slice(0, idsAtOnce);
  const rows = await db
    .selectFrom('document_relations')
    .selectAll()
    .where((build) => build.or([build('from_document', 'in', ids), build('to_document', 'in', ids)]))
    .orderBy('related_at')
    .orderBy('id')
    .execute();
  return rows.map(toRelation);
}

/** Returns everything that is said of these documents by relations of copies, and the documents that have one text. */
async function family(db: Database, documentId: string) {
  const ids = new Set([documentId]);
  let relations: readonly Relation[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const before = ids.size;
    relations = await relationsOf(db, [...ids]);
    for (const { kind, from, to } of relations) if (kind === 'copy-of') for (const id of [from, to]) ids.add(id);
    if (ids.size === before || ids.size > mostDocuments) break;
  }
  return { ids, relations };
}

async function presentReport(db: Database, documentId: string): Promise<Report | null> {
  const document = await db
    .selectFrom('documents')
    .select(['current_snapshot_id', 'current_run_id'])
    .where('id', '=', documentId)
    .where('state', '=', 'present')
    .executeTakeFirst();
  return document === undefined ? null : reportOf(db, document.current_snapshot_id, document.current_run_id);
}

/** Returns the first of these documents that is present. */
async function firstPresent(db: Database, ids: readonly string[]): Promise<Report | null> {
  for (const id of ids) {
    const report = await presentReport(db, id);
    if (report !== null) return report;
  }
  return null;
}

export async function relatedOf(db: Database, documentId: string): Promise<Related> {
  const { ids, relations } = await family(db, documentId);
  const copied = new Set(relations.filter(({ kind }) => kind === 'copy-of').map(({ from }) => from));
  const originals = [...ids].filter((id) => id !== documentId && !copied.has(id));
  const original = copied.has(documentId) ? await firstPresent(db, originals) : null;
  const copies = [];
  for (const id of ids) {
    const isSource = id === original?.documentId || (original === null && id === documentId);
    const report = isSource ? null : await presentReport(db, id);
    if (report !== null) copies.push(report);
  }
  // Its own answer counts before that of its copies, an earlier relation before a later one.
  const answers = relations
    .filter(({ kind, from }) => kind === 'reacts-to' && ids.has(from))
    .toSorted((one, other) => Number(other.from === documentId) - Number(one.from === documentId));
  return {
    original,
    copiedFrom: copied.has(documentId) ? originals : [],
    copies: copies
      .map(({ documentId: id, publisher, url }) => ({ documentId: id, publisher, url }))
      .toSorted((one, other) => (one.publisher + one.url < other.publisher + other.url ? -1 : 1)),
    admission: await firstPresent(
      db,
      answers.map(({ to }) => to),
    ),
    recorded: relations.filter(({ from, to }) => from === documentId || to === documentId).length,
  };
}

/** Returns the documents of one text, this one first: its copies, its original and their copies. */
export async function documentsOfText(db: Database, documentId: string): Promise<readonly string[]> {
  return [...(await family(db, documentId)).ids];
}

/** Returns the documents that are copies of this one, also of its copies; none if it is a copy itself. */
export async function copiesOf(db: Database, documentId: string): Promise<readonly string[]> {
  const { ids, relations } = await family(db, documentId);
  const isCopy = relations.some(({ kind, from }) => kind === 'copy-of' && from === documentId);
  return isCopy ? [] : [...ids].filter((id) => id !== documentId);
}

/**
 * Returns the documents of one thread, this one first: a report, what answers it, and the copies of each. A document that
 * answers several reports belongs to the thread of the first.
 */
export async function threadOf(db: Database, documentId: string): Promise<readonly string[]> {
  const first = await family(db, documentId);
  const answered = first.relations.find(({ kind, from }) => kind === 'reacts-to' && first.ids.has(from))?.to;
  const root = answered === undefined ? first : await family(db, answered);
  const thread = new Set([...first.ids, ...root.ids]);
  for (const { kind, from, to } of root.relations) {
    if (kind !== 'reacts-to' || !root.ids.has(to) || thread.size > mostDocuments) continue;
    const answer = await family(db, from);
    const theirs = answer.relations.find((one) => one.kind === 'reacts-to' && answer.ids.has(one.from));
    if (theirs !== undefined && root.ids.has(theirs.to)) for (const id of answer.ids) thread.add(id);
  }
  return [...thread];
}
