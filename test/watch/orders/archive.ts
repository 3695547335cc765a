import fc from 'fast-check';
import { storyboard } from '../../../src/cli/demo/storyboard.ts';
import { copy, reaction } from '../../fakes/one-statement.ts';
import type { AnyArticle } from './desk.ts';

/** The archive of the demonstration, with an answer to its report for April 2019 and two copies of that answer. */

const publisherOf = { coalition: 'cjtf-oir', amnesty: 'amnesty', airwars: 'airwars' } as const;

/** It names the carrier from which it has the text. */
const copyOfCopy: AnyArticle = {
  publisher: 'courier',
  path: '/courier/from-the-wires/',
  title: 'From the wires (facsimile)',
  published: '2019-06-02T08:00:00Z',
  paragraphs: [...reaction.paragraphs, 'Source: Global Research'],
};

/** One element for each version of a page, in the order of their publication. */
export const archive: readonly AnyArticle[] = [
  ...storyboard()
    .flat()
    .map(({ feed, page, ...rest }) => ({ ...rest, publisher: publisherOf[feed], path: `/${feed}/${page}/` })),
  ...[reaction, copy, copyOfCopy],
];

/** The paths of the copies. */
export const copied: readonly string[] = [copy, copyOfCopy].map(({ path }) => path);

/** Something that each publisher had before, so that what comes next is news. */
export const before: readonly AnyArticle[] = (
  ['cjtf-oir', 'amnesty', 'airwars', 'globalresearch', 'courier'] as const
).map((publisher) => ({
  publisher,
  path: `/${publisher}/opening-hours/`,
  title: 'Opening hours (facsimile)',
  published: '2016-01-02T08:00:00Z',
  paragraphs: ['The office of the press is open on weekdays, and answers letters within a month.'],
}));

/** Returns orders of the archive, the same for the same seed. A page that is edited keeps the order of its versions. */
export function ordersOf(count: number, seed: number): readonly (readonly AnyArticle[])[] {
  const all = [...archive];
  const anyOrder = fc.shuffledSubarray(all, { minLength: all.length });
  return fc.sample(anyOrder, { numRuns: count, seed }).map((order) => {
    const versions = Map.groupBy(all, ({ path }) => path);
    const taken = new Map<string, number>();
    return order.flatMap(({ path }) => {
      const at = taken.get(path) ?? 0;
      taken.set(path, at + 1);
      return versions.get(path)?.[at] ?? [];
    });
  });
}
