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

test.each([
  [
    'cjtf-oir',
    'The Coalition acknowledges that its strike in Tabqa, Syria, on 14 March 2018 killed two civilians.',
    'The dead were named as Amal Haddad and Omar Haddad.',
  ],
  [
    'amnesty',
    'Amnesty International found that 12 civilians were killed in a Coalition strike in Tabqa, Syria, on 14 March 2018.',
    'The strike killed Amal Haddad, 34, and her son.',
  ],
  [
    'amnesty',
    'Amnesty International found that 12 civilians were killed in a Coalition strike in Tabqa, Syria, on 14 March 2018.',
    'Amal Haddad, Omar Haddad, Rim Haddad',
  ],
] as const)('names of the dead in a page of %s that is edited are in no post (%#)', async (publisher, page, names) => {
  const desk = await openDesk();
  for (const paragraphs of [[page], [page, names], [page, 'More will follow.'], [page, names, 'More will follow.']]) {
    await desk.record(article(publisher, 'strike', ...paragraphs));
    await desk.post();
  }
  const said = desk.chat.posts.map(({ message }) => JSON.stringify(message)).join('\n');
  expect(said).toContain('was edited after publication');
  expect(said).toContain('a passage that may name people; it is not shown here');
  expect(said).not.toContain('Haddad');
});
