import { describe, expect, test } from 'vitest';
import type { FeedEntry, Publisher } from '../fakes/publisher.ts';
import { type Desk, openDesk, type Post, untilDueAgain } from './desk.ts';
import { type ReportFigures, reportOf, reportPage, titleOf } from './pages.ts';

/** A report appears, changes, goes and comes back; what the reader of one channel sees of it. */

const feed = { kind: 'rss', path: '/feed', recheck: '* * * * * *' };

/** Puts up articles and the feed that lists them, newest first. */
function release(publisher: Publisher, rows: readonly ReportFigures[], more: readonly string[] = []): void {
  for (const row of rows) publisher.page(pathOf(row), reportPage(row, more));
  publisher.feed(
    '/feed',
    [...rows].reverse().map((row) => entry(publisher, row)),
  );
}
function entry(publisher: Publisher, row: ReportFigures): FeedEntry {
  return { url: publisher.at(pathOf(row)), title: titleOf(row), published: `${row.published}T12:00:00Z`, html: 'More' };
}
const pathOf = ({ period }: ReportFigures) => `/News/Article/${period.replace('-', '')}/`;

/** A poll at a time when known documents are due to be read again. */
async function pollAgain(desk: Desk): Promise<readonly Post[]> {
  await untilDueAgain();
  return desk.poll();
}
const texts = (posts: readonly Post[]) => posts.map(({ text }) => text);

const [january, february, march, april, may] = ['2019-01', '2019-02', '2019-03', '2019-04', '2019-05'].map(
  reportOf,
) as [ReportFigures, ReportFigures, ReportFigures, ReportFigures, ReportFigures]; // five periods give five reports

describe('one report and its page', () => {
  test.concurrent('is announced once, and again with every change of it, there and back', async () => {
    await using desk = await openDesk([feed]);
    const { publisher } = desk;
    release(publisher, [february, march]);
    expect(await desk.poll(), 'first contact').toEqual([]);

    release(publisher, [february, march, april]);
    const [post, ...others] = await desk.poll();
    expect(others).toEqual([]);
    expect(post?.text).toContain('Coalition now admits at least 1,302 civilians killed (+11)');
    expect(post?.text).toContain('Previous: at least 1,291 civilians killed (to end of March 2019)');
    expect(post?.text).toContain('Does not add up: 1,291 + 5 = 1,296, the report says 1,302; 6 unexplained');
    expect(post?.text).toContain('Open cases 111 (122 carried + 7 received - 18 completed = 111, adds up)');
    expect(post?.text).toContain('assesses at least 1,302 civilians have been unintentionally killed');
    expect(post?.text).toContain(`Source: ${publisher.at(pathOf(april))}`);
    expect(await pollAgain(desk), 'nothing new').toEqual([]);

    const restated = { ...april, killed_total: 1303 };
    publisher.page(pathOf(april), reportPage(restated));
    const [up, ...besides] = texts(await pollAgain(desk));
    expect(besides).toEqual([]);
    expect(up).toContain(
      'restates its figure for April 2019: now at least 1,303 civilians killed, earlier at least 1,302',
    );
    expect(await pollAgain(desk)).toEqual([]);

    publisher.page(pathOf(april), reportPage(april));
    const [back, ...further] = texts(await pollAgain(desk));
    expect(further).toEqual([]);
    expect(back).toContain(
      'restates its figure for April 2019: now at least 1,302 civilians killed, earlier at least 1,303',
    );
    expect(await pollAgain(desk)).toEqual([]);

    publisher.page(
      pathOf(april),
      reportPage(april, ['The Coalition reviews every report of civilian harm it receives.']),
    );
    const [worded, ...rest] = texts(await pollAgain(desk));
    expect(rest).toEqual([]);
    expect(worded).toContain('was edited after publication: added “The Coalition reviews every report');
    expect(worded).toContain('Added: The Coalition reviews every report of civilian harm it receives.');

    const listed = await desk.ackwatch('findings');
    expect(listed.code).toBe(0);
    expect(listed.stdout.match(/\brestated\b/g)).toHaveLength(2);
    const history = (await desk.ackwatch('history', 'killed_total')).stdout;
    expect(history).toMatch(/April 2019.* \+11 /);
    expect(history.match(/\(no\b/g), '1,303, and 1,302 before it; an edit of the words is no other value').toHaveLength(
      2,
    );
    const totals = (await desk.ackwatch('totals')).stdout.replaceAll(/\s+/g, ' ');
    expect(totals).toContain('at least 1,302 civilians killed. The Coalition. Iraq and Syria');
    expect(totals).toContain('does not add up');
  });

  test.concurrent('is withdrawn once, by 404 or by 410, and its return is posted', async () => {
    await using desk = await openDesk([feed]);
    const { publisher } = desk;
    release(publisher, [january, february, march, april]);
    await desk.poll();
    publisher.remove(pathOf(march), 404);
    publisher.remove(pathOf(april), 410);
    expect(await pollAgain(desk), 'once is not enough').toEqual([]);
    const gone = texts(await pollAgain(desk)).toSorted();
    expect(gone).toHaveLength(2);
    expect(gone[0]).toContain('CJTF-OIR report for April 2019 is no longer at its address');
    expect(gone[0]).toContain('answered 410 each time it was asked');
    expect(gone[0]).toContain('at least 1,302');
    expect(gone[1]).toContain('CJTF-OIR report for March 2019 is no longer at its address');
    expect(gone[1]).toContain('answered 404 each time it was asked');
    expect(await pollAgain(desk)).toEqual([]);

    publisher.page(pathOf(april), reportPage(april));
    const returned = texts(await pollAgain(desk));
    expect(returned).toHaveLength(1);
    expect(returned[0]).toContain('April 2019');
    expect(returned[0]).toContain('1,302');
    expect(returned[0]).toContain('is back at its address');
    expect(await pollAgain(desk)).toEqual([]);

    publisher.page(pathOf(march), reportPage({ ...march, killed_total: 1287 }));
    const changed = texts(await pollAgain(desk)).filter((text) => text.includes('March 2019'));
    expect(changed[0], 'what changed while it was away').toContain('at least 1,287');
    expect(changed[0]).toContain('at least 1,291');
    expect(changed[0]).toContain('is back at its address');
    expect((await desk.ackwatch('totals', 'killed_total')).stdout).toContain('at least 1,302');
  });
});

describe('adjacent reports', () => {
  test.concurrent('a lower total, a late report and two at once are each posted as what they are', async () => {
    await using desk = await openDesk([feed]);
    const { publisher } = desk;
    release(publisher, [january, february]);
    await desk.poll();

    release(publisher, [january, february, { ...april, killed_total: 1249 }]);
    const [lower, ...others] = texts(await desk.poll());
    expect(others).toEqual([]);
    expect(lower).toContain('Coalition now gives a lower total: at least 1,249 civilians killed (-8)');
    expect(lower).toContain('Cannot be checked: no report for March 2019 is stored');

    release(publisher, [january, february, march, { ...april, killed_total: 1249 }]);
    const [late, ...besides] = texts(await desk.poll());
    expect(besides).toEqual([]);
    expect(late).toContain('report for March 2019 arrives after the one for April 2019');
    expect(late).toContain('this one fills a gap');

    const sameDay = { ...may, published: may.published };
    const june = { ...reportOf('2019-06'), published: may.published };
    release(publisher, [january, february, march, { ...april, killed_total: 1249 }, sameDay, june]);
    const two = texts(await desk.poll());
    expect(two).toHaveLength(2);
    expect(two[0]).toContain('at least 1,319 civilians killed (+70)');
    expect(two[1]).toContain('at least 1,321 civilians killed (+2)');
    expect(two[1]).toContain('Previous: at least 1,319 civilians killed (to end of May 2019)');
    expect(await desk.poll()).toEqual([]);
  });
});
