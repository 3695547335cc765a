import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/commands/command.ts';
import { compare } from '../../src/commands/lookups/compare.ts';
import { event } from '../../src/commands/lookups/event.ts';
import { findings } from '../../src/commands/lookups/findings.ts';
import { history } from '../../src/commands/lookups/history.ts';
import { totals } from '../../src/commands/lookups/totals.ts';
import { openAccounts } from '../../src/commands/open-accounts.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { earlier, report } from '../fakes/one-statement.ts';
import { openThreadDesk, type ThreadDesk, textOf } from '../watch/orders/desk.ts';

/** `docs/one-statement-and-where-it-is-shown.md`, row by row, on the page itself. The page is not part of the sources. */

interface Row {
  readonly fact: string;
  readonly where: string;
  readonly shown: string;
  /** True where it must not be there. */
  readonly isAbsent: boolean;
}

const guide = readFileSync(new URL('../../docs/one-statement-and-where-it-is-shown.md', import.meta.url), 'utf8');
const rows: readonly Row[] = guide.split('\n').flatMap((line) => {
  const cells = /^\| (?<fact>.+?) \| (?<where>.+?) \| (?<no>no )?`(?<shown>.+)` \|$/.exec(line)?.groups;
  if (cells === undefined) return [];
  const { fact = '', where = '', shown = '', no } = cells;
  return [{ fact, where, shown, isAbsent: no !== undefined }];
});

const page = new URL('../../../shared/seed/amnesty-2019-05-31.md', import.meta.url);
const isThere = existsSync(page);

test('the table has a row for each claim and demand, and names places that are looked at', () => {
  // All lines of the table apart from its head.
  expect(rows.length).toBe(guide.split('\n').filter((line) => line.startsWith('| ')).length - 1);
  expect(rows.length).toBeGreaterThanOrEqual(20);
  const places = ['post', 'findings', 'history', 'totals', 'demands', 'event Raqqa', 'compare Raqqa'];
  expect([...new Set(rows.map(({ where }) => where))].filter((where) => !places.includes(where))).toEqual([]);
});

describe.skipIf(!isThere)(`on the page${isThere ? '' : ', which is not at ../shared/seed: no row is tried'}`, () => {
  let desk: ThreadDesk;
  const texts = new Map<string, string>();

  beforeAll(async () => {
    desk = await openThreadDesk(['all']);
    for (const article of earlier) await desk.record(article, true);
    const [title = '', ...paragraphs] = readFileSync(page, 'utf8')
      .replaceAll(/\*+|\[|\]\(#\)/g, '')
      .trim()
      .split(/\n{2,}/);
    const carried = {
      publisher: 'globalresearch' as const,
      path: '/carried/',
      published: '2019-06-01T09:00:00Z',
      ...{ title, paragraphs },
    };
    for (const article of [report, carried]) {
      await desk.record(article);
      await desk.post();
    }
    const publishers = new Map([
      ['cjtf-oir', 'CJTF-OIR'],
      ['amnesty', 'Amnesty International'],
      ['globalresearch', 'Global Research'],
    ]);
    const wording = wordingFor('en', { publishers, speakers: builtInSpeakers });
    const context = { lookups: desk.ledger.lookups, wording };
    const answered: Readonly<Record<string, Promise<Answer>>> = {
      findings: findings({}, context),
      history: history({ measure: 'killed_total' }, context),
      totals: totals({}, context),
      demands: openAccounts({ of: 'demands' }, context),
      'event Raqqa': event('Raqqa', context),
      'compare Raqqa': compare({ place: 'Raqqa' }, context),
    };
    for (const [where, answer] of Object.entries(answered)) texts.set(where, (await answer).message.text);
    texts.set('post', desk.chat.posts.slice(1).map(textOf).join('\n'));
  });
  afterAll(() => desk.close());

  test.each(rows)('$fact: $where', ({ where, shown, isAbsent }) => {
    const text = texts.get(where) ?? '';
    expect(text).not.toBe('');
    if (isAbsent) expect(text).not.toContain(shown);
    else expect(text).toContain(shown);
  });

  test('each demand and position has a sentence of the page, and the post follows the report', () => {
    const words = readFileSync(page, 'utf8').replaceAll(/\*+|\[|\]\(#\)/g, '');
    const lines = (texts.get('demands') ?? '').split('\n').filter((line) => line.endsWith('No answer stored.'));
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const quote = /“(?<quote>.+)” No answer stored\.$/.exec(line)?.groups?.['quote'] ?? '';
      expect(words).toContain(quote.replace(/…$/, ''));
    }
    expect(desk.chat.posts.map(({ under }) => under)).toEqual([null, desk.chat.posts[0]?.id]);
  });
});
