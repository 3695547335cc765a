import { afterEach, expect, test } from 'vitest';
import { type AnyArticle, openThreadDesk, type ThreadDesk, textOf } from './orders/desk.ts';

/** Sentences that a reader of the source could call untrue: what the bot must not say, from the text to the post. */

const desks: ThreadDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});

const article = (publisher: AnyArticle['publisher'], path: string, ...paragraphs: readonly string[]): AnyArticle => ({
  ...{ publisher, path: `/${publisher}/${path}/`, title: 'A page (facsimile)', paragraphs },
  published: '2019-05-20T08:00:00Z',
});

async function openDesk(wants?: Parameters<typeof openThreadDesk>[0]): Promise<ThreadDesk> {
  const desk = await openThreadDesk(wants);
  desks.push(desk);
  for (const publisher of ['cjtf-oir', 'amnesty', 'airwars', 'globalresearch'] as const)
    await desk.record(article(publisher, 'hours', 'The office of the press is open on weekdays.'), true);
  return desk;
}

const texts = (desk: ThreadDesk) => desk.chat.posts.map(textOf);

test('a place and a day in another sentence are not said to be not stated', async () => {
  const desk = await openDesk();
  await desk.record(
    article(
      'cjtf-oir',
      'strike',
      'In Syria, a strike on 4 May killed civilians. The Coalition acknowledges that 5 civilians were killed.',
    ),
  );
  await desk.post();
  const [text] = texts(desk);
  expect(text).toContain('Coalition admits 5 civilians killed');
  expect(text).not.toMatch(/(?:place|period|date).{0,12} not stated/i);
});
