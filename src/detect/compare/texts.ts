import { diffArrays } from 'diff';
import type { TextChange } from '../../domain/findings.ts';
import type { Instant } from '../../domain/time.ts';
import { isStamp, withoutVolatileLines } from './volatile-lines.ts';

const abbreviation =
  /(?:^|[\s(])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Nos|vs|Mr|Ms|Dr|Lt|Col|Gen|Fla|approx|U\.S|U\.K)\.$|^\d+\.$/i;

/** Splits text into sentences; a line end is a boundary. Abbreviations and list numbers end no sentence. */
export function sentences(text: string): readonly string[] {
  const found: string[] = [];
  for (const line of text.normalize('NFC').split(/\n+/)) {
    let open = '';
    for (const piece of line.replace(/\s+/g, ' ').split(/(?<=[.!?]["'”’)]?) (?=\S)/)) {
      open = open === '' ? piece.trim() : `${open} ${piece.trim()}`;
      if (abbreviation.test(piece)) continue;
      if (open !== '') found.push(open);
      open = '';
    }
    if (open !== '') found.push(open);
  }
  return found;
}

/** Returns letters and digits in lower case, so that typography does not matter. Keeps signs that carry a value. */
function normalise(sentence: string): string {
  return sentence
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d)[,.](?=\d{3}(?!\d))/g, '')
    .replace(/[^\p{L}\p{N}%.]+|\.(?!\d)/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

interface Sentence {
  readonly text: string;
  readonly normalised: string;
}

function comparableSentences(text: string): Sentence[] {
  return sentences(text)
    .map((sentence) => ({ text: sentence, normalised: normalise(sentence) }))
    .filter((sentence) => sentence.normalised !== '' && !isStamp(sentence.text));
}

/** With more edits two texts count as unrelated. The cost of a comparison grows with the square of this. */
const maxEdits = 1000;

/**
 * Returns the removed, added and replaced sentences. Whole sentences keep numbers complete. Ignores white space,
 * punctuation, case, moved sentences, a site's timestamps and counters, and lines that differ at every visit. `earlier` is
 * the text before `before`, which shows what differed then; `visited` when `now` was fetched.
 */
export function textChanges(
  before: string,
  now: string,
  earlier: string | null = null,
  visited: Instant | null = null,
): readonly TextChange[] {
  const changes = allChanges(before, now);
  const isLong = changes.length > maxVolatile;
  return isLong
    ? changes
    : withoutVolatileLines(
        changes,
        changes.length === 0 || earlier === null ? [] : allChanges(earlier, before),
        visited,
      );
}

/** More changed lines than these are no frame of a page. */
const maxVolatile = 50;

function allChanges(before: string, now: string): readonly TextChange[] {
  const old = comparableSentences(before);
  const fresh = comparableSentences(now);
  const parts = diffArrays(old, fresh, {
    comparator: (a, b) => a.normalised === b.normalised,
    maxEditLength: maxEdits,
  });
  let changes: (readonly [Sentence | null, Sentence | null])[] = [];
  let removed: Sentence[] = [];
  let added: Sentence[] = [];
  for (const part of parts ?? [
    { value: old, removed: true, added: false },
    { value: fresh, removed: false, added: true },
  ]) {
    if (part.removed) removed = removed.concat(part.value);
    else if (part.added) added = added.concat(part.value);
    else {
      changes = changes.concat(pair(removed, added));
      removed = [];
      added = [];
    }
  }
  changes = changes.concat(pair(removed, added));
  const removals = new Set(changes.flatMap(([one, other]) => (one !== null && other === null ? [one.normalised] : [])));
  const additions = new Set(
    changes.flatMap(([one, other]) => (one === null && other !== null ? [other.normalised] : [])),
  );
  return changes
    .filter(([one, other]) => {
      const moved = one?.normalised ?? other?.normalised ?? '';
      return (one !== null && other !== null) || !(removals.has(moved) && additions.has(moved));
    })
    .map(([one, other]) => ({ before: one?.text ?? null, after: other?.text ?? null }));
}

/** How many new sentences may precede a changed one for it to be matched. */
const maxSkipped = 20;

/** Pairs each removed sentence with the next added one that shares half its words, looking `maxSkipped` ahead. */
function pair(
  removed: readonly Sentence[],
  added: readonly Sentence[],
): readonly (readonly [Sentence | null, Sentence | null])[] {
  const [before = null] = removed;
  const [after = null] = added;
  if (removed.length === 1 && added.length === 1) return [[before, after]];
  const changes: (readonly [Sentence | null, Sentence | null])[] = [];
  let from = 0;
  for (const old of removed) {
    const ahead = added.slice(from, from + maxSkipped).findIndex((fresh) => isAlike(old, fresh));
    if (ahead === -1) {
      changes.push([old, null]);
      continue;
    }
    for (const fresh of added.slice(from, from + ahead)) changes.push([null, fresh]);
    changes.push([old, added[from + ahead] ?? null]);
    from += ahead + 1;
  }
  for (const fresh of added.slice(from)) changes.push([null, fresh]);
  return changes;
}

function isAlike(one: Sentence, other: Sentence): boolean {
  const words = new Set(one.normalised.split(/\s+/));
  const others = new Set(other.normalised.split(/\s+/));
  const shared = [...words].filter((each) => others.has(each)).length;
  return shared * 2 >= Math.max(words.size, others.size);
}

/**
 * Returns a function that says whether the text contains a quote or states its value, with or without thousands
 * separators. Without a value only the quote counts.
 */
export function createStatementSearch(text: string): (quote: string, value?: number) => boolean {
  const whole = ` ${normalise(text)} `;
  return (quote, value) => {
    if (whole.includes(` ${normalise(quote)} `)) return true;
    // A small number occurs on any page, so only the quote is evidence for it.
    if (value === undefined || value < 100) return false;
    const grouped = String(value).replace(/\B(?=(?:\d{3})+$)/g, '[,.\\u00a0\\u202f ]?');
    return new RegExp(`(?<![\\d.,])${grouped}(?!\\d|[.,]\\d)`).test(text);
  };
}
