import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportFigures } from '../../src/cli/demo/archive/figures.ts';
import { noFilters } from '../../src/domain/subscriptions.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { asker, coalition, type Desk, openDesk, reportText, talkOn } from './record.ts';

/** What is shown to whoever subscribes: the newest post that they would have got. */

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk([], reportFigures.slice(-6));
});
afterAll(() => desk.ledger.close());

const ask = async (line: string, channel: string) => (await talkOn(desk.ledger).ask(line, asker({ channel }))).message;

test('subscribing shows the newest post that fits, marked as an example, and posts nothing', async () => {
  const before = await desk.ledger.deliveries.counts();
  const { headline, text, blocks } = await ask('subscribe', 'C1');
  expect(headline[0]?.text).toBe('This channel is subscribed');
  expect(text).toContain('For example, a post about what was found on 20 September 2021:');
  expect(text).toContain('What it reports was published before. Only this answer shows it.');
  expect(text).toContain('Coalition now admits at least 1,417 civilians killed (+7)');
  expect(text.indexOf('Gets: ')).toBeLessThan(text.indexOf('For example'));
  expect(blocks.filter(({ type }) => type === 'actions')).toEqual([]);
  expect(await desk.ledger.deliveries.counts()).toEqual(before);
  expect(before.pending).toBe(0);
});

test('the example passes the filters, in the form of the channel', async () => {
  const claims = await ask('subscribe claims --publisher amnesty', 'C2');
  expect(claims.text).toContain('more than 1,600');
  expect(claims.text).not.toContain('1,417');
  const [condensed, full] = [await ask('subscribe --condensed', 'C3'), await ask('subscribe', 'C4')];
  expect(condensed.blocks.length).toBeLessThan(full.blocks.length);
  expect(condensed.text).toContain('1,417');
});

test('a subscription to the health of the watch has no example, and one that nothing fits says so', async () => {
  expect((await ask('subscribe health', 'C5')).text).not.toMatch(/example/i);
  const nothing = await ask('subscribe admissions --publisher cjtf-oir --min-killed 9000000', 'C6');
  expect(nothing.text).toContain('There is no example to show: nothing that fits has been found yet.');
  const empty = await openLedger(':memory:');
  expect((await talkOn(empty).ask('subscribe', asker())).message.text).toContain('There is no example to show');
  await empty.close();
});

test('a figure that was restated since is marked as such, whatever the channel gets', async () => {
  const last = reportFigures.at(-1);
  if (last === undefined) throw new Error('The archive is empty');
  await desk.keep(coalition, last.period, reportText(last).replaceAll('1,417', '1,418'), '2021-09-22');
  const { text } = await ask('subscribe admissions', 'C7');
  expect(text).toContain('Revised: Coalition now admits at least 1,418');
  expect((await desk.ledger.subscriptions.of({ destination: 'slack', channel: 'C7' }))?.filters).toEqual(noFilters);
});
