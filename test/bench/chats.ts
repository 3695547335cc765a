import type { ChildProcess, Serializable } from 'node:child_process';
import { configSchema } from '../../config/schema.ts';
import { type Application, openApplication } from '../../src/app/application.ts';
import type { Finding } from '../../src/domain/findings.ts';
import type { OpenedLedger } from '../../src/ledger/open.ts';
import { examples } from '../compose/events.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { feedConfig, quietSurroundings } from './application.ts';
import { milliseconds, type Row, spreadOf } from './figures.ts';
import { ask, end, startChild, told } from './processes.ts';

/** What the benchmarks of the chat platforms share. */

/** What was posted at a platform of `children/`. */
export interface Tally {
  readonly posts: number;
  /** Between the first of them and the last, in milliseconds. */
  readonly took: number;
  readonly refused: number;
}

export const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** A loopback platform of `children/`, as a process of its own; `ToConnect` is what it sends first. */
export async function withPlatform<ToConnect, T>(
  name: string,
  [spaces, channels]: readonly [spaces: number, channels: number],
  work: (platform: ToConnect, put: (question: Serializable) => Promise<unknown>, child: ChildProcess) => Promise<T>,
): Promise<T> {
  const child = startChild(name, spaces, channels);
  try {
    const platform = (await told(child)) as ToConnect; // by the caller's word
    return await work(platform, (question) => ask(child, question), child);
  } finally {
    await end(child);
  }
}

/** The real application with a platform's credentials, nothing subscribed in its configuration. */
export async function withChat<T>(
  database: string,
  env: Readonly<Record<string, string>>,
  work: (application: Application) => Promise<T>,
): Promise<T> {
  const feeds = [{ publisher: 'cjtf-oir', url: 'http://127.0.0.1:9/never-asked' }];
  const config = configSchema.parse({ ...feedConfig(database, feeds), subscriptions: [] });
  const application = await openApplication(config, quietSurroundings(env));
  try {
    return await work(application);
  } finally {
    await application.close();
  }
}

export interface Place {
  readonly destination: string;
  readonly space: string;
  /** As a subscription names it. */
  readonly channel: string;
}

/** Subscribes every place and queues so many posts for each. */
export async function queueEverywhere(ledger: OpenedLedger, places: readonly Place[], posts: number): Promise<void> {
  const at = new Date().toISOString();
  const ids: string[] = [];
  for (const { channel, ...place } of places)
    ids.push((await ledger.subscriptions.subscribe(subscriptionTo(channel, { ...place, origin: 'chat' }), at)).id);
  await ledger.transaction(async (open) => {
    const [example] = examples['total-raised'];
    for (let post = 1; post <= posts; post += 1) {
      const id = String(post).padStart(64, '0');
      const finding: Finding = { ...example, id, event: `event-${post}`, documentId: id, snapshotId: null };
      await open.addFindings([finding]);
      for (const subscriptionId of ids) await open.addDelivery({ finding, subscriptionId, at });
    }
  });
}

/** Delivers until so many posts are there. */
export async function deliverAll(
  { deliverer }: Application,
  wanted: number,
  tally: () => Promise<Tally>,
): Promise<Tally> {
  const stop = new AbortController();
  const running = deliverer.run(stop.signal);
  let stands = await tally();
  while (stands.posts < wanted) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    stands = await tally();
  }
  stop.abort();
  await running;
  return stands;
}

/** How long a person waits, asked again and again; `once` gives the milliseconds of one answer. */
export async function answerRow(what: string, rounds: number, once: () => Promise<number>): Promise<Row> {
  const took: number[] = [];
  for (let round = 0; round < rounds + 5; round += 1) took.push(await once());
  const { p50, p99 } = spreadOf(took.slice(5));
  const figure = `p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}`;
  return { what, figure, ratio: '', target: 'p99 under 150 ms' };
}
