import { afterEach, expect, test } from 'vitest';
import { copy, earlier, investigation, orders, reaction, report } from '../fakes/one-statement.ts';
import { openThreadDesk, type ThreadDesk, textOf } from './orders/desk.ts';

/** One statement with its copy and the report that it answers, in every order: one thread. */

const desks: ThreadDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});

async function open(wants?: Parameters<typeof openThreadDesk>[0]) {
  const desk = await openThreadDesk(wants);
  desks.push(desk);
  for (const article of earlier) await desk.record(article, true);
  return desk;
}

test.each([...orders.map((order) => ({ order, apart: true })), ...orders.map((order) => ({ order, apart: false }))])(
  'the same thread, whichever comes first: $order.0.path $order.1.path, apart: $apart',
  async ({ order, apart }) => {
    const { chat, record, post } = await open();
    for (const article of order) {
      await record(article);
      if (apart) await post();
    }
    await post();
    const posts = chat.posts;
    expect(posts.map(textOf).filter((text) => text.includes('now admits at least 1,302'))).toHaveLength(1);
    const answers = posts.filter((one) => textOf(one).startsWith('Amnesty International responds'));
    expect(answers).toHaveLength(1);
    expect(posts).toHaveLength(2);
    expect(posts[1]?.under).toBe(posts[0]?.id);
    const answer = answers[0] && textOf(answers[0]);
    expect(answer).toMatch(/Amnesty International responds: more than 1,600 civilians were killed \(Raqqa\)/);
    expect(answer).toContain('Responds to the CJTF-OIR report for April 2019');
    expect(answer?.match(/Also carried by Global Research/g)).toHaveLength(1);
    expect(answer).toContain('Source: https://amnesty.example/amnesty/fraction/');
    expect(posts.map(textOf).join('\n')).not.toMatch(/is stored yet|not stored/);
    expect(posts.map(({ edits }) => edits).reduce((sum, edits) => sum + edits, 0)).toBeLessThanOrEqual(apart ? 2 : 0);
  },
);

test('as it happened: the count of the investigation is known, and that they answered is news all the same', async () => {
  const { chat, record, post } = await open();
  for (const article of [investigation, report, reaction, copy]) {
    await record(article);
    await post();
  }
  const headlines = chat.posts.map((one) => textOf(one).split('\n')[0]);
  expect(headlines).toEqual([
    'Amnesty International and Airwars say more than 1,600 civilians were killed (Raqqa, 2017)',
    'Coalition now admits at least 1,302 civilians killed (+11)',
    'Amnesty International responds: more than 1,600 civilians were killed (Raqqa)',
  ]);
  expect(chat.posts.map(({ under, edits }) => [under, edits])).toEqual([
    [null, 0],
    [null, 0],
    ['2', 1],
  ]);
});

test('until the report is there, the answer says so, and until the original is there, that a carrier published it', async () => {
  const { chat, record, post } = await open();
  await record(copy);
  await post();
  const [only] = chat.posts;
  const said = () => (only === undefined ? '' : textOf(only));
  expect(said()).toContain('Amnesty International responds: more than 1,600 civilians were killed (Raqqa)');
  expect(said()).toContain('Quotes the figure of the Coalition: at least 1,302 civilians killed.');
  expect(said()).toContain('no report of the Coalition with this figure is stored yet');
  expect(said()).toContain('Published by a carrier; the original is not stored.');
  expect(said()).toContain('Source: https://globalresearch.example/');
  await record(reaction);
  await post();
  expect(said()).toContain('Source: https://amnesty.example/amnesty/fraction/');
  expect(said()).not.toContain('the original is not stored');
  expect(said()).toContain('no report of the Coalition with this figure is stored yet');
  await record(report);
  await post();
  expect(said()).not.toContain('stored yet');
  expect(only?.edits).toBe(2);
});

test('a channel without claims gets the report alone, one without admissions the answer alone, and both edits', async () => {
  for (const [wants, first] of [
    ['admissions', 'Coalition now admits'],
    ['claims', 'Amnesty International responds'],
  ] as const) {
    const { chat, record, post } = await open([wants]);
    for (const article of [reaction, report, copy]) {
      await record(article);
      await post();
    }
    expect(chat.posts).toHaveLength(1);
    expect(chat.posts[0] && textOf(chat.posts[0])).toMatch(new RegExp(`^${first}`));
    expect(chat.posts[0]?.edits).toBe(wants === 'claims' ? 2 : 0);
  }
});

test('what is there at first contact is no news, and completes the posts about it', async () => {
  const { chat, record, post } = await open();
  await record(reaction);
  await post();
  await record(report, true);
  await record(copy, true);
  await post();
  expect(chat.posts).toHaveLength(1);
  const [answer] = chat.posts.map(textOf);
  expect(answer).toContain('Responds to the CJTF-OIR report for April 2019');
  expect(answer).toContain('Also carried by Global Research');
});

test('a copy of an answer that was never announced is no news either', async () => {
  const { chat, record, post } = await open();
  await record(reaction, true);
  await record(copy);
  await post();
  expect(chat.posts).toEqual([]);
});

test('the original of a copy that was never announced is news', async () => {
  const { chat, record, post } = await open();
  await record(copy, true);
  await record(reaction);
  await post();
  expect(chat.posts.map((one) => textOf(one).split('\n')[0])).toEqual([
    'Amnesty International responds: more than 1,600 civilians were killed (Raqqa)',
  ]);
  expect(chat.posts[0] && textOf(chat.posts[0])).toContain('Also carried by Global Research');
});

test('what becomes known while a post is on its way is edited into it', async () => {
  const { chat, record, post } = await open();
  const { send } = chat.destination;
  let isFirst = true;
  chat.destination.send = async (...given) => {
    if (isFirst) {
      isFirst = false;
      await record(report);
    }
    return send(...given);
  };
  await record(reaction);
  await post();
  await post();
  const answer = chat.posts.find((one) => textOf(one).startsWith('Amnesty'));
  expect(answer && textOf(answer)).toContain('Responds to the CJTF-OIR report for April 2019');
  expect(answer?.edits).toBe(1);
});

test('a page that is fetched again with other furniture answers once', async () => {
  const { chat, record, post } = await open();
  await record(report);
  await record(reaction);
  await record({ ...reaction, paragraphs: [...reaction.paragraphs, 'You can help us to go on with this work.'] });
  await post();
  expect(chat.posts.filter((one) => textOf(one).includes('Amnesty International responds: more'))).toHaveLength(1);
});

const corrected = {
  ...reaction,
  paragraphs: reaction.paragraphs.map((text) => text.replace('more than 1,600', 'more than 1,800')),
};

test.each([
  ['known then', [copy, reaction, corrected]],
  ['never posted itself', [copy, reaction, report, corrected]],
])('an edit of the original marks the post that was made from its copy: %s', async (_, order) => {
  const { chat, record, post } = await open();
  for (const article of order) {
    await record(article);
    await post();
  }
  const [first] = chat.posts;
  const text = first === undefined ? '' : textOf(first);
  expect(text).toMatch(/^Revised: /);
  expect(text).toMatch(/Changed since it was posted, seen .*1,800/s);
  const edit = chat.posts.find((one) => one !== first && /1,800/.test(textOf(one)));
  expect(edit?.under).toBe(first?.id);
});

test('an edit of a copy marks nothing, and the first version of the original is no edit', async () => {
  const { chat, record, post } = await open();
  for (const article of [copy, reaction, { ...copy, paragraphs: [...copy.paragraphs, 'We thank all who share it.'] }]) {
    await record(article);
    await post();
  }
  expect(chat.posts).toHaveLength(1);
  expect(chat.posts.map(textOf).join('\n')).not.toContain('Revised');
});

test('a channel of claims that was posted a copy gets the revision of its original', async () => {
  const { chat, record, post } = await open(['claims']);
  for (const article of [copy, reaction, corrected]) {
    await record(article);
    await post();
  }
  expect(chat.posts[0] && textOf(chat.posts[0])).toMatch(/^Revised: /);
});

const answerAlone = {
  ...reaction,
  path: '/amnesty/alone/',
  paragraphs: [
    'Responding to the report on civilian casualties that the US-led Coalition published today, the adviser of Amnesty International said:',
    '“The Coalition is still in denial about how many civilians were killed. There must be an independent investigation.”',
  ],
};

test.each([[[report, answerAlone]], [[answerAlone, report]]])(
  'an answer that names a report without its figure is in its thread, whichever comes first (%#)',
  async (order) => {
    const { chat, record, post } = await open();
    for (const article of order) {
      await record(article);
      await post();
    }
    expect(chat.posts).toHaveLength(2);
    expect(chat.posts[1]?.under).toBe(chat.posts[0]?.id);
    const answer = chat.posts.map(textOf).find((text) => text.startsWith('Amnesty')) ?? '';
    expect(answer).toMatch(/^Amnesty International responds to the CJTF-OIR report for April 2019\n/);
    expect(answer).toMatch(/Responds to the CJTF-OIR report for April 2019 .*: at least 1,302 civilians killed\./);
    expect(answer).toContain('Demands an investigation: “There must be an independent investigation.”');
    expect(answer).not.toMatch(/not known yet|stored yet/);
  },
);

test('until the report is stored, such an answer says whom it answers and that the report is not known', async () => {
  const { chat, record, post } = await open();
  await record(answerAlone);
  await post();
  const [answer] = chat.posts.map(textOf);
  expect(answer).toMatch(/^Amnesty International responds to a publication of the Coalition\n/);
  expect(answer).toContain('Which report of the Coalition it answers is not known yet.');
});

test.each([
  'Responding to the report on civilian casualties that the Coalition and Airwars published, Amnesty International said:',
  'Responding to the announcement by the US-led Coalition that its operation has ended, Amnesty International said:',
  'Responding to a question about the report of the Coalition on civilian deaths, Amnesty International said:',
  'Two days after the report of the Coalition on civilian casualties, Amnesty International opened an office:',
])('a text that may answer something else is no response: %s', async (lead) => {
  const { chat, record, post } = await open();
  await record({ ...answerAlone, paragraphs: [lead, ...answerAlone.paragraphs.slice(1)] });
  await post();
  expect(chat.posts.map(textOf)).toEqual([]);
});

test('words of a source are no markup and mention no one, wherever they stand', async () => {
  const { chat, record, post } = await open();
  const hostile = {
    ...reaction,
    paragraphs: reaction.paragraphs.map((text) =>
      text.replace(
        'There is an urgent need',
        '<!channel> @everyone [here](https://evil.example) there is an urgent need',
      ),
    ),
  };
  await record(hostile);
  await post();
  const spans = chat.posts.flatMap(({ message }) =>
    message.blocks.flatMap((block) => (block.type === 'line' || block.type === 'context' ? block.spans : [])),
  );
  expect(spans.some(({ text }) => text.includes('<!channel> @everyone'))).toBe(true);
  expect(spans.flatMap(({ href }) => href ?? []).filter((href) => href.includes('evil'))).toEqual([]);
});
