import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { type Desk, openDesk, run } from './desk.ts';
import { type ReportFigures, reportOf, reportPage, titleOf } from './pages.ts';

/** Killed at any instruction between the fetch and the receipt: nothing is lost, nothing is posted twice. */

const child = join(import.meta.dirname, 'children/round.ts');
const feed = { kind: 'rss', path: '/feed' };
const [february, march, april] = ['2019-02', '2019-03', '2019-04'].map(reportOf) as [
  ReportFigures,
  ReportFigures,
  ReportFigures,
]; // three periods give three reports
const pathOf = ({ period }: ReportFigures) => `/News/Article/${period.replace('-', '')}/`;

function release({ publisher }: Desk, rows: readonly ReportFigures[]): void {
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

/** A process that lives does a round at each desk, when the claims of one that died have ended and rechecks are due. */
async function liveOn(desks: readonly Desk[], aheadMs: number): Promise<void> {
  const configs = await Promise.all(
    desks.map(async ({ folder, config }) => {
      const later = join(folder, 'later.yaml');
      await writeFile(later, (await readFile(config, 'utf8')).replace(/recheck: .*/, 'recheck: "* * * * *"'));
      return later;
    }),
  );
  const ran = await run(['0', '0', String(aheadMs), ...configs], { program: child });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
}

/** A desk at which one report is known and two are new. */
async function deskWithNews(): Promise<Desk> {
  const desk = await openDesk([feed]);
  release(desk, [february]);
  await liveOn([desk], 0);
  release(desk, [february, march, april]);
  return desk;
}

/** Another desk with the same publisher that knows the same. */
async function likeIt(desk: Desk): Promise<Desk> {
  const copy = await openDesk([feed], {}, desk.publisher);
  await copyFile(desk.database, copy.database);
  return copy;
}

function asked(desk: Desk, question: string): readonly unknown[] {
  const raw = new DatabaseSync(desk.database, { readOnly: true, timeout: 5000 });
  try {
    return raw.prepare(question).all();
  } finally {
    raw.close();
  }
}
const cursorOf = (desk: Desk) => asked(desk, "SELECT json_extract(state, '$.cursor') AS cursor FROM sources");

/** All that should be there is there, once, and the ledger is whole. Gives the first lines of the posts. */
function headsOf(desk: Desk): readonly (string | undefined)[] {
  const posts = desk.posts();
  expect(new Set(posts.map(({ key }) => key)).size, 'each post once').toBe(posts.length);
  expect(asked(desk, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(asked(desk, 'PRAGMA foreign_key_check')).toEqual([]);
  expect(asked(desk, 'SELECT DISTINCT state FROM deliveries')).toEqual([{ state: 'sent' }]);
  expect(asked(desk, 'SELECT count(*) AS deliveries FROM deliveries')).toEqual([{ deliveries: posts.length }]);
  return posts.map(({ text }) => /-{20,} (.*?) (?:Iraq and Syria|Was:)/.exec(text)?.[1]);
}

const later = 180_000;
const first = 'Coalition now admits at least 1,291 civilians killed (+34)';
const second = 'Coalition now admits at least 1,302 civilians killed (+11)';

const steps = [
  ...['polled', 'read', 'detected', 'recorded', 'detected', 'recorded', 'cursor-moved'],
  ...['claimed', 'sending', 'posted', 'recorded', 'claimed', 'sending', 'posted', 'recorded'],
];
const statements = [37, 53, 69, 85];

test('killed at every step, and at statements of the database between them, a restart posts each once', async () => {
  await using desk = await deskWithNews();
  await using whole = await likeIt(desk);
  const left = await run(['0', '0', '0', whole.config], { program: child });
  expect(left).toMatchObject({ code: 0, stderr: '' });
  expect(left.stdout.split('\n').filter((line) => /^[a-z-]+$/.test(line))).toEqual(steps);
  expect(headsOf(whole)).toEqual([first, second]);
  expect(Number(/(\d+) statements/.exec(left.stdout)?.[1])).toBeGreaterThan(Math.max(...statements));

  const deaths = [
    ...steps.map((step, index) => ({ name: `step ${index + 1}, ${step}`, at: [String(index + 1), '0'] })),
    ...statements.map((number) => ({ name: `statement ${number}`, at: ['0', String(number)] })),
  ];
  const died = await Promise.all(deaths.map(({ name, at }) => killed(desk, name, at)));
  await liveOn(
    died.map(({ dying }) => dying),
    later,
  );
  for (const { dying, name } of died) {
    await using restarted = dying;
    expect(headsOf(restarted), name).toEqual([first, second]);
    expect(cursorOf(restarted), name).toEqual(cursorOf(whole));
  }
}, 240_000);

test('killed, and the page edited before the restart: what was stored is revised, what was not is simply new', async () => {
  await using desk = await deskWithNews();
  const edited = 'Coalition now admits at least 1,303 civilians killed (+12)';
  const revised =
    'Coalition restates its figure for April 2019: now at least 1,303 civilians killed, earlier at least 1,302 (+1)';
  const died = await Promise.all([1, 5, 6, 7, 10].map((step) => killed(desk, String(step), [String(step), '0'])));
  desk.publisher.page(pathOf(april), reportPage({ ...april, killed_total: 1303 }));
  await liveOn(
    died.map(({ dying }) => dying),
    later,
  );
  for (const { dying, name } of died) {
    await using restarted = dying;
    expect(headsOf(restarted), name).toEqual(Number(name) < 6 ? [first, edited] : [first, second, revised]);
  }
}, 240_000);

async function killed(desk: Desk, name: string, at: readonly string[]) {
  const dying = await likeIt(desk);
  const ran = await run([...at, '0', dying.config], { program: child });
  expect(ran, name).toMatchObject({ code: 'SIGKILL', stderr: '' });
  return { dying, name };
}
