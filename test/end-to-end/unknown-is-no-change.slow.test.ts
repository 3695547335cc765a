import { expect, test } from 'vitest';
import type { Failure } from '../fakes/publisher.ts';
import { openDesk, type Post } from './desk.ts';
import { page, reportOf, reportPage } from './pages.ts';

/** What a site may answer instead of the report. None of it is news of the report; all of it is news of the source. */

const [march, april] = [reportOf('2019-03'), reportOf('2019-04')];

const answers: Readonly<Record<string, { readonly answer: Failure | string; readonly says: string }>> = {
  'forbids-us': { answer: { kind: 'forbidden' }, says: 'blocked' },
  'checks-for-bots': { answer: { kind: 'challenge' }, says: 'blocked' },
  'wants-a-login': { answer: { kind: 'login' }, says: 'blocked' },
  'is-empty': { answer: { kind: 'empty' }, says: 'suspect' },
  'has-an-error': { answer: { kind: 'broken' }, says: 'unavailable' },
  'is-cut-off': { answer: { kind: 'cut' }, says: 'unavailable' },
  'is-not-found': { answer: { kind: 'status', status: 404 }, says: 'not-found' },
  'lost-nine-tenths': {
    answer: page('Report', '2019-05-31', ['This report is being loaded.']),
    says: 'suspect',
  },
};
const sources = Object.keys(answers);
const texts = (posts: readonly Post[]) => posts.map(({ text }) => text);

test.concurrent('an answer that is not the report changes nothing, and is reported once when it lasts', async () => {
  await using desk = await openDesk(sources.map((id) => ({ id, kind: 'page', path: `/${id}` })));
  const { publisher } = desk;
  const putUp = () => sources.forEach((id) => void publisher.page(`/${id}`, reportPage(march)));
  putUp();
  expect(await desk.poll(), 'first contact').toEqual([]);

  for (const [id, { answer }] of Object.entries(answers)) {
    if (typeof answer === 'string') publisher.page(`/${id}`, answer);
    else publisher.fail(`/${id}`, answer);
  }
  expect(await desk.poll(), 'one failure').toEqual([]);
  const listed = (await desk.ackwatch('sources')).stdout;
  expect(listed.match(/1 poll\b/g)).toHaveLength(sources.length);
  for (const { says } of Object.values(answers)) expect(listed).toContain(`${says}:`);

  const broken = texts(await desk.poll());
  expect(broken).toHaveLength(sources.length);
  for (const [id, { says }] of Object.entries(answers)) {
    const told = broken.find((text) => text.includes(`Ackwatch cannot read a source: ${id}`));
    expect(told, id).toContain('2 attempts in a row');
    expect(told, id).toContain(`Last error: ${says}`);
    expect(told, id).toContain('Nothing is taken as changed or withdrawn');
  }
  expect((await desk.ackwatch('sources')).stdout.match(/\bbroken\b/g)).toHaveLength(sources.length);
  expect(await desk.poll(), 'told once').toEqual([]);

  publisher.recover();
  putUp();
  publisher.page('/is-empty', reportPage(april));
  const back = texts(await desk.poll());
  for (const id of sources)
    expect(
      back.filter((text) => text.includes(`Ackwatch reads a source again: ${id}`)),
      id,
    ).toHaveLength(1);
  expect(back.filter((text) => text.includes('at least 1,302 civilians killed (+11)'))).toHaveLength(1);
  expect(back).toHaveLength(sources.length + 1);
  expect(await desk.poll(), 'told once').toEqual([]);
  const totals = (await desk.ackwatch('totals', 'killed_total')).stdout;
  expect(totals).toContain('at least 1,302 civilians killed');
});

test.concurrent('a feed that has become a web page is reported with the fix', async () => {
  await using desk = await openDesk([{ kind: 'rss', path: '/feed' }]);
  const { publisher } = desk;
  publisher.page('/News/Article/1/', reportPage(march));
  publisher.feed('/feed', [{ url: publisher.at('/News/Article/1/'), title: 'March' }]);
  await desk.poll();
  publisher.page('/feed', page('Feeds', '2019-05-31', ['Feeds are no longer offered here.']));
  await desk.poll();
  const [broken, ...others] = await desk.poll();
  expect(others).toEqual([]);
  expect(broken?.text).toContain('Ackwatch cannot read a source: releases');
  expect(broken?.text).toContain('not-a-feed');
  expect(broken?.text).toContain('watch its index page with the kind `index`');
});
