import { diffArrays } from 'diff';
import type { TextChange } from '../findings.ts';

const abbreviation =
  /(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Nos|vs|Mr|Ms|Dr|Lt|Col|Gen|Fla|approx|U\.S|U\.K)|^\d+)\.$/i;

/** Lines, and sentences within them, white space folded. A month's abbreviation or the number of a list entry ends none. */
export function sentences(text: string): readonly string[] {
  const found: string[] = [];
  for (const line of text.normalize('NFC').split(/\n+/)) {
    let open = '';
    for (const piece of line.replace(/\s+/g, ' ').split(/(?<=[.!?]["'”’)]?) (?=\S)/)) {
      open = open === '' ? piece.trim() : `${open} ${piece.trim()}`;
      if (abbreviation.test(open)) continue;
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
    .trim();
}

/** A site's own counters and stamps. What speaks of people is never noise. */
const stamp =
  /\b(?:(?:last |page )?(?:updated|modified|reviewed|refreshed)|views?|viewed|visits?|visitors?|hits|downloads?|shares?|likes|comments?|retrieved|printed|copyright|all rights reserved)\b|©/i;
const substance =
  /\b(?:civilians?|killed|kill|deaths?|died|dead|injur\w*|wounded|casualt\w*|strikes?|credible|allegations?|reports?|coalition)\b/i;

function isStamp(sentence: string): boolean {
  return stamp.test(sentence) && !substance.test(sentence);
}

/** Beyond this many edits two texts are unrelated and a finer comparison tells a reader nothing. */
const maxEdits = 2000;

/**
 * What was taken out and put in, by whole sentences, so that a number is never cut. Changes of white space, punctuation
 * or case, sentences that only moved, and a site's own stamps and counters are left out: empty where nothing else changed.
 */
export function textChanges(before: string, now: string): readonly TextChange[] {
  const old = sentences(before).filter((sentence) => gist(sentence) !== '' && !isStamp(sentence));
  const fresh = sentences(now).filter((sentence) => gist(sentence) !== '' && !isStamp(sentence));
  const parts = diffArrays([...old], [...fresh], {
    comparator: (a, b) => gist(a) === gist(b),
    maxEditLength: maxEdits,
  });
  if (parts === undefined) return withoutMoved(pair(old, fresh));
  const changes: TextChange[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  for (const part of parts) {
    if (part.removed) removed.push(...part.value);
    else if (part.added) added.push(...part.value);
    else {
      changes.push(...pair(removed, added));
      removed = [];
      added = [];
    }
  }
  changes.push(...pair(removed, added));
  return withoutMoved(changes);
}

/** In order; a sentence takes the first new one that shares half its words. */
function pair(removed: readonly string[], added: readonly string[]): readonly TextChange[] {
  if (removed.length === added.length && removed.length === 1)
    return [{ before: removed[0] ?? null, after: added[0] ?? null }];
  const changes: TextChange[] = [];
  let from = 0;
  for (const before of removed) {
    const at = added.findIndex((after, index) => index >= from && isAlike(before, after));
    if (at === -1) changes.push({ before, after: null });
    else {
      for (const after of added.slice(from, at)) changes.push({ before: null, after });
      changes.push({ before, after: added[at] ?? null });
      from = at + 1;
    }
  }
  for (const after of added.slice(from)) changes.push({ before: null, after });
  return changes;
}

function isAlike(one: string, other: string): boolean {
  const words = new Set(gist(one).split(/\s+/));
  const others = new Set(gist(other).split(/\s+/));
  const shared = [...words].filter((each) => others.has(each)).length;
  return shared * 2 >= Math.max(words.size, others.size);
}

function withoutMoved(changes: readonly TextChange[]): readonly TextChange[] {
  const gone = new Set(changes.filter((change) => change.after === null).map((change) => gist(change.before ?? '')));
  const come = new Set(changes.filter((change) => change.before === null).map((change) => gist(change.after ?? '')));
  return changes.filter(({ before, after }) => {
    const sentence = gist(before ?? after ?? '');
    return (before !== null && after !== null) || !(gone.has(sentence) && come.has(sentence));
  });
}

/** Whether the text still says the number, with or without separators, alone or inside the same sentence. */
export function stillStates(text: string, value: number, quote: string): boolean {
  if (gist(text).includes(gist(quote))) return true;
  // A small number stands on any page: only its own sentence speaks for it.
  if (value < 100) return false;
  const digits = String(value);
  const grouped = digits.replace(/\B(?=(?:\d{3})+$)/g, '[,.\\u00a0\\u202f ]?');
  return new RegExp(`(?<![\\d.,])${grouped}(?![\\d]|[.,]\\d)`).test(text);
}
