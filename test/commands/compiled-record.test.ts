import { beforeAll, expect, test } from 'vitest';
import { loadRecord } from '../../config/record/load.ts';
import { reportFigures } from '../../src/cli/demo/archive/figures.ts';
import { asOfDay } from '../../src/commands/as-of.ts';
import type { Answer, CommandContext } from '../../src/commands/command.ts';
import { compare } from '../../src/commands/lookups/compare.ts';
import { history } from '../../src/commands/lookups/history.ts';
import { latest } from '../../src/commands/lookups/latest.ts';
import { totals } from '../../src/commands/lookups/totals.ts';
import { why } from '../../src/commands/lookups/why.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import { coalition, type Desk, names, openEmptyDesk, reportText } from './record.ts';

/** What a newsroom is answered on the first day, before anything was read, and after the first report. */

const wording = wordingFor('en', names);
const unread = 'from the compiled record; Ackwatch has not read the report itself';
const april = reportFigures.find(({ period }) => period === '2019-04');

async function openFirstDay(): Promise<{ desk: Desk; context: CommandContext }> {
  const desk = await openEmptyDesk();
  await desk.ledger.compiled.sync(loadRecord(), '2026-11-30T00:00:00.000Z');
  return { desk, context: { lookups: desk.ledger.lookups, wording } };
}
const textOf = ({ message }: Answer) => message.text;
const linksIn = ({ message }: Answer) =>
  message.blocks.flatMap((block) => ('spans' in block ? block.spans.flatMap(({ href }) => href ?? []) : []));

let first: Awaited<ReturnType<typeof openFirstDay>>;
beforeAll(async () => {
  first = await openFirstDay();
});

test('totals gives the last total with its mark, how it is known, and where to read it', async () => {
  const answer = await totals({ measure: 'killed_total', publisher: 'cjtf-oir' }, first.context);
  expect(textOf(answer)).toContain('at least 1,417 civilians killed (compiled record). The Coalition.');
  expect(textOf(answer)).toContain(`${unread} · known from the text of the report`);
  expect(linksIn(answer)).toEqual(['https://www.inherentresolve.mil/Releases/']);
});

test('every figure of totals is marked', async () => {
  const shown = (await totals({}, first.context)).message.blocks.filter(({ type }) => type === 'context');
  expect(shown.length).toBeGreaterThan(3);
  for (const block of shown) expect(JSON.stringify(block)).toContain(unread);
});

test('history marks every row, says which values no report states, and links to where they stand', async () => {
  const answer = await history({ publisher: 'cjtf-oir', limit: 50 }, first.context);
  const table = answer.message.blocks.find((block) => block.type === 'table');
  const rows = table?.type === 'table' ? table.rows : [];
  expect(rows).toHaveLength(40);
  for (const row of rows) expect(row.join(' | ')).toMatch(/\(compiled record(, reconstructed)?\).*not read/);
  expect(rows.filter((row) => row.join(' ').includes('reconstructed')).map(([period]) => period)).toEqual([
    'January 2019',
    'December 2016',
    'October 2016',
  ]);
  expect(rows[0]).toEqual([
    'July 2021',
    'at least 1,417 (compiled record)',
    '+7',
    'Coalition',
    '20 September 2021',
    'not read',
    '',
  ]);
  expect(linksIn(answer)).toContain('https://www.inherentresolve.mil/Releases/News-Releases/Article/1971680/');
  expect(textOf(answer)).toContain('Ackwatch has not read those reports itself');
});

test('latest says that nothing was read, and shows the newest of the record', async () => {
  const text = textOf(await latest({ publisher: 'cjtf-oir' }, first.desk.ledger.deliveries, first.context));
  expect(text).toContain('Ackwatch has read no report yet');
  expect(text).toContain('CJTF-OIR report for July 2021');
  expect(text).toContain('At least 1,417 civilians killed (compiled record).');
  expect(text).toContain('105 open cases (compiled record).');
  expect(text).toContain(unread);
});

test('compare sets both sides of the record next to each other, and subtracts nothing', async () => {
  const answer = await compare({ place: 'Raqqa' }, first.context);
  expect(textOf(answer)).toContain('more than 1,600 civilians killed (compiled record)');
  expect(textOf(answer)).toContain('at least 1,417 civilians killed (compiled record)');
  expect(textOf(answer)).not.toMatch(/difference of|[+-]183/);
  expect(textOf(await compare({ place: 'Raqqa', since: '2018' }, first.context))).not.toContain('1,600');
});

test('why says how the figure is known, instead of a sentence and a stored copy', async () => {
  const query = { what: 'killed_total', publisher: 'cjtf-oir' };
  const text = textOf(await why(query, null, first.desk.ledger.deliveries, first.context));
  expect(text).toContain('at least 1,417 civilians killed (compiled record)');
  expect(text).toContain(unread);
  expect(text).not.toMatch(/sha-256|“/);
});

test('a past day is answered by the day of publication, and says so', async () => {
  const asOf = asOfDay('2019-05-31', new Date('2026-11-30T00:00:00.000Z'), wording);
  const query = { measure: 'killed_total', publisher: 'cjtf-oir', asOf };
  const text = textOf(await totals(query, first.context));
  expect(text).toContain('at least 1,302 civilians killed (compiled record)');
  expect(text).toContain('is given by its day of publication');
});

test('what was read is shown with its quote from then on, beside the later value of the record', async () => {
  const { desk, context } = await openFirstDay();
  if (april === undefined) throw new Error('no report of April 2019');
  await desk.keep(coalition, 'april', reportText(april), april.published);
  const text = textOf(await totals({ measure: 'killed_total', publisher: 'cjtf-oir' }, context));
  expect(text).toContain('at least 1,417 civilians killed (compiled record)');
  expect(text).toContain('at least 1,302 civilians killed. The Coalition.');
  const rows = (await history({ publisher: 'cjtf-oir' }, context)).message.text;
  expect(rows).toMatch(/April 2019.*at least 1,302(?! \(compiled)/);
  expect(textOf(await latest({}, desk.ledger.deliveries, context))).toContain(
    'Coalition now admits at least 1,302 civilians killed (+11)',
  );
});
