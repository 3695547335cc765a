import { encodeXML } from 'entities';
import { type ReportFigures, reportFigures } from '../../src/cli/demo/archive/figures.ts';
import { monthName, paragraphs } from '../../src/cli/demo/archive/wording.ts';

/** Facsimile: pages in our own words around the formulaic clauses and figures of the published record. */

export type { ReportFigures };

export function reportOf(period: string): ReportFigures {
  const found = reportFigures.find((row) => row.period === period);
  if (!found) throw new Error(`The record has no report for ${period}.`);
  return found;
}

export function titleOf(row: ReportFigures): string {
  return `Monthly civilian casualty report, ${monthName(row.period)} (facsimile)`;
}

export function reportPage(row: ReportFigures, more: readonly string[] = [], title = titleOf(row)): string {
  return page(title, row.published, [...paragraphs(row), ...more]);
}

/** As the sites have it: a menu that matches every keyword, and an article. */
export function page(title: string, published: string, body: readonly string[]): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${encodeXML(title)}</title>
<meta property="article:published_time" content="${published}T12:00:00Z"></head><body>
<nav><a href="/">HOME</a> <a href="/reports">CIVILIAN CASUALTY REPORT</a></nav>
<article itemprop="articleBody"><h1>${encodeXML(title)}</h1>
${body.map((paragraph) => `<p>${encodeXML(paragraph)}</p>`).join('\n')}
</article><footer>Facsimile</footer></body></html>`;
}

/** The lines of a report as a PDF would carry them. */
export function reportLines(row: ReportFigures): readonly string[] {
  return [titleOf(row), ...paragraphs(row)];
}
