import { expect, test } from 'vitest';
import { makePdf, setLines } from '../fakes/pdf.ts';
import type { Publisher } from '../fakes/publisher.ts';
import { openDesk, type SourceSettings } from './desk.ts';
import { type ReportFigures, reportLines, reportOf, reportPage, titleOf } from './pages.ts';

/** The same report by every way a publisher has: each leads to one post, with the figure, the change and the sum. */

const [march, april] = [reportOf('2019-03'), reportOf('2019-04')];
const articlePath = ({ period }: ReportFigures) => `/News/Article/${period.replace('-', '')}/`;

function wrapped(line: string): readonly string[] {
  return line.match(/.{1,80}(?:\s|$)/g)?.map((piece) => piece.trim()) ?? [line];
}
function paper(row: ReportFigures): Uint8Array {
  return makePdf([setLines(reportLines(row).flatMap(wrapped))]);
}
function putPapers(publisher: Publisher, rows: readonly ReportFigures[]): void {
  for (const row of rows) publisher.page(`/files/${row.period}.pdf`, paper(row), { contentType: 'application/pdf' });
}
function putPages(publisher: Publisher, rows: readonly ReportFigures[]): void {
  for (const row of rows) publisher.page(articlePath(row), reportPage(row));
}
function putList(publisher: Publisher, rows: readonly ReportFigures[], path: (row: ReportFigures) => string): void {
  const links = [...rows].reverse().map((row) => `<li><a class="release" href="${path(row)}">${titleOf(row)}</a></li>`);
  publisher.page('/list', `<!doctype html><title>Releases</title><a href="/">Home</a><ul>${links.join('')}</ul>`);
}

const kinds: readonly {
  readonly name: string;
  readonly source: SourceSettings;
  readonly publish: (publisher: Publisher, rows: readonly ReportFigures[]) => void;
}[] = [
  {
    name: 'index',
    source: { kind: 'index', path: '/list', link: 'a.release' },
    publish(publisher, rows) {
      putPages(publisher, rows);
      putList(publisher, rows, articlePath);
    },
  },
  {
    name: 'page',
    source: { kind: 'page', path: '/latest' },
    publish(publisher, rows) {
      for (const row of rows.slice(-1)) publisher.page('/latest', reportPage(row));
    },
  },
  {
    name: 'json',
    source: { kind: 'json', path: '/wp-json/wp/v2/posts', preset: 'wordpress' },
    publish(publisher, rows) {
      const items = [...rows].reverse().map((row) => ({
        guid: { rendered: publisher.at(`/?p=${row.period}`) },
        link: publisher.at(`/reports/${row.period}/`),
        title: { rendered: titleOf(row) },
        date_gmt: `${row.published}T12:00:00`,
        modified_gmt: `${row.published}T12:00:00`,
        content: { rendered: reportPage(row).replace(/^[\s\S]*<\/h1>|<\/article>[\s\S]*$/g, '') },
      }));
      publisher.page('/wp-json/wp/v2/posts', JSON.stringify(items), { contentType: 'application/json' });
    },
  },
  {
    name: 'pdf that is replaced',
    source: { kind: 'pdf', path: '/latest.pdf' },
    publish(publisher, rows) {
      for (const row of rows.slice(-1)) publisher.page('/latest.pdf', paper(row), { contentType: 'application/pdf' });
    },
  },
  {
    name: 'pdf list',
    source: { kind: 'pdf', path: '/list', link: 'a.release' },
    publish(publisher, rows) {
      putPapers(publisher, rows);
      putList(publisher, rows, (row) => `/files/${row.period}.pdf`);
    },
  },
  {
    name: 'feed of PDFs',
    source: { kind: 'rss', path: '/feed' },
    publish(publisher, rows) {
      putPapers(publisher, rows);
      publisher.feed(
        '/feed',
        [...rows].reverse().map((row) => ({ url: publisher.at(`/files/${row.period}.pdf`), title: titleOf(row) })),
      );
    },
  },
];

test.concurrent.each(kinds)('$name delivers one admission', async ({ source, publish }) => {
  await using desk = await openDesk([source]);
  publish(desk.publisher, [march]);
  expect(await desk.poll(), 'first contact').toEqual([]);
  publish(desk.publisher, [march, april]);
  const [post, ...others] = await desk.poll();
  expect(others).toEqual([]);
  expect(post?.text).toContain('Coalition now admits at least 1,302 civilians killed (+11)');
  expect(post?.text).toContain('Previous: at least 1,291 civilians killed (to end of March 2019)');
  expect(post?.text).toContain('1,291 + 5 = 1,296, the report says 1,302; 6 unexplained');
  expect(post?.text).toContain('Open cases 111');
});
