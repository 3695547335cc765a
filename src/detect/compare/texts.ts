import { diffArrays } from 'diff';
import type { TextChange } from '../../domain/findings.ts';

const abbreviation =
  /(?:^|[\s(])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Nos|vs|Mr|Ms|Dr|Lt|Col|Gen|Fla|approx|U\.S|U\.K)\.$|^\d+\.$/i;

/** Lines, and sentences within them, white space folded. A month's abbreviation or the number of a list entry ends none. */
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

/** Letters and digits alone: what is left when typography changes. Signs that carry a value stay. */
function gist(sentence: string): string {
  return sentence
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d)[,.](?=\d{3}(?!\d))/g, '')
    .replace(/[^\p{L}\p{N}%.]+|\.(?!\d)/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** A site's own counters and stamps. What speaks of people is never noise. */
const stamp =
  /\b(?:(?:last |page )?(?:updated|modified|reviewed|refreshed)|views?|viewed|visits?|visitors?|hits|downloads?|shares?|likes|comments?|retrieved|printed|copyright|all rights reserved)\b|©/i;
const substance =
  /\b(?:civilians?|killed|kill|deaths?|died|dead|injur\w*|wounded|casualt\w*|strikes?|credible|allegations?|reports?|coalition)\b/i;

/** A stamp is short: a sentence that happens to use such a word is not one. */
const stampWords = 12;

function isStamp(sentence: string): boolean {
  return stamp.test(sentence) && !substance.test(sentence) && sentence.split(' ').length <= stampWords;
}

interface Sentence {
  readonly text: string;
  readonly gist: string;
}

function comparable(text: string): Sentence[] {
  return sentences(text)
    .map((sentence) => ({ text: sentence, gist: gist(sentence) }))
    .filter((sentence) => sentence.gist !== '' && !isStamp(sentence.text));
}

/** Beyond this many edits two texts are unrelated; a finer comparison tells a reader nothing and costs its square. */
const maxEdits = 1000;

/**
 * What was taken out and put in, by whole sentences, so that a number is never cut. Changes of white space, punctuation
 * or case, sentences that only moved, and a site's own stamps and counters are left out: empty where nothing else changed.
 */
export function textChanges(before: string, now: string): readonly TextChange[] {
  const old = comparable(before);
  const fresh = comparable(now);
  const parts = diffArrays(old, fresh, { comparator: (a, b) => a.gist === b.gist, maxEditLength: maxEdits });
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
  const gone = new Set(changes.flatMap(([one, other]) => (one !== null && other === null ? [one.gist] : [])));
  const come = new Set(changes.flatMap(([one, other]) => (one === null && other !== null ? [other.gist] : [])));
  return changes
    .filter(([one, other]) => {
      const moved = one?.gist ?? other?.gist ?? '';
      return (one !== null && other !== null) || !(gone.has(moved) && come.has(moved));
    })
    .map(([one, other]) => ({ before: one?.text ?? null, after: other?.text ?? null }));
}

/** How far a changed sentence may have been pushed down by new ones and still be known as the same. */
const reach = 20;

/** In order; a sentence takes the first new one within reach that shares half its words. */
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
    const ahead = added.slice(from, from + reach).findIndex((fresh) => isAlike(old, fresh));
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
  const words = new Set(one.gist.split(/\s+/));
  const others = new Set(other.gist.split(/\s+/));
  const shared = [...words].filter((each) => others.has(each)).length;
  return shared * 2 >= Math.max(words.size, others.size);
}

/**
 * Asks a text whether it still states a figure: its sentence, or its number with or without separators. With no number,
 * whether the words of the quote stand.
 */
export function createStatementSearch(text: string): (quote: string, value?: number) => boolean {
  const whole = ` ${gist(text)} `;
  return (quote, value) => {
    if (whole.includes(` ${gist(quote)} `)) return true;
    // A small number stands on any page: only its own sentence speaks for it.
    if (value === undefined || value < 100) return false;
    const grouped = String(value).replace(/\B(?=(?:\d{3})+$)/g, '[,.\\u00a0\\u202f ]?');
    return new RegExp(`(?<![\\d.,])${grouped}(?!\\d|[.,]\\d)`).test(text);
  };
}
