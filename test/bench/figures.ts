import { performance } from 'node:perf_hooks';

/** One line of the table: a figure, and what it is in proportion to something measured in the same run. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  /** '' where there is nothing to compare with. */
  readonly ratio: string;
  /** '' where none was set. */
  readonly target: string;
}

export interface Section {
  readonly title: string;
  /** How it was measured; Markdown. */
  readonly how: string;
  readonly rows: readonly Row[];
}

export interface Spread {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export function spreadOf(took: readonly number[]): Spread {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Runs `work` some times more than `rounds`, for the engine to have compiled it, and times the last `rounds`. */
export async function time(rounds: number, work: () => unknown): Promise<Spread> {
  for (let round = 0; round < rounds / 5; round += 1) await work();
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work();
    took.push(performance.now() - start);
  }
  return spreadOf(took);
}

export function milliseconds(value: number): string {
  return `${value < 0.1 ? value.toFixed(3) : value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

/** Of 1,000,000 bytes. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

export function times(value: number, than: number): string {
  const ratio = value / than;
  return `${ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0)} times`;
}

export const count = (value: number) => value.toLocaleString('en');

/** A Markdown table whose columns are also aligned in a terminal. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['', 'Figure', 'In proportion', 'Target'],
    ...rows.map(({ what, figure, ratio, target }) => [what, figure, ratio, target]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), rule, ...body.map(line)].join('\n');
}
