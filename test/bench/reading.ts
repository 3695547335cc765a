import { load } from 'cheerio/slim';
import { startDemoPublisher } from '../../src/cli/demo/publisher.ts';
import { storyboard } from '../../src/cli/demo/storyboard.ts';
import type { ReadContext } from '../../src/domain/readings.ts';
import { createExtract } from '../../src/extract/extractor.ts';
import { read } from '../../src/read/index.ts';
import { count, milliseconds, type Section, time, times } from './figures.ts';

/** The longest monthly report of the bundled record, as its publisher serves it. */
async function longestReport() {
  const reports = storyboard()
    .flat()
    .filter(({ feed }) => feed === 'coalition');
  const longest = reports.toSorted((a, b) => b.paragraphs.join().length - a.paragraphs.join().length)[0];
  if (longest === undefined) throw new Error('The bundled record has no report');
  const publisher = await startDemoPublisher();
  try {
    publisher.release([longest]);
    const feed = await (await fetch(`${publisher.origin}/feeds/coalition.xml`)).text();
    const url = /<link>(\S+\/Article\/\d+\/)<\/link>/.exec(feed.slice(feed.indexOf('<item>')))?.[1];
    if (url === undefined) throw new Error('The report has no address');
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    return { bytes, url, title: longest.title, published: longest.published.slice(0, 10) };
  } finally {
    await publisher.close();
  }
}

export async function benchReading(rounds: number): Promise<Section> {
  const { bytes, url, ...about } = await longestReport();
  const html = new TextDecoder().decode(bytes);
  const json = JSON.stringify({ html });
  const extract = createExtract();
  try {
    const extracted = () => extract.document(bytes, 'text/html; charset=utf-8', { url });
    const { text } = await extracted();
    const context: ReadContext = { publisher: 'cjtf-oir', url, ...about };
    const { incidents, readings } = read(text, context);
    const parsing = await time(rounds, () => JSON.parse(json));
    const tree = await time(rounds, () => load(html));
    const reading = await time(rounds, () => read(text, context));
    const whole = await time(rounds, async () => read((await extracted()).text, context));
    const row = (what: string, { p50 }: { p50: number }, of = tree.p50) => ({
      what,
      figure: milliseconds(p50),
      ratio: times(p50, of),
      target: '',
    });
    return {
      title: 'Reading one monthly report',
      how: `The longest report of the bundled record: ${count(bytes.length)} bytes of HTML, ${readings.length} readings, ${incidents.length} incidents. Medians of ${count(rounds)} rounds. The measure is building a tree of the same HTML with cheerio, in the same process.`,
      rows: [
        row('JSON.parse of the same page as a string', parsing),
        row('a tree of the page (cheerio)', tree),
        row('text to readings', reading),
        row('HTML to text to readings, through the reading thread', whole),
      ],
    };
  } finally {
    await extract.close();
  }
}
