import type { Fragment } from './lines.ts';

/** Consecutive lines of one column. `right` is the right edge of the column. */
export interface TextBlock {
  readonly lines: readonly Fragment[];
  readonly right: number;
}

/** Returns the blocks of a page in reading order: bands from the top, and in each band columns from the left. */
export function textBlocksOf(fragments: readonly Fragment[], depth = 0): readonly TextBlock[] {
  const gutter = depth < 4 ? findGutter(fragments) : null;
  if (gutter === null) return fragments.length === 0 ? [] : [textBlockOf(fragments)];
  const blocks: TextBlock[] = [];
  let band: Fragment[] = [];
  const finish = () => {
    blocks.push(
      ...textBlocksOf(
        band.filter((fragment) => fragment.right <= gutter),
        depth + 1,
      ),
    );
    blocks.push(
      ...textBlocksOf(
        band.filter((fragment) => fragment.x >= gutter),
        depth + 1,
      ),
    );
    band = [];
  };
  let across: Fragment[] = [];
  const finishAcross = () => {
    if (across.length > 0) blocks.push(textBlockOf(across));
    across = [];
  };
  for (const fragment of fragments) {
    if (crosses(fragment, gutter)) {
      if (band.length > 0) finish();
      across.push(fragment);
    } else {
      finishAcross();
      band.push(fragment);
    }
  }
  finishAcross();
  finish();
  return blocks;
}

function crosses(fragment: Fragment, x: number): boolean {
  return fragment.x < x && fragment.right > x;
}

const minLines = 4;

/**
 * Returns the position of a gap between two columns, or null. Both sides must be prose, whose lines mostly fill their
 * width. The cells of a table are too short for that.
 */
function findGutter(fragments: readonly Fragment[]): number | null {
  if (fragments.length < 2 * minLines) return null;
  const left = Math.min(...fragments.map(({ x }) => x));
  const right = Math.max(...fragments.map((fragment) => fragment.right));
  let best: { x: number; crossed: number } | null = null;
  for (const { right: end, size } of fragments) {
    const x = end + size / 2;
    if (x < left + (right - left) * 0.2 || x > left + (right - left) * 0.8) continue;
    const crossed = fragments.filter((fragment) => crosses(fragment, x)).length;
    if (crossed > fragments.length / 4 || (best !== null && crossed >= best.crossed)) continue;
    const before = fragments.filter((fragment) => fragment.right <= x);
    const behind = fragments.filter((fragment) => fragment.x >= x);
    if (isProse(before) && isProse(behind)) best = { x, crossed };
  }
  return best?.x ?? null;
}

function isProse(side: readonly Fragment[]): boolean {
  if (side.length < minLines) return false;
  const left = Math.min(...side.map(({ x }) => x));
  const width = Math.max(...side.map(({ right }) => right)) - left;
  const size = median(side.map((fragment) => fragment.size));
  const full = side.filter((fragment) => fragment.width > width * 0.65).length;
  return width > size * 8 && full >= side.length * 0.5;
}

function textBlockOf(fragments: readonly Fragment[]): TextBlock {
  const lines: Fragment[] = [];
  for (const fragment of fragments) {
    const last = lines.at(-1);
    if (last === undefined || Math.abs(last.y - fragment.y) > 0.3 * Math.min(last.size, fragment.size)) {
      lines.push(fragment);
      continue;
    }
    const isCell =
      fragment.x - last.right > 2.5 * fragment.size && !/^(?:\(?\w{1,4}[.)]|[•·▪–—-])$/.test(last.text.trim());
    lines[lines.length - 1] = {
      ...last,
      text: `${last.text.trimEnd()}${isCell ? ' | ' : ' '}${fragment.text.trimStart()}`,
      right: fragment.right,
      width: fragment.right - last.x,
    };
  }
  return { lines, right: Math.max(...lines.map(({ right }) => right)) };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
