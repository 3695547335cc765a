import { read } from '../../../src/read/index.ts';
import type { Read } from '../../../src/watch/read-documents.ts';
import { reaction } from '../../fakes/one-statement.ts';
import { before, copied } from './archive.ts';
import { type AnyArticle, openThreadDesk, type ThreadDesk, textOf } from './desk.ts';

/** What an archive ends in. It is the same, whatever the order in which the archive was recorded. */
export interface Ending {
  /** The paths of each thread of more than one document. */
  readonly threads: readonly string[];
  /** Each copy with the path of the document that it copies. */
  readonly copies: readonly string[];
  /** Paths of copies that have no original, are in no thread with it, or that a post gives as its source. */
  readonly orphans: readonly string[];
  /** How many posts about the answer name not all of its copies. */
  readonly incomplete: number;
  /** How many threads of the channel have posts about the answer, apart from the first. */
  readonly scattered: number;
}

/** A text is read once for all orders: what is read does not depend on what is stored. */
const results = new Map<string, ReturnType<Read>>();
const readOnce: Read = (text, context) => {
  const key = JSON.stringify([text, context.publisher, context.published]);
  const known = results.get(key) ?? read(text, context);
  results.set(key, known);
  return known;
};

export async function replayIn(order: readonly AnyArticle[]): Promise<Ending> {
  const desk = await openThreadDesk(['admissions', 'revisions', 'discrepancies', 'claims'], {
    reads: readOnce,
    // After the last report: a page of the future has no date.
    start: '2021-10-01',
  });
  try {
    for (const article of before) await desk.record(article, true);
    for (const article of order) {
      await desk.record(article);
      await desk.post();
    }
    return await endingOf(desk);
  } finally {
    await desk.close();
  }
}

async function endingOf(desk: ThreadDesk): Promise<Ending> {
  const pathOf = await pathsOf(desk);
  const name = (documentId: string) => pathOf.get(documentId) ?? documentId;
  const threads = new Set<string>();
  const copies: string[] = [];
  const orphans = new Set<string>();
  for (const [documentId, path] of pathOf) {
    const thread = await desk.ledger.deliveries.threadOf(documentId);
    if (thread.length > 1) threads.add(thread.map(name).sort().join(' '));
    if (!copied.includes(path)) continue;
    const originals = await originalsOf(documentId, desk);
    if (originals.length === 0 || !originals.every((original) => thread.includes(original))) orphans.add(path);
    copies.push(`${path} of ${originals.map(name).join(' ')}`);
  }
  const texts = desk.chat.posts.map(textOf);
  for (const path of copied) if (texts.some((text) => sourceIn(text) === path)) orphans.add(path);
  const answers = desk.chat.posts.filter((post) => sourceIn(textOf(post)) === reaction.path);
  return {
    threads: [...threads].sort(),
    copies: copies.sort(),
    orphans: [...orphans],
    incomplete: answers.filter((post) => carriersIn(textOf(post)) !== copied.toSorted().join(' ')).length,
    scattered: Math.max(0, new Set(answers.map(({ id, under }) => under ?? id)).size - 1),
  };
}

/** Returns the path of each stored document by its id. */
async function pathsOf({ ledger }: ThreadDesk): Promise<ReadonlyMap<string, string>> {
  const reports = await ledger.transaction(async (transaction) => {
    const all = [];
    for (const { publisher } of before) all.push(...(await transaction.reports(publisher)));
    return all;
  });
  return new Map(reports.map(({ documentId, url }) => [documentId, new URL(url).pathname]));
}

/** Returns what a document copies in the end: the documents of its text that copy no other. */
function originalsOf(documentId: string, { ledger }: ThreadDesk): Promise<readonly string[]> {
  return ledger.transaction(async (transaction) => {
    const ids = await transaction.documentsOfText(documentId);
    const relations = await transaction.relationsOf(ids);
    return ids.filter((id) => !relations.some(({ kind, from }) => kind === 'copy-of' && from === id));
  });
}

function sourceIn(text: string): string | undefined {
  const source = /^Source: (?<url>\S+)/mu.exec(text)?.groups?.['url'];
  return source === undefined ? undefined : new URL(source).pathname;
}

/** Returns the paths of the copies that a post names, in its order. */
function carriersIn(text: string): string {
  const line = /^Also carried by .*$/mu.exec(text)?.[0] ?? '';
  return [...line.matchAll(/https:\/\/[\w.-]+(?<path>[\w/-]+)/gu)].map(({ groups }) => groups?.['path']).join(' ');
}
