import { z } from 'zod';

const pattern = z
  .string()
  .min(1)
  .refine((text) => compile(text) !== null, {
    error: 'Write words (civilian casualty) or a valid pattern (civilian|casualt)',
  });

export const matchOption = z
  .union([pattern, z.array(pattern).min(1)])
  .optional()
  .describe(
    'Words that the title or address must all contain, or a pattern (civilian|casualt, /CIVCAS/). Of several entries one is enough. Default: every item',
  );

type Test = (text: string) => boolean;

const patternCharacters = /[|()[\]{}\\^$*+?]/;

function compile(text: string): Test | null {
  const written = /^\/(.+)\/([imsu]*)$/s.exec(text);
  if (!written && !patternCharacters.test(text)) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return (subject) => words.every((word) => subject.toLowerCase().includes(word));
  }
  try {
    const expression = written ? new RegExp(written[1] ?? '', written[2]) : new RegExp(text, 'i');
    return (subject) => expression.test(subject);
  } catch {
    return null;
  }
}

/**
 * Returns the test of `match`, which `matchOption` has validated. It tests only title and address, because the frame of a
 * page mentions every subject, and leaves out the host, which is the same for every item.
 */
export function matcher(
  match: string | readonly string[] | undefined,
): (item: { readonly title: string | null; readonly url: string | null }) => boolean {
  if (match === undefined) return () => true;
  const tests = (typeof match === 'string' ? [match] : match).map(compile).filter((test) => test !== null);
  return ({ title, url }) => {
    // The limit exceeds any real title and keeps slow patterns harmless.
    const parsed = url === null ? null : URL.parse(url);
    const address = `${parsed?.pathname ?? ''}${parsed?.search ?? ''}`.slice(0, 1000);
    const subject = `${(title ?? '').slice(0, 1000)}\n${address}\n${asWords(address)}`;
    return tests.some((test) => test(subject));
  };
}

/** Returns `/civilian-casualty_report` as words. */
function asWords(address: string): string {
  return address.replace(/[-_+./]|%20/g, ' ');
}
