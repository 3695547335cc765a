import { expect, test } from 'vitest';
import { openDesk, start } from './desk.ts';

/** What a newsroom has on the first day, before any source answered. */

const source = { kind: 'rss', path: '/feed' };
const folded = (text: string) => text.replaceAll(/\s+/g, ' ');

test.concurrent('started for the first time, it posts nothing and answers from the compiled record', async () => {
  await using desk = await openDesk([source], { record: 'on' });
  const worker = start(['run', '--config', desk.config]);
  await worker.until(() => worker.said().includes('"msg":"Watching"'), 'the first poll');
  worker.signal('SIGTERM');
  expect(await worker.ended).toBe(0);
  expect(desk.posts()).toEqual([]);
  const totals = folded((await desk.ackwatch('totals')).stdout);
  expect(totals).toContain('at least 1,417 civilians killed (compiled record). The Coalition.');
  expect(totals).toContain('from the compiled record; Ackwatch has not read the report itself');
  expect(totals).toContain('<https://www.inherentresolve.mil/Releases/>');
  const rows = (await desk.ackwatch('export', '--format', 'csv')).stdout.trim().split('\n');
  expect(rows.length).toBeGreaterThan(300);
  for (const row of rows.slice(1)) expect(row).toContain('compiled record');
  expect(folded((await desk.ackwatch('findings')).stdout)).toContain('No finding stored for that filter.');
});

test.concurrent('a lookup alone loads it, once, and the configuration takes it out', async () => {
  await using on = await openDesk([source], { record: 'on' });
  expect(folded((await on.ackwatch('latest')).stdout)).toContain('CJTF-OIR report for July 2021');
  expect(folded((await on.ackwatch('history')).stdout)).toContain('Ackwatch has not read those reports itself');
  await using off = await openDesk([source], { record: 'off' });
  expect(folded((await off.ackwatch('totals')).stdout)).toContain('No total stored for that filter.');
});
