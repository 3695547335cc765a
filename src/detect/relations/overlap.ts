import { shingleWords } from '../../domain/relations/shingles.ts';

/** What two texts have word for word. */
export interface Overlap {
  /** Words in shared runs of `longRun` or more. */
  readonly words: number;
  readonly shareOfOne: number;
  readonly shareOfOther: number;
  /** The shared part of what the second text has from its first shared run to its last. Low where it quotes here and there. */
  readonly density: number;
  /** How many words of the first text come before its first shared run. */
  readonly skipped: number;
  /** How often a number or a date differs between two shared runs: a form that is filled in anew, not a copy. */
  readonly altered: number;
}

interface Run {
  readonly start: number;
  readonly otherStart: number;
  readonly length: number;
}

/** A shorter run is a phrase, such as the name of a body and its title. */
const longRun = 12;
/** A form may have so many words between two runs that it repeats. */
const widestGap = 14;
/** A hostile text may repeat one phrase everywhere. */
const mostPlaces = 8;

const fact =
  /\d|^(?:january|february|march|april|may|june|july|august|september|october|november|december|no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)$/;

/** Compares two texts, given as words. Pure; the time grows with the length of the texts. */
export function overlapOf(one: readonly string[], other: readonly string[]): Overlap {
  const runs = runsOf(one, other);
  const long = runs.filter(({ length }) => length >= longRun);
  const words = coveredBy(long.map(({ start, length }) => ({ start, length })));
  const first = long[0];
  const last = long.at(-1);
  const span = first === undefined || last === undefined ? 0 : last.otherStart + last.length - first.otherStart;
  const covered = coveredBy(long.map(({ otherStart, length }) => ({ start: otherStart, length })));
  return {
    words,
    shareOfOne: one.length === 0 ? 0 : words / one.length,
    shareOfOther: other.length === 0 ? 0 : covered / other.length,
    density: span === 0 ? 0 : covered / span,
    skipped: long.reduce((least, { start }) => Math.min(least, start), one.length),
    altered: alteredBetween(runs, one, other),
  };
}

/** Shared runs in the order of the second text, each as long as it gets. */
function runsOf(one: readonly string[], other: readonly string[]): readonly Run[] {
  const places = new Map<string, number[]>();
  const shingleAt = (words: readonly string[], at: number) => words.slice(at, at + shingleWords).join(' ');
  for (let at = 0; at + shingleWords <= one.length; at += 1) {
    const shingle = shingleAt(one, at);
    const known = places.get(shingle);
    if (known === undefined) places.set(shingle, [at]);
    else if (known.length < mostPlaces) known.push(at);
  }
  const runs: Run[] = [];
  let expected = 0;
  for (let at = 0; at + shingleWords <= other.length; ) {
    const found = places.get(shingleAt(other, at)) ?? [];
    const start = found.find((place) => place >= expected) ?? found[0];
    if (start === undefined) {
      at += 1;
      continue;
    }
    let length = shingleWords;
    while (start + length < one.length && one[start + length] === other[at + length]) length += 1;
    runs.push({ start, otherStart: at, length });
    expected = start + length;
    at += length;
  }
  return runs;
}

/** Returns how many positions the spans cover, each once. */
function coveredBy(spans: readonly { readonly start: number; readonly length: number }[]): number {
  let end = 0;
  let covered = 0;
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    covered += Math.max(0, span.start + span.length - Math.max(end, span.start));
    end = Math.max(end, span.start + span.length);
  }
  return covered;
}

function alteredBetween(runs: readonly Run[], one: readonly string[], other: readonly string[]): number {
  const factsIn = (words: readonly string[]) => words.filter((word) => fact.test(word)).join(' ');
  let altered = 0;
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1];
    if (next === undefined) break;
    const [end, otherEnd] = [run.start + run.length, run.otherStart + run.length];
    const [gap, otherGap] = [next.start - end, next.otherStart - otherEnd];
    if (gap < 0 || gap > widestGap || otherGap > widestGap) continue;
    if (factsIn(one.slice(end, next.start)) !== factsIn(other.slice(otherEnd, next.otherStart))) altered += 1;
  }
  return altered;
}
