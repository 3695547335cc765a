import { afterEach, beforeEach, expect, test } from 'vitest';
import { history } from '../../src/commands/lookups/history.ts';
import { latest } from '../../src/commands/lookups/latest.ts';
import { totals } from '../../src/commands/lookups/totals.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import { type Article, copy, reaction, report } from '../fakes/one-statement.ts';
import { amnesty, coalition, type Desk, names, openDesk } from './record.ts';

/** Lookups where an answer to a report is stored, or its copy, with and without the report. */

const globalresearch = { id: 'globalresearch', name: 'Global Research', role: 'carrier' } as const;
const publishers = { 'cjtf-oir': coalition, amnesty, globalresearch };

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk([], []);
});
afterEach(() => desk.ledger.close());

async function keep(...articles: readonly Article[]): Promise<void> {
  for (const one of articles)
    await desk.keep(
      publishers[one.publisher],
      one.path,
      [one.title, ...one.paragraphs].join('\n\n'),
      one.published.slice(0, 10),
    );
}
const context = () => ({ lookups: desk.ledger.lookups, wording: wordingFor('en', names) });
const textOf = async (answer: ReturnType<typeof totals>) => (await answer).message.text;

test.each([[[reaction]], [[copy]], [[reaction, copy]], [[copy, reaction]]])(
  'the newest stored statement is shown where no report is (%#)',
  async (articles) => {
    await keep(...articles);
    const text = await textOf(latest({}, desk.ledger.deliveries, context()));
    expect(text).toContain('Amnesty International responds');
    expect(text).not.toContain('No report');
  },
);

test.each([[[reaction]], [[copy]], [[reaction, copy]], [[copy, reaction]]])(
  'a quoted total is listed once, and as quoted (%#)',
  async (articles) => {
    await keep(...articles);
    const text = await textOf(totals({}, context()));
    expect(text.match(/1,302 civilians killed/g)).toHaveLength(1);
    expect(text).toMatch(/The Coalition, in .*(?:amnesty|Amnesty|globalresearch|Global)/);
  },
);

test('with the report, its own figure alone is listed, and copies are not its publications', async () => {
  await keep(report, reaction, copy);
  const text = await textOf(totals({ measure: 'killed_total' }, context()));
  expect(text.match(/1,302 civilians killed/g)).toHaveLength(1);
  const values = await textOf(history({ measure: 'killed_total' }, context()));
  expect(values.match(/Speaker: Coalition;/g), 'the report alone is its own').toHaveLength(1);
  expect(values).toContain('Speaker: The Coalition, in a document of Amnesty International;');
  expect(values).toContain('Speaker: The Coalition, in a document of globalresearch;');
  expect(values, 'a quote changes nothing').not.toContain('Change:');
});
