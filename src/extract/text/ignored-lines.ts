import { SourceError } from '../../poll/source.ts';

const pattern = /^\/(.+)\/([imsu]*)$/s;

/** Returns the entries that are CSS selectors and not patterns between slashes. */
export function ignoredSelectors(ignore: readonly string[]): readonly string[] {
  return ignore.filter((entry) => !pattern.test(entry));
}

/** Returns the text without the lines that one of the patterns matches. Throws `unreadable` for an invalid pattern. */
export function withoutIgnoredLines(text: string, ignore: readonly string[]): string {
  const tests = ignore.flatMap((entry) => {
    const [, source, flags] = pattern.exec(entry) ?? [];
    return source === undefined ? [] : [compile(source, flags ?? '', entry)];
  });
  if (tests.length === 0) return text;
  return text
    .split('\n')
    .filter((line) => !tests.some((test) => test.test(line)))
    .join('\n');
}

function compile(source: string, flags: string, entry: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    throw new SourceError('unreadable', `${entry.slice(0, 100)} is no pattern. Correct ignore of the source.`);
  }
}
