import { median } from './columns.ts';
import type { Fragment, PdfPage } from './lines.ts';

/** Height of the edge as a share of the page. It is less than an inch, the usual margin. */
const edge = 0.08;

const pageNumber = /^(?:page\s)?[-–—|]?\s?\d{1,4}\s?[-–—|]?(?:\s?(?:of|\/)\s?\d{1,4})?$/i;

/** How far the heights of one running line may differ between pages, in points. */
const sameHeight = 3;

/** The fragments with one baseline, and what they say. */
interface Row {
  readonly fragments: readonly Fragment[];
  readonly text: string;
  readonly y: number;
}

/**
 * Leaves out running headers and footers after the first, and page numbers. A line at the edge is one if the whole line
 * stands at the same height on three pages, all the same or with a number that counts the pages. The place alone proves
 * nothing: a table may fill the page to its edge, and its cells repeat.
 */
export function withoutRunningLines(
  pages: readonly PdfPage[],
  all: readonly (readonly Fragment[])[],
): readonly (readonly Fragment[])[] {
  const edgeRows = all.map((fragments, index) => rowsAtEdge(fragments, pages[index]));
  const counts = new Map<string, number>();
  edgeRows.forEach((rows, index) => {
    for (const key of new Set(rows.flatMap((row) => keysOf(row, index)))) counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  const seen = new Set<string>();
  return all.map((fragments, index) => {
    const left = new Set<Fragment>();
    for (const row of edgeRows[index] ?? []) {
      const running = keysOf(row, index).filter((key) => (counts.get(key) ?? 0) >= 3);
      const isNumber = pageNumber.test(row.text);
      const isLeft = isNumber ? running.length > 0 || isApart(row, fragments) : running.some((key) => seen.has(key));
      for (const key of running) seen.add(key);
      if (isLeft) for (const fragment of row.fragments) left.add(fragment);
    }
    return left.size === 0 ? fragments : fragments.filter((fragment) => !left.has(fragment));
  });
}

function rowsAtEdge(fragments: readonly Fragment[], page: PdfPage | undefined): readonly Row[] {
  if (page === undefined) return [];
  const margin = (page.top - page.bottom) * edge;
  const rows: Fragment[][] = [];
  for (const fragment of fragments) {
    if (fragment.y >= page.bottom + margin && fragment.y <= page.top - margin) continue;
    const row = rows.find(([first]) => first !== undefined && Math.abs(first.y - fragment.y) < fragment.size / 2);
    if (row === undefined) rows.push([fragment]);
    else row.push(fragment);
  }
  return rows.map((row) => ({
    fragments: row,
    text: row.map(({ text }) => text.trim()).join(' '),
    y: row[0]?.y ?? 0,
  }));
}

/** Returns keys that a running line has on every page: its text, and its text with one number less the page's. */
function keysOf({ text, y }: Row, index: number): readonly string[] {
  const height = Math.round(y / sameHeight);
  const counted = [...text.matchAll(/\d{1,4}/g)]
    .slice(0, 6)
    .map(
      ({ 0: digits, index: at }) => `${text.slice(0, at)}<${Number(digits) - index}>${text.slice(at + digits.length)}`,
    );
  // Heights are rounded twice, so that two that differ a little share a key.
  return [text, ...counted].flatMap((words) => [
    `${height}\n${words}`,
    `${Math.round(y / sameHeight + 0.5)}'\n${words}`,
  ]);
}

/** Whether the gap between a row and the nearest is wider than between other lines of the page. */
function isApart(row: Row, fragments: readonly Fragment[]): boolean {
  const heights = [...new Set(fragments.map(({ y }) => y))].toSorted((a, b) => b - a);
  const gaps = heights.slice(1).map((y, index) => (heights[index] ?? y) - y);
  const size = row.fragments[0]?.size ?? 0;
  const nearest = Math.min(
    ...fragments.filter((other) => !row.fragments.includes(other)).map((other) => Math.abs(other.y - row.y)),
  );
  return nearest > 1.5 * Math.max(median(gaps.filter((gap) => gap > size / 2)), size);
}
