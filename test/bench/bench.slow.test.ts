import { describe, expect, it } from 'vitest';
import { table } from './figures.ts';
import { least, sections } from './sections.ts';

describe('the benchmarks', () => {
  it.each(sections(least))('%s gives figures', async (_title, measure) => {
    const { how, rows } = await measure();
    expect(how).not.toBe('');
    expect(rows.length).toBeGreaterThan(0);
    for (const { figure } of rows) expect(figure).toMatch(/\d/);
  });

  it('are printed as a table with one line for each figure', () => {
    const rows = [{ what: 'a look', figure: '1.00 ms', ratio: '', target: 'none' }];
    expect(table(rows).split('\n')).toEqual([
      '|        |  Figure | In proportion | Target |',
      '| ------ | ------: | ------------: | -----: |',
      '| a look | 1.00 ms |               |   none |',
    ]);
  });
});
