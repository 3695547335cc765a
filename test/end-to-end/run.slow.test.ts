import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Desk, openDesk, type Post, run, start, totalsIn } from './desk.ts';
import { type ReportFigures, reportOf, reportPage, titleOf } from './pages.ts';

/** The worker that stays: it polls when a poll is due, stops when it is asked to, and recovers from being killed. */

const everySecond = { kind: 'rss', path: '/feed', schedule: '* * * * * *' };
const pathOf = ({ period }: ReportFigures) => `/News/Article/${period.replace('-', '')}/`;
const totals = (posts: readonly Post[]) => posts.map(({ text }) => /at least ([\d,]+) civilians/.exec(text)?.[1]);

function release({ publisher }: Desk, periods: readonly string[]): void {
  const rows = periods.map(reportOf);
  for (const row of rows) publisher.page(pathOf(row), reportPage(row));
  publisher.feed(
    '/feed',
    rows.map((row) => ({
      url: publisher.at(pathOf(row)),
      title: titleOf(row),
      published: `${row.published}T12:00:00Z`,
    })),
  );
}

function deliveries(desk: Desk): readonly unknown[] {
  const raw = new DatabaseSync(desk.database, { readOnly: true, timeout: 5000 });
  try {
    return raw.prepare('SELECT state, count(*) AS count FROM deliveries GROUP BY state ORDER BY state').all();
  } finally {
    raw.close();
  }
}

function watch(desk: Desk) {
  return start(['run', '--config', desk.config]);
}

test.concurrent('posts what appears while it watches, sees a silent edit, and stops at SIGTERM', async () => {
  await using desk = await openDesk([{ ...everySecond, recheck: '* * * * * *' }]);
  release(desk, ['2019-02']);
  const worker = watch(desk);
  await worker.until(() => desk.publisher.requests('/feed').length >= 2, 'two looks');
  release(desk, ['2019-02', '2019-03']);
  await worker.until(() => desk.posts().length === 1, 'the post');
  desk.publisher.page(pathOf(reportOf('2019-03')), reportPage({ ...reportOf('2019-03'), killed_total: 1292 }));
  await worker.until(() => desk.posts().length === 2, 'the revision');
  worker.signal('SIGTERM');
  expect(await worker.ended).toBe(0);
  expect(worker.said()).toContain('"msg":"Stopped"');
  expect(worker.said()).not.toMatch(/"level":"(warn|error)"/);
  const [post, revision, ...others] = desk.fresh();
  expect(others).toEqual([]);
  expect(post?.text).toContain('at least 1,291 civilians killed (+34)');
  expect(revision?.text).toContain('now at least 1,292 civilians killed, earlier at least 1,291');
  expect(await desk.poll(), 'nothing is left over').toEqual([]);
});

test.concurrent('asked to stop in the middle of a poll, it stops at once; the poll is repeated', async () => {
  await using desk = await openDesk([everySecond]);
  release(desk, ['2019-02']);
  await desk.poll();
  desk.publisher.fail(pathOf(reportOf('2019-03')), 'hang');
  release(desk, ['2019-02', '2019-03']);
  const worker = watch(desk);
  await worker.until(() => desk.publisher.requests(pathOf(reportOf('2019-03'))).length === 1, 'the look');
  const told = Date.now();
  worker.signal('SIGTERM');
  expect(await worker.ended).toBe(0);
  // A header may take half a minute: it was not waited for.
  expect(Date.now() - told).toBeLessThan(10_000);
  desk.publisher.recover();
  expect((await desk.ackwatch('sources')).stdout).not.toMatch(/failed|broken/);
  expect(totals(await desk.poll())).toEqual(['1,291']);
});

test.concurrent('asked to stop in the middle of a post, it ends that post and records it', async () => {
  await using desk = await openDesk([everySecond]);
  release(desk, ['2018-11']);
  await desk.poll();
  release(desk, ['2018-11', '2018-12', '2019-01']);
  const worker = start([desk.config, '1000'], { program: join(import.meta.dirname, 'children/slow-delivery.ts') });
  await worker.until(() => worker.said().includes('sending'), 'the first post');
  worker.signal('SIGTERM');
  expect(await worker.ended).toBe(0);
  expect(totals(desk.posts())).toEqual(['1,190']);
  expect(deliveries(desk)).toEqual([
    { state: 'pending', count: 1 },
    { state: 'sent', count: 1 },
  ]);
  await desk.poll();
  expect(totals(desk.posts())).toEqual(['1,190', '1,257']);
});

test.concurrent('killed ten times at any moment, it has posted each report once', async () => {
  const periods = ['2018-11', '2018-12', '2019-01', '2019-02', '2019-03', '2019-04', '2019-05', '2019-06', '2019-08'];
  await using desk = await openDesk([everySecond]);
  release(desk, periods.slice(0, 1));
  await desk.poll();
  for (const round of Array.from({ length: 10 }, (_, index) => index)) {
    release(desk, periods.slice(0, round + 2));
    const worker = watch(desk);
    await worker.until(() => worker.said().includes('Watching'), 'watching');
    await pause(Math.random() * 150);
    worker.signal('SIGKILL');
    expect(await worker.ended).toBe('SIGKILL');
  }
  // Claims of the dead have ended three minutes later.
  const survivor = await run(['0', '0', '180000', desk.config], {
    program: join(import.meta.dirname, 'children/round.ts'),
  });
  expect(survivor).toMatchObject({ code: 0, stderr: '' });
  const posts = desk.posts();
  expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length);
  expect(totalsIn(posts)).toEqual(['1,190', '1,257', '1,257', '1,291', '1,302', '1,319', '1,321', '1,335']);
  expect(deliveries(desk)).toEqual([{ state: 'sent', count: 8 }]);
});
