import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { unpolled } from '../../src/domain/source-state.ts';
import { openLedger } from '../../src/ledger/open.ts';
import type { Publisher } from '../fakes/publisher.ts';
import { type Desk, openDesk, untilDueAgain } from './desk.ts';
import { page, type ReportFigures, reportOf, reportPage, titleOf } from './pages.ts';

/** A page that stops being what it was, and comes back; a source that gets another name. */

const feed = { kind: 'rss', path: '/feed', recheck: '* * * * * *' };
const [january, february, march, april] = ['2019-01', '2019-02', '2019-03', '2019-04'].map(reportOf) as [
  ReportFigures,
  ReportFigures,
  ReportFigures,
  ReportFigures,
]; // four periods give four reports
const pathOf = ({ period }: ReportFigures) => `/News/Article/${period.replace('-', '')}/`;

function release(publisher: Publisher, rows: readonly ReportFigures[]): void {
  for (const row of rows) publisher.page(pathOf(row), reportPage(row));
  publisher.feed(
    '/feed',
    rows.toReversed().map((row) => ({
      url: publisher.at(pathOf(row)),
      title: titleOf(row),
      published: `${row.published}T12:00:00Z`,
    })),
  );
}

async function pollAgain(desk: Desk): Promise<readonly string[]> {
  await untilDueAgain();
  return (await desk.poll()).map(({ text }) => text);
}

test.concurrent('a figure edited while its source got another name is posted', async () => {
  await using desk = await openDesk([feed]);
  release(desk.publisher, [january, february, march]);
  await desk.poll();
  const config = await readFile(desk.config, 'utf8');
  await writeFile(desk.config, config.replace('id: releases', 'id: renamed'));
  release(desk.publisher, [january, february, { ...march, killed_total: 1295 }]);
  const [told, ...others] = await pollAgain(desk);
  expect(told).toContain('restates its figure for March 2019: now at least 1,295');
  expect(others).toEqual([]);
  expect(await pollAgain(desk)).toEqual([]);
});

test.concurrent('a page that was emptied or leads elsewhere is reported to the operators, once', async () => {
  await using desk = await openDesk([feed]);
  release(desk.publisher, [january, february, march]);
  desk.publisher.page('/', page('Home', march.published, ['The home page of the site.']));
  await desk.poll();
  desk.publisher.page(pathOf(march), page('Removed', march.published, ['This release was removed.']));
  desk.publisher.redirect(pathOf(february), '/');
  const told = (await pollAgain(desk)).toSorted();
  expect(told).toHaveLength(2);
  expect(told[0]).toMatch(/201902\/ leads to the home page/);
  expect(told[1]).toMatch(/201903\/ has \d+ characters where \d+ are stored, so it does not count as a change/);
  expect(await pollAgain(desk)).toEqual([]);
});

test.concurrent('a total that vanishes from a page and comes back fills no gap', async () => {
  await using desk = await openDesk([feed]);
  release(desk.publisher, [january, february, march, april]);
  await desk.poll();
  const review = 'The figures of this release are under review and will be published again when it has ended. ';
  desk.publisher.page(pathOf(march), page(titleOf(march), march.published, [review.repeat(30)]));
  expect((await pollAgain(desk)).join()).toContain('no longer states its total');
  desk.publisher.page(pathOf(march), reportPage(march));
  const [back, ...others] = await pollAgain(desk);
  expect(others).toEqual([]);
  expect(back).toContain('report for March 2019 was edited after publication');
  expect(back).not.toMatch(/fills a gap|now admits/);
});

test.concurrent('a page rewritten for each month that shows an older one again restates what it said of that', async () => {
  await using desk = await openDesk([{ kind: 'page', path: '/current' }]);
  const { publisher } = desk;
  publisher.page('/current', reportPage(march));
  expect(await pollAgain(desk)).toEqual([]);
  publisher.page('/current', reportPage(april));
  const [next] = await pollAgain(desk);
  expect(next).toContain('now admits at least 1,302 civilians killed (+11)');
  publisher.page('/current', reportPage({ ...march, killed_total: 1290 }));
  const [older, ...others] = await pollAgain(desk);
  expect(others).toEqual([]);
  expect(older).toContain(
    'restates its figure for March 2019: now at least 1,290 civilians killed, earlier at least 1,291',
  );
  expect(older).not.toContain('fills a gap');
  expect(older, 'another month is another post').not.toContain('Concerns an earlier post');
});

test.concurrent('one item that cannot be read does not slow the poll of its source; a source that fails is left alone', async () => {
  await using desk = await openDesk([feed]);
  const stateOf = async () => {
    const ledger = await openLedger(desk.database);
    const state = (await ledger.polling.source('releases')) ?? unpolled;
    await ledger.close();
    return state;
  };
  release(desk.publisher, [january, february]);
  await desk.poll();
  release(desk.publisher, [january, february, march]);
  desk.publisher.page(pathOf(march), '<html><body></body></html>');
  await desk.poll();
  await desk.poll();
  const partly = await stateOf();
  expect(partly.failures).toBe(2);
  expect(partly.answered).toBe(true);
  desk.publisher.remove('/feed');
  await desk.poll();
  expect((await stateOf()).answered).toBe(false);
});

test.concurrent('two cuts of one page by two sources of a publisher are no edits; an edit is posted once', async () => {
  await using desk = await openDesk([
    { ...feed, id: 'pages' },
    { kind: 'rss', id: 'copies', path: '/copies', follow: false },
  ]);
  const { publisher } = desk;
  const put = (rows: readonly ReportFigures[], day: string) => {
    for (const row of rows) publisher.page(pathOf(row), reportPage(row, ['Read more about the task force.']));
    const entries = rows.toReversed().map((row) => ({
      url: publisher.at(pathOf(row)),
      title: titleOf(row),
      published: `${day}T12:00:00Z`,
      html: reportPage(row),
    }));
    for (const path of ['/feed', '/copies']) publisher.feed(path, entries);
  };
  put([january, february], '2019-04-01');
  expect(await pollAgain(desk)).toEqual([]);
  put([january, february, march], '2019-04-02');
  const told = await pollAgain(desk);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('now admits at least 1,291');
  put([january, february, march], '2019-04-03');
  expect(await pollAgain(desk), 'every date of the feed moved').toEqual([]);
  expect(await pollAgain(desk)).toEqual([]);
  put([january, february, { ...march, killed_total: 1292 }], '2019-04-04');
  const edits = [...(await pollAgain(desk)), ...(await pollAgain(desk))];
  expect(edits.filter((text) => text.includes('restates its figure for March 2019: now at least 1,292'))).toHaveLength(
    1,
  );
});
