import { performance } from 'node:perf_hooks';
import { prepareRun, runOnce } from '../../src/app/worker.ts';
import { startDemoPublisher } from '../../src/cli/demo/publisher.ts';
import { storyboard } from '../../src/cli/demo/storyboard.ts';
import type { Fetch } from '../../src/poll/source.ts';
import { type FeedSource, withApplication } from './application.ts';
import { count, type Section } from './figures.ts';

interface Replayed {
  readonly seconds: number;
  readonly reports: number;
  readonly findings: number;
}

type Answered = Awaited<ReturnType<Fetch>>;

/** One replay of the first `most` steps on a fresh ledger; `fetchAt` is between the sources and the network. */
function replay(
  most: number,
  feeds: readonly FeedSource[],
  beforeStep: (step: number) => void,
  fetchAt: (step: number, fetch: Fetch) => Fetch,
): Promise<Replayed> {
  return withApplication(feeds, async (opened) => {
    const { signal } = new AbortController();
    let step = 0;
    const application = {
      ...opened,
      sources: opened.sources.map((watched) => ({
        ...watched,
        source: {
          ...watched.source,
          context: (signal: AbortSignal) => {
            const context = watched.source.context(signal);
            return { ...context, fetch: fetchAt(step, context.fetch) };
          },
        },
      })),
    };
    const start = performance.now();
    await prepareRun(application, signal);
    for (; step < most; step += 1) {
      beforeStep(step);
      await runOnce(application, signal);
    }
    const seconds = (performance.now() - start) / 1000;
    const { reports, findings } = await opened.ledger.lookups.summary();
    return { seconds, reports, findings: Object.values(findings).reduce((sum, one) => sum + one, 0) };
  });
}

export async function benchReplay(most = Number.POSITIVE_INFINITY): Promise<Section> {
  const steps = storyboard().slice(0, most);
  const publisher = await startDemoPublisher();
  const feeds = [
    { publisher: 'cjtf-oir', url: `${publisher.origin}/feeds/coalition.xml` },
    { publisher: 'amnesty', url: `${publisher.origin}/feeds/amnesty.xml` },
    { publisher: 'airwars', url: `${publisher.origin}/feeds/airwars.xml` },
  ];
  const answers = new Map<string, Answered>();
  let overHttp: Replayed;
  try {
    overHttp = await replay(
      steps.length,
      feeds,
      (step) => publisher.release(steps[step] ?? []),
      (step, fetch) => async (url, request) => {
        const answer = await fetch(url, request);
        answers.set(`${step} ${url}`, answer);
        return answer;
      },
    );
  } finally {
    await publisher.close();
  }
  const without = await replay(
    steps.length,
    feeds,
    () => {},
    (step) => async (url) => {
      const answer = answers.get(`${step} ${url}`);
      if (answer === undefined) throw new Error(`${url} was not asked for at step ${step} the first time`);
      return answer;
    },
  );
  if (without.findings !== overHttp.findings) throw new Error('The two replays found different things');
  const row = (what: string, { seconds, reports }: Replayed, target: string) => ({
    what,
    figure: `${seconds.toFixed(2)} s`,
    ratio: `${((seconds * 1000) / Math.max(1, reports)).toFixed(0)} ms a report`,
    target,
  });
  return {
    title: 'The whole record replayed',
    how: `${steps.length} rounds over three feeds: ${count(overHttp.reports)} reports and statements, ${count(overHttp.findings)} findings, each recorded in a SQLite file that is synced to the disk at every step, and posted to the terminal destination. Over real HTTP on this machine, as the demonstration does it; then once more with the same answers handed over without a network, which finds the same.`,
    rows: [row('over HTTP on this machine', overHttp, ''), row('without the network', without, 'under 5 s')],
  };
}
