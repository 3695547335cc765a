import { z } from 'zod';

/**
 * Which items of a list are meant. Only titles and addresses are looked at, as page shells mention every subject, and of
 * an address not the host, which is in every item's.
 */

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
    'Words that must all stand in the title or address, or a pattern (civilian|casualt, /CIVCAS/); of several, one is enough. Left out: every item',
  );

type Test = (text: string) => boolean;

const patternSigns = /[|()[\]{}\\^$*+?]/;

function compile(text: string): Test | null {
  const written = /^\/(.+)\/([imsu]*)$/s.exec(text);
  if (!written && !patternSigns.test(text)) {
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

/** `match` as validated by `matchOption`. */
export function matcher(
  match: string | readonly string[] | undefined,
): (item: { readonly title: string | null; readonly url: string | null }) => boolean {
  if (match === undefined) return () => true;
  const tests = (typeof match === 'string' ? [match] : match).map(compile).filter((test) => test !== null);
  return ({ title, url }) => {
    // Long enough for any title, short enough that a slow pattern stays harmless.
    const parsed = url === null ? null : URL.parse(url);
    const address = `${parsed?.pathname ?? ''}${parsed?.search ?? ''}`.slice(0, 1000);
    const subject = `${(title ?? '').slice(0, 1000)}\n${address}\n${spoken(address)}`;
    return tests.some((test) => test(subject));
  };
}

/** `/civilian-casualty_report` as words. */
function spoken(address: string): string {
  return address.replace(/[-_+./]|%20/g, ' ');
}
