import { namesOneOf } from '../../domain/relations/names.ts';
import type { Relation, RelationReason } from '../../domain/relations/relation.ts';
import type { ComparedDocument } from './compared-document.ts';
import { type Overlap, overlapOf } from './overlap.ts';

/** An original and what another publisher made of it. */

interface Pair {
  readonly original: ComparedDocument;
  readonly copy: ComparedDocument;
}

interface NamedOriginal {
  readonly code: 'canonical-address' | 'named-source';
  readonly quote: string;
}

const dayMs = 86_400_000;
/** Time zones, and days without a time, put a copy before its original. */
const earliestCopyDays = 2;
const latestTranslationDays = 30;
/** A link or a name alone proves little: a translation also has the numbers of its original. */
const fewestNumbers = 3;

/** Returns that one of two documents is a copy of the other, or undefined. Two documents of one publisher are none. */
export function copyRelation(one: ComparedDocument, other: ComparedDocument): Relation | undefined {
  if (one.publisher.id === other.publisher.id) return undefined;
  const pair = directed(one, other);
  if (timeBetween(pair) < -earliestCopyDays * dayMs) return undefined;
  const reason = textReason(pair) ?? translationReason(pair);
  return reason && { kind: 'copy-of', from: pair.copy.documentId, to: pair.original.documentId, reason };
}

/** Returns the copy's time minus the original's. */
function timeBetween({ original, copy }: Pair): number {
  return Date.parse(copy.published) - Date.parse(original.published);
}

/**
 * Which of two documents would be the original: the one that the other names as its source, the one of a body that speaks
 * for itself, else the earlier one.
 */
function directed(one: ComparedDocument, other: ComparedDocument): Pair {
  const there = { original: one, copy: other };
  const back = { original: other, copy: one };
  const names = [namesSource(there) !== undefined, namesSource(back) !== undefined];
  if (names[0] !== names[1]) return names[0] ? there : back;
  const carries = [other.publisher.role === 'carrier', one.publisher.role === 'carrier'];
  if (carries[0] !== carries[1]) return carries[0] ? there : back;
  return one.published <= other.published ? there : back;
}

/** Returns the line of the copy that gives the address of the original, or names its publisher as the source. */
function namesSource({ original, copy }: Pair): NamedOriginal | undefined {
  const address = addressOf(original.url);
  const linked = address === null ? -1 : copy.text.toLowerCase().indexOf(address);
  if (address !== null && linked !== -1)
    return { code: 'canonical-address', quote: copy.text.slice(linked, linked + address.length) };
  if (address !== null && addressOf(copy.url) === address) return { code: 'canonical-address', quote: copy.url };
  const named = copy.sources().find(({ name }) => namesOneOf(name, original.names));
  return named && { code: 'named-source', quote: named.quote };
}

/** Returns host and path in lower case; null for the front page of a site, which is the address of no document. */
function addressOf(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null) return null;
  const path = parsed.pathname.replace(/\/+$/, '');
  return path.length < 2 ? null : `${parsed.host.replace(/^www\./, '')}${path}`.toLowerCase();
}

function textReason(pair: Pair): RelationReason | undefined {
  const overlap = overlapOf(pair.original.words(), pair.copy.words());
  // A form that is filled in with other numbers shares most of its words, and is another report.
  if (overlap.altered > overlap.words / 200) return undefined;
  const source = namesSource(pair);
  if (!isWhole(overlap, source !== undefined) && !isPart(overlap, source !== undefined)) return undefined;
  const share = Math.round(Math.max(overlap.shareOfOne, overlap.shareOfOther) * 100) / 100;
  return source === undefined ? { code: 'shared-text', share } : { ...source, share };
}

/** Most of the original, in one piece, whatever is around it. A copy without its source has to be nothing else, or long. */
function isWhole({ words, shareOfOne, shareOfOther, density }: Overlap, namesIt: boolean): boolean {
  if (shareOfOne < 0.6 || density < 0.75 || words < 50) return false;
  return namesIt ? shareOfOther >= 0.15 : shareOfOther >= (words >= 120 ? 0.25 : 0.5);
}

/** A shortened copy: little else than text of the original, from its beginning on where it names it. */
function isPart({ words, shareOfOther, density, skipped }: Overlap, namesIt: boolean): boolean {
  if (words < 60 || density < 0.75) return false;
  return shareOfOther >= 0.7 || (namesIt && shareOfOther >= 0.35 && density >= 0.85 && skipped <= 60);
}

function translationReason(pair: Pair): RelationReason | undefined {
  const mark = pair.copy.translation();
  if (mark === undefined || timeBetween(pair) > latestTranslationDays * dayMs) return undefined;
  if (namesSource(pair) === undefined && !namesOneOf(mark, pair.original.names)) return undefined;
  const numbers = numbersIn(pair.original.text);
  const known = numbersIn(pair.copy.text);
  const shared = [...numbers].filter((number) => known.has(number)).length;
  return shared >= fewestNumbers && shared / numbers.size >= 0.8 ? { code: 'translation', quote: mark } : undefined;
}

/** Returns the numbers of two and more digits, thousands grouped by any mark. */
function numbersIn(text: string): ReadonlySet<string> {
  const plain = text.replaceAll(/(?<=\d)[,.\u00A0\u202F ](?=\d{3}(?!\d))/g, '');
  return new Set(plain.match(/\d{2,}/g) ?? []);
}
