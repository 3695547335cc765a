import { type ReportFigures, reportFigures } from './archive/figures.ts';
import type { Release } from './archive/release.ts';
import { statements } from './archive/statements.ts';
import { monthName, paragraphs } from './archive/wording.ts';

/** What is released between two polls. */
type Step = readonly Release[];

const title = (row: ReportFigures) => `Monthly civilian casualty report, ${monthName(row.period)} (facsimile)`;

/** These months replaced the text of an earlier report's page instead of getting a separate page. */
const appearsOnPageOf: Readonly<Record<string, string>> = { '2018-07': '2018-06', '2019-02': '2019-01' };
/** These months were published after the month that followed them. */
const publishedAfter: Readonly<Record<string, string>> = { '2017-06': '2017-07', '2018-02': '2018-03' };
/** This month was published together with the one before it. */
const publishedWithPrevious = new Set(['2019-11']);

function release(row: ReportFigures): Release {
  const page = appearsOnPageOf[row.period] ?? row.period;
  return {
    feed: 'coalition',
    page,
    title: title(row),
    published: `${row.published}T12:00:00Z`,
    paragraphs: paragraphs(row),
  };
}

/**
 * Returns the record of 2016 to 2021 in the order of its release: some months edit an old page, two come late, two come
 * at once. Months that the public record lacks are missing here too.
 */
export function storyboard(): readonly Step[] {
  const steps: Release[][] = [];
  const waiting = new Map<string, Release>();
  for (const row of reportFigures) {
    const until = publishedAfter[row.period];
    if (until !== undefined) {
      waiting.set(until, release(row));
      continue;
    }
    const last = steps.at(-1);
    if (publishedWithPrevious.has(row.period) && last) last.push(release(row));
    else steps.push([release(row)]);
    const late = waiting.get(row.period);
    if (late) steps.push([late]);
    const said = statements
      .filter((statement) => statement.afterReport === row.published)
      .map(({ afterReport: _, ...rest }) => rest);
    if (said.length > 0) steps.push(said);
  }
  return steps;
}
