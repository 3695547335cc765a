import { request } from 'undici';
import { prepareRun, runOnce } from '../../../src/app/worker.ts';
import { withApplication } from '../application.ts';
import type { Polled } from '../unchanged.ts';

/** Looks at unchanged feeds again and again: `poller.ts <origin> <feeds> <rounds>`. */

const [origin = '', ...numbers] = process.argv.slice(2);
const [feeds = 0, rounds = 0] = numbers.map(Number);
const sources = Array.from({ length: feeds }, (_, index) => ({
  publisher: 'cjtf-oir',
  url: `${origin}/feed-${index}`,
}));

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

const polled = await withApplication(sources, async (application) => {
  const { signal } = new AbortController();
  await prepareRun(application, signal);
  await runOnce(application, signal);
  // A second round is the first that nothing has changed for; it warms the engine.
  for (const { source, outcome } of await runOnce(application, signal))
    if (outcome.status !== 'unchanged') throw new Error(`${source} was ${outcome.status}`);
  const start = process.cpuUsage();
  for (let done = 0; done < rounds; done += 1) await runOnce(application, signal);
  const pollMs = cpuMs(start) / (rounds * feeds);

  // The same conditional requests with the HTTP client alone.
  const headers: Record<string, string> = {};
  const first = await request(`${origin}/feed-0`);
  await first.body.dump();
  if (typeof first.headers.etag === 'string') headers['if-none-match'] = first.headers.etag;
  const asked = Math.min(2000, rounds * feeds);
  const bare = process.cpuUsage();
  for (let done = 0; done < asked; done += 1) {
    const { statusCode, body } = await request(`${origin}/feed-0`, { headers });
    await body.dump();
    if (statusCode !== 304) throw new Error(`The bare request was answered with ${statusCode}`);
  }
  return { pollMs, bareMs: cpuMs(bare) / asked } satisfies Polled;
});
// Only now: who gets this message ends this process, and the ledger's folder has to be gone by then.
process.send?.(polled);
process.disconnect();
