import { load } from 'cheerio/slim';
import { startDemoPublisher } from '../../src/cli/demo/publisher.ts';
import { storyboard } from '../../src/cli/demo/storyboard.ts';
import type { ReadContext } from '../../src/domain/readings.ts';
import { createExtract } from '../../src/extract/extractor.ts';
import { read } from '../../src/read/index.ts';
import { readCorpus } from '../read/gold/corpus.ts';
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

const longReport = 200;

/** A monthly report with 200 entries of its list, a third of them credible. */
export function longMonthlyReport(): string {
  const places = ['Mosul, Iraq', 'Raqqah, Syria', 'Tabqa, Syria', 'Tal Afar, Iraq'];
  const entry = (index: number, told: string): string =>
    `${index + 1}. June ${1 + (index % 28)}, 2017, near ${places[index % places.length]}, via Airwars report: ${told} ${2000 + index}/CS${1000 + index} 37SFU79455${10_000 + index}`;
  const entries = Array.from({ length: longReport }, (_, index) =>
    index * 3 < longReport
      ? entry(
          index,
          `During a strike on an ISIS fighting position it was assessed that two civilians were unintentionally killed and ${1 + (index % 3)} others injured.`,
        )
      : entry(
          index,
          'After a review of strike video there is insufficient evidence to find that civilians were harmed.',
        ),
  );
  const credible = Math.ceil(longReport / 3);
  return [
    'SOUTHWEST ASIA- In the month of August 2019, CJTF-OIR carried over 97 open reports from previous months, received 210 new reports, and completed the assessment on 200 reports.',
    'The Coalition conducted 34,573 strikes between August 2014 and the end of August 2019. During this period, based on information available, CJTF-OIR assesses at least 1,335 civilians have been unintentionally killed by Coalition actions since the beginning of Operation Inherent Resolve.',
    'Credible Reports',
    ...entries.slice(0, credible),
    'Non-Credible Reports',
    ...entries.slice(credible),
  ].join('\n\n');
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
    const statements = (await readCorpus())
      .flatMap(({ texts }) => texts)
      .filter(({ text: stated }) => stated.length >= 400)
      .map(({ text: stated, publisher }) => ({ stated, about: { ...context, publisher, url: null, title: null } }));
    const kilobytes = statements.reduce((sum, { stated }) => sum + stated.length, 0) / 1000;
    const stating = await time(rounds / 50, () => {
      for (const { stated, about: facts } of statements) read(stated, facts);
    });
    const whole = await time(rounds, async () => read((await extracted()).text, context));
    const long = longMonthlyReport();
    const listed = read(long, { ...context, published: '2019-09-26' }).incidents.length;
    const list = await time(rounds, () => read(long, { ...context, published: '2019-09-26' }));
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
        {
          what: `text to readings, a monthly report of ${count(listed)} entries`,
          figure: milliseconds(list.p50),
          ratio: times(list.p50, tree.p50),
          target: '< 15 ms',
        },
        row(`1,000 characters of a statement (${statements.length} texts)`, { p50: stating.p50 / kilobytes }),
        row('HTML to text to readings, through the reading thread', whole),
      ],
    };
  } finally {
    await extract.close();
  }
}
