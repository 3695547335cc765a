import { expect, it } from 'vitest';
import { changed, stepsOf } from './guide.ts';

it('reads files, changes and commands in their order, and leaves out what is only shown', () => {
  const guide =
    '# A guide\n\n```ts a/b.ts\nconst one = 1;\n```\n\nThen:\n\n```diff a/c.ts\n-old\n+new\n```\n\n```sh\nnpx tsc\nnpm run generate\n```\n\n```yaml\nshown: true\n```\n';
  expect(stepsOf(guide)).toEqual([
    { type: 'file', path: 'a/b.ts', text: 'const one = 1;\n' },
    { type: 'change', path: 'a/c.ts', text: '-old\n+new\n' },
    { type: 'command', command: 'npx tsc' },
    { type: 'command', command: 'npm run generate' },
  ]);
});

it('changes each place that a change names', () => {
  expect(changed('a\nb\nc\nd\n', ' a\n-b\n+B\n+b\n@@\n d\n+e\n')).toBe('a\nB\nb\nc\nd\ne\n');
});

it('refuses a change whose place is not there, or there twice', () => {
  expect(() => changed('a\nb\n', '-c\n+d\n')).toThrow('Found 0 times');
  expect(() => changed('a\nb\na\n', '-a\n+d\n')).toThrow('Found 2 times');
});
