import { count, milliseconds, type Section, times } from './figures.ts';
import { end, startChild, told } from './processes.ts';

/** What the polling process tells of itself. CPU milliseconds. */
export interface Polled {
  readonly pollMs: number;
  /** One conditional request with the HTTP client alone. */
  readonly bareMs: number;
}

async function pollUnchanged(feeds: number, rounds: number): Promise<Polled> {
  const publisher = startChild('publisher.ts', feeds);
  try {
    const poller = startChild('poller.ts', String(await told(publisher)), feeds, rounds);
    try {
      return (await told(poller)) as Polled; // children/poller.ts sends nothing else
    } finally {
      await end(poller);
    }
  } finally {
    await end(publisher);
  }
}

/** CPU of an unchanged look, at each number of sources. */
export async function benchUnchanged(sizes: readonly (readonly [feeds: number, rounds: number])[]): Promise<Section> {
  const rows = [];
  for (const [feeds, rounds] of sizes) {
    const { pollMs, bareMs } = await pollUnchanged(feeds, rounds);
    rows.push({
      what: `a look that is answered with 304, ${count(feeds)} sources`,
      figure: milliseconds(pollMs),
      ratio: times(pollMs, bareMs),
      target: '',
    });
  }
  return {
    title: 'An unchanged poll',
    how: 'CPU time of the polling process for one look at one source: state read, conditional request, 304, state written. The publisher runs in another process. The measure is the same request with the HTTP client alone.',
    rows,
  };
}
