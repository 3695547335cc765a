import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { stepsOf } from './guide.ts';

const root = resolve(import.meta.dirname, '../..');
const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);

it.each(pages)('docs/%s names only files that are there or that it adds', (name) => {
  const text = readFileSync(join(root, 'docs', name), 'utf8');
  const added = stepsOf(text).flatMap((step) => (step.type === 'file' ? [step.path] : []));
  const named = [...text.matchAll(/`((?:src|test|config|adapters|docs)\/[\w./-]*)`/g)].map((match) => match[1] ?? '');
  const missing = named.filter((path) => !existsSync(join(root, path)));
  expect(missing.filter((path) => !added.some((file) => file.startsWith(path)))).toEqual([]);
});
