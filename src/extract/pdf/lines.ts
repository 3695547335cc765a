/** A piece of text on a page. Units are points; y is the baseline and grows upwards. */
export interface PdfText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Font size: one em. */
  readonly size: number;
}
export interface PdfPage {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  readonly texts: readonly PdfText[];
}
/** Part of a line without a gap wider than an em. */
export interface Fragment extends PdfText {
  readonly right: number;
}

const noteMark = /^[[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-e])(?:,\d{1,2})?[\])]?$/;

/**
 * Returns the fragments of a page from top to bottom and left to right. The baseline of a footnote mark is 0.12-0.9 em
 * above that of the adjacent text. The mark becomes `[^2]`, so that "1,335" and "2" never make "1,3352".
 */
export function fragmentsOf(texts: readonly PdfText[]): readonly Fragment[] {
  // A wide space is a gap between columns or cells; a narrow one separates words.
  const visible = texts.filter(({ text, width, size }) => text.trim() !== '' || width < size * 0.8);
  const rows = rowsOf(visible);
  const rowOf = new Map<PdfText, PdfText[]>();
  for (const row of rows) for (const text of row) rowOf.set(text, row);
  const moved = new Set<PdfText>();
  for (const text of visible) {
    if (!noteMark.test(text.text.trim())) continue;
    const host = hostOf(text, rows);
    if (host === null || hasNeighbour(text, rowOf.get(text) ?? [])) continue;
    moved.add(text);
    const mark = text.text.trim().replace(/[[\]()]/g, '');
    const space = /\s$/.test(text.text) ? ' ' : '';
    host.row.push({ ...text, text: `[^${mark}]${space}`, y: host.text.y, size: host.text.size });
  }
  return rows.flatMap((row) => joinRow(row.filter((text) => !moved.has(text))));
}

/** Groups texts with the same baseline, from the top of the page down. */
function rowsOf(texts: readonly PdfText[]): PdfText[][] {
  const rows: PdfText[][] = [];
  let row: PdfText[] = [];
  for (const text of texts.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const first = row[0];
    if (first !== undefined && first.y - text.y <= 0.12 * Math.min(first.size, text.size)) row.push(text);
    else {
      row = [text];
      rows.push(row);
    }
  }
  return rows;
}

/** Returns the text directly before, after or around a raised mark, or null. */
function hostOf(mark: PdfText, rows: readonly PdfText[][]): { row: PdfText[]; text: PdfText } | null {
  for (const row of rows) {
    for (const text of row) {
      const rise = mark.y - text.y;
      if (text === mark || text.text.trim() === '' || rise < 0.12 * text.size || rise > 0.9 * text.size) continue;
      const behind = Math.abs(mark.x - (text.x + text.width)) < 0.5 * text.size || inside(mark, text);
      const before = Math.abs(text.x - (mark.x + mark.width)) < 0.8 * text.size;
      if (behind || before) return { row, text };
    }
  }
  return null;
}

function inside(mark: PdfText, text: PdfText): boolean {
  return mark.x > text.x && mark.x + mark.width < text.x + text.width;
}

/** Returns whether the row of a mark contains adjacent text, so that the mark is part of that line. */
function hasNeighbour(mark: PdfText, row: readonly PdfText[]): boolean {
  return row.some((text) => {
    if (text === mark || text.text.trim() === '' || noteMark.test(text.text.trim())) return false;
    const gap = Math.max(text.x - (mark.x + mark.width), mark.x - (text.x + text.width));
    return gap < 2 * mark.size;
  });
}

function joinRow(row: readonly PdfText[]): readonly Fragment[] {
  const fragments: Fragment[] = [];
  for (const text of row.toSorted((a, b) => a.x - b.x)) {
    const last = fragments.at(-1);
    const right = text.x + text.width;
    if (last === undefined || text.x - last.right > Math.max(last.size, text.size)) {
      fragments.push({ ...text, right });
      continue;
    }
    // Simulated bold draws the same text twice, slightly shifted.
    if (last.text.endsWith(text.text) && text.text.trim().length > 1 && right - last.right < 0.1 * text.size) continue;
    const gap = text.x - last.right > 0.15 * text.size && !/\s$/.test(last.text) && !/^\s/.test(text.text) ? ' ' : '';
    fragments[fragments.length - 1] = {
      text: last.text + gap + text.text,
      x: last.x,
      y: last.y,
      size: Math.max(last.size, text.size),
      right: Math.max(last.right, right),
      width: Math.max(last.right, right) - last.x,
    };
  }
  return fragments;
}
