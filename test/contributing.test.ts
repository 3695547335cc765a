import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };

test('CONTRIBUTING.md names scripts, folders and pages that there are', () => {
  const named = [...contributing.matchAll(/npm (?:run ([\w:]+)|(test))/g)].map(([, script, test]) => script ?? test);
  expect(named).toEqual(expect.arrayContaining(['test:fast', 'test', 'check', 'format', 'generate']));
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  const links = [...contributing.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? '');
  const paths = [...contributing.matchAll(/`((?:src|test|docs)\/[\w./-]*)`/g)].map(([, path]) => path ?? '');
  expect([...links, ...paths].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
