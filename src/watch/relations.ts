import { relate } from '../detect/relations/relate.ts';
import type { RelatedDocument } from '../detect/relations/related-document.ts';
import { answersIn } from '../detect/relations/response.ts';
import { namedSources, translationMark } from '../detect/relations/sources.ts';
import type { Report } from '../domain/documents.ts';
import type { Figure, Finding, FindingKind } from '../domain/findings.ts';
import type { Publisher } from '../domain/publishers.ts';
import { namesOneOf } from '../domain/relations/names.ts';
import type { Relation } from '../domain/relations/relation.ts';
import type { Speakers } from '../domain/speakers.ts';
import type { LedgerTransaction } from '../ledger/ledger.ts';

/** A document that was just recorded, and what is stored of the figures that it states. */
export interface Recorded {
  readonly publisher: Publisher;
  readonly report: Report;
  readonly text: string;
  readonly storedFigures: readonly Figure[];
}

const dayMs = 86_400_000;
/** Answers come within days, translations within weeks. */
const answeredDays = 8;
const translatedDays = 30;
const mostPublished = 12;
const mostCompared = 30;

/** Returns how a recorded document relates to what is stored. Candidates are found by indexes: few texts are read. */
export async function findRelations(
  transaction: LedgerTransaction,
  recorded: Recorded,
  speakers: Speakers,
): Promise<readonly Relation[]> {
  const { report, text, publisher } = recorded;
  const ids = new Set([
    ...(await transaction.similarDocuments({ publisher: publisher.id, text })),
    ...sameFigures(recorded),
    ...(await publishedAround(transaction, recorded, speakers)),
  ]);
  ids.delete(report.documentId);
  const reports = await transaction.presentReports([...ids].slice(0, mostCompared));
  const stored = await Promise.all(
    reports.map(async (one) =>
      relatedDocument(one, publisherOf(one.publisher, speakers), await transaction.text(one.snapshotId), speakers),
    ),
  );
  return relate(relatedDocument(report, publisher, text, speakers), stored, speakers);
}

/** What is said of a statement when it is announced. */
export const statementKinds: readonly FindingKind[] = ['reaction', 'claimed'];

/** Returns the documents whose posts say less than is known now: what is copied, and what answers an admission. */
export async function outdatedBy(
  transaction: LedgerTransaction,
  relations: readonly Relation[],
): Promise<readonly string[]> {
  const ids = new Set<string>();
  for (const { kind, from } of relations)
    if (kind !== 'corrects') for (const id of await transaction.documentsOfText(from)) ids.add(id);
  return [...ids];
}

/** Returns which documents restate a figure of another document. */
export function corrections(findings: readonly Finding[]): readonly Relation[] {
  return findings.flatMap((finding): readonly Relation[] => {
    if (finding.kind !== 'restated' || finding.now.documentId === finding.before.documentId) return [];
    const { now, before } = finding;
    const reason = { code: 'restated-figure', measure: now.measure, value: now.value } as const;
    return [{ kind: 'corrects', from: now.documentId, to: before.documentId, reason }];
  });
}

/** A stored document has the id of its publisher alone. One that no speaker has is taken for a carrier. */
export function publisherOf(id: string, speakers: Speakers): Publisher {
  const role = speakers.areAcknowledging([id]) ? 'acknowledging' : speakers.areDocumenting([id]) ? 'documenting' : null;
  return { id, name: speakers.nameOf(id) ?? id, role: role ?? 'carrier' };
}

function relatedDocument(report: Report, publisher: Publisher, text: string, speakers: Speakers): RelatedDocument {
  const { documentId, url, published, firstSeen, period, readings } = report;
  const name = speakers.nameOf(publisher.id);
  const host = URL.parse(url)?.hostname.replace(/^www\./, '');
  return {
    ...{ documentId, publisher, url, text, period, readings },
    names: [publisher.name, ...(name === undefined ? [] : [name]), ...(host === undefined ? [] : [host])],
    published: published ?? firstSeen,
  };
}

/** Documents that state a figure of this one as their speakers gave it. */
function sameFigures({ report, storedFigures }: Recorded): readonly string[] {
  const values = new Set(report.readings.map(({ value }) => value));
  return storedFigures.filter(({ value }) => values.has(value)).map(({ documentId }) => documentId);
}

/** What a text answers without its figure, and what it translates, is found by publisher and time. */
async function publishedAround(
  transaction: LedgerTransaction,
  { publisher, report, text }: Recorded,
  speakers: Speakers,
): Promise<readonly string[]> {
  const at = Date.parse(report.published ?? report.firstSeen);
  const within = (days: number, publishers: readonly string[]) =>
    transaction.publishedBetween({
      publishers,
      from: new Date(at - days * dayMs).toISOString(),
      to: new Date(at + 2 * dayMs).toISOString(),
      limit: mostPublished,
    });
  const answers = publisher.role !== 'acknowledging' && answersIn(text).length > 0;
  const admitting = answers ? speakers.ids.filter((id) => speakers.areAcknowledging([id])) : [];
  // An answer may be stored before what it answers.
  const answering =
    publisher.role === 'acknowledging' && report.readings.length > 0
      ? speakers.ids.filter((id) => speakers.areDocumenting([id]))
      : [];
  const answered = await transaction.publishedBetween({
    publishers: answering,
    from: new Date(at - dayMs).toISOString(),
    to: new Date(at + answeredDays * dayMs).toISOString(),
    limit: mostPublished,
  });
  const mark = translationMark(text);
  const sources = mark === undefined ? [] : [mark, ...namedSources(text).map(({ name }) => name)];
  const translated = speakers.ids.filter((id) => {
    const name = speakers.nameOf(id);
    return name !== undefined && sources.some((words) => namesOneOf(words, [name]));
  });
  return [...answered, ...(await within(answeredDays, admitting)), ...(await within(translatedDays, translated))];
}
