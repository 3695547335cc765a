import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terminal } from '../../adapters/terminal/index.ts';
import type { FetchedDocument } from '../../src/domain/documents.ts';
import type { Category } from '../../src/domain/findings.ts';
import type { Publisher } from '../../src/domain/publishers.ts';
import type { ReadResult } from '../../src/domain/readings.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { createDeliverer } from '../../src/outbox/deliverer.ts';
import type { PollContext } from '../../src/poll/source.ts';
import { createPipeline, type WatchedSource } from '../../src/watch/pipeline.ts';
import type { Read } from '../../src/watch/read-documents.ts';
import { ioOf } from '../adapters/terminal/sink.ts';
import { wording } from '../compose/events.ts';
import { fetched, read, subscriptionTo } from '../ledger/fixtures.ts';

/** Feeds are polled, their pages read, recorded, and posted to files, one for each subscription. */

export const channels: Readonly<Record<string, readonly (Category | 'all')[]>> = {
  everything: ['all'],
  usual: ['admissions', 'revisions', 'discrepancies', 'claims'],
  denials: ['denials'],
  assessments: ['assessments'],
  desk: ['health'],
};

interface Page {
  readonly identity: string;
  readonly text: string;
  /** What the reader finds in the text; absent where a reader of the project reads it. */
  readonly given?: Partial<ReadResult>;
  readonly by?: Publisher;
  /** By default an hour after the page before. */
  readonly published?: string;
}

export const countOf = (text: string | undefined, part: string) => (text ?? '').split(part).length - 1;

export async function watchFeeds(options: { readonly publisher: Publisher; readonly start: string; read?: Read }) {
  const folder = await mkdtemp(join(tmpdir(), 'ackwatch-feeds-'));
  const ledger = await openLedger(':memory:');
  let clock = new Date(options.start);
  const texts = new Map<string, Partial<ReadResult>>();
  const pathOf = (name: string) => join(folder, `${name}.txt`);
  const parts = { ledger, speakers: builtInSpeakers, withdrawnAfterMs: 0, now: () => clock, observe: () => {} };
  const stub: Read = (text) => read({ period: null, readings: [], ...texts.get(text) });
  const pipeline = (readerVersions: Readonly<Record<string, number>> = {}) =>
    createPipeline({ ...parts, read: options.read ?? stub, readerVersions, health: { failures: 3, hours: 1 } });
  const sourceOf = (publisher: Publisher, listed: readonly FetchedDocument[]): WatchedSource => ({
    id: `${publisher.id}-releases`,
    publisher,
    url: 'https://example.org/feed',
    selector: undefined,
    mayShrink: undefined,
    expectEveryDays: undefined,
    fallbacks: [],
    fallbackAfterMs: 0,
    context: (signal) => ({ signal, now: () => clock }) as unknown as PollContext,
    poll: () => Promise.resolve({ status: 'fetched', documents: listed, cursor: {}, more: false, problems: [] }),
  });

  return {
    ledger,
    pipeline,
    /** Makes the text of a page give another result, as a newer reader would. */
    readAs: (text: string, given: Partial<ReadResult>) => texts.set(text, given),

    async subscribe(): Promise<void> {
      const wanted = Object.entries(channels).map(([name, wants]) => subscriptionTo(pathOf(name), { wants }));
      await ledger.subscriptions.sync(wanted, clock.toISOString());
    },

    /** Publishes a page, polls its source, delivers, and returns what each channel has been posted so far. */
    async publish({ identity, text, given, by = options.publisher, published }: Page) {
      clock = published === undefined ? new Date(clock.getTime() + 60 * 60_000) : new Date(published);
      if (given !== undefined) texts.set(text, given);
      const at = clock.toISOString();
      const page = fetched(text, { identity, url: `https://example.org/${identity}`, fetchedAt: at, published: at });
      const signal = new AbortController().signal;
      await pipeline().poll(sourceOf(by, [page]), signal);
      const quiet = { info: () => {}, warn: () => {}, error: () => {} };
      const deliverer = createDeliverer({
        ...{ ledger, wording, now: () => clock, sleep: async () => {}, random: () => 0.5, worker: 'one', log: quiet },
        destinations: new Map([['terminal', terminal.create({ NO_COLOR: '1' }, ioOf())]]),
      });
      await deliverer.drain(signal);
      const posted = Object.keys(channels).map(async (name) => [
        name,
        await readFile(pathOf(name), 'utf8').catch(() => ''),
      ]);
      return Object.fromEntries(await Promise.all(posted)) as Readonly<Record<string, string>>;
    },

    async close(): Promise<void> {
      await ledger.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type WatchedFeeds = Awaited<ReturnType<typeof watchFeeds>>;
