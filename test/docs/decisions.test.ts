import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = resolve(import.meta.dirname, '../../docs/decisions');
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');
const pages = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .sort();
const titleOf = (name: string) => /^# (.*)$/m.exec(textOf(name))?.[1] ?? '';

describe('the decisions', () => {
  it('are numbered without a gap', () => {
    expect(pages.map((name) => /^(\d{3})-[a-z0-9-]+\.md$/.exec(name)?.[1])).toEqual(
      pages.map((_, index) => String(index + 1).padStart(3, '0')),
    );
  });

  it('are all listed in the index, in order, each by its title', () => {
    const listed = textOf('README.md')
      .split('\n')
      .filter((line) => /^\d+\. /.test(line));
    const expected = pages.map((name) => {
      const [, number = '', title = ''] = /^(\d+)\. (.*)$/.exec(titleOf(name)) ?? [];
      return `${number}. [${title}](${name})`;
    });
    expect(listed).toEqual(expected);
  });

  it.each(pages)('%s says context, decision and consequences, in ten to thirty lines', (name) => {
    const text = textOf(name);
    expect([...text.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(['Context', 'Decision', 'Consequences']);
    expect(titleOf(name)).toMatch(new RegExp(`^${Number(name.slice(0, 3))}\\. \\S`));
    const lines = text.trimEnd().split('\n').length;
    expect(lines).toBeGreaterThanOrEqual(10);
    expect(lines).toBeLessThanOrEqual(30);
  });
});
