import { createSpeakers } from '../../../src/domain/speakers.ts';
import { noFilters } from '../../../src/domain/subscriptions.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import { createDeliverer } from '../../../src/outbox/deliverer.ts';
import { read, readerVersions } from '../../../src/read/index.ts';
import type { Read } from '../../../src/watch/read-documents.ts';
import { createRecorder } from '../../../src/watch/recorder.ts';
import { wording } from '../../compose/events.ts';
import type { Article } from '../../fakes/one-statement.ts';
import { subscriptionTo } from '../../ledger/fixtures.ts';
import { createChat, type Post } from '../../outbox/chat.ts';

/** Articles are recorded and posted in one process: a ledger in memory and a chat that edits and has threads. */

const publishers = {
  'cjtf-oir': { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' },
  amnesty: { id: 'amnesty', name: 'Amnesty International', role: 'documenting' },
  airwars: { id: 'airwars', name: 'Airwars', role: 'documenting' },
  globalresearch: { id: 'globalresearch', name: 'Global Research', role: 'carrier' },
  courier: { id: 'courier', name: 'The Courier', role: 'carrier' },
} as const;

/** An article of any of these publishers. */
export type AnyArticle = Article<keyof typeof publishers>;

type Wants = 'claims' | 'admissions' | 'revisions' | 'discrepancies' | 'all';

export const textOf = ({ message }: Pick<Post, 'message'>): string => message.text;

/** `reads` stands for the reader, so that many desks may share what was read of one text. */
export async function openThreadDesk(
  wants: readonly Wants[] = ['all'],
  { reads = read, start = '2019-06-01' }: { readonly reads?: Read; readonly start?: string } = {},
) {
  const ledger = await openLedger(':memory:');
  let clock = Date.parse(`${start}T10:00:00.000Z`);
  const now = () => new Date(clock);
  const chat = createChat('slack', { updates: true });
  await ledger.subscriptions.sync(
    [subscriptionTo('desk', { destination: 'slack', wants: [...wants], filters: noFilters })],
    now().toISOString(),
  );
  const recorder = createRecorder({
    ...{ ledger, speakers: createSpeakers([]), read: reads, readerVersions, now },
    observe: () => undefined,
    withdrawnAfterMs: 0,
  });
  const deliverer = createDeliverer({
    ...{ ledger, wording, now, sleep: async () => {}, random: () => 0.5, worker: 'one' },
    destinations: new Map([['slack', chat.destination]]),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  return {
    ledger,
    chat,
    /** Records an article as if its source had just listed it. */
    async record(article: AnyArticle, firstContact = false): Promise<void> {
      clock += 60_000;
      const source = { id: article.publisher, publisher: publishers[article.publisher] };
      const text = [article.title, ...article.paragraphs].join('\n\n');
      const document = {
        identity: `url:${article.path}`,
        url: `https://${article.publisher}.example${article.path}`,
        title: article.title,
        published: new Date(article.published).toISOString(),
        fetchedAt: now().toISOString(),
        contentType: 'text/html',
        headers: {},
        bytes: Buffer.from(text),
        text,
      };
      for (const one of recorder.read(source, [document])) await recorder.document(source, one, firstContact);
    },
    /** Delivers what is due, and edits posts that are outdated. */
    async post(): Promise<void> {
      clock += 60_000;
      await deliverer.drain(new AbortController().signal);
    },
    close: () => ledger.close(),
  };
}

export type ThreadDesk = Awaited<ReturnType<typeof openThreadDesk>>;
